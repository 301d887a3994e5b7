"""Check every figure against the text: value, unit and comparator are derived again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ...errors import NumeralError
from ...ontology.namespaces import OPN, RDF_TYPE, shorten
from ..derive import Labels, labels_by_language
from ..encoding import passage_key
from ..lexicon import load_lexicon
from ..numerals import Reading, canonical, read_at
from ..passages import passages
from ..quads import is_asserted, value
from ..source import clean_text
from .outcome import Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..dataset import Dataset
    from ..encoding import Encoding

__all__ = ["Figure", "check_figures", "figures_of"]

_NO_UNIT = "无量纲"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantitative statement as it is encoded: predicate → object, all in one passage."""

    subject: str
    passage: str
    said: Mapping[str, str]

    @property
    def span(self) -> tuple[int, int]:
        """Return where the expression stands in the clean text; (0, 0) if it is not said."""
        at = self.said.get(OPN.at.value, "")
        start = int(at) if at.isdecimal() else 0
        return start, start + len(self.said.get(OPN.asWritten.value, ""))


def figures_of(encoding: Encoding) -> Iterator[Figure]:
    """Yield the figures of a section, in the order of the file."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for quad in encoding.quads:
        if is_asserted(quad):
            key = value(quad.subject), passage_key(quad.graph_name)
            said[key].setdefault(quad.predicate.value, value(quad.object))
    for (subject, passage), parts in said.items():
        kind = parts.get(RDF_TYPE.value)
        if kind in {OPN.Observation.value, OPN.Target.value} or OPN.at.value in parts:
            yield Figure(subject, passage, parts)


def check_figures(dataset: Dataset) -> Outcome:
    """Each figure says what the text says at its offset."""
    labels = labels_by_language(dataset.quads)
    found = [(encoding, f) for encoding in dataset.encodings for f in figures_of(encoding)]
    problems = [
        Problem(encoding.place(figure.passage, shorten(figure.subject)), complaint)
        for encoding, figure in found
        for complaint in _complaints(figure, labels)
    ]
    return Outcome("figures", len(found), len(found), tuple(problems))


def _complaints(figure: Figure, labels: Labels) -> Iterator[str]:
    name = shorten(figure.subject)
    start, end = figure.span
    bounds = {passage.key: (passage.start, passage.end) for passage in passages()}
    first, last = bounds[figure.passage]
    if not first <= start < end <= last:
        yield f"{name}: offset {start} is not in the passage ({first} to {last})"
        return
    try:
        reading = read_at(clean_text(), start, lexicon=load_lexicon())
    except NumeralError as error:
        yield f"{name}: {error}"
        return
    graph, text = _encoded(figure, labels), _read(reading)
    if graph != text:
        yield f"{name}: the graph says {graph}, the text says {text}"


def _encoded(figure: Figure, labels: Labels) -> str:
    number = figure.said.get(OPN.value.value, "")
    unit = labels.get(figure.said.get(OPN.unit.value, ""), {}).get("zh", "")
    comparator = figure.said.get(OPN.comparator.value, "").rpartition("#")[2]
    written = figure.said.get(OPN.asWritten.value, "")
    return _show(written, _canonical(number), unit, comparator)


def _canonical(number: str) -> str:
    try:
        return canonical(Decimal(number))
    except (InvalidOperation, NumeralError):
        return number


def _read(reading: Reading) -> str:
    unit = reading.unit or _NO_UNIT
    return _show(reading.written, canonical(reading.value), unit, reading.comparator)


def _show(written: str, number: str, unit: str, comparator: str) -> str:
    return f"{written!r} = {comparator} {number} {unit}"
