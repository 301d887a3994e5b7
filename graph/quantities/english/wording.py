"""Quantities said in English, and the scales that a number is written in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from ..decimals import canonical
from ..lexicon import word_rows

__all__ = ["UnitName", "english_quantity", "scale_of", "scaled_digits"]

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, order=True, slots=True)
class UnitName:
    """A unit in English; *plural* is its name after numbers other than one, where it differs."""

    singular: str
    plural: str = ""


def english_quantity(
    value: Decimal, unit: UnitName | None, *, comparator: str = "", rounding: str = ""
) -> str:
    """Say a quantity: comparator, number and unit.

    What is counted is named by the indicator, and has no unit (``None``) in English. With a
    *rounding* the number has two decimals at most, in millions and more where it is large.

    >>> english_quantity(Decimal(50000), UnitName("tonne", "tonnes"), comparator="more than")
    'more than 50,000 tonnes'
    >>> english_quantity(Decimal(4500000000), UnitName("tonne"), rounding=ROUND_HALF_EVEN)
    '4.5 billion tonne'
    """
    number = f"{value:,f}"
    if rounding:
        digits = Decimal(scaled_digits(value, "en", rounding=rounding))
        number = f"{digits:,f}{scale_of(value, 'en')[1]}"
    name = "" if unit is None else (value != 1 and unit.plural) or unit.singular
    return " ".join(filter(None, (comparator, number, name)))


def scaled_digits(value: Decimal, lang: str, *, rounding: str = ROUND_HALF_EVEN) -> str:
    """Write a number in the scale of its size, without the scale's word, with two decimals."""
    scale, _ = scale_of(value, lang)
    return canonical((value / scale).quantize(_HUNDREDTH, rounding=rounding))


def scale_of(value: Decimal, lang: str) -> tuple[Decimal, str]:
    """Return the size and the word of the scale that a number of that size is written in.

    >>> scale_of(Decimal(50000), "zh"), scale_of(Decimal(50000), "en")
    ((Decimal('1E+4'), '万'), (Decimal('1'), ''))
    """
    fitting = ((size, word) for size, word in _scales(lang) if abs(value) >= size)
    return next(fitting, (Decimal(1), ""))


@cache
def _scales(lang: str) -> tuple[tuple[Decimal, str], ...]:
    """List the scales of a language, the largest first; an English word begins with a blank."""
    rows = (row for row in word_rows("scales.csv") if row["language"] == lang)
    return tuple(sorted((Decimal(f"1E{row['power']}"), row["word"]) for row in rows)[::-1])
