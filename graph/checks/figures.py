"""Check figures against what is printed: value, unit and comparator are derived again."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ...errors import NumeralError
from ...ontology.message_catalog import messages
from ...ontology.namespaces import OPN, shorten
from ..encoding.figures import figures_of
from ..labels import Labels, labels_by_language
from ..quantities.parse import EXACTLY, Reading, canonical, read_at
from .outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..dataset import Dataset
    from ..encoding.figures import FigureAnnotation
    from ..encoding.trig import Encoding
    from ..quantities.lexicon import Lexicon
    from .outcome import Problem

__all__ = ["check_figures", "encoded_quantity", "printed_quantity"]

_NO_UNIT = "无量纲"
_RANGE = "—"


def check_figures(dataset: Dataset) -> Outcome:
    """Each figure says what the text says at its offset."""
    labels = labels_by_language(dataset.quads)
    figures = [(encoding, f) for encoding in dataset.encodings for f in figures_of(encoding)]
    problems = [
        complaint
        for encoding, figure in figures
        for complaint in _complaints(encoding, figure, labels)
    ]
    return Outcome("figures", len(figures), len(figures), tuple(problems))


def _complaints(encoding: Encoding, figure: FigureAnnotation, labels: Labels) -> Iterator[Problem]:
    name = shorten(figure.subject)
    place = encoding.place(figure.passage, name)
    start, end = figure.span
    bounds = {passage.key: (passage.start, passage.end) for passage in figure.report.passages}
    first, last = bounds[figure.passage]
    if not first <= start < end <= last:
        yield problem(place, "offset-outside", thing=name, start=start, first=first, last=last)
        return
    try:
        reading = read_at(figure.report.clean_text, start, lexicon=figure.report.lexicon)
    except NumeralError as error:
        yield problem(place, "not-read", thing=name, error=error)
        return
    parts = figure.parts
    graph = f"{parts.get(OPN.asWritten.value, '')!r} = {encoded_quantity(parts, labels)}"
    text = f"{reading.written!r} = {_show([reading.value], reading.unit, reading.comparator)}"
    if graph != text:
        yield problem(place, "text-differs", thing=name, graph=graph, text=text)


def encoded_quantity(parts: Mapping[str, str], labels: Labels) -> str:
    """Say what the graph has: comparator, number (two for a range) and unit.

    *parts* is the IRI of each property → the term it points to.
    """
    numbers = [_canonical(parts.get(OPN.value.value, ""))]
    if upper := parts.get(OPN.upperValue.value, ""):
        numbers.append(_canonical(upper))
    unit = labels.get(parts.get(OPN.unit.value, ""), {}).get("zh", "")
    comparator = parts.get(OPN.comparator.value, "").rpartition("/")[2]
    return f"{comparator} {_RANGE.join(numbers)} {unit}"


def printed_quantity(printed: str, comparators: Iterable[str], *, lexicon: Lexicon) -> str:
    """Read again what a source prints, to be compared with `encoded_quantity`.

    *comparators* are those of the words that the source has beside it. Raises
    `NumeralError` for what is no quantity, goes on after one, or has two comparators.

    >>> from oneplusn.graph.quantities.lexicon import load_lexicon
    >>> printed_quantity("10—20万吨", ["at-least"], lexicon=load_lexicon())
    'at-least 100000—200000 吨'
    """
    low, dash, high = printed.rpartition(_RANGE)
    reading = read_at(high, 0, lexicon=lexicon)
    if reading.written != high:
        raise _refusal("goes-on", written=repr(reading.written))
    names = sorted({reading.comparator, *comparators} - {EXACTLY})
    if len(names) > 1:
        raise _refusal("comparators-disagree", names=names)
    values = [_lower(low, reading), reading.value] if dash else [reading.value]
    return _show(values, reading.unit, next(iter(names), EXACTLY))


def _lower(low: str, reading: Reading) -> Decimal:
    """Read the lower end of a range, which takes its multiplier from the upper one."""
    digits = "".join(c for c in reading.written if c.isdigit() or c == ".")
    try:
        return Decimal(low) * (reading.value / Decimal(digits))
    except ArithmeticError:
        raise _refusal("no-number", written=repr(low)) from None


def _refusal(key: str, **values: object) -> NumeralError:
    pair = messages("problems").pair(key, **values)
    return NumeralError(pair.en, pair.zh)


def _canonical(number: str) -> str:
    try:
        return canonical(Decimal(number))
    except (InvalidOperation, NumeralError):
        return number


def _show(values: Iterable[Decimal], unit: str, comparator: str) -> str:
    return f"{comparator} {_RANGE.join(map(canonical, values))} {unit or _NO_UNIT}"
