"""Where each node stands: worked out here, so that the page shows at once and is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from ..select.model import EdgeBasis
from ..select.palette import styles
from .chapters import chapters
from .clusters import clusters
from .columns import Placement, columns
from .dendrogram import dendrogram
from .radial import rings
from .spanning_tree import spanning_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..select.model import Page
    from .spanning_tree import SpanningTree

__all__ = ["layouts"]

_ROWS = 50
"""Up to this number of leaves, branches in rows can be read without zooming in."""


def layouts(page: Page) -> Mapping[str, Placement]:
    """Give each shown node whole coordinates in each of the ways that the page offers.

    The first way is the one that the page opens in: around the focus by distance, else on
    islands. Whole starting points and only the exact operations of IEEE 754 on the way (no
    powers, no random numbers) make the outcome the same on every machine.
    """
    report_graph = _graph(page, {EdgeBasis.STATED, EdgeBasis.CLASSIFIED})
    full_graph = _graph(page, {EdgeBasis.STATED, EdgeBasis.CLASSIFIED, EdgeBasis.SCHEME})
    placements: dict[str, Placement] = {}
    if page.focus:
        tree = _tree(page, report_graph)
        few = tree.leaves()[page.focus] <= _ROWS
        placements["around"] = Placement(dendrogram(tree) if few else rings(tree))
        placements["hierarchy"] = Placement(dendrogram(tree, sides=1))
    placements["organic"] = Placement(clusters(full_graph))
    if not page.focus:
        placements["hierarchy"] = _columns(page, full_graph)
    placements["chapters"] = _chapters(page)
    return placements


def _tree(page: Page, graph: nx.Graph[str]) -> SpanningTree:
    classes = [f"opn:{style.name}" for style in styles()]
    order = {node.key: (classes.index(node.drawn), node.key) for node in page.shown.nodes}
    return spanning_tree(graph, page.focus, order)


def _columns(page: Page, graph: nx.Graph[str]) -> Placement:
    order = sorted(styles(), key=lambda style: style.column)
    group_of = {node.key: node.drawn for node in page.shown.nodes}
    return columns(graph, group_of, [f"opn:{style.name}" for style in order])


def _chapters(page: Page) -> Placement:
    section_of = {sentence.key: sentence.section for sentence in page.shown.sentences}
    place_of = {sentence.key: sentence.order for sentence in page.shown.sentences}
    first = {n.key: n.sentences[0] if n.sentences else "" for n in page.shown.nodes}
    keys = sorted(first, key=lambda key: (place_of.get(first[key], len(place_of) + 1), key))
    chapter_of = {key: section_of.get(first[key], "").partition(".")[0] for key in keys}
    return chapters(chapter_of, list(dict.fromkeys((*chapter_of.values(), ""))))


def _graph(page: Page, bases: set[EdgeBasis]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.key for node in page.shown.nodes)
    for edge in page.shown.edges:
        if edge.basis in bases and edge.source != edge.target:
            graph.add_edge(edge.source, edge.target)
    return graph
