"""A period's name says its days and what it is called, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.graph.quantities.period_names import NamedPeriod, named_period, relative_period

REPORT = date(2023, 10, 27)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))

Told = tuple[str, str, str, str]


def told(period: NamedPeriod | None) -> Told | None:
    """Give a period as plain texts."""
    if period is None:
        return None
    first, last = ("" if day is None else day.isoformat() for day in period.span)
    return first, last, period.label.zh, period.label.en


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2022", ("2022-01-01", "2022-12-31", "2022年", "2022")),
        ("2022-06", ("2022-06-01", "2022-06-30", "2022年6月", "June 2022")),
        ("2022-01-01", ("2022-01-01", "2022-01-01", "2022年1月1日", "1 January 2022")),
        ("2022-12-31", ("2022-12-31", "2022-12-31", "2022年底", "end of 2022")),
        ("2023-06-30", ("2023-06-30", "2023-06-30", "2023年6月底", "end of June 2023")),
        ("2024-Q1", ("2024-01-01", "2024-03-31", "2024年第一季度", "first quarter of 2024")),
        ("2023-H2", ("2023-07-01", "2023-12-31", "2023年下半年", "second half of 2023")),
        ("2012--2022", ("2012-01-01", "2022-12-31", "2012—2022年", "2012 to 2022")),
        (
            "2022--2023-06-30",
            ("2022-01-01", "2023-06-30", "2022年至2023年6月底", "2022 to the end of June 2023"),
        ),
        ("2022-03--2022-05", ("2022-03-01", "2022-05-31", "2022年3月至2022年5月", "March 2022 to May 2022")),
        ("2022--..", ("2022-01-01", "", "2022年起", "from 2022 on")),
        ("..--2035", ("", "2035-12-31", "截至2035年", "up to 2035")),
    ],
)  # fmt: skip
def test_a_name_says_its_days(name: str, expected: Told) -> None:
    """Each form of the rule, with the days and the labels."""
    assert expected == told(named_period(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("to-date", ("", "2023-10-27", "报告撰写时", "at the time of the report")),
        ("since-2022", ("2022-01-01", "2023-10-27", "2022年以来", "since 2022")),
        ("until-2035", ("2023-10-27", "2035-12-31", "当前至2035年", "from now to 2035")),
        ("earlier", ("", "", "此前（未说明时间）", "earlier (date not given)")),
        ("before-cop27", ("", "", "COP27前", "before COP27")),
        ("not-given", ("", "", "未说明时间", "date not given")),
    ],
)
def test_a_relative_name_depends_on_its_text(name: str, expected: Told) -> None:
    """What begins or ends with the text has its date."""
    assert expected == told(relative_period(name, REPORT))


@pytest.mark.parametrize(
    "name",
    [
        *("", "22", "2022-13", "2022-02-30", "2022-Q5", "2022-H3", "2022-h1", "2022-end"),
        *("2022--2012", "2022--2022", "--2022", "2022--", "..--..", "TODO", "2021-2022"),
    ],
)
def test_what_says_no_days_is_no_name(name: str) -> None:
    """A name outside the rule is described nowhere, and the check of references tells it."""
    assert named_period(name) is None


def test_a_relative_name_that_says_nothing_is_none() -> None:
    """Neither is one under a report that the rule does not know."""
    assert [None, None] == [relative_period(name, REPORT) for name in ("since-then", "2022")]


@given(day=DAYS)
def test_an_instant_is_its_day(day: date) -> None:
    """Whatever the day is called, it begins and ends the instant."""
    period = named_period(day.isoformat())
    assert period is not None
    assert (day, day) == period.span


@given(first=DAYS, length=st.integers(min_value=1, max_value=9999))
def test_a_stretch_goes_from_day_to_day(first: date, length: int) -> None:
    """Both ends are days that belong to it, and backwards there is none."""
    last = first + timedelta(days=length)
    period = named_period(f"{first}--{last}")
    assert period is not None
    assert (first, last) == period.span
    assert named_period(f"{last}--{first}") is None
