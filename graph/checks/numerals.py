"""Check that every numeral of the text is accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..account import account
from .outcome import Outcome, Problem

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["check_numerals"]


def check_numerals(dataset: Dataset) -> Outcome:
    """Each numeral belongs to a figure, a date, a name, an ordinal, the layout or an idiom."""
    entries = account(dataset)
    encodings = {encoding.section: encoding for encoding in dataset.encodings}
    problems = [
        Problem(
            encodings[entry.section].place(entry.passage),
            f"the numeral {entry.written!r} at {entry.start} is not accounted for",
        )
        for entry in entries
        if not entry.kind
    ]
    return Outcome("numerals", len(entries), len(entries), tuple(problems))
