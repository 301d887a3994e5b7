"""The same text in Chinese and in English: the two languages of this project, as one pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["LANGUAGES", "Bilingual"]

LANGUAGES = ("zh", "en")
"""The languages, in the order in which pairs have them."""


@dataclass(frozen=True, order=True, slots=True)
class Bilingual:
    """A text in both languages; ``""`` stands for what is missing in one of them.

    >>> Bilingual("碳", "carbon").get("zh"), list(Bilingual("碳", "carbon"))
    ('碳', ['碳', 'carbon'])
    """

    zh: str = ""
    en: str = ""

    @classmethod
    def of(cls, say: Callable[[str], str]) -> Bilingual:
        """Say something in each language.

        >>> Bilingual.of("in {}".format)
        Bilingual(zh='in zh', en='in en')
        """
        return cls(*map(say, LANGUAGES))

    def __iter__(self) -> Iterator[str]:
        yield from (self.zh, self.en)

    def get(self, lang: str) -> str:
        """Return the text in a language; raise `UnknownNameError` for any other than the two."""
        if lang not in LANGUAGES:
            raise UnknownNameError("language", lang, LANGUAGES)
        return self.zh if lang == "zh" else self.en
