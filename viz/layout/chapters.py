"""Islands by chapter: each node with the chapter that speaks of it first."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from .columns import Placement
from .force import sunflower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["chapters"]

_ROOM = 30.0
_SHAPE = 1.4
"""About how much wider than high the whole is, as screens are."""


def chapters(chapter_of: Mapping[str, str], order: Sequence[str]) -> Placement:
    """Place the nodes of each chapter in a disc, the discs in rows as one reads.

    Within a disc, nodes stand from the middle outwards in the order of *chapter_of*.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, chapter in chapter_of.items():
        members[chapter].append(key)
    names = [chapter for chapter in order if members[chapter]]
    # A heading has the same size on the screen however much is shown: leave it its room.
    between = 50 + 4 * math.isqrt(len(chapter_of))
    points: dict[str, tuple[int, int]] = {}
    headings: list[tuple[str, int, int]] = []
    top = 0
    radius_of = {chapter: _radius(len(members[chapter]), between) for chapter in names}
    for row in _rows(names, radius_of):
        radii = [radius_of[chapter] for chapter in row]
        left, middle = 0, top + max(radii)
        for chapter, radius in zip(row, radii, strict=True):
            centre = left + radius
            headings.append((chapter, centre, middle - radius - between // 2))
            disc = sunflower(len(members[chapter]), _ROOM)
            for key, (x, y) in zip(members[chapter], disc, strict=True):
                points[key] = (centre + int(x), middle + int(y))
            left = centre + radius + between
        top = middle + max(radii) + 2 * between
    return Placement(points, tuple(headings))


def _rows(names: Sequence[str], radius: Mapping[str, int]) -> list[list[str]]:
    """Part the chapters, in order, into rows of about the same width."""
    widths = [2 * radius[chapter] for chapter in names]
    limit = math.sqrt(_SHAPE * sum(width * width for width in widths))
    rows: list[list[str]] = [[]]
    used = 0
    for chapter, width in zip(names, widths, strict=True):
        if rows[-1] and used + width / 2 > limit:
            rows.append([])
            used = 0
        rows[-1].append(chapter)
        used += width
    return rows


def _radius(count: int, least: int) -> int:
    return max(160, least, round(_ROOM * math.sqrt(count)))
