"""Where a text calls a thing by a name, and which texts a passage is read with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .report import Report

__all__ = ["Span", "find_spans", "fold_marks", "is_inside", "read_with"]

Span = tuple[int, int]
"""Where a name begins in a text, and where it ends."""
_MARKS = re.compile(r"[《》“”‘’\"'\s]")


def fold_marks(text: str) -> str:
    """Take white space, quotation marks and the brackets of titles out of a text.

    >>> fold_marks("《能源 法》")
    '能源法'
    """
    return _MARKS.sub("", text)


def find_spans(names: Iterable[str], text: str) -> list[Span]:
    """Find the names in a text; both folded.

    >>> find_spans(["中国"], "中国与发展中国家")
    [(0, 2), (5, 7)]
    """
    return [match.span() for name in names for match in re.finditer(re.escape(name), text)]


def is_inside(span: Span, spans: Iterable[Span]) -> bool:
    """Tell whether a name is only part of a longer one of *spans*.

    >>> is_inside((5, 7), [(3, 8)]), is_inside((0, 2), [(0, 2), (3, 8)])
    (True, False)
    """
    return any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in spans)


def read_with(report: Report) -> Mapping[str, tuple[str, ...]]:
    """Collect the IRI of each passage → its text, its lead's and its heading's, folded.

    The lead of a sentence is the first one of its paragraph, that of an item of a list also the
    last one before the list; the heading is that of its own section.
    """
    texts = {passage.key: fold_marks(passage.text) for passage in report.passages}
    sentences: dict[str, list[str]] = {}
    for key in texts:
        if "/s" in key:
            sentences.setdefault(key.rpartition("/")[0], []).append(key)
    return {
        passage.iri: tuple(
            texts[key]
            for key in dict.fromkeys((passage.key, *_above(passage.key, sentences)))
            if key in texts
        )
        for passage in report.passages
    }


def _above(key: str, sentences: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the keys of what stands above a passage: its leads and its heading."""
    section, paragraph = key.partition("/")[0], key.rpartition("/")[0]
    leads = sentences.get(paragraph, [])
    last = leads[-1:] if "/i" in key else []
    return (*leads[:1], *last, f"{section}/h")
