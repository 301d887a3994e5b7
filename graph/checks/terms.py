"""Check that what is used is declared, labelled once a language, and tied to something."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import BASE, OF_ONE_SOURCE, OPN, RDF_TYPE, shorten
from ..labels import RDFS_LABEL, types_of
from ..named_graphs import EDITORIAL, NAMES, is_inferred
from ..rdf import language, node, value
from .outcome import FirstPlaces, Outcome, Problem, encoded_quads, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..dataset import Dataset
    from ..encoding.trig import Encoding

__all__ = ["check_labels", "check_references", "check_relations", "check_terms"]

_ALT_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_BORROWED = frozenset({RDF_TYPE, RDFS_LABEL, _ALT_LABEL})
_LANGUAGES = ("en", "zh")


def check_terms(dataset: Dataset) -> Outcome:
    """Each property and class of the encoding is declared by the ontology."""
    problems: list[Problem] = []
    total = 0
    for encoding, quad in encoded_quads(dataset):
        used = [quad.predicate.value] if quad.predicate not in _BORROWED else []
        used += [value(quad.object)] if quad.predicate == RDF_TYPE else []
        total += len(used)
        problems += [
            Problem(place_of(encoding, quad), f"{shorten(iri)} is not declared")
            for iri in used
            if iri not in OPN
        ]
    return Outcome("terms", total, total, tuple(problems))


def check_references(dataset: Dataset) -> Outcome:
    """Each of our IRIs that the encoding points to exists, that is, has a type."""
    # A range would give a type to whatever a property points to, even to a slip.
    typed = set(types_of(quad for quad in dataset.quads if not is_inferred(quad)))
    found = [
        (term.value, encoding, quad)
        for encoding, quad in encoded_quads(dataset)
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
    ]
    problems = {
        Problem(place_of(encoding, quad), f"{shorten(iri)} is used but nowhere described")
        for iri, encoding, quad in found
        if iri not in typed
    }
    problems |= {
        Problem(place_of(encoding, quad), f"{shorten(iri)} is not named under its report")
        for iri, encoding, quad in found
        if quad.subject == node(iri) and not _is_named_well(iri, encoding.report.id)
    }
    return Outcome("references", len(found), len(found), tuple(sorted(problems)))


def _is_named_well(iri: str, report: str) -> bool:
    """Tell whether what one report says, such as a figure, is named under that report."""
    kind, _, local = iri.removeprefix(BASE).partition("/")
    return kind not in OF_ONE_SOURCE or local.startswith(f"{report}/")


def check_labels(dataset: Dataset) -> Outcome:
    """Each thing that has a type has exactly one label in each language."""
    labels = _labels(dataset)
    places = FirstPlaces(dataset)
    named = [iri for iri in types_of(dataset.quads) if _needs_label(iri)]
    problems = [
        Problem(places.find(iri), f"{shorten(iri)}: {_complaint(found, wanted)}")
        for iri in named
        for wanted in _LANGUAGES
        if len(found := labels.get((iri, wanted), set())) != 1
    ]
    return Outcome("labels", len(named), len(named), tuple(sorted(problems)))


def _complaint(found: set[str], wanted: str) -> str:
    if not found:
        return f"no label in {wanted!r}"
    return f"{len(found)} labels in {wanted!r}: " + " | ".join(sorted(found))


def _needs_label(iri: str) -> bool:
    # A passage is its text, and the report itself is not named in any of its sentences.
    nameless = (f"{BASE}report/", f"{BASE}ontology/")
    return iri.startswith(BASE) and not iri.startswith(nameless)


def _labels(dataset: Dataset) -> Mapping[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in dataset.quads:
        if quad.predicate == RDFS_LABEL:
            found[value(quad.subject), language(quad.object)].add(value(quad.object))
    return found


def check_relations(dataset: Dataset) -> Outcome:
    """No entity hangs loose: each one stands in a relation to another."""
    tied: set[str] = set()
    entities: dict[str, tuple[Encoding, ox.Quad]] = {}
    for encoding, quad in encoded_quads(dataset):
        if quad.graph_name in {NAMES, EDITORIAL} or quad.predicate == RDF_TYPE:
            continue
        entities.setdefault(value(quad.subject), (encoding, quad))
        if isinstance(quad.object, ox.NamedNode):
            tied |= {value(quad.subject), quad.object.value}
    problems = [
        Problem(place_of(*first), f"{shorten(iri)} has no relation to anything")
        for iri, first in entities.items()
        if iri not in tied
    ]
    return Outcome("relations", len(entities), len(entities), tuple(sorted(problems)))
