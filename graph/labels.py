"""What the build computes from the encoding: evidence, labels and bounds of figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.namespaces import BASE, COMPARATOR, MEASURE, OPN, RDF_TYPE
from ..ontology.vocabulary import RDFS, SKOS
from .named_graphs import DERIVED, is_asserted
from .quantities.bounds import bound_triples
from .quantities.described_periods import period_triples
from .quantities.english.wording import UnitName, english_quantity
from .rdf import graph_name, in_graph, language, literal, node, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


__all__ = [
    "RDFS_LABEL",
    "Labels",
    "amount",
    "concept_labels",
    "derive",
    "figure_label",
    "labels_by_language",
    "plurals",
    "types_of",
]

RDFS_LABEL = RDFS.label
_NAMING = (OPN.indicator, OPN.period, OPN.measure)
_LABELLING = frozenset({*_NAMING, OPN.asWritten, OPN.comparator, OPN.unit, OPN.value})
_LISTS = (
    *("certainty/", "commitment/", "comparator/", "direction/", "measure/", "no-fact-reason/"),
    *("target-kind/", "time-relation/"),
)
_TYPES = ("document-type/", "event-type/", "instrument/")
_NOT_ENTITIES = (
    *(*_LISTS, *_TYPES, "plan-category/", "state/", "unit/", "period/", "scheme/"),
    *("ontology", "report/", "graph/"),
)

Labels = Mapping[str, Mapping[str, str]]
"""IRI → language → label."""


def derive(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Compute evidence links, periods, labels and bounds of figures and SKOS labels."""
    quads = list(quads)
    periods = period_triples(quads)
    quads += in_graph(periods, DERIVED)
    labels = labels_by_language(quads)
    triples = {
        *periods,
        *_evidence(quad for quad in quads if is_asserted(quad)),
        *_figure_labels(quads, labels),
        *bound_triples(quads),
        *concept_labels(quads),
    }
    return in_graph(triples, DERIVED)


def labels_by_language(quads: Iterable[ox.Quad]) -> Labels:
    """Collect the IRI of each entity → language → ``rdfs:label``."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate == RDFS_LABEL and (lang := language(quad.object)):
            labels[value(quad.subject)][lang] = value(quad.object)
    return labels


def _evidence(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Tie each entity that a passage speaks of to the passage."""
    for quad in quads:
        passage = node(graph_name(quad))
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.NamedNode) and _is_entity(term) and term != passage:
                yield ox.Triple(term, OPN.statedIn, passage)


def _is_entity(term: ox.NamedNode) -> bool:
    local = term.value.removeprefix(BASE)
    return local != term.value and not local.startswith(_NOT_ENTITIES)


def _figure_labels(quads: Iterable[ox.Quad], labels: Labels) -> Iterator[ox.Triple]:
    """Label each figure with its indicator, period, kind of quantity and expression."""
    quads = list(quads)
    several = plurals(quads)
    parts_by_figure: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in _LABELLING:
            parts_by_figure[value(quad.subject)][quad.predicate.value] = value(quad.object)
    for figure, parts in parts_by_figure.items():
        if OPN.asWritten.value in parts:
            written = parts[OPN.asWritten.value]
            yield from figure_label(figure, parts, written, labels=labels, several=several)


def figure_label(
    figure: str,
    parts: Mapping[str, str],
    written: str,
    *,
    labels: Labels,
    several: Mapping[str, str],
) -> Iterator[ox.Triple]:
    """Label a figure or target: indicator, period, kind, and the quantity.

    *parts* is the IRI of each property → the term it points to; in Chinese the quantity
    reads as *written*, in English as `amount` says it.
    """
    iris = [parts.get(part.value, "") for part in _NAMING]
    # A plain level needs no word for what kind of quantity it is.
    names = [labels.get(iri, {}) for iri in iris if iri != MEASURE.level.value]
    zh = "，".join(filter(None, (label.get("zh") for label in names)))
    en = ", ".join(filter(None, (label.get("en") for label in names)))
    for lang, text in (
        ("zh", f"{zh}：{written}"),
        ("en", f"{en}: {amount(parts, labels, several)}"),
    ):
        yield ox.Triple(node(figure), RDFS_LABEL, literal(text, language=lang))


def concept_labels(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Repeat the label of each concept as ``skos:prefLabel``, which SKOS tools read."""
    quads = list(quads)
    concepts = {quad.subject for quad in quads if quad.predicate == SKOS.inScheme}
    for quad in quads:
        if quad.predicate == RDFS_LABEL and quad.subject in concepts:
            yield ox.Triple(quad.subject, SKOS.prefLabel, quad.object)


def types_of(quads: Iterable[ox.Quad]) -> Mapping[str, frozenset[str]]:
    """Collect the IRI of each entity → the IRIs of its classes."""
    types: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            types[value(quad.subject)].add(value(quad.object))
    return {subject: frozenset(classes) for subject, classes in types.items()}


def plurals(quads: Iterable[ox.Quad]) -> Mapping[str, str]:
    """Collect the IRI of each unit → its name after numbers other than one.

    A classifier has none, ``""``: what is counted is named by the indicator.
    """
    quads = list(quads)
    names = {value(q.subject): value(q.object) for q in quads if q.predicate == OPN.pluralLabel}
    return names | {value(q.subject): "" for q in quads if q.object == OPN.CountingUnit}


def amount(parts: Mapping[str, str], labels: Labels, several: Mapping[str, str]) -> str:
    """Say a quantity from its parts: the IRI of each property → the term it points to.

    What a classifier counts is named by the indicator, and has no unit in English.

    >>> ns = "https://w3id.org/oneplusn/ontology#"
    >>> parts = {ns + "value": "50000", ns + "unit": "t", ns + "comparator": "m"}
    >>> amount(parts, {"t": {"en": "tonne"}, "m": {"en": "more than"}}, {"t": "tonnes"})
    'more than 50,000 tonnes'
    """
    unit = parts.get(OPN.unit.value, "")
    comparator = parts.get(OPN.comparator.value, "")
    exact = comparator == COMPARATOR.exactly.value
    near = "" if exact else labels.get(comparator, {}).get("en", "")
    counted = several.get(unit) == ""
    name = UnitName(labels.get(unit, {}).get("en", ""), several.get(unit, ""))
    return english_quantity(
        Decimal(parts[OPN.value.value]), None if counted else name, comparator=near
    )
