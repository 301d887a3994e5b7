"""Quantities and dates written as the text writes them: the inverse of reading."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from oneplusn.errors import NumeralError, UnknownNameError
from oneplusn.graph.quantities.decimals import canonical, shifted
from oneplusn.graph.quantities.grammar import scale_of
from oneplusn.graph.quantities.parse import EXACTLY

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from oneplusn.graph.quantities.lexicon import Lexicon

__all__ = ["SCALES", "write_date", "write_expression"]

SCALES = ("", "万", "亿", "万亿")
"""The multipliers that may follow digits without a unit."""


def write_expression(
    value: Decimal,
    *,
    lexicon: Lexicon,
    unit: str = "",
    comparator: str = EXACTLY,
    scale: str = "",
) -> str:
    """Write a quantity so that `read_at` gives the same value, unit and comparator.

    *scale* is the multiplier to write it with. The comparator takes its longest word that
    stands before the number, else its longest one behind. Raises `UnknownNameError` for
    a unit, comparator or multiplier that is not known.

    >>> from decimal import Decimal
    >>> from oneplusn.graph.quantities.lexicon import load_lexicon
    >>> write_expression(Decimal(70000000), unit="吨", scale="万", lexicon=load_lexicon())
    '7000万吨'
    """
    _require("unit", unit, ("", *lexicon.units))
    _require("multiplier", scale, SCALES)
    number = canonical(shifted(value, -scale_of(scale))) + scale
    before = [word for word, name in lexicon.before if name == comparator]
    after = [word for word, name in lexicon.after if name == comparator]
    if comparator == EXACTLY or before:
        return f"{next(iter(before), '')}{number}{unit}"
    _require("comparator", comparator, [name for _, name in lexicon.after])
    return f"{number}{after[0]}{unit}" if len(after[0]) == 1 else f"{number}{unit}{after[0]}"


def _require(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise UnknownNameError(kind, name, known)


def write_date(first: date, last: date) -> str:
    """Write a day, a month, a year or a range of years so that `find_dates` reads it back.

    Raises `NumeralError` for a period of another kind.

    >>> from datetime import date
    >>> write_date(date(2012, 1, 1), date(2022, 12, 31))
    '2012-2022年'
    >>> write_date(date(2022, 6, 1), date(2022, 6, 30))
    '2022年6月'
    """
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    month = (first.year, first.month) == (last.year, last.month)
    if month and first.day == 1 and last == last.replace(day=monthrange(last.year, last.month)[1]):
        return f"{first.year}年{first.month}月"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first < last:
        return f"{first.year}年" if first.year == last.year else f"{first.year}-{last.year}年"
    problem = f"{first} to {last} is no day, month, year or range of years"
    raise NumeralError(problem)
