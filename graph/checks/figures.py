"""Check every figure against the text: value, unit and comparator are derived again."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ...errors import NumeralError
from ...ontology.namespaces import OPN, shorten
from ..encoding.figures import figures_of
from ..labels import Labels, labels_by_language
from ..quantities.lexicon import load_lexicon
from ..quantities.parse import Reading, canonical, read_at
from .outcome import Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..dataset import Dataset
    from ..encoding.figures import Figure

__all__ = ["check_figures"]

_NO_UNIT = "无量纲"


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
    bounds = {passage.key: (passage.start, passage.end) for passage in figure.report.passages}
    first, last = bounds[figure.passage]
    if not first <= start < end <= last:
        yield f"{name}: offset {start} is not in the passage ({first} to {last})"
        return
    try:
        reading = read_at(figure.report.clean_text, start, lexicon=load_lexicon())
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
