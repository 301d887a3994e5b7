"""Periods by their names: ``2022``, ``2022-06-30``, ``2023-H1``, ``2021--2025`` say their days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from .english.words import number_words

if TYPE_CHECKING:
    from .periods import Span

__all__ = ["NamedPeriod", "named_period", "relative_period"]

_POINT = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)
_TO = "--"
_OPEN = ".."
_BEFORE, _SINCE, _UNTIL = "before-", "since-", "until-"
_UNDATED = frozenset({"earlier", "not-given"})
_TO_DATE = "to-date"
_NOTHING = Bilingual()


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period as its name says it: first and last day, its label, and another one.

    *bare* is the year where it is a whole one, for stretches such as 2021—2025年.
    """

    span: Span
    label: Bilingual
    other: Bilingual = _NOTHING
    bare: str = ""


def named_period(name: str) -> NamedPeriod | None:
    """Read a name that stands for the same days in every text; ``None`` if it is none.

    An instant is its day; the last day of a year or a month is called its end.

    >>> named_period("2022-12-31").label.en, named_period("2022--2023-06-30").label.zh
    ('end of 2022', '2022年至2023年6月底')
    """
    first, to, last = name.partition(_TO)
    if not to:
        return _point(name)
    start, end = _point(first), _point(last)
    if start and end:
        return _stretch(start, end)
    if start and last == _OPEN:
        return NamedPeriod((start.span[0], None), _say("from", start=start.label))
    if end and first == _OPEN:
        return NamedPeriod((None, end.span[1]), _say("up-to", end=end.label))
    return None


def relative_period(name: str, day: date) -> NamedPeriod | None:
    """Read a name that depends on the text that it is said in; *day* is the date of that text.

    >>> str(relative_period("since-2022", date(2023, 10, 27)).span[1])
    '2023-10-27'
    """
    if name == _TO_DATE or name in _UNDATED:
        return NamedPeriod((None, day if name == _TO_DATE else None), _say(name))
    if name.startswith(_BEFORE):
        code = name.removeprefix(_BEFORE).upper()
        return NamedPeriod((None, None), _say("before", code=Bilingual(code, code)))
    since = _point(name.removeprefix(_SINCE)) if name.startswith(_SINCE) else None
    if since:
        return NamedPeriod((since.span[0], day), _say("since", start=since.label))
    until = _point(name.removeprefix(_UNTIL)) if name.startswith(_UNTIL) else None
    return NamedPeriod((day, until.span[1]), _say("until", end=until.label)) if until else None


def _stretch(start: NamedPeriod, end: NamedPeriod) -> NamedPeriod | None:
    (first, passed), last = start.span, end.span[1]
    if first is None or passed is None or last is None or passed >= last:
        return None
    if start.bare and end.bare:
        years = {"first": Bilingual(start.bare, start.bare), "last": Bilingual(end.bare, end.bare)}
        return NamedPeriod((first, last), _say("years", **years))
    # 2022 to the end of June 2023: a day that is called an end has its plain name beside that.
    key = "stretch-end" if end.other.en else "stretch"
    return NamedPeriod((first, last), _say(key, start=start.label, end=end.label))


def _point(name: str) -> NamedPeriod | None:
    match = _POINT.fullmatch(name)
    if match is None:
        return None
    year = int(match["year"])
    try:
        if match["day"]:
            return _day(date(year, int(match["month"]), int(match["day"])))
        if match["month"]:
            month = int(match["month"])
            return _months(year, month, month, "month", month=_month(month))
        for part, months in (("quarter", 3), ("half", 6)):
            if match[part]:
                last = months * int(match[part])
                return _months(year, last - months + 1, last, f"{part}-{match[part]}")
        return _months(year, 1, 12, "year", bare=match["year"])
    except (IndexError, ValueError):
        return None


def _months(
    year: int, first: int, last: int, key: str, *, bare: str = "", **parts: Bilingual
) -> NamedPeriod:
    days = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return NamedPeriod(days, _say(key, year=_plain(year), **parts), bare=bare)


def _day(day: date) -> NamedPeriod:
    month = {"year": _plain(day.year), "month": _month(day.month)}
    plain = _say("day", day=_plain(day.day), **month)
    if day.day != monthrange(day.year, day.month)[1]:
        return NamedPeriod((day, day), plain)
    if day.month == len(_month_names()):
        return NamedPeriod((day, day), _say("year-end", year=_plain(day.year)), plain)
    return NamedPeriod((day, day), _say("month-end", **month), plain)


def _say(key: str, **parts: Bilingual) -> Bilingual:
    return Bilingual.of(
        lambda lang: messages("periods").say(
            key, lang, **{name: pair.get(lang) for name, pair in parts.items()}
        )
    )


def _plain(number: int) -> Bilingual:
    return Bilingual(str(number), str(number))


def _month(number: int) -> Bilingual:
    return Bilingual(str(number), _month_names()[number - 1])


@cache
def _month_names() -> tuple[str, ...]:
    names: dict[int, str] = {}
    for word, number in number_words("month").items():
        names.setdefault(int(number), word.capitalize())
    return tuple(names[number] for number in sorted(names))
