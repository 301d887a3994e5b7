"""Numbers for the sources outside the report, as footnotes have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.entities.provenance import say_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from ..queries.entities.provenance import Origin

__all__ = ["OUTSIDE", "Footnotes", "in_brackets"]

OUTSIDE = {"en": "outside the report", "zh": "报告之外"}
"""What marks that the report does not say it."""
_MARKS = {"en": "outside {}", "zh": "外部{}"}


def in_brackets(word: str, lang: str) -> str:
    """Put a word behind another in the brackets of the language; ``""`` stays so."""
    if not word:
        return ""
    return f"（{word}）" if lang == "zh" else f" ({word})"


class Footnotes:
    """Give each origin a number when it is first marked, and list them at the end."""

    def __init__(self, store: ox.Store, lang: str) -> None:
        self._store = store
        self._lang = lang
        self._numbers: dict[Origin, int] = {}

    def mark(self, origins: Iterable[Origin]) -> str:
        """Return the marks of *origins*, such as ``[outside 1, outside 2]``; ``""`` for none."""
        mark = _MARKS[self._lang]
        numbers = [self._numbers.setdefault(o, len(self._numbers) + 1) for o in origins]
        return f"[{', '.join(map(mark.format, numbers))}]" if numbers else ""

    def lines(self) -> Iterator[str]:
        """Yield a line for each origin that was marked."""
        for origin, number in self._numbers.items():
            mark = _MARKS[self._lang].format(number)
            yield f"[{mark}] {say_origin(self._store, origin, self._lang)}"
