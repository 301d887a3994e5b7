"""How far a stated figure is from a target: intervals, the straight line, a plain verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from ...graph.quantities.interval import Interval, interval_of
from ...graph.quantities.parse import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

__all__ = [
    "Goal",
    "Quantity",
    "State",
    "Verdict",
    "assess",
    "moment",
    "states_of",
    "stretch",
    "total",
    "years",
]

_CEILINGS = frozenset({"at-most", "less-than"})


class Verdict(Enum):
    """What can be said of a figure held against a target."""

    MET = "met"
    ON_LINE = "on-line"
    BEHIND = "behind"
    OPEN = "open"


@dataclass(frozen=True, order=True, slots=True)
class Goal:
    """What a target asks for, in numbers.

    *start* is the end of the base period of a change, at which nothing is done yet;
    a level has none. *ends* is the last day of the target's period.
    """

    value: Decimal
    comparator: str
    ends: date | None = None
    start: date | None = None

    @property
    def is_ceiling(self) -> bool:
        """Tell whether the figure has to stay below the number."""
        return self.comparator in _CEILINGS


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated figure, or a sum of them: what it can mean, and the day on which it holds."""

    value: Interval
    when: date | None
    is_more: bool = False
    """Whether the figure is said to be greater than its lower end, not equal to it."""


@dataclass(frozen=True, slots=True)
class State:
    """A figure held against a goal.

    *missing* is what is left to the goal (negative beyond it), *share* the part of the way
    from the base, or, where *from_base* is false, the part of the goal's own value. *line*
    is what the straight line asks for on the day, *yearly* what is left for each year.
    *reason* says why nothing more can be said.
    """

    figure: Quantity
    missing: Interval
    share: Interval | None
    from_base: bool
    line: Decimal | None
    yearly: Interval | None
    verdict: Verdict
    reason: str = ""


def moment(day: date) -> Decimal:
    """Return the end of a day in years, so that the last days of two years are whole years apart.

    >>> from datetime import date
    >>> str(moment(date(2022, 12, 31)))
    '2023'
    """
    length = (day.replace(month=12, day=31) - day.replace(month=1, day=1)).days + 1
    return day.year + Decimal(day.timetuple().tm_yday) / length


def years(first: date, last: date) -> Decimal:
    """Return how many years lie between the ends of two days."""
    return moment(last) - moment(first)


def stretch(
    value: Decimal,
    comparator: str,
    *,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> Interval:
    """Return the values that a figure can stand for: between its bounds, where it has any.

    What is only about or nearly the number has none, and may be as far off as `interval_of`
    allows.

    >>> str(stretch(Decimal(51), "more-than", lower=Decimal(51)))
    '51 … ∞'
    >>> str(stretch(Decimal(9), "nearly"))
    '8.1 … 9'
    """
    if lower is None and upper is None:
        # Without the words as written there is no rounding to allow for: a stated share of
        # 25 % meets a target of 25 %.
        return interval_of(Reading(0, 0, "", value, "", comparator))
    return Interval(
        Decimal(0) if lower is None else lower, Decimal("Infinity") if upper is None else upper
    )


def states_of(goal: Goal, figures: Iterable[Quantity]) -> tuple[State, ...]:
    """Judge figures in the order of their days; for levels the first one is the base."""
    dated = sorted((f for f in figures if f.when), key=lambda f: (f.when, f.value))
    undated = [figure for figure in figures if not figure.when]
    base = dated[0] if dated and goal.start is None else None
    return tuple(assess(goal, figure, base) for figure in (*dated, *undated))


def assess(goal: Goal, figure: Quantity, base: Quantity | None = None) -> State:
    """Hold one figure against a goal; *base* is an earlier level that the way begins at.

    >>> from datetime import date
    >>> goal = Goal(Decimal(65), "more-than", date(2030, 12, 31), date(2005, 12, 31))
    >>> figure = Quantity(Interval(Decimal(51), Decimal("Infinity")), date(2022, 12, 31))
    >>> state = assess(goal, figure)
    >>> state.verdict, str(state.share.low.quantize(Decimal("0.001"))), str(state.line)[:5]
    (<Verdict.ON_LINE: 'on-line'>, '0.785', '44.20')
    """
    target = _point(goal.value)
    missing = target - figure.value
    begin = _begin(goal, figure, base)
    share = _share(figure.value, target, begin)
    line = _line(goal, figure, begin)
    verdict, reason = _verdict(goal, figure, line)
    return State(
        figure,
        missing,
        share,
        begin is not None,
        line,
        _yearly(goal, figure, missing),
        verdict,
        reason,
    )


def _point(value: Decimal) -> Interval:
    return Interval(value, value)


def _begin(goal: Goal, figure: Quantity, base: Quantity | None) -> tuple[Interval, date] | None:
    """Return value and day at which the way to the goal begins, if they are known."""
    if goal.start is not None:
        return _point(Decimal(0)), goal.start
    if base is None or base.when is None or figure.when is None or base.when >= figure.when:
        return None
    return base.value, base.when


def _share(
    value: Interval, target: Interval, begin: tuple[Interval, date] | None
) -> Interval | None:
    origin = begin[0] if begin else _point(Decimal(0))
    whole = target - origin
    if whole.low <= 0:
        return None
    return (value - origin) / whole


def _line(goal: Goal, figure: Quantity, begin: tuple[Interval, date] | None) -> Decimal | None:
    """Go in a straight line from the base to the goal."""
    if begin is None or goal.ends is None or figure.when is None or goal.is_ceiling:
        return None
    origin, first = begin
    if goal.ends <= first or origin.low != origin.high:
        return None
    passed = years(first, figure.when) / years(first, goal.ends)
    return origin.low + (goal.value - origin.low) * passed


def _yearly(goal: Goal, figure: Quantity, missing: Interval) -> Interval | None:
    if goal.ends is None or figure.when is None or goal.ends <= figure.when or goal.is_ceiling:
        return None
    return missing / _point(years(figure.when, goal.ends)) if missing.high > 0 else None


def _verdict(goal: Goal, figure: Quantity, line: Decimal | None) -> tuple[Verdict, str]:
    if _is_met(goal, figure):
        return Verdict.MET, ""
    if line is None:
        return Verdict.OPEN, _why_no_line(goal, figure)
    if figure.value.low >= line:
        return Verdict.ON_LINE, ""
    if figure.value.high < line:
        return Verdict.BEHIND, ""
    return Verdict.OPEN, "spans"


def _is_met(goal: Goal, figure: Quantity) -> bool:
    value = figure.value
    match goal.comparator:
        case "at-most":
            return value.high <= goal.value
        case "less-than":
            return value.high < goal.value
        case "more-than":
            return value.low > goal.value or (value.low == goal.value and figure.is_more)
        case _:
            return value.low >= goal.value


def _why_no_line(goal: Goal, figure: Quantity) -> str:
    if goal.is_ceiling:
        return "ceiling"
    return "no-date" if figure.when is None or goal.ends is None else "no-base"


def total(figures: Sequence[Quantity]) -> Quantity:
    """Add figures that hold on one day."""
    value = figures[0].value
    for figure in figures[1:]:
        value += figure.value
    return Quantity(value, figures[0].when, any(figure.is_more for figure in figures))
