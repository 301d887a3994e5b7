"""The sentences that an encoding quotes, each above the graph of what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...errors import EncodingError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text.report import Report

__all__ = ["passage_lines"]

_QUOTE = "#>"
_GRAPH = re.compile(r"<(?P<key>[^>]+)>\s*\{")
_VERDICT = re.compile(r"graph:editorial\s*\{\s*<(?P<key>[^>]+)>")


def passage_lines(report: Report, section: str, name: str, source: list[str]) -> dict[str, int]:
    """Compare each quoted sentence with the passage it heads; return passage → line.

    *name* is how messages call the file, *source* are its lines. Raises `EncodingError` for a
    quote that is not the passage's text, and for a passage that is left out or out of order.
    """
    expected = {passage.key: passage.text for passage in report.passages_of(section)}
    lines: dict[str, int] = {}
    for number, key, quote in _quoted(name, source):
        place = Place(name, number, key)
        if key not in expected:
            raise EncodingError(f"not a passage of section {section!r}", place)
        if quote != expected[key]:
            problem = f"the quote is not the passage's text: {_difference(quote, expected[key])}"
            raise EncodingError(problem, place)
        if key in lines:
            raise EncodingError("the passage stands twice", place)
        lines[key] = number
    _check_order(name, list(expected), lines)
    return lines


def _check_order(name: str, expected: list[str], lines: dict[str, int]) -> None:
    for passage, other in zip(expected, [*lines, ""], strict=False):
        if passage != other:
            problem = f"expected passage {passage!r} here, found {other!r}"
            raise EncodingError(problem, Place(name, lines.get(other, 0), passage))


def _quoted(name: str, source: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield (line, passage, quote) for each graph or verdict that names a passage."""
    quote: list[str] = []
    for number, line in enumerate(source, 1):
        if line.startswith(_QUOTE):
            quote.append("".join(line.removeprefix(_QUOTE).split()))
            continue
        if match := _GRAPH.match(line) or _VERDICT.match(line):
            if not quote:
                problem = f"no quoted sentence ({_QUOTE}) above the graph"
                raise EncodingError(problem, Place(name, number, match["key"]))
            yield number, match["key"], "".join(quote)
        elif quote:
            problem = f"a quoted sentence must be followed by its graph, not by {line!r}"
            raise EncodingError(problem, Place(name, number))
        quote = []


def _difference(quote: str, text: str) -> str:
    """Show where two texts part."""
    pairs = enumerate(zip(quote, text, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(quote), len(text)))
    return f"{quote[at : at + 12]!r} where the report has {text[at : at + 12]!r}"
