"""English dates: written and read again, both ways."""

from __future__ import annotations

from calendar import month_name, monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.graph.quantities.english.dates import find_english_dates

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def spans(text: str) -> list[tuple[str, str]]:
    """Read a text; say first and last day of each date."""
    return [(str(one.first), str(one.last)) for one in find_english_dates(text)]


def american(day: date) -> str:
    """Write a day as sentences of the translations do."""
    return f"{month_name[day.month]} {day.day}, {day.year}"


@given(day=days)
def test_a_day_is_read_in_both_orders(day: date) -> None:
    """What is written is read, and what is read is what was written."""
    british = f"{day.day} {month_name[day.month]} {day.year}"
    for text in (american(day), british):
        [found] = find_english_dates(f"As of {text}, it was so.")
        assert (day, day, text) == (found.first, found.last, found.written)
        assert found.first is not None
        assert american(day) == american(found.first)


@given(day=days)
def test_a_month_has_its_days(day: date) -> None:
    """From its first to its last, or the last alone at its end."""
    month = f"{month_name[day.month]} {day.year}"
    last = day.replace(day=monthrange(day.year, day.month)[1])
    assert [(str(day.replace(day=1)), str(last))] == spans(f"in {month}")
    assert [(str(last), str(last))] == spans(f"at the end of {month}")
    assert 1 == (last + timedelta(days=1)).day


@given(first=st.integers(1900, 2098), more=st.integers(1, 99))
def test_years_are_ranges_and_lists(first: int, more: int) -> None:
    """With a dash, with words, and listed."""
    last = min(first + more, 2099)
    expected = [(f"{first}-01-01", f"{last}-12-31")]
    for text in (f"{first}–{last}", f"from {first} to {last}", f"{first} and {last}"):
        assert expected == spans(text)
    assert [] == spans(f"{last}–{first}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 2022 to the end of June 2023", [("2022-01-01", "2023-06-30")]),
        ("in the first half of 2023", [("2023-01-01", "2023-06-30")]),
        ("in the third quarter of 2023", [("2023-07-01", "2023-09-30")]),
        ("Since 2022, it is", [("2022-01-01", "None")]),
        ("in the first half of the year", [("None", "None")]),
        ("over the past ten years", [("None", "None")]),
        ("on February 30, 2023", []),
        ("2035kg of A2022 in 20221", []),
    ],
)
def test_the_forms_of_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    """Periods, open ones, and what the calendar does not have."""
    assert expected == spans(text)
