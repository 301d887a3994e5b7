"""The report's statements as a network: how things hang together, and what holds it together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from ...graph.named_graphs import CONTEXT, is_asserted
from ...graph.rdf import graph_name, named_quads, union_quads, value
from ...graph.text.keys import report_of
from ...ontology.namespaces import BASE, OPN
from .labels import key_writer
from .provenance import Origin, origins
from .resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyoxigraph as ox

__all__ = [
    "KINDS",
    "Statement",
    "communities",
    "degrees",
    "find_path",
    "importance",
    "network",
    "relations",
]

KINDS = (
    "action",
    "agent",
    "demand",
    "event",
    "goal",
    "indicator",
    "place",
    "policy",
    "position",
    "programme",
    "publication",
    "sector",
    "technology",
    "topic",
)
"""The kinds of things, by their IRIs, that are nodes of the network; figures are none."""
_SEED = 2023


@dataclass(frozen=True, order=True, slots=True)
class Statement:
    """What passages assert of two things, or what *origins* outside the report say of them."""

    source: str
    property: str
    target: str
    passages: tuple[str, ...]
    origins: tuple[Origin, ...] = ()


def relations(store: ox.Store) -> tuple[Statement, ...]:
    """List every relation between two things that the report states, sorted.

    From a store with the context also those that are stated outside the report; they have
    origins and, unless the report states them too, no passages.
    """
    passages: dict[ox.Triple, set[str]] = defaultdict(set)
    outside = set()
    key_of = key_writer(store)
    dates = {value(q.subject): value(q.object) for q in union_quads(store, None, OPN.reportDate)}
    for quad in named_quads(store):
        if kind_of(quad.subject) and kind_of(quad.object):
            if is_asserted(quad):
                passages[quad.triple].add(graph_name(quad))
            elif quad.graph_name == CONTEXT:
                outside.add(quad.triple)
    return tuple(
        sorted(
            Statement(
                value(triple.subject),
                triple.predicate.value,
                value(triple.object),
                _keys(passages.get(triple, ()), dates, key_of),
                origins(store, triple) if triple in outside else (),
            )
            for triple in outside | passages.keys()
        )
    )


def _keys(
    passages: Iterable[str], dates: Mapping[str, str], key_of: Callable[[str], str]
) -> tuple[str, ...]:
    """Return the keys of passages, by the date of their report."""
    return tuple(
        key for _, key in sorted((dates.get(report_of(p), ""), key_of(p)) for p in passages)
    )


def kind_of(term: object) -> str:
    """Return the kind of a node of the network, ``""`` for any other term."""
    iri = getattr(term, "value", "")
    head, slash, _ = iri.removeprefix(BASE).partition("/")
    return head if iri.startswith(BASE) and slash and head in KINDS else ""


def network(statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Make a directed graph of relations; an edge's key is its property."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for relation in statements:
        graph.add_edge(
            relation.source,
            relation.target,
            key=relation.property,
            passages=relation.passages,
            origins=relation.origins,
        )
    return graph


def find_path(
    store: ox.Store, start: ox.NamedNode, end: ox.NamedNode, *, avoid: Iterable[str] = ()
) -> tuple[Statement, ...] | None:
    """Find a shortest chain of relations between two things, in either direction.

    *avoid* names kinds (one of `KINDS`) or single things that the chain must not go
    through; its ends may be of them. Returns ``None`` where nothing connects the two.
    Of equally short chains the first in the order of IRIs is taken, level by level.
    """
    statements = relations(store)
    ends = {start.value, end.value}
    barred = _barred(store, avoid)
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(ends))
    for relation in statements:
        two = {relation.source, relation.target}
        if not any(_is_barred(iri, barred) for iri in two - ends):
            plain.add_edge(relation.source, relation.target)
    if not nx.has_path(plain, start.value, end.value):
        return None
    steps = nx.shortest_path(plain, start.value, end.value)
    return tuple(_between(statements, one, two) for one, two in pairwise(steps))


def _barred(store: ox.Store, avoid: Iterable[str]) -> frozenset[str]:
    return frozenset(name if name in KINDS else resolve(store, name).value for name in avoid)


def _is_barred(iri: str, barred: frozenset[str]) -> bool:
    return iri in barred or iri.removeprefix(BASE).partition("/")[0] in barred


def _between(statements: Iterable[Statement], one: str, two: str) -> Statement:
    """Choose a relation between the two, what the report states first."""
    fitting = (r for r in statements if {r.source, r.target} == {one, two})
    return min(fitting, key=lambda relation: (not relation.passages, relation))


def degrees(statements: Iterable[Statement]) -> dict[str, int]:
    """Count the relations of each thing, the most first."""
    graph = network(statements)
    return dict(sorted(graph.degree, key=lambda pair: (-pair[1], pair[0])))


def importance(statements: Iterable[Statement]) -> dict[str, float]:
    """Rate each thing by the shortest chains that go through it, highest first.

    This is betweenness centrality, by the algorithm of Brandes (2001).
    """
    rated = nx.betweenness_centrality(nx.Graph(network(statements)))
    return dict(sorted(rated.items(), key=lambda pair: (-round(pair[1], 9), pair[0])))


def communities(statements: Iterable[Statement]) -> tuple[tuple[str, ...], ...]:
    """Part the network into closely knit groups, the largest first.

    They are those of Louvain's method (Blondel and others, 2008).

    Members stand by number of relations. The outcome depends on the relations alone.
    """
    edges = tuple(statements)
    order = list(degrees(edges))
    number = {iri: index for index, iri in enumerate(sorted(order))}
    # Numbers, unlike texts, have the same order in a set from run to run.
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(number)))
    plain.add_edges_from(sorted((number[r.source], number[r.target]) for r in edges))
    groups = nx.community.louvain_communities(plain, seed=_SEED)
    named = [tuple(iri for iri in order if number[iri] in group) for group in groups]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))
