"""Which part of the graph a page shows, and what it keeps at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx

from ...errors import UsageError
from .explanations import reasons
from .model import Graph, Page
from .read import read_graph
from .request import Request, begin
from .views import answers, views

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyoxigraph as ox

    from .model import Edge, Node, Scope

__all__ = ["build_page"]

_SPARE = 400
"""How many neighbours of what is shown a page keeps at hand."""


def build_page(store: ox.Store, request: Request | None = None) -> Page:
    """Select what a page shows: all, or what *request* asks for.

    Raises `UnknownNameError`, `AmbiguousNameError`, or `UsageError` for something that
    is never a node, such as a figure or a unit.
    """
    scope, start = begin(store, request or Request())
    view = views()[scope.view]
    graph = read_graph(store, view)
    nodes = {node.key for node in graph.nodes}
    if not start & nodes:
        msg = (
            f"{(request.focus if request else '') or scope.focus!r} is not drawn as a node; "
            "choose a policy, body, place, sector or the like"
        )
        raise UsageError(msg)
    keys = _within(answers(store, view.expand), start & nodes, nodes, scope.steps)
    return _page(store, graph, keys, scope)


def _within(
    pairs: Iterable[tuple[str, ...]], start: frozenset[str] | set[str], nodes: set[str], steps: int
) -> set[str]:
    """Walk *steps* steps from the start, along relations that the report states."""
    if not steps:
        return set(start)
    graph = nx.Graph((a, b) for a, b in pairs if a in nodes and b in nodes)
    graph.add_nodes_from(start)
    near = nx.multi_source_dijkstra_path_length(graph, set(start), cutoff=steps)
    return set(near)


def _page(store: ox.Store, graph: Graph, keys: set[str], scope: Scope) -> Page:
    spare = _spare(graph.edges, keys)
    inside = [e for e in graph.edges if {e.source, e.target} <= keys | spare]
    edges = tuple(e for e in inside if {e.source, e.target} <= keys)
    more = tuple(e for e in inside if not {e.source, e.target} <= keys)
    nodes = _pick(graph.nodes, keys)
    return Page(
        replace(graph, nodes=nodes, edges=edges),
        scope,
        len(graph.nodes),
        _beyond(graph.edges, inside),
        _pick(graph.nodes, spare),
        more,
        reasons(store, inside),
        _charted(nodes, scope),
        tuple(row for row in answers(store, "tree") if row[0] in keys),
    )


def _pick(nodes: Iterable[Node], keys: set[str]) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node.key in keys)


def _spare(edges: Iterable[Edge], keys: set[str]) -> set[str]:
    """Take the neighbours that have most to do with what is shown."""
    ties = Counter(
        other
        for edge in edges
        for end, other in ((edge.source, edge.target), (edge.target, edge.source))
        if end in keys and other not in keys
    )
    order = sorted(ties, key=lambda key: (-ties[key], key))
    return set(order[:_SPARE])


def _beyond(edges: Iterable[Edge], inside: Iterable[Edge]) -> Mapping[str, int]:
    all_of, here = _degrees(edges), _degrees(inside)
    return {key: all_of[key] - here[key] for key in sorted(here) if all_of[key] > here[key]}


def _degrees(edges: Iterable[Edge]) -> Counter[str]:
    return Counter(end for edge in edges for end in (edge.source, edge.target))


def _charted(nodes: Iterable[Node], scope: Scope) -> tuple[str, ...]:
    """List the figures of what is shown; what only holds at a place counts with that place."""
    figures = {
        (figure.position, figure.key)
        for node in nodes
        for figure in node.figures
        if not figure.by_place or scope.view == "whole" or node.key == scope.focus
    }
    return tuple(key for _, key in sorted(figures))
