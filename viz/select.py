"""Which part of the graph a page shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx

from ..errors import UsageError
from ..queries.resolve import resolve
from .model import Basis, Graph, Page
from .read import key_of, read_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from .model import Edge

__all__ = ["build_page", "select_all", "select_around"]


def build_page(store: ox.Store, *, focus: str | None = None, depth: int = 2) -> Page:
    """Select what a page shows: all, or what lies at most *depth* steps from *focus*.

    *focus* is an IRI, a prefixed name, a slug, a label in either language or part of one.
    Raises `UnknownNameError`, `AmbiguousNameError`, or `UsageError` for something that
    is never a node, such as a figure or a unit.
    """
    graph = read_graph(store)
    if focus is None:
        return select_all(graph)
    return select_around(graph, key_of(resolve(store, focus).value), depth=depth)


def select_all(graph: Graph) -> Page:
    """Select each entity that the report speaks of or gives a figure for."""
    spoken = {node.key for node in graph.nodes if node.sentences or node.figures}
    return _page(graph, spoken)


def select_around(graph: Graph, focus: str, *, depth: int) -> Page:
    """Select what at most *depth* stated relations part from *focus*, either way."""
    if focus not in {node.key for node in graph.nodes}:
        msg = f"{focus!r} is not drawn as a node; choose a policy, body, place, sector or the like"
        raise UsageError(msg)
    steps = nx.Graph((e.source, e.target) for e in graph.edges if e.basis is Basis.STATED)
    steps.add_node(focus)
    near = nx.single_source_shortest_path_length(steps, focus, cutoff=depth)
    return _page(graph, set(near), focus=focus, depth=depth)


def _page(graph: Graph, keys: set[str], *, focus: str = "", depth: int = 0) -> Page:
    nodes = tuple(node for node in graph.nodes if node.key in keys)
    edges = tuple(e for e in graph.edges if e.source in keys and e.target in keys)
    all_of, here = _degrees(graph.edges), _degrees(edges)
    beyond = {key: all_of[key] - here[key] for key in sorted(keys) if all_of[key] > here[key]}
    shown = Graph(nodes, edges, graph.sentences, graph.names)
    return Page(shown, len(graph.nodes), beyond, focus, depth)


def _degrees(edges: Iterable[Edge]) -> Counter[str]:
    return Counter(end for edge in edges for end in (edge.source, edge.target))
