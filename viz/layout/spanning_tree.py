"""The tree of a focus page: each node hangs on a nearer one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SpanningTree", "spanning_tree"]


@dataclass(frozen=True, slots=True)
class SpanningTree:
    """A tree around *root*: *walk* has each node after its parent, *depth* its distance."""

    root: str
    walk: tuple[str, ...]
    depth: Mapping[str, int]
    children: Mapping[str, tuple[str, ...]]

    def below(self, key: str) -> tuple[str, ...]:
        """Return the children of a node, in order."""
        return self.children.get(key, ())

    def leaves(self) -> Mapping[str, int]:
        """Count the leaves at or below each node."""
        counts: dict[str, int] = {}
        for key in reversed(self.walk):
            counts[key] = sum(counts[child] for child in self.below(key)) or 1
        return counts


def spanning_tree(
    graph: nx.Graph[str], root: str, order: Mapping[str, tuple[int, str]]
) -> SpanningTree:
    """Hang each node on the nearer neighbour that has the fewest children yet.

    Siblings follow *order*; what is not connected with *root* is left out.

    >>> graph = nx.Graph([("a", "b"), ("b", "c")])
    >>> tree = spanning_tree(graph, "a", {"b": (0, "b"), "c": (0, "c")})
    >>> tree.walk, dict(tree.leaves())
    (('a', 'b', 'c'), {'c': 1, 'b': 1, 'a': 1})
    """
    depth = nx.single_source_shortest_path_length(graph, root)
    children: defaultdict[str, list[str]] = defaultdict(list)
    keys = sorted((key for key in depth if key != root), key=lambda k: (depth[k], order[k]))
    for key in keys:
        nearer = sorted(other for other in graph[key] if depth[other] < depth[key])
        children[min(nearer, key=lambda other: (len(children[other]), other))].append(key)
    walk = [root]
    for key in walk:
        walk += children[key]
    return SpanningTree(
        root, tuple(walk), depth, {key: tuple(members) for key, members in children.items()}
    )
