"""Columns from left to right: what rules, who acts, what is done, and what it is about."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

__all__ = ["Placement", "columns"]

_WIDE, _NARROW, _ROW = 230, 185, 46
"""From one group to the next, from column to column within a group, from row to row."""
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Placement:
    """A point for each node, and headings: a key of a name, and the point that it stands at."""

    points: Mapping[str, tuple[int, int]]
    headings: tuple[tuple[str, int, int], ...] = ()


def columns(graph: nx.Graph[str], group_of: Mapping[str, str], order: Sequence[str]) -> Placement:
    """Place nodes in groups from left to right, related ones at about the same height."""
    rows = max(12, math.ceil(2.8 * math.sqrt(len(group_of))))
    members = _sorted(graph, group_of, order)
    points: dict[str, tuple[int, int]] = {}
    headings = []
    left = 0
    for group in order:
        if not members[group]:
            continue
        wide = math.ceil(len(members[group]) / rows)
        tall = math.ceil(len(members[group]) / wide)
        headings.append((group, left + (wide - 1) * _NARROW // 2, -rows * _ROW // 2 - 70))
        top = -(tall - 1) * _ROW // 2
        for index, key in enumerate(members[group]):
            points[key] = (left + (index % wide) * _NARROW, top + (index // wide) * _ROW)
        left += (wide - 1) * _NARROW + _WIDE
    return Placement(points, tuple(headings))


def _sorted(
    graph: nx.Graph[str], group_of: Mapping[str, str], order: Sequence[str]
) -> Mapping[str, list[str]]:
    """Order each group by where the neighbours of its nodes stand, a few times over.

    This is the barycenter heuristic for layered drawings (Sugiyama, Tagawa and Toda, 1981).
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(group_of):
        members[group_of[key]].append(key)
    height = _heights(members)
    for turn in range(_SWEEPS):
        for group in order if turn % 2 == 0 else reversed(order):
            members[group].sort(key=lambda key: (_middle(graph, key, height), key))
            height.update(_heights({group: members[group]}))
    return members


def _heights(members: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give each node its height in thousandths of its group's."""
    return {
        key: 1000 * index // max(1, len(keys) - 1)
        for keys in members.values()
        for index, key in enumerate(keys)
    }


def _middle(graph: nx.Graph[str], key: str, height: Mapping[str, int]) -> int:
    around = [height[other] for other in graph[key]]
    return sum(around) // len(around) if around else height[key]
