"""Dates and periods are read as the report writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_writer import write_date

from oneplusn.errors import NumeralError
from oneplusn.graph.quantities.dates import DateReading, find_dates

YEARS = st.integers(min_value=1900, max_value=2099)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def iso(found: DateReading) -> tuple[str, str, str]:
    """Give what is written and both days as plain text."""
    return found.written, str(found.first or ""), str(found.last or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2023年6月30日，", [("2023年6月30日", "2023-06-30", "2023-06-30")]),
        ("自2022年1月1日起", [("2022年1月1日", "2022-01-01", "2022-01-01")]),
        ("2022年6月，", [("2022年6月", "2022-06-01", "2022-06-30")]),
        ("2024年2月底", [("2024年2月底", "2024-02-29", "2024-02-29")]),
        ("２０２２年，", [("２０２２年", "2022-01-01", "2022-12-31")]),
        ("提前实现到2030年土地", [("2030年", "2030-01-01", "2030-12-31")]),
        ("截至2022年底", [("2022年底", "2022-12-31", "2022-12-31")]),
        ("截至2022年末", [("2022年末", "2022-12-31", "2022-12-31")]),
        ("截至2023年6月底", [("2023年6月底", "2023-06-30", "2023-06-30")]),
        ("2023年上半年规模以上", [("2023年上半年", "2023-01-01", "2023-06-30")]),
        ("2023年下半年", [("2023年下半年", "2023-07-01", "2023-12-31")]),
        ("2023年第三季度", [("2023年第三季度", "2023-07-01", "2023-09-30")]),
        ("2024年度全国", [("2024年度", "2024-01-01", "2024-12-31")]),
        ("图1.2012-2022年风电", [("2012-2022年", "2012-01-01", "2022-12-31")]),
        ("2015年-2020年国家", [("2015年-2020年", "2015-01-01", "2020-12-31")]),
        ("（2022—2035年）", [("2022—2035年", "2022-01-01", "2035-12-31")]),
        ("《2021、2022年度全国", [("2021、2022年度", "2021-01-01", "2022-12-31")]),
        ("2021和2022年度", [("2021和2022年度", "2021-01-01", "2022-12-31")]),
        ("自2022年至2023年6月底", [("2022年至2023年6月底", "2022-01-01", "2023-06-30")]),
        ("（2023-2025）", [("2023-2025", "2023-01-01", "2025-12-31")]),
        ("（2022年版）", [("2022年", "2022-01-01", "2022-12-31")]),
        ("（2022）", [("2022", "2022-01-01", "2022-12-31")]),
        ("2022年以来的进展", [("2022年以来", "2022-01-01", "")]),
        ("2023年7月以来", [("2023年7月以来", "2023-07-01", "")]),
        ("十年来，", [("十年来", "", "")]),
        ("10年来，", [("10年来", "", "")]),
        ("上半年新注册", [("上半年", "", "")]),
        (
            "相较2020年，2022年",
            [("2020年", "2020-01-01", "2020-12-31"), ("2022年", "2022-01-01", "2022-12-31")],
        ),
    ],
)
def test_dates_are_read_to_their_end(text: str, expected: list[tuple[str, str, str]]) -> None:
    """The longest form wins, and words around the date stay out of it."""
    assert expected == [iso(found) for found in find_dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年13月",
        "2023年0月",
        "2023年6月31日",
        "2023年2月29日",
        "2022-2012年",
        "2022年6月32日至2023年",
        "蓝皮书2023》",
        "战略2035",
        "2023-2025",
        "202307/t20230707_1035606",
        "12022年",
        "3年行动计划",
        "（3023）",
        "近年来",
    ],
)
def test_what_is_no_date_is_not_one(text: str) -> None:
    """Impossible dates and bare years are left to others."""
    assert () == find_dates(text)


def test_a_list_with_gaps_is_no_period() -> None:
    """Only years that follow each other make one period."""
    assert () == find_dates("2019、2022年度")


def test_spans_point_at_what_is_written() -> None:
    """Offsets count from the start of the text, end exclusive."""
    text = "比2005年下降，截至2022年底"
    found = find_dates(text)
    assert [(1, 6), (11, 17)] == [(reading.start, reading.end) for reading in found]
    assert [text[r.start : r.end] for r in found] == [r.written for r in found]


def read_back(first: date, last: date) -> list[tuple[date | None, date | None]]:
    """Write a period and read it in the midst of a sentence."""
    return [(r.first, r.last) for r in find_dates(f"截至{write_date(first, last)}，")]


@given(day=DAYS)
def test_a_day_is_read_back(day: date) -> None:
    """Writing a day and reading it gives the same day."""
    assert [(day, day)] == read_back(day, day)


@given(day=DAYS)
def test_a_month_is_read_back(day: date) -> None:
    """Writing a month and reading it gives the same month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    first, last = day.replace(day=1), date.fromordinal(following.toordinal() - 1)
    assert [(first, last)] == read_back(first, last)


@given(years=st.tuples(YEARS, YEARS))
def test_years_are_read_back(years: tuple[int, int]) -> None:
    """Writing a range of years, or one year, and reading it gives the same range."""
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    assert [(first, last)] == read_back(first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 1, 2), date(2022, 12, 31)),
        (date(2022, 6, 1), date(2022, 6, 29)),
        (date(2023, 1, 1), date(2022, 12, 31)),
    ],
)
def test_odd_periods_are_not_written(first: date, last: date) -> None:
    """Only days, months, years and ranges of years have a written form."""
    with pytest.raises(NumeralError, match=f"{first} to {last} is no day"):
        write_date(first, last)


@given(text=st.text(alphabet="0129年月日底末度上半以来至-—、和（）十", max_size=20))
def test_any_text_gives_ordered_dates(text: str) -> None:
    """Readings never overlap, and a period never ends before it begins."""
    found = find_dates(text)
    edges = [edge for reading in found for edge in (reading.start, reading.end)]
    assert sorted(edges) == edges
    assert [] == [r for r in found if r.first and r.last and r.last < r.first]
