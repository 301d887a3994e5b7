"""Numeral coverage: what each numeral of a report belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import OPN
from ..quantities.chinese_numerals import read_hanzi
from ..quantities.dates import find_dates
from ..quantities.lexicon import word_rows
from ..quantities.parse import find_numerals
from ..quantities.periods import Span, span_of_literal, spans_of_periods
from ..rdf import graph_name, language, value
from ..text.segmentation import HEADING_NUMBER
from .outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from ..dataset import Dataset
    from ..quantities.lexicon import Lexicon
    from ..quantities.parse import Numeral
    from ..text.passages import Passage

__all__ = ["Entry", "check_numerals", "cover_numerals", "non_quantity_words"]

_LAYOUT = {
    "Heading": HEADING_NUMBER,
    "Caption": re.compile(r"^图\d+\."),
    "Sentence": re.compile(r"^[一二三四五六七八九十]+是"),
    "WebAddress": re.compile(r".*"),
}
_NAME = re.compile(r"#label$|#altLabel$|#quotation$")


@dataclass(frozen=True, order=True, slots=True)
class Entry:
    """One numeral: where it stands, and what accounts for it (``""`` if nothing does)."""

    start: int
    written: str
    passage: str
    section: str
    kind: str
    report: str


@cache
def non_quantity_words() -> tuple[tuple[str, str], ...]:
    """Return (word, reason) of the words whose numerals carry no number."""
    return tuple((row["word"], row["reason"]) for row in word_rows("non_quantity_words.csv"))


def cover_numerals(dataset: Dataset) -> tuple[Entry, ...]:
    """Account for every numeral of the encoded sections, in the order of the text.

    A numeral belongs to a figure, a date that the passage's graph has, a name or ordinal
    of something in that graph, the layout, or an idiom.
    """
    encoded = {(encoding.report, encoding.section) for encoding in dataset.encodings}
    graphs = _graphs(dataset)
    periods = spans_of_periods(dataset.quads)
    entries = []
    for report in dataset.reports:
        numerals = _all_numerals(report.clean_text, report.lexicon)
        for passage in report.passages:
            if (report, passage.section) in encoded:
                own = [n for n in numerals if passage.start <= n.start < passage.end]
                coverage = _Coverage(passage, graphs.get(passage.iri, []), graphs, periods)
                entries += [coverage.explain(numeral) for numeral in own]
    return tuple(entries)


def _graphs(dataset: Dataset) -> Mapping[str, list[ox.Quad]]:
    """Index the quads by graph, and the labels by what they name."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in dataset.quads:
        graphs[graph_name(quad)].append(quad)
        if _NAME.search(quad.predicate.value):
            graphs[f"label {value(quad.subject)}"].append(quad)
    return graphs


@lru_cache(maxsize=8)
def _all_numerals(text: str, lexicon: Lexicon) -> tuple[Numeral, ...]:
    # By what they are read from: two reports that are alike may stand in different folders.
    return find_numerals(text, lexicon=lexicon)


class _Coverage:
    """The spans of one passage that account for numerals, kind by kind."""

    def __init__(
        self,
        passage: Passage,
        quads: list[ox.Quad],
        graphs: Mapping[str, list[ox.Quad]],
        periods: Mapping[str, Span],
    ) -> None:
        self._passage = passage
        self._quads = quads
        self._ordinals = {value(q.object) for q in quads if q.predicate == OPN.ordinal}
        self._spans = {
            "figure": tuple(self._figures()),
            "date": tuple(self._dates(periods)),
            "layout": tuple(self._layout()),
            "idiom": tuple(self._occurrences(word for word, _ in non_quantity_words())),
            "name": tuple(self._occurrences(_names(quads, graphs))),
        }

    def explain(self, numeral: Numeral) -> Entry:
        kind = next((kind for kind, spans in self._spans.items() if _in(numeral, spans)), "")
        if not kind and self._is_ordinal(numeral):
            kind = "ordinal"
        where = self._passage
        return Entry(numeral.start, numeral.written, where.key, where.section, kind, where.report)

    def _figures(self) -> Iterator[tuple[int, int]]:
        quads = (quad for quad in self._quads if quad.predicate == OPN.textOffset)
        offsets = ((quad.subject, value(quad.object)) for quad in quads)
        starts = {subject: int(at) for subject, at in offsets if at.isdecimal()}
        for quad in self._quads:
            if quad.predicate == OPN.asWritten and quad.subject in starts:
                start = starts[quad.subject]
                yield start, start + len(value(quad.object))

    def _dates(self, periods: Mapping[str, Span]) -> Iterator[tuple[int, int]]:
        spans = {periods[at] for q in self._quads if (at := value(q.object)) in periods}
        spans |= {span for q in self._quads if (span := span_of_literal(q.object))}
        for reading in find_dates(self._passage.text):
            if _bounds_span(reading.first, reading.last, spans):
                yield self._passage.start + reading.start, self._passage.start + reading.end

    def _occurrences(self, words: Iterable[str]) -> Iterator[tuple[int, int]]:
        start, text = self._passage.start, self._passage.text
        for word in filter(None, words):
            at = text.find(word)
            while at >= 0:
                yield start + at, start + at + len(word)
                at = text.find(word, at + len(word))

    def _layout(self) -> Iterator[tuple[int, int]]:
        pattern = _LAYOUT.get(self._passage.kind)
        if pattern and (match := pattern.match(self._passage.text)):
            yield self._passage.start, self._passage.start + match.end()

    def _is_ordinal(self, numeral: Numeral) -> bool:
        digits = numeral.kind == "digits"
        number = numeral.written if digits else _hanzi(numeral.written)
        return number in self._ordinals


def _hanzi(written: str) -> str:
    try:
        return str(read_hanzi(written))
    except ValueError:
        return ""


def _names(quads: Iterable[ox.Quad], graphs: Mapping[str, list[ox.Quad]]) -> set[str]:
    """Collect the Chinese names of whatever a passage's graph speaks of."""
    terms = {t.value for q in quads for t in (q.subject, q.object) if isinstance(t, ox.NamedNode)}
    labels = (q.object for term in terms for q in graphs.get(f"label {term}", []))
    return {"".join(value(label).split()) for label in labels if language(label) in {"zh", ""}}


def _in(numeral: Numeral, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= numeral.start and numeral.end <= end for start, end in spans)


def _bounds_span(first: date | None, last: date | None, spans: Iterable[Span]) -> bool:
    """Tell whether the graph has a time that begins or ends with the date read."""
    if first is None and last is None:
        return bool(spans)
    return any(
        (first is not None and first == start) or (last is not None and last == end)
        for start, end in spans
    )


def check_numerals(dataset: Dataset) -> Outcome:
    """Each numeral belongs to a figure, a date, a name, an ordinal, the layout or an idiom."""
    entries = cover_numerals(dataset)
    encodings = {
        (encoding.report.iri, encoding.section): encoding for encoding in dataset.encodings
    }
    problems = [
        problem(
            encodings[entry.report, entry.section].place(entry.passage),
            "numeral-unaccounted",
            written=repr(entry.written),
            start=entry.start,
        )
        for entry in entries
        if not entry.kind
    ]
    return Outcome("numerals", len(entries), len(entries), tuple(problems))
