"""Where each node stands: worked out here, so that the page shows at once and is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from .branches import branches
from .islands import islands
from .kin import kin
from .model import Basis
from .palette import styles
from .radial import rings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Page

__all__ = ["place"]

_ROWS = 50
"""Up to this number of leaves, branches in rows can be read without zooming in."""


def place(page: Page) -> Mapping[str, tuple[int, int]]:
    """Give each node whole coordinates: around the focus by distance, else on islands.

    Whole starting points and only the exact operations of IEEE 754 on the way (no
    powers, no random numbers) make the outcome the same on every machine.
    """
    graph = _graph(page)
    if not page.focus:
        return islands(graph)
    drawn = [f"opn:{style.name}" for style in styles()]
    order = {node.key: (drawn.index(node.drawn), node.key) for node in page.shown.nodes}
    tree = kin(graph, page.focus, order)
    return branches(tree) if tree.leaves()[page.focus] <= _ROWS else rings(tree)


def _graph(page: Page) -> nx.Graph[str]:
    """Take what is stated; without a focus also what the classification adds."""
    counted = {Basis.STATED} if page.focus else {Basis.STATED, Basis.SCHEME}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.key for node in page.shown.nodes)
    for edge in page.shown.edges:
        if edge.basis in counted and edge.source != edge.target:
            graph.add_edge(edge.source, edge.target)
    return graph
