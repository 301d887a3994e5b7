"""Rings around a focus: each node on the ring of its distance, next to its relatives."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .spanning_tree import SpanningTree

__all__ = ["rings"]

_STEP = 260
"""The least distance between two rings."""
_ROOM = 58
"""The least way along a ring from one node to the next."""


def rings(tree: SpanningTree) -> Mapping[str, tuple[int, int]]:
    """Place the root at the origin and the others on rings around it."""
    radii, angles = _radii(tree), _angles(tree)
    return {key: _point(radii[tree.depth[key]], angles[key]) for key in tree.walk}


def _radii(tree: SpanningTree) -> list[float]:
    counts = Counter(tree.depth.values())
    radii = [0.0]
    for ring in range(1, max(counts) + 1):
        radii.append(max(radii[-1] + _STEP, counts[ring] * _ROOM / math.tau))
    return radii


def _angles(tree: SpanningTree) -> Mapping[str, float]:
    """Part each node's wedge among its children by their shares."""
    shares = _shares(tree)
    wedges = {tree.root: (0.0, math.tau)}
    for key in tree.walk:
        start, width = wedges[key]
        total = sum(shares[child] for child in tree.below(key))
        for child in tree.below(key):
            part = width * shares[child] / total
            wedges[child] = (start, part)
            start += part
    return {key: start + width / 2 for key, (start, width) in wedges.items()}


def _shares(tree: SpanningTree) -> Mapping[str, float]:
    """Give each node its share of the circle; a ring twice as long has room for twice as many.

    A node has the wedge that those below it need, as in radial drawings of trees (Eades, 1992).
    """
    shares: dict[str, float] = {}
    for key in reversed(tree.walk):
        below = sum(shares[child] for child in tree.below(key))
        shares[key] = max(1 / max(tree.depth[key], 1), below)
    return shares


def _point(radius: float, angle: float) -> tuple[int, int]:
    return round(radius * math.sin(angle)), -round(radius * math.cos(angle))
