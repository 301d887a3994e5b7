"""Check that an English sentence has each figure of its passage, and no other number."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ....ontology.namespaces import OPN, RDF_TYPE, shorten
from ....ontology.vocabulary import RDFS, SKOS
from ...encoding.figures import figures_of
from ...quantities.decimals import canonical
from ...quantities.english.dates import find_english_dates
from ...quantities.english.numbers import EnglishNumber, read_english_numbers
from ...quantities.english.words import classifiers
from ...quantities.lexicon import UNIT_CLASSES
from ...rdf import value
from ..outcome import Outcome
from .names import names_of_passages
from .passages import numbers_of_chinese, take, translated_passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...dataset import Dataset
    from ...encoding.figures import FigureAnnotation
    from ..outcome import Problem
    from .names import Named
    from .passages import Translated

__all__ = ["check_translated_figures"]

_NAMES = frozenset({RDFS.label, SKOS.altLabel, OPN.pluralLabel})
_NO_WORD = frozenset({"dimensionless"})
"""Labels of units that nobody writes behind a number."""


def check_translated_figures(dataset: Dataset) -> Outcome:
    """Each figure is in the sentence, with value, unit and comparator, and no other number.

    Another number is in order where the Chinese has it too outside of its figures, or where
    it belongs to a name. What is not encoded yet has no figures to compare with.
    """
    figures = _figures(dataset)
    units = _Units(dataset)
    names = names_of_passages(dataset)
    encoded = {(encoding.report.iri, encoding.section) for encoding in dataset.encodings}
    total = 0
    problems: set[Problem] = set()
    for one in translated_passages(dataset):
        if (one.report.iri, one.passage.section) not in encoded:
            continue
        ours = figures.get(one.passage.iri, [])
        total += len(ours)
        problems |= set(_problems(one, ours, units, names.get(one.passage.iri, [])))
    return Outcome("translated-figures", total, total, tuple(sorted(problems)))


def _figures(dataset: Dataset) -> Mapping[str, list[FigureAnnotation]]:
    """Collect the IRI of each passage → its figures."""
    figures: dict[str, list[FigureAnnotation]] = defaultdict(list)
    for encoding in dataset.encodings:
        for figure in figures_of(encoding):
            figures[f"{figure.report.iri}/{figure.passage}"].append(figure)
    return figures


class _Units:
    """What units are called in English, and which of them only count."""

    def __init__(self, dataset: Dataset) -> None:
        units = {
            value(quad.subject)
            for quad in dataset.quads
            if quad.predicate == RDF_TYPE and quad.object in UNIT_CLASSES
        }
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for quad in dataset.quads:
            if quad.predicate in _NAMES and value(quad.subject) in units and _is_latin(quad.object):
                self._by_name[value(quad.object)].add(value(quad.subject))
        self._counting = {
            value(quad.subject)
            for quad in dataset.quads
            if quad.predicate == RDFS.label and value(quad.object) in classifiers()
        }
        self._wordless = units - set().union(*self._by_name.values())
        self.names = frozenset(self._by_name)

    def fit(self, number: EnglishNumber, figure: FigureAnnotation) -> bool:
        """Tell whether a number is in the unit of a figure.

        What is counted is named by any noun; so is what has a unit without a word. Tonnes of
        something are tonnes.
        """
        unit, read = _part(figure, OPN.unit), self._by_name.get(number.unit, set())
        begins = (name for name in self._by_name if number.unit.startswith(f"{name} "))
        if unit in read.union(*(self._by_name[name] for name in begins)):
            return True
        if unit in self._counting:
            return not read or bool(read & self._counting)
        return not read and unit in self._wordless


def _is_latin(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.value.isascii() and term.value not in _NO_WORD


def _problems(
    one: Translated, figures: list[FigureAnnotation], units: _Units, names: list[Named]
) -> Iterator[Problem]:
    numbers = _numbers(one.sentence, units)
    for figure in figures:
        fitting = next((n for n in numbers if _says(n, figure) and units.fit(n, figure)), None)
        if fitting is None:
            thing, says = shorten(figure.subject), _part(figure, OPN.asWritten)
            yield one.problem("figure-not-translated", thing=thing, written=repr(says))
        else:
            numbers.remove(fitting)
    others = numbers_of_chinese(one, without=_spans(one, figures))
    for number in [number for number in numbers if not take(number.value, others)]:
        if not _is_in_a_name(number, names, units):
            yield one.problem("number-added", written=repr(number.written))


def _spans(one: Translated, figures: list[FigureAnnotation]) -> Iterator[tuple[int, int]]:
    """Yield where the figures stand in the text of their passage."""
    start = one.passage.start
    return ((figure.span[0] - start, figure.span[1] - start) for figure in figures)


def _is_in_a_name(number: EnglishNumber, names: list[Named], units: _Units) -> bool:
    english = (name for named in names for name in named.english)
    return any(number.value == other.value for name in english for other in _numbers(name, units))


def _numbers(sentence: str, units: _Units) -> list[EnglishNumber]:
    """Read the numbers of a sentence that stand in none of its dates."""
    dates = [(date.start, date.end) for date in find_english_dates(sentence)]
    return [
        number
        for number in read_english_numbers(sentence, units=units.names)
        if not any(start < number.end and number.start < end for start, end in dates)
    ]


def _says(number: EnglishNumber, figure: FigureAnnotation) -> bool:
    comparator = _part(figure, OPN.comparator).rpartition("/")[2]
    same = canonical(number.value) == _canonical(_part(figure, OPN.value))
    return same and number.comparator == comparator and not number.ordinal


def _canonical(written: str) -> str:
    try:
        return canonical(Decimal(written))
    except InvalidOperation:
        return written


def _part(figure: FigureAnnotation, name: ox.NamedNode) -> str:
    return figure.parts.get(name.value, "")
