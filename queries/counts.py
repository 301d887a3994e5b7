"""How much of what is in the graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..graph.quads import graph_name, is_asserted, node
from ..ontology.namespaces import BASE, RDF_TYPE
from .names import key_of, label_in
from .network import communities, degrees, importance, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STATS", "Rows", "count"]

Rows = list[tuple[object, ...]]
"""Rows of a table; the first column is a name, the last one a number or a list."""
_MEMBERS = 6


def count(store: ox.Store, what: str, *, lang: str = "en") -> tuple[tuple[str, ...], Rows]:
    """Return the columns and rows of one of `STATS`, the largest numbers first."""
    columns, function = STATS[what]
    return columns, function(store, lang)


def _graphs(store: ox.Store, lang: str) -> Rows:  # noqa: ARG001 - one signature for all
    found = Counter("asserted" if is_asserted(q) else key_of(graph_name(q)) for q in store)
    return _ranked(found)


def _classes(store: ox.Store, lang: str) -> Rows:
    found: Counter[str] = Counter()
    seen = set()
    for quad in store.quads_for_pattern(None, RDF_TYPE, None):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(BASE):
            if quad.triple not in seen:
                found[quad.object.value] += 1
            seen.add(quad.triple)
    return _labelled(store, found, lang)


def _properties(store: ox.Store, lang: str) -> Rows:
    found = Counter(quad.predicate.value for quad in store if is_asserted(quad))
    return _labelled(store, found, lang)


def _relations(store: ox.Store, lang: str) -> Rows:
    return _labelled(store, degrees(relations(store)), lang)


def _betweenness(store: ox.Store, lang: str) -> Rows:
    rated = importance(relations(store))
    return [
        (key_of(iri), label_in(store, node(iri), lang), f"{rate:.4f}")
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


def _ranked(found: Mapping[str, int]) -> Rows:
    return [(name, n) for name, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]


def _labelled(store: ox.Store, found: Mapping[str, int], lang: str) -> Rows:
    return [
        (key_of(str(iri)), label_in(store, node(str(iri)), lang), n) for iri, n in _ranked(found)
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
