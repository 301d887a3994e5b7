"""The report's file, kept byte for byte, and the clean text that all offsets count in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ...errors import SourceError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "CLEAN_SHA256",
    "SOURCE_NAME",
    "SOURCE_SHA256",
    "Line",
    "clean",
    "clean_text",
    "read_lines",
    "read_source",
    "source_file",
]

SOURCE_NAME = "000_95cf9eb77f0a0c91.txt"
SOURCE_SHA256 = "7cb5aae0074282c67a7af8e733babdc163d7d07f99c5adb755a1b1fca0a61842"
CLEAN_SHA256 = "b0619754cff28b39f51d03af0c866a347efee972ea39cb93c6c1e4631f262d95"

_RUNNING_HEAD = re.compile(r"\s*\d{4} 年度报告\d+\s*")


@dataclass(frozen=True, order=True, slots=True)
class Line:
    """One printed line that is neither empty nor a running head.

    ``start`` is the offset of its first character in the clean text, ``width`` its
    width on paper in half-width cells.
    """

    start: int
    text: str
    width: int


def source_file() -> Traversable:
    """Return the report's file as it is installed."""
    return files("oneplusn.graph") / "reports" / "2023" / "text.txt"


@cache
def read_source(file: Traversable | None = None) -> str:
    """Read the report's file and check that it is the one the graph was made from.

    Raises `SourceError` where the file is missing or any byte differs.
    """
    path = file if file is not None else source_file()
    try:
        raw = path.read_bytes()
    except OSError as error:
        msg = f"{path.name}: the report's file cannot be read: {error.strerror}"
        raise SourceError(msg) from error
    found = hashlib.sha256(raw).hexdigest()
    if found != SOURCE_SHA256:
        msg = f"{path.name}: the report's file is altered: SHA-256 {found!r}, not {SOURCE_SHA256!r}"
        raise SourceError(msg)
    return raw.decode()


def clean(text: str) -> str:
    """Take out the running heads, then all white space.

    >>> clean("319万平方\\n2023 年度报告18\\n公里，将")
    '319万平方公里，将'
    """
    return "".join(_squeeze(line) for line in _printed_lines(text))


def read_lines(text: str) -> tuple[Line, ...]:
    """List the printed lines with their offsets in the clean text."""
    lines = []
    start = 0
    for line in _printed_lines(text):
        squeezed = _squeeze(line)
        if squeezed:
            lines.append(Line(start, squeezed, _width(line.strip())))
            start += len(squeezed)
    return tuple(lines)


def _printed_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if not _RUNNING_HEAD.fullmatch(line)]


def _squeeze(line: str) -> str:
    return "".join(line.split())


def _width(line: str) -> int:
    return sum(2 if _is_wide(character) else 1 for character in line)


def _is_wide(character: str) -> bool:
    # Curly quotes and dashes are "ambiguous" in Unicode and full width in Chinese print.
    return unicodedata.east_asian_width(character) in "WFA"


@cache
def clean_text() -> str:
    """Return the report's clean text: 14,081 code points, in which all offsets count.

    Raises `SourceError` where the rule no longer gives the published text.
    """
    text = clean(read_source())
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != CLEAN_SHA256:
        msg = f"{SOURCE_NAME}: the clean text has SHA-256 {found!r}, not {CLEAN_SHA256!r}"
        raise SourceError(msg)
    return text
