"""Closely knit groups of nodes as islands."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx

from .force import Forces, sunflower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .force import Link, Point

__all__ = ["clusters"]

_ROOM = 28.0
"""Half of the distance from a node to the next."""
_SEED = 2023
_ROUNDS, _MANY = 70, 1500
"""So many rounds for up to so many nodes; of more nodes each gets fewer, since time is short."""


def clusters(graph: nx.Graph[str]) -> Mapping[str, tuple[int, int]]:
    """Place groups of nodes, found by Louvain's method, and then the nodes of each.

    The outcome depends on the graph alone; about a second for 1000 nodes.
    """
    keys = sorted(graph, key=lambda key: (-graph.degree(key), key))
    number = {key: index for index, key in enumerate(keys)}
    pairs = sorted(tuple(sorted((number[a], number[b]))) for a, b in graph.edges)
    groups = _groups(len(keys), pairs)
    home = {index: group for group, members in enumerate(groups) for index in members}
    centres = _centres(groups, Counter((home[a], home[b]) for a, b in pairs))
    points = _points(groups, centres, pairs)
    return {key: (round(points[number[key]][0]), round(points[number[key]][1])) for key in keys}


def _groups(count: int, pairs: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """Part the nodes into groups; loose ones, which belong to none, make the last group.

    The groups are those of Louvain's method (Blondel and others, 2008).
    """
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(count))
    plain.add_edges_from(pairs)
    communities = [sorted(group) for group in nx.community.louvain_communities(plain, seed=_SEED)]
    loose = sorted(group[0] for group in communities if len(group) == 1)
    groups = sorted((group for group in communities if len(group) > 1), key=lambda g: (-len(g), g))
    return [*groups, loose] if loose else groups


def _centres(groups: Sequence[Sequence[int]], between: Counter[tuple[int, int]]) -> list[Point]:
    radii = [_ROOM * math.sqrt(len(group)) + _ROOM for group in groups]
    links = [
        (a, b, 0.02 * count / math.sqrt(len(groups[a]) * len(groups[b])))
        for (a, b), count in sorted(between.items())
        if a != b
    ]
    start = sunflower(len(groups), radii[0] if radii else 1.0)
    forces = Forces(start, links, radii=radii, homes=[(0.0, 0.0)] * len(groups), tie=0.07)
    return forces.settle(300)


def _points(
    groups: Sequence[Sequence[int]], centres: Sequence[Point], pairs: Sequence[tuple[int, ...]]
) -> list[Point]:
    degree = Counter(index for pair in pairs for index in pair)
    homes: dict[int, Point] = {}
    start: dict[int, Point] = {}
    group_of: dict[int, int] = {}
    for group, (members, (x, y)) in enumerate(zip(groups, centres, strict=True)):
        for index, (dx, dy) in zip(members, sunflower(len(members), _ROOM * 1.5), strict=True):
            homes[index], start[index], group_of[index] = (x, y), (x + dx, y + dy), group
    links: list[Link] = [
        (a, b, (0.5 if group_of[a] == group_of[b] else 0.05) / math.sqrt(min(degree[a], degree[b])))
        for a, b in pairs
    ]
    count = len(homes)
    forces = Forces(
        [start[i] for i in range(count)],
        [(a, b, weight / math.sqrt(max(degree[a], degree[b]))) for a, b, weight in links],
        radii=[_ROOM + min(2.0 * math.sqrt(degree[i]), 14) for i in range(count)],
        homes=[homes[i] for i in range(count)],
        tie=0.03,
    )
    return forces.settle(min(_ROUNDS, max(10, _ROUNDS * _MANY // count)) if count else 0)
