"""Check the concept schemes as thesauri, by the criteria of qSKOS (Mader and others, 2012).

A scheme that has a top concept is a thesaurus: each of its concepts is defined, hangs below a top
concept and is tied to another one, and no two share a label without scope notes that tell them
apart. Cycles and clashing relations are looked for in all schemes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...ontology.bilingual import LANGUAGES
from ...ontology.namespaces import shorten
from ...ontology.vocabulary import SKOS
from ..labels import RDFS_LABEL
from ..named_graphs import is_inferred
from ..rdf import language, value
from .outcome import FirstPlaces, Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from ..dataset import Dataset

    Names = defaultdict[str, set[str]]
    Fault = tuple[str, str, dict[str, str]]

__all__ = ["check_thesauri"]

_NAMES = frozenset((RDFS_LABEL, SKOS.altLabel))


def check_thesauri(dataset: Dataset) -> Outcome:
    """Each concept of a thesaurus is defined, placed and tied, and has its labels to itself."""
    schemes = _read(dataset.quads)
    places = FirstPlaces(dataset)
    faults = (fault for check in _CHECKS for fault in check(schemes))
    problems = {
        problem(places.find(concept), key, thing=shorten(concept), **values)
        for concept, key, values in faults
    }
    total = len(schemes.of_thesauri())
    return Outcome("thesauri", total, total, tuple(sorted(problems)))


@dataclass(frozen=True, slots=True)
class _Schemes:
    """What is stated of concepts: concept → schemes, tops, broader and related concepts, texts."""

    inside: Names = field(default_factory=lambda: defaultdict(set))
    tops: Names = field(default_factory=lambda: defaultdict(set))
    broader: Names = field(default_factory=lambda: defaultdict(set))
    related: Names = field(default_factory=lambda: defaultdict(set))
    defined: Names = field(default_factory=lambda: defaultdict(set))
    noted: Names = field(default_factory=lambda: defaultdict(set))
    named: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def of_thesauri(self) -> list[str]:
        """List the concepts of those schemes that have a top concept."""
        thesauri = {scheme for schemes in self.tops.values() for scheme in schemes}
        return sorted(concept for concept, schemes in self.inside.items() if schemes & thesauri)

    def above(self, concept: str) -> set[str]:
        """Collect what is broader than a concept at any distance."""
        ancestors: set[str] = set()
        todo = set(self.broader.get(concept, ()))
        while todo:
            ancestors |= todo
            todo = {up for one in todo for up in self.broader.get(one, ())} - ancestors
        return ancestors


def _read(quads: Iterable[ox.Quad]) -> _Schemes:
    schemes = _Schemes()
    into = {
        SKOS.inScheme: schemes.inside,
        SKOS.topConceptOf: schemes.tops,
        SKOS.broader: schemes.broader,
        SKOS.related: schemes.related,
    }
    texts = {SKOS.definition: schemes.defined, SKOS.scopeNote: schemes.noted}
    quads = [quad for quad in quads if not is_inferred(quad)]
    for quad in quads:
        if quad.predicate in into:
            into[quad.predicate][value(quad.subject)].add(value(quad.object))
        elif quad.predicate in texts:
            texts[quad.predicate][value(quad.subject)].add(language(quad.object))
    concepts = set(schemes.of_thesauri())
    for quad in quads:
        if quad.predicate in _NAMES and value(quad.subject) in concepts:
            name = language(quad.object), value(quad.object).casefold()
            schemes.named[name].add(value(quad.subject))
    return schemes


def _orphans(schemes: _Schemes) -> Iterator[Fault]:
    """Yield concepts without a relation to another one."""
    tied = {one for ties in (schemes.broader, schemes.related) for one in _both_ends(ties)}
    for concept in schemes.of_thesauri():
        if concept not in tied:
            yield concept, "concept-alone", {}


def _both_ends(ties: Names) -> Iterator[str]:
    for concept, others in ties.items():
        yield concept
        yield from others


def _undocumented(schemes: _Schemes) -> Iterator[Fault]:
    """Yield concepts that lack a definition in a language."""
    for concept in schemes.of_thesauri():
        for lang in LANGUAGES:
            if lang not in schemes.defined.get(concept, ()):
                yield concept, "concept-undefined", {"language": repr(lang)}


def _without_top(schemes: _Schemes) -> Iterator[Fault]:
    """Yield concepts from which no way leads up to a top concept of their scheme."""
    for concept in schemes.of_thesauri():
        own = schemes.inside[concept]
        if not any(schemes.tops.get(up, set()) & own for up in (concept, *schemes.above(concept))):
            yield concept, "concept-without-top", {}


def _cycles(schemes: _Schemes) -> Iterator[Fault]:
    """Yield concepts that are broader than themselves."""
    for concept in schemes.broader:
        if concept in schemes.above(concept):
            yield concept, "concept-cycle", {}


def _related_above(schemes: _Schemes) -> Iterator[Fault]:
    """Yield concepts that are related to one above or below, which SKOS forbids (S27)."""
    for concept, others in schemes.related.items():
        for other in others:
            if other in schemes.above(concept) or concept in schemes.above(other):
                yield concept, "concept-related-broader", {"other": shorten(other)}


def _shared_labels(schemes: _Schemes) -> Iterator[Fault]:
    """Yield concepts of one label: within a scheme always, across schemes without scope notes."""
    for (lang, _), concepts in schemes.named.items():
        for concept in concepts:
            for other in concepts:
                if concept < other and not _told_apart(schemes, lang, concept, other):
                    values = {"other": shorten(other), "language": repr(lang)}
                    yield concept, "concept-label-shared", values


def _told_apart(schemes: _Schemes, lang: str, one: str, other: str) -> bool:
    if schemes.inside[one] & schemes.inside[other]:
        return False
    return all(lang in schemes.noted.get(concept, ()) for concept in (one, other))


_CHECKS = (_orphans, _undocumented, _without_top, _cycles, _related_above, _shared_labels)
