"""Dates and periods as the report writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .chinese_numerals import DIGITS
from .decimals import half_width

__all__ = ["DateReading", "find_dates"]

_YEAR = "(?:19|20)[0-9]{2}"
_POINT = (
    f"{_YEAR}年(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日|底|末)?|底|末|[上下]半年|第?[一二三四]季度|度)?"
)
_TO = "(?:至|到|[-—–~～]{1,2})"
_FORMS = (
    f"(?P<range>(?:{_POINT}|{_YEAR}){_TO}{_POINT})",
    f"(?P<years>{_YEAR}(?:[、和与及]{_YEAR})+年度?)",
    f"(?P<since>{_POINT}以来)",
    f"(?P<point>{_POINT})",
    f"(?P<title>(?<=[（(]){_YEAR}(?:{_TO}{_YEAR})?(?=[）)]))",
    f"(?P<open>[{DIGITS}十百两几]+年来|[0-9]{{1,3}}年来|[上下]半年)",
)
_DATE = re.compile(f"(?<![0-9])(?:{'|'.join(_FORMS)})")
_PARTS = re.compile(
    "(?P<year>[0-9]{4})(?:年(?:(?P<month>[0-9]+)月(?:(?P<day>[0-9]+)日)?)?(?P<part>.*))?"
)
_PERIODS = {
    "": (1, 12),
    "度": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
_LAST_DAY = frozenset({"底", "末"})
_Span = tuple[date | None, date | None]


@dataclass(frozen=True, order=True, slots=True)
class DateReading:
    """Hold one date or period: where it stands, and its first and last day.

    An instant has the same day twice. *last* is None for a period without end (``以来``);
    both are None where the words alone do not say which days (``十年来``, ``上半年``).
    """

    start: int
    end: int
    written: str
    first: date | None
    last: date | None


def find_dates(text: str) -> tuple[DateReading, ...]:
    """List the dates and periods of a text, in order, each as long as it goes.

    A year needs its 年, a place in a range or list that ends in 年, or full brackets of its
    own (``（2022）``); one glued to a title (``蓝皮书2023``) is none. Dates that the calendar
    does not have, ranges that run backwards and lists with gaps are none either.

    >>> [reading] = find_dates("截至2022年底，")
    >>> reading.written, reading.first == reading.last == date(2022, 12, 31)
    ('2022年底', True)
    """
    matches = _DATE.finditer(half_width(text))
    spans = ((match, _span_of(match)) for match in matches)
    return tuple(
        DateReading(match.start(), match.end(), text[slice(*match.span())], *span)
        for match, span in spans
        if span is not None
    )


def _span_of(match: re.Match[str]) -> _Span | None:
    if match["open"]:
        return None, None
    if match["since"]:
        first = _point(match["since"].removesuffix("以来"))
        return first and (first[0], None)
    if match["years"]:
        return _years([int(year) for year in re.findall("[0-9]{4}", match["years"])])
    ends = re.split(_TO, match[0])
    return _join(_point(ends[0]), _point(ends[-1]))


def _join(first: _Span | None, last: _Span | None) -> _Span | None:
    if first is None or last is None:
        return None
    starts, ends = first[0], last[1]
    return (starts, ends) if starts and ends and starts <= ends else None


def _years(years: list[int]) -> _Span | None:
    if years != list(range(years[0], years[-1] + 1)):
        return None
    return date(years[0], 1, 1), date(years[-1], 12, 31)


def _point(written: str) -> _Span | None:
    match = _PARTS.fullmatch(written)
    if match is None:
        return None
    month = None if match["month"] is None else int(match["month"])
    try:
        if month and match["day"]:
            return (date(int(match["year"]), month, int(match["day"])),) * 2
        return _period(int(match["year"]), month, match["part"] or "")
    except ValueError:
        return None


def _period(year: int, month: int | None, part: str) -> _Span:
    if part in _LAST_DAY:
        return (_last_day(year, 12 if month is None else month),) * 2
    first, last = _PERIODS[part.removeprefix("第")] if month is None else (month, month)
    return date(year, first, 1), _last_day(year, last)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
