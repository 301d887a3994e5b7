"""Numbers for the sources outside the report, as footnotes have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology.message_catalog import messages
from ..queries.entities.provenance import say_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from ..queries.entities.provenance import Origin

__all__ = ["Footnotes", "in_brackets", "outside"]


def outside(lang: str) -> str:
    """Return the words that mark what the report does not say."""
    return messages("sources").say("outside", lang)


def in_brackets(word: str, lang: str) -> str:
    """Put a word behind another in the brackets of the language; ``""`` stays so."""
    return messages("punctuation").say("brackets", lang, text=word) if word else ""


class Footnotes:
    """Give each origin a number when it is first marked, and list them at the end."""

    def __init__(self, store: ox.Store, lang: str) -> None:
        self._store = store
        self._lang = lang
        self._numbers: dict[Origin, int] = {}

    def mark(self, origins: Iterable[Origin]) -> str:
        """Return the marks of *origins*, such as ``[outside 1, outside 2]``; ``""`` for none."""
        numbers = [self._numbers.setdefault(o, len(self._numbers) + 1) for o in origins]
        return f"[{', '.join(map(self._note, numbers))}]" if numbers else ""

    def _note(self, number: int) -> str:
        return messages("sources").say("note", self._lang, number=number)

    def lines(self) -> Iterator[str]:
        """Yield a line for each origin that was marked."""
        for origin, number in self._numbers.items():
            yield f"[{self._note(number)}] {say_origin(self._store, origin, self._lang)}"
