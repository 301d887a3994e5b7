"""Check that an English sentence has each date of its passage, and no other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...quantities.dates import find_dates
from ...quantities.english.dates import find_english_dates
from ...quantities.english.numbers import read_english_numbers
from ..outcome import Outcome
from .passages import numbers_of_chinese, take, translated_passages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ...dataset import Dataset
    from ...quantities.dates import DateReading
    from ..outcome import Problem
    from .passages import Translated

__all__ = ["check_translated_dates"]


def check_translated_dates(dataset: Dataset) -> Outcome:
    """Each date and period of a passage is in its sentence, and no other.

    Another year is in order where the Chinese has its number (``战略2035``).
    """
    total = 0
    problems: set[Problem] = set()
    for one in translated_passages(dataset):
        total += len(find_dates(one.passage.text))
        problems |= set(_problems(one))
    return Outcome("translated-dates", total, total, tuple(sorted(problems)))


def _problems(one: Translated) -> Iterator[Problem]:
    left = Counter(map(_span, english := find_english_dates(one.sentence)))
    for date in find_dates(one.passage.text):
        if not left[_span(date)]:
            yield one.problem("date-not-translated", written=repr(date.written))
        left[_span(date)] -= 1
    others = numbers_of_chinese(one, without=())
    for date in english:
        if left[_span(date)] > 0:
            left[_span(date)] -= 1
            if not all(take(number, others) for number in _numbers(date.written)):
                yield one.problem("date-added", written=repr(date.written))


def _span(date: DateReading) -> tuple[object, object]:
    return date.first, date.last


def _numbers(written: str) -> Iterator[Decimal]:
    return (number.value for number in read_english_numbers(written, units=frozenset()))
