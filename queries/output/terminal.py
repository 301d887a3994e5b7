"""Tables for a terminal: columns aligned by the cells that a character takes, long text folded."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from wcwidth import wcwidth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["draw", "fold", "width"]

_GAP = "  "
_NARROWEST = 12
"""Below this width columns are no longer legible: each row becomes a block of lines."""


def width(text: str) -> int:
    """Count the terminal's cells: two for a Chinese character, none for a combining mark.

    >>> width("1+N政策")
    7
    """
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    # What steers the terminal has no width of its own; it is never printed as it is.
    return max(wcwidth(character), 0)


def fold(text: str, room: int) -> list[str]:
    """Break text into lines of at most *room* cells, at a space where there is one.

    >>> fold("carbon market 碳市场", 10)
    ['carbon', 'market 碳', '市场']
    """
    lines = [""]
    for word in _words(_clean(text)):
        if width(lines[-1] + word.rstrip()) > room and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        for piece in _pieces(word, room):
            if width(lines[-1] + piece) > room and lines[-1]:
                lines.append("")
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _clean(text: str) -> str:
    """Put text on one line and show what would steer the terminal as a replacement mark."""
    line = " ".join(text.split())
    return "".join(character if character.isprintable() else "\ufffd" for character in line)


def _words(text: str) -> Iterator[str]:
    """Yield what must not be broken: a Latin word with the space behind it, or one wide sign."""
    word = ""
    for character in text:
        if _cells(character) > 1:
            yield from filter(None, (word, character))
            word = ""
        else:
            word += character
            if character == " ":
                yield word
                word = ""
    if word:
        yield word


def _pieces(word: str, room: int) -> Iterator[str]:
    """Cut a word that is longer than a whole line, such as an IRI."""
    if width(word.rstrip()) <= room:
        yield word
        return
    for start in range(0, len(word), room):
        yield word[start : start + room]


def draw(columns: Sequence[str], rows: Sequence[Sequence[str]], *, room: int) -> list[str]:
    """Draw a table as lines no wider than *room* where that is possible.

    >>> rows = [["transport", "交通运输"], ["energy", "能源"]]
    >>> print(*draw(["sector", "名称"], rows, room=40), sep="\\n")
    sector     名称
    ─────────  ────────
    transport  交通运输
    energy     能源
    """
    table = [[_clean(cell) for cell in row] for row in (columns, *rows)]
    natural = [max(map(width, column)) for column in zip(*table, strict=True)]
    widths = _shrunk(natural, room - len(_GAP) * (len(columns) - 1))
    if any(size < min(_NARROWEST, full) for size, full in zip(widths, natural, strict=True)):
        return [line for row in table[1:] for line in _block(table[0], row, room)]
    head, *body = (_row(row, widths) for row in table)
    rule = _GAP.join("─" * size for size in widths)
    return [*head, rule, *(line for row in body for line in row)]


def _shrunk(natural: Sequence[int], room: int) -> list[int]:
    """Narrow the widest columns, and no other, until all fit."""
    widths = list(natural)
    cap = max(natural, default=0)
    while sum(widths) > room and cap > 1:
        cap -= 1
        widths = [min(full, cap) for full in natural]
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    folded = [fold(cell, size) for cell, size in zip(cells, widths, strict=True)]
    lines = []
    for parts in zip_longest(*folded, fillvalue=""):
        filled = (
            part + " " * (size - width(part)) for part, size in zip(parts, widths, strict=True)
        )
        lines.append(_GAP.join(filled).rstrip())
    return lines


def _block(columns: Sequence[str], cells: Sequence[str], room: int) -> Iterator[str]:
    """Write a row as ``column  value`` lines, with an empty line behind it."""
    margin = max(map(width, columns))
    for column, cell in zip(columns, cells, strict=True):
        folded = fold(cell, max(room - margin - len(_GAP), _NARROWEST))
        yield f"{column}{' ' * (margin - width(column))}{_GAP}{folded[0]}".rstrip()
        for line in folded[1:]:
            yield f"{' ' * margin}{_GAP}{line}"
    yield ""
