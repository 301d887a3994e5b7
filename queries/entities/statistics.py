"""How much of what is in the graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import CONTEXT, MARKS, is_asserted, is_outside
from ...graph.rdf import graph_name, named_quads, node, value
from ...ontology.namespaces import BASE, RDF_TYPE, shorten
from .labels import label_in
from .network import communities, importance, relations

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["STATS", "Rows", "count"]

Rows = list[tuple[object, ...]]
"""Rows of a table; the first column is a name, the last one a number or a list."""
_MEMBERS = 6
_APART = frozenset({"classes", "properties", "relations"})
"""What is counted apart for the report and for what stands outside of it."""


def count(
    store: ox.Store, what: str, *, lang: str = "en", context: bool = False
) -> tuple[tuple[str, ...], Rows]:
    """Return the columns and rows of one of `STATS`, the largest numbers first.

    With *context* a further column of classes, properties and relations counts what only
    sources outside the report give; the number before it stays that of the report.
    """
    columns, function = STATS[what]
    rows = function(store, lang)
    if what not in _APART:
        return columns, rows
    if context:
        return (*columns, "outside"), rows
    return columns, [row[:-1] for row in rows if row[-2]]


def _graphs(store: ox.Store, lang: str) -> Rows:  # noqa: ARG001 - one signature for all
    counts = Counter(_graph_kind(quad) for quad in named_quads(store))
    return [(name, n) for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _graph_kind(quad: ox.Quad) -> str:
    """Name a graph; those of all passages count as one, and so do the marks of each kind."""
    mark = next((mark for mark in MARKS if graph_name(quad).endswith(mark)), "")
    return "asserted" if is_asserted(quad) else mark.lstrip("/") or shorten(graph_name(quad))


def _classes(store: ox.Store, lang: str) -> Rows:
    memberships: dict[ox.Triple, bool] = {}
    for quad in named_quads(store, None, RDF_TYPE):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(BASE):
            memberships[quad.triple] = is_outside(quad) and memberships.get(quad.triple, True)
    return _labelled(
        store, ((value(t.object), outside) for t, outside in memberships.items()), lang
    )


def _properties(store: ox.Store, lang: str) -> Rows:
    uses = (
        (quad.predicate.value, quad.graph_name == CONTEXT)
        for quad in named_quads(store)
        if is_asserted(quad) or quad.graph_name == CONTEXT
    )
    return _labelled(store, uses, lang)


def _relations(store: ox.Store, lang: str) -> Rows:
    ends = (
        (iri, not relation.passages)
        for relation in relations(store)
        for iri in (relation.source, relation.target)
    )
    return _labelled(store, ends, lang)


def _betweenness(store: ox.Store, lang: str) -> Rows:
    rated = importance(relations(store))
    return [
        (shorten(iri), label_in(store, node(iri), lang), f"{rate:.4f}")
        for iri, rate in rated.items()
    ]


def _communities(store: ox.Store, lang: str) -> Rows:
    return [
        (
            number,
            len(group),
            ", ".join(label_in(store, node(iri), lang) for iri in group[:_MEMBERS]),
        )
        for number, group in enumerate(communities(relations(store)), 1)
    ]


def _labelled(store: ox.Store, iris: Iterable[tuple[str, bool]], lang: str) -> Rows:
    """Count each IRI, apart for what comes from outside the report, and name it."""
    counts = Counter(iris)
    inside = {iri: counts[iri, False] for iri in sorted({iri for iri, _ in counts})}
    ranked = sorted(inside, key=lambda iri: (-inside[iri], -counts[iri, True], iri))
    return [
        (shorten(iri), label_in(store, node(iri), lang), inside[iri], counts[iri, True])
        for iri in ranked
    ]


STATS = {
    "graphs": (("graph", "triples"), _graphs),
    "classes": (("class", "label", "members"), _classes),
    "properties": (("property", "label", "asserted"), _properties),
    "relations": (("entity", "label", "relations"), _relations),
    "betweenness": (("entity", "label", "betweenness"), _betweenness),
    "communities": (("community", "members", "most_connected"), _communities),
}
"""What can be counted → the columns, and who counts."""
