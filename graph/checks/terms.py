"""Check that what is used is declared, labelled and tied, and that what is declared is used."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import Place
from ...ontology.bilingual import LANGUAGES
from ...ontology.namespaces import BASE, OF_ONE_SOURCE, OPN, RDF_TYPE, shorten
from ...ontology.resources import ontology_triples, scheme_triples
from ...ontology.vocabulary import SKOS
from ..encoding.external import context_quads
from ..labels import RDFS_LABEL, types_of
from ..named_graphs import EDITORIAL, NAMES, ONTOLOGY, is_inferred
from ..rdf import language, value
from .outcome import FirstPlaces, Outcome, encoded_quads, place_of, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..dataset import Dataset
    from ..encoding.trig import Encoding
    from .outcome import Problem

__all__ = [
    "BORROWED",
    "check_labels",
    "check_references",
    "check_relations",
    "check_terms",
    "check_usage",
    "described_things",
    "undeclared",
    "undescribed",
]

BORROWED = frozenset({RDF_TYPE, RDFS_LABEL, SKOS.altLabel})
"""The properties that are not ours and need no declaration."""


def check_terms(dataset: Dataset) -> Outcome:
    """Each property and class of the encoding is declared by the ontology."""
    pairs = list(encoded_quads(dataset))
    problems = [
        problem(place_of(encoding, quad), "not-declared", thing=shorten(iri))
        for encoding, quad in pairs
        for iri in undeclared(quad, BORROWED)
    ]
    total = sum(len(_terms(quad, BORROWED)) for _, quad in pairs)
    return Outcome("terms", total, total, tuple(problems))


def undeclared(quad: ox.Quad, borrowed: Collection[ox.NamedNode]) -> Iterator[str]:
    """Yield the property and class of a quad that the ontology lacks; *borrowed* are others'."""
    return (iri for iri in _terms(quad, borrowed) if iri not in OPN)


def _terms(quad: ox.Quad, borrowed: Collection[ox.NamedNode]) -> list[str]:
    iris = [] if quad.predicate in borrowed else [quad.predicate.value]
    return [*iris, value(quad.object)] if quad.predicate == RDF_TYPE else iris


def check_references(dataset: Dataset) -> Outcome:
    """Each of our IRIs that the encoding points to exists, that is, has a type."""
    described = described_things(dataset.quads)
    pairs = list(encoded_quads(dataset))
    problems = {
        problem(place_of(encoding, quad), "not-described", thing=shorten(iri))
        for encoding, quad in pairs
        for iri in undescribed(quad, described)
    }
    problems |= {
        problem(place_of(encoding, quad), "not-under-report", thing=shorten(value(quad.subject)))
        for encoding, quad in pairs
        if _is_misnamed(quad, encoding.report.id)
    }
    total = sum(len(_things(quad)) for _, quad in pairs)
    return Outcome("references", total, total, tuple(sorted(problems)))


def described_things(quads: Iterable[ox.Quad]) -> frozenset[str]:
    """Collect the IRIs that have a type, but for what the reasoner says."""
    # A range would give a type to whatever a property points to, even to a slip.
    return frozenset(types_of(quad for quad in quads if not is_inferred(quad)))


def undescribed(quad: ox.Quad, described: Collection[str]) -> Iterator[str]:
    """Yield those of our IRIs in a quad that are not *described*."""
    return (iri for iri in _things(quad) if iri not in described)


def _things(quad: ox.Quad) -> list[str]:
    return [
        term.value
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
    ]


def _is_misnamed(quad: ox.Quad, report: str) -> bool:
    """Tell whether what one report says, such as a figure, is not named under that report."""
    kind, _, local = value(quad.subject).removeprefix(BASE).partition("/")
    return kind in OF_ONE_SOURCE and not local.startswith(f"{report}/")


def check_labels(dataset: Dataset) -> Outcome:
    """Each thing that has a type has exactly one label in each language."""
    labels = _labels(dataset)
    places = FirstPlaces(dataset)
    named = [iri for iri in types_of(dataset.quads) if _needs_label(iri)]
    problems = [
        _complaint(places.find(iri), iri, texts, lang)
        for iri in named
        for lang in LANGUAGES
        if len(texts := labels.get((iri, lang), set())) != 1
    ]
    return Outcome("labels", len(named), len(named), tuple(sorted(problems)))


def _complaint(place: Place, iri: str, texts: set[str], lang: str) -> Problem:
    about = {"thing": shorten(iri), "language": repr(lang)}
    if not texts:
        return problem(place, "no-label", **about)
    labels = " | ".join(sorted(texts))
    return problem(place, "several-labels", number=len(texts), labels=labels, **about)


def _needs_label(iri: str) -> bool:
    # A passage is its text, and the report itself is not named in any of its sentences.
    nameless = (f"{BASE}report/", f"{BASE}ontology/")
    return iri.startswith(BASE) and not iri.startswith(nameless)


def _labels(dataset: Dataset) -> Mapping[tuple[str, str], set[str]]:
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in dataset.quads:
        if quad.predicate == RDFS_LABEL:
            labels[value(quad.subject), language(quad.object)].add(value(quad.object))
    return labels


def check_relations(dataset: Dataset) -> Outcome:
    """No entity hangs loose: each one stands in a relation to another."""
    entities: dict[str, tuple[Encoding, ox.Quad]] = {}
    for encoding, quad in _statements(dataset):
        entities.setdefault(value(quad.subject), (encoding, quad))
    tied = {
        iri
        for _, quad in _statements(dataset.whole or dataset)
        if isinstance(quad.object, ox.NamedNode)
        for iri in (value(quad.subject), quad.object.value)
    }
    problems = [
        problem(place_of(*first), "no-relation", thing=shorten(iri))
        for iri, first in entities.items()
        if iri not in tied
    ]
    return Outcome("relations", len(entities), len(entities), tuple(sorted(problems)))


def _statements(dataset: Dataset) -> Iterator[tuple[Encoding, ox.Quad]]:
    """Yield what is said of things, but for what they are and how we call them."""
    for encoding, quad in encoded_quads(dataset):
        if quad.graph_name not in {NAMES, EDITORIAL} and quad.predicate != RDF_TYPE:
            yield encoding, quad


def check_usage(dataset: Dataset) -> Outcome:
    """Each declared class, property and concept is used, or an editorial note says why not.

    A term that only the facts from outside the report need is used by them.
    """
    used = {
        value(term)
        for quad in (*dataset.quads, *context_quads())
        if quad.graph_name != ONTOLOGY
        for term in (quad.predicate, quad.object)
    }
    triples = (*ontology_triples(), *scheme_triples())
    excused = {value(t.subject) for t in triples if t.predicate == SKOS.editorialNote}
    concepts = {value(t.subject) for t in scheme_triples() if t.predicate == SKOS.inScheme}
    declared = sorted({OPN[name].value for name in OPN.names} | concepts)
    problems = [
        problem(Place(), "not-used", thing=shorten(term))
        for term in declared
        if term not in used | excused
    ]
    return Outcome("usage", len(declared), len(declared), tuple(problems))
