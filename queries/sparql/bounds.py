"""What may be asked of the engine: how long, how many rows, which services, how deep a text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...errors import UsageError
from .lexer import Kind, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["LONGEST", "check_limit", "check_services", "check_timeout", "refuse_deep"]

LONGEST = 86_400.0
"""The most seconds that a query can be given."""
_DEPTH = 200
"""How deep brackets may stand in each other; the engine, which recurses, dies beyond some 500."""
_LINKS = 5_000
"""How many keywords and signs a query may have; a chain of some 7,000 is too deep for it."""
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_DATA = "VALUES"
"""What stands for the bracket around the rows of ``VALUES``."""


def check_timeout(seconds: object) -> None:
    """Raise `UsageError` for what is no number of seconds, of `LONGEST` at most."""
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or math.isnan(seconds) or not 0 < seconds <= LONGEST:  # type: ignore[arg-type, operator]
        raise UsageError(
            f"not a timeout of more than 0 and at most {LONGEST:g} seconds: {seconds!r}"
        )


def check_limit(rows: object) -> None:
    """Raise `UsageError` for what is neither a number of rows nor ``None``."""
    is_whole = isinstance(rows, int) and not isinstance(rows, bool)
    if rows is not None and not (is_whole and 0 <= rows < 1 << 63):  # type: ignore[operator]
        raise UsageError(f"not a number of rows: {rows!r}")


def check_services(services: Collection[str]) -> None:
    """Raise `TypeError` for what is no collection of addresses, above all for a single text."""
    if isinstance(services, str | bytes) or not all(isinstance(one, str) for one in services):
        raise TypeError(f"services are a list of addresses, each a text, not {services!r}")


def refuse_deep(text: str) -> None:
    """Raise `UsageError` for SPARQL that is nested, or chained, so deep that the engine dies of it.

    Data do not count: the rows of ``VALUES``, and what is in brackets apart by commas.

    >>> refuse_deep("SELECT (" + "(" * 8000)
    Traceback (most recent call last):
    oneplusn.errors.UsageError: the query is nested more than 200 deep
    """
    # To cut a text into tokens takes long, and most are too short for either.
    if len(text) <= _LINKS and sum(map(text.count, _OPENING)) <= _DEPTH:
        return
    links = 0
    for depth, link in _depths(text):
        links += link
        if depth > _DEPTH:
            raise UsageError(f"the query is nested more than {_DEPTH} deep")
        if links > _LINKS:
            raise UsageError(f"the query has more than {_LINKS} keywords and signs")


def _depths(text: str) -> Iterator[tuple[int, bool]]:
    """Yield for each token how many brackets are open, and whether it is a link of a chain."""
    stack, follows_values = list[str](), False
    for token in tokens(text):
        sign = token.text if token.kind is Kind.SIGN else ""
        if sign in _OPENING:
            stack.append(_DATA if follows_values and sign == "{" else sign)
        elif sign in _CLOSING and stack:
            stack.pop()
        if token.kind is Kind.WORD:
            follows_values = token.text.upper() == "VALUES"
        elif sign == "{":
            follows_values = False
        is_data = _DATA in stack or (sign == "," and stack[-1:] == ["("])
        yield len(stack), token.kind in (Kind.WORD, Kind.SIGN) and not is_data
