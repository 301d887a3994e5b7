"""The words of quantities: units and comparators, from the ontology's schemes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.data_files import read_csv
from ...ontology.namespaces import OPN, RDF_TYPE
from ...ontology.resources import scheme_triples
from ...ontology.vocabulary import RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["UNIT_CLASSES", "Lexicon", "load_lexicon", "word_rows"]

_COLUMNS = {
    "classifiers.csv": ("word", "counts"),
    "english_comparators.csv": ("side", "word", "comparator"),
    "english_numbers.csv": ("kind", "word", "value"),
    "non_quantity_words.csv": ("word", "reason"),
    "qualifiers.csv": ("qualifier", "comparator"),
    "scales.csv": ("language", "power", "word"),
}
_NO_WORD = frozenset({"无量纲", "（无量纲）"})
UNIT_CLASSES = frozenset({OPN.CountingUnit, OPN.Currency, OPN.Unit})
"""What a unit is said to be: a classifier, a currency, or another one."""


@dataclass(frozen=True, order=True, slots=True)
class Lexicon:
    """Hold unit words and comparator words, longest first.

    *before* and *after* pair a word that stands before or after the number with the local
    name of its comparator, such as ``("超过", "more-than")``.
    """

    units: tuple[str, ...]
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]

    def comparator(self, word: str, *, before: bool) -> str:
        """Return the comparator of a word of this lexicon.

        >>> load_lexicon().comparator("左右", before=False)
        'approximately'
        """
        return dict(self.before if before else self.after)[word]


def word_rows(name: str) -> list[dict[str, str]]:
    """Read a list of words: the rows of a CSV file in ``words/``, by the names of its columns."""
    return read_csv(files("oneplusn.graph.quantities") / "words" / name, _COLUMNS[name])


@cache
def load_lexicon(terms: tuple[ox.Triple, ...] = ()) -> Lexicon:
    """Read the Chinese labels of all units and the words of all comparators.

    *terms* are those that a report adds to the schemes.

    >>> load_lexicon().units[0]
    '个百分点'
    """
    triples = (*scheme_triples(), *terms)
    return Lexicon(
        units=tuple(sorted(_unit_words(triples), key=_longest_first)),
        before=_comparator_words(triples, OPN.writtenBefore),
        after=_comparator_words(triples, OPN.writtenAfter),
    )


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _unit_words(triples: Iterable[ox.Triple]) -> set[str]:
    units = {t.subject for t in triples if t.predicate == RDF_TYPE and t.object in UNIT_CLASSES}
    labels = {
        t.object.value
        for t in triples
        if t.predicate == RDFS.label
        and t.subject in units
        and isinstance(t.object, ox.Literal)
        and t.object.language == "zh"
    }
    return labels - _NO_WORD


def _comparator_words(
    triples: Iterable[ox.Triple], side: ox.NamedNode
) -> tuple[tuple[str, str], ...]:
    pairs = {
        (t.object.value, t.subject.value.rpartition("/")[2])
        for t in triples
        if t.predicate == side
        and isinstance(t.object, ox.Literal)
        and isinstance(t.subject, ox.NamedNode)
    }
    return tuple(sorted(pairs, key=lambda pair: (*_longest_first(pair[0]), pair[1])))
