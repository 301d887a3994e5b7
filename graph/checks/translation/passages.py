"""The passages that have an English sentence, and what their Chinese has of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ....errors import NumeralError
from ...quantities.chinese_numerals import NUMERAL_CHARACTERS, read_hanzi
from ...quantities.dates import find_dates
from ...quantities.english.words import number_words
from ...quantities.parse import find_numerals
from ...rdf import language, value
from ...text.additions import read_translation
from ..outcome import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...dataset import Dataset
    from ...quantities.parse import Numeral
    from ...text.additions import Addition
    from ...text.passages import Passage
    from ...text.report import Report

__all__ = ["Translated", "numbers_of_chinese", "take", "translated_passages"]


@dataclass(frozen=True, slots=True)
class Translated:
    """One passage of a report, its English sentence, and the file that has it."""

    report: Report
    passage: Passage
    sentence: str
    file: Addition

    def problem(self, key: str, /, **values: object) -> Problem:
        """Return the problem of that key, with its place and the passage in its blank."""
        place = self.file.place(f"<{self.passage.key}>", f"<{self.passage.iri}>")
        return problem(place, key, passage=self.passage.key, **values)


def translated_passages(dataset: Dataset) -> Iterator[Translated]:
    """Yield each English sentence of the passages, in the order of the reports."""
    for report in dataset.reports:
        if translation := read_translation(report):
            passages = {passage.iri: passage for passage in report.passages}
            for quad in translation.quads:
                iri = value(quad.subject)
                if iri in passages and language(quad.object) == "en":
                    yield Translated(report, passages[iri], value(quad.object), translation)


def numbers_of_chinese(
    one: Translated, *, without: Iterable[tuple[int, int]]
) -> list[frozenset[Decimal]]:
    """List what each numeral of a passage can be in English, dates and given spans left out.

    *without* counts in the passage's text. A run that is no number (``十四五``) can be any
    number that a part of it is.
    """
    text = one.passage.text
    spans = [*without, *((date.start, date.end) for date in find_dates(text))]
    numerals = [
        numeral
        for numeral in find_numerals(text, lexicon=one.report.lexicon)
        if not any(start <= numeral.start < end for start, end in spans)
    ]
    words = (
        frozenset({number})
        for word, number in number_words("Chinese").items()
        for _ in range(text.count(word))
    )
    return [*map(_values, numerals), *words]


def take(value: Decimal, among: list[frozenset[Decimal]]) -> bool:
    """Take the first of *among* that can be *value* off the list; tell whether there is one."""
    fitting = next((one for one in among if value in one), None)
    if fitting is None:
        return False
    among.remove(fitting)
    return True


def _values(numeral: Numeral) -> frozenset[Decimal]:
    if numeral.kind == "digits":
        return frozenset({Decimal(numeral.written.replace(",", ""))})
    run = numeral.written
    whole = _read(run)
    if whole is not None:
        return frozenset({whole})
    parts = (run[a:b] for a in range(len(run)) for b in range(a + 1, len(run) + 1))
    return frozenset(number for part in parts if (number := _read(part)) is not None)


def _read(run: str) -> Decimal | None:
    try:
        return Decimal(read_hanzi(run)) if set(run) <= set(NUMERAL_CHARACTERS) else None
    except NumeralError:
        return None
