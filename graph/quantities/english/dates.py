"""Dates and periods as English sentences write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ..dates import DateReading
from .words import any_of, number_words

__all__ = ["find_english_dates"]

_YEAR = "(?:19|20)[0-9]{2}(?![0-9])"
_MONTH = any_of(number_words("month"))
_NTH = any_of(number_words("ordinal"))
_PART = rf"(?:the )?(?:end|{_NTH} half|{_NTH} quarter) of "
_POINT = (
    rf"(?:{_PART})?(?:{_MONTH} [0-9]{{1,2}}, {_YEAR}|[0-9]{{1,2}} {_MONTH} {_YEAR}"
    rf"|(?:{_MONTH} )?{_YEAR})"
)
_TO = "(?: ?[–—-] ?| to | through )"
_FORMS = (
    f"(?P<range>{_POINT}{_TO}{_POINT})",
    f"(?P<years>{_YEAR}(?:, {_YEAR})*,? and {_YEAR})",
    f"(?P<since>since {_POINT})",
    f"(?P<point>{_POINT})",
    rf"(?P<open>{_NTH} half of the year|(?:past|last) (?:[0-9]+|[a-z]+) years)",
)
_DATE = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(_FORMS)})(?![A-Za-z0-9])", re.IGNORECASE)
_PARTS = re.compile(
    rf"(?:(?:the )?(?P<part>end|(?:{_NTH}) (?:half|quarter)) of )?"
    rf"(?:(?P<day>[0-9]{{1,2}}) )?(?:(?P<month>{_MONTH}) )?(?:(?P<other>[0-9]{{1,2}}), )?"
    rf"(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_MONTHS_OF = {"half": 6, "quarter": 3}
_Span = tuple[date | None, date | None]


def find_english_dates(text: str) -> tuple[DateReading, ...]:
    """List the dates and periods of an English text, in order, as `find_dates` reads Chinese.

    Both orders of day and month are read. What the calendar does not have is no date.

    >>> [reading] = find_english_dates("As of the end of 2022,")
    >>> reading.written, reading.first == reading.last == date(2022, 12, 31)
    ('the end of 2022', True)
    """
    spans = ((match, _span_of(match)) for match in _DATE.finditer(text))
    return tuple(
        DateReading(*match.span(), match[0], *span) for match, span in spans if span is not None
    )


def _span_of(match: re.Match[str]) -> _Span | None:
    if match["open"]:
        return None, None
    if match["since"]:
        since = _point(match["since"][len("since ") :])
        return since and (since[0], None)
    if match["years"]:
        years = [int(year) for year in re.findall(_YEAR, match["years"])]
        last = date(years[-1], 12, 31)
        return (date(years[0], 1, 1), last) if years == sorted(set(years)) else None
    points = [_point(one) for one in re.findall(_POINT, match[0], re.IGNORECASE)]
    begins, ends = points[0], points[-1]
    if begins is None or ends is None or begins[0] > ends[1]:
        return None
    return begins[0], ends[1]


def _point(written: str) -> tuple[date, date] | None:
    match = _PARTS.fullmatch(written)
    if match is None:
        return None
    year, day = int(match["year"]), match["day"] or match["other"]
    month = int(number_words("month")[match["month"].casefold()]) if match["month"] else None
    try:
        if month and day:
            return (date(year, month, int(day)),) * 2
        return _period(year, month, (match["part"] or "").casefold())
    except ValueError:
        return None


def _period(year: int, month: int | None, part: str) -> tuple[date, date]:
    if part == "end":
        return (_last_day(year, month or 12),) * 2
    if part:
        nth, name = part.split()
        months = _MONTHS_OF[name]
        last = int(number_words("ordinal")[nth]) * months
        return date(year, last - months + 1, 1), _last_day(year, last)
    return date(year, month or 1, 1), _last_day(year, month or 12)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
