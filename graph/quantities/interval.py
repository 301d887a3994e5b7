"""What a figure as written can mean: the interval of values that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .parse import Reading, canonical

__all__ = ["Interval", "interval_of"]

_LOOSE = Decimal("0.05")
"""Half-width, as a part of the value, of a figure that is only approximate (约, 左右)."""
_NEARLY = Decimal("0.1")
"""How far below the number a figure that is nearly it (近) may lie, as a part of the value."""

_LONGEST = 24
"""From how many places on a number is written with an exponent: no context is exact to more."""


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """The values from *low* to *high*, both included.

    >>> str(Interval(Decimal(1), Decimal(2)) + Interval(Decimal(3), Decimal(5)))
    '4 … 7'
    """

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        if self.low == self.high:
            return _short(self.low)
        return f"{_short(self.low)} … {_short(self.high)}"

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            msg = f"Unexpected zero in the divisor {other}"
            raise ZeroDivisionError(msg)
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Tell whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def interval_of(reading: Reading) -> Interval:
    """Return the values that a figure as written can stand for: rounding, then comparator.

    >>> str(interval_of(Reading(0, 6, "3.65亿千瓦", Decimal(365000000), "千瓦", "exactly")))
    '364500000 … 365500000'
    """
    value, step = reading.value, _step(reading)
    match reading.comparator:
        case "approximately":
            spread = max(step, value * _LOOSE)
            return Interval(value - spread, value + spread)
        case "nearly":
            return Interval(value * (1 - _NEARLY), value)
        case "more-than" | "at-least":
            return Interval(value, Decimal("Infinity"))
        case "less-than" | "at-most":
            return Interval(Decimal(0), value)
        case _:
            return Interval(value - step, value + step)


def _step(reading: Reading) -> Decimal:
    """Return half a unit of the last digit written; a whole number without multiplier is exact."""
    digits = "".join(c for c in reading.written if c.isdigit() or c == ".")
    if not digits or digits == ".":
        return Decimal(0)
    number = Decimal(digits)
    places = -int(number.as_tuple().exponent)
    if number == 0 or (places == 0 and number == reading.value):
        return Decimal(0)
    return reading.value / number * Decimal(10) ** -places / 2


def _short(value: Decimal) -> str:
    if not value.is_finite():
        return "∞"
    if value.adjusted() > _LONGEST:
        return f"{value:.4E}"
    return canonical(value.normalize().quantize(_place(value)))


def _place(value: Decimal) -> Decimal:
    """Return the place of the fifth significant digit, at least that of the ones."""
    return Decimal(1).scaleb(min(0, value.adjusted() - 4)) if value else Decimal(1)
