"""A report's text, kept byte for byte, and the rule that makes the clean text of it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import SourceError
from .folder import has_file

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Layout", "Line", "clean", "read_lines", "read_source"]

_PAGE = "{page}"


@dataclass(frozen=True, order=True, slots=True)
class Layout:
    """How a text is laid out on its pages.

    *running_head* is what stands alone on a line of each page, with ``{page}`` for its
    number. A line as wide as *opening* (narrowest and widest, in half-width cells) opens a
    paragraph, a narrower one closes it, and one wider than *box* is set in a box. Without
    *opening* each line is a paragraph of its own.
    """

    running_head: str = ""
    opening: tuple[int, int] | None = None
    box: int | None = None

    def is_running_head(self, line: str) -> bool:
        """Tell whether a line is no part of the text."""
        head, page, tail = self.running_head.partition(_PAGE)
        line = line.strip()
        if not page:
            return bool(head) and line == head
        number = line.removeprefix(head).removesuffix(tail)
        return line == f"{head}{number}{tail}" and number.isdecimal() and number.isascii()


@dataclass(frozen=True, order=True, slots=True)
class Line:
    """One printed line that is neither empty nor a running head.

    ``start`` is the offset of its first character in the clean text, ``width`` its
    width on paper in half-width cells.
    """

    start: int
    text: str
    width: int


def read_source(file: Traversable, name: str, *, sha256: str) -> str:
    """Read a report's text and check that it is the one that the graph was made from.

    *name* is what messages call the file. Raises `SourceError` where it is missing or any
    byte differs, and `ReportError` where it is no regular file.
    """
    has_file(file, name)
    try:
        raw = file.read_bytes()
    except OSError as error:
        msg = f"{name}: the report's text cannot be read: {error.strerror}"
        raise SourceError(msg) from error
    digest = hashlib.sha256(raw).hexdigest()
    if digest != sha256:
        msg = f"{name}: the report's text is altered: SHA-256 {digest!r}, not {sha256!r}"
        raise SourceError(msg)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: not UTF-8 at byte {error.start}") from error


def clean(text: str, *, layout: Layout) -> str:
    """Take out the running heads, then all white space.

    >>> head = Layout("2023 年度报告{page}")
    >>> clean("319万平方\\n2023 年度报告18\\n公里，将", layout=head)
    '319万平方公里，将'
    """
    return "".join(_squeeze(line) for line in _printed_lines(text, layout))


def read_lines(text: str, *, layout: Layout) -> tuple[Line, ...]:
    """List the printed lines with their offsets in the clean text."""
    lines = []
    start = 0
    for line in _printed_lines(text, layout):
        content = _squeeze(line)
        if content:
            lines.append(Line(start, content, _width(line.strip())))
            start += len(content)
    return tuple(lines)


def _printed_lines(text: str, layout: Layout) -> list[str]:
    return [line for line in text.split("\n") if not layout.is_running_head(line)]


def _squeeze(line: str) -> str:
    return "".join(line.split())


def _width(line: str) -> int:
    return sum(2 if _is_wide(character) else 1 for character in line)


def _is_wide(character: str) -> bool:
    # Curly quotes and dashes are "ambiguous" in Unicode and full width in Chinese print.
    return unicodedata.east_asian_width(character) in "WFA"
