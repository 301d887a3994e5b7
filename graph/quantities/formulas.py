"""The formulas of an audit: what figures make together, as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .interval import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["FORMULAS", "Formula"]

_HUNDRED = Interval(Decimal(100), Decimal(100))
_ONE = Interval(Decimal(1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Formula:
    """What computes an interval from operands, and a number of years.

    *figures* is how many operands it takes, 0 for any number but none. With *one_unit* they
    have one unit, with *result_too* what they make has it as well.
    """

    compute: Callable[[Sequence[Interval], int], Interval]
    figures: int = 2
    one_unit: bool = False
    result_too: bool = False

    def takes(self, figures: int) -> bool:
        """Tell whether it takes so many figures.

        >>> [FORMULAS["sum"].takes(number) for number in (0, 1, 5)]
        [False, True, True]
        """
        return figures == self.figures if self.figures else figures > 0


def _same(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0]


def _sum(operands: Sequence[Interval], _: int) -> Interval:
    total, *rest = operands
    for operand in rest:
        total += operand
    return total


def _share(operands: Sequence[Interval], _: int) -> Interval:
    part, whole = operands
    return part / whole * _HUNDRED


def _growth_from_addition(operands: Sequence[Interval], _: int) -> Interval:
    level, added = operands
    return added / (level - added) * _HUNDRED


def _compound_decline(operands: Sequence[Interval], years: int) -> Interval:
    above, below = ((operand / _HUNDRED) + _ONE for operand in operands)
    ratio = above / below
    return (_ONE - Interval(ratio.low**years, ratio.high**years)) * _HUNDRED


def _at_most(operands: Sequence[Interval], _: int) -> Interval:
    whole = operands[0]
    return Interval(Decimal(0), whole.high if whole.high.is_finite() else whole.low)


def _whole(operands: Sequence[Interval], _: int) -> Interval:
    part, share = operands
    return part / share * _HUNDRED


def _at_most_whole(operands: Sequence[Interval], years: int) -> Interval:
    return _at_most([_whole(operands, years)], years)


def _quotient(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0] / operands[1]


def _before_growth_times(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0] / (operands[1] + _ONE)


def _before_points(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0] - operands[1]


FORMULAS: Mapping[str, Formula] = {
    # A part may be counted otherwise than the whole: signatories, and what they signed.
    "at_most": Formula(_at_most, figures=1),
    "at_most_whole": Formula(_at_most_whole),
    "before_growth_times": Formula(_before_growth_times),
    "before_points": Formula(_before_points),
    "compound_decline": Formula(_compound_decline),
    "growth_from_addition": Formula(_growth_from_addition, one_unit=True),
    "quotient": Formula(_quotient),
    "same": Formula(_same, figures=1, one_unit=True, result_too=True),
    "share": Formula(_share, one_unit=True),
    "sum": Formula(_sum, figures=0, one_unit=True, result_too=True),
    "whole": Formula(_whole),
}
"""Name → formula."""
