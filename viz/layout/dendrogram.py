"""Branches to both sides of a focus, in columns and rows, with room for every label.

A tidy tree in its plainest form: a row for each leaf, a parent in the middle of its leaves. The
tighter one of Reingold and Tilford (1981) would let long labels run into each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .spanning_tree import SpanningTree

__all__ = ["dendrogram"]

_FIRST, _COLUMN = 110, 205
"""From the root to the first column, and from one column to the next."""
_ROW = 56


def dendrogram(tree: SpanningTree, *, sides: int = 2) -> Mapping[str, tuple[int, int]]:
    """Place the root at the origin and its families in rows: half on each side, or all right."""
    leaves = tree.leaves()
    families = tree.below(tree.root)
    right, left = _sides(families, leaves) if sides > 1 else (families, ())
    column = _COLUMN if sides > 1 else max(_COLUMN, leaves[tree.root] * _ROW // 3)
    places = {tree.root: (0, 0)}
    for side, families in ((1, right), (-1, left)):
        rows = sum(leaves[key] for key in families)
        top = -(rows - 1) * _ROW / 2
        for key, depth, row in _rows(tree, families, leaves):
            across = (_FIRST if sides > 1 else column) + (depth - 1) * column
            places[key] = (side * across, round(top + row * _ROW))
    return places


def _sides(
    families: Sequence[str], leaves: Mapping[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the families, in order, where the two sides come nearest to the same height."""
    total = sum(leaves[key] for key in families)
    heights = [sum(leaves[key] for key in families[:cut]) for cut in range(len(families) + 1)]
    cut = min(range(len(heights)), key=lambda at: abs(2 * heights[at] - total))
    return tuple(families[:cut]), tuple(reversed(families[cut:]))


def _rows(
    tree: SpanningTree,
    families: Sequence[str],
    leaves: Mapping[str, int],
    depth: int = 1,
    start: int = 0,
) -> Iterator[tuple[str, int, float]]:
    """Yield each node with its column and its row: in the middle of its own leaves."""
    for key in families:
        yield key, depth, start + (leaves[key] - 1) / 2
        yield from _rows(tree, tree.below(key), leaves, depth + 1, start)
        start += leaves[key]
