"""Which statements of a passage's graph are the report's word, and which are our classification."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import BASE, prefixes
from ...ontology.vocabulary import PROV, RDFS, SKOS
from ..named_graphs import DERIVED, MARKS, classification_graph, is_asserted, resolved_graph
from ..rdf import graph_name, in_graph, node, value
from ..text.mentions import find_spans, fold_marks, is_inside, read_with

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..text.mentions import Span
    from ..text.report import Report

__all__ = ["Word", "classify", "word_of"]

_NAMES = frozenset({RDFS.label, SKOS.altLabel})
_LIST = re.compile("[、等]")


class Word(StrEnum):
    """Whose word a statement is.

    `SAID` by the passage; `RESOLVED` is said too, of what a pronoun or an ellipsis refers to;
    `OURS` is our classification.
    """

    SAID = "said"
    RESOLVED = "resolved"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What ``said_or_ours.toml`` says, with full IRIs."""

    ours: frozenset[str]
    ours_unless_named: frozenset[str]
    kinds_with_names: frozenset[str]
    kinds_that_hold_names: frozenset[str]
    words: Mapping[str, Sequence[str]]


@cache
def _rule() -> _Rule:
    text = (files("oneplusn.graph.encoding") / "said_or_ours.toml").read_text("utf-8")
    entries = tomllib.loads(text)
    return _Rule(
        frozenset(map(_full, entries["ours"])),
        frozenset(map(_full, entries["ours_unless_named"])),
        frozenset(entries["kinds_with_names"]),
        frozenset(entries["kinds_that_hold_names"]),
        {_full(name): words for name, words in entries["words"].items()},
    )


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return prefixes()[prefix] + local


def classify(quads: Iterable[ox.Quad], reports: Iterable[Report]) -> list[ox.Quad]:
    """Mark what in the passages' graphs is ours, and what is said of a referent.

    A statement that is ours stands again in ``<passage>/classification``, one of a referent
    in ``<passage>/resolved``. Each of these graphs is `prov:wasDerivedFrom` its passage.
    """
    quads = list(quads)
    names = _Names(quads, reports)
    graphs: Mapping[Word, Callable[[str], ox.NamedNode]] = {
        Word.OURS: classification_graph,
        Word.RESOLVED: resolved_graph,
    }
    marked = [
        ox.Quad(quad.subject, quad.predicate, quad.object, graphs[word](graph_name(quad)))
        for quad in quads
        if is_asserted(quad) and (word := _word(quad, names)) in graphs
    ]
    return marked + in_graph(_derivations(marked), DERIVED)


def _derivations(marked: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    for name in sorted({graph_name(quad) for quad in marked}):
        passage = node(name.removesuffix(next(end for end in MARKS if name.endswith(end))))
        yield ox.Triple(node(name), PROV.wasDerivedFrom, passage)


def word_of(quad: ox.Quad, quads: frozenset[ox.Quad]) -> Word:
    """Return whose word a statement of a passage is, by the marks among *quads*."""
    graphs = ((Word.OURS, classification_graph), (Word.RESOLVED, resolved_graph))
    for word, graph in graphs:
        mark = ox.Quad(quad.subject, quad.predicate, quad.object, graph(graph_name(quad)))
        if mark in quads:
            return word
    return Word.SAID


def _word(quad: ox.Quad, names: _Names) -> Word:
    """Apply the rule of ``said_or_ours.toml`` to a statement."""
    rule, predicate, passage = _rule(), quad.predicate.value, graph_name(quad)
    if predicate in rule.ours:
        return Word.OURS
    if isinstance(quad.object, ox.Literal):
        return Word.SAID
    if predicate in rule.ours_unless_named:
        return Word.SAID if names.is_named(value(quad.object), passage) else Word.OURS
    ends = (value(quad.subject), value(quad.object))
    referents = (names.is_referent(end, passage, beside=ends) for end in ends)
    return Word.RESOLVED if any(referents) else Word.SAID


class _Names:
    """The names of all things, and where the texts have them."""

    def __init__(self, quads: Sequence[ox.Quad], reports: Iterable[Report]) -> None:
        self._texts = {p: texts for report in reports for p, texts in read_with(report).items()}
        whole = "\n".join(dict.fromkeys(text for texts in self._texts.values() for text in texts))
        self._names = _names_in(quads, whole)
        self._narrower = _narrower(quads)
        kinds = _rule().kinds_with_names
        self._proper = {iri: own for iri, own in self._names.items() if _kind(iri) in kinds}
        self._spans: dict[str, list[tuple[str, Span]]] = {}

    def is_named(self, iri: str, passage: str, *, beside: Collection[str] = ()) -> bool:
        """Tell whether one of a passage's texts names a thing, or something narrower.

        What stands only in the longer name of another is not named, but for that of one *beside*.
        """
        return any(self._is_in(iri, text, beside) for text in self._texts.get(passage, ()))

    def is_referent(self, iri: str, passage: str, *, beside: Collection[str]) -> bool:
        """Tell whether a thing has a name in the report, and none in a passage's texts."""
        return iri in self._proper and not self.is_named(iri, passage, beside=beside)

    def _is_in(self, iri: str, text: str, beside: Collection[str]) -> bool:
        if iri in self._proper:
            longer = [span for thing, span in self._longer_spans(text) if thing not in beside]
            spans = find_spans(self._proper[iri], text)
            return any(not is_inside(span, longer) for span in spans)
        things = (iri, *self._narrower.get(iri, ()))
        return any(name in text for thing in things for name in self._names.get(thing, ()))

    def _longer_spans(self, text: str) -> list[tuple[str, Span]]:
        """Find what may hold the name of another: 中国 in 中国气象局 names no country."""
        if text not in self._spans:
            self._spans[text] = [
                (iri, span)
                for iri, own in self._proper.items()
                if _kind(iri) in _rule().kinds_that_hold_names
                # A list of things names each of them.
                for span in find_spans((n for n in own if n in text and not _LIST.search(n)), text)
            ]
        return self._spans[text]


def _kind(iri: str) -> str:
    return iri.removeprefix(BASE).partition("/")[0]


def _names_in(quads: Iterable[ox.Quad], text: str) -> Mapping[str, tuple[str, ...]]:
    """Collect the IRI of each thing → its names that the text has, folded."""
    names: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate in _NAMES:
            names[value(quad.subject)].add(fold_marks(value(quad.object)))
    for iri, words in _rule().words.items():
        names[iri].update(words)
    found = {iri: tuple(sorted(n for n in own if n in text)) for iri, own in names.items()}
    return {iri: own for iri, own in found.items() if own}


def _narrower(quads: Iterable[ox.Quad]) -> Mapping[str, frozenset[str]]:
    """Collect each concept → all that are narrower."""
    below: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == SKOS.broader:
            below[value(quad.object)].add(value(quad.subject))
    return {concept: frozenset(_all_below(concept, below)) for concept in below}


def _all_below(concept: str, below: Mapping[str, set[str]]) -> Iterator[str]:
    for narrower in below.get(concept, ()):
        yield narrower
        yield from _all_below(narrower, below)
