"""Islands by chapter: each node with the chapter that speaks of it first."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from .columns import Placed
from .force import sunflower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["chapters"]

_ROOM = 40.0


def chapters(chapter_of: Mapping[str, str], order: Sequence[str]) -> Placed:
    """Place the nodes of each chapter in a disc, the discs in rows as one reads.

    Within a disc, nodes stand from the middle outwards in the order of *chapter_of*.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, chapter in chapter_of.items():
        members[chapter].append(key)
    shown = [chapter for chapter in order if members[chapter]]
    across = math.ceil(math.sqrt(len(shown)))
    # A heading has the same size on the screen however much is shown: leave it its room.
    between = 60 + 6 * math.isqrt(len(chapter_of))
    points: dict[str, tuple[int, int]] = {}
    headings: list[tuple[str, int, int]] = []
    top = 0
    for start in range(0, len(shown), across):
        row = shown[start : start + across]
        radii = [_radius(len(members[chapter]), between) for chapter in row]
        left, middle = 0, top + max(radii)
        for chapter, radius in zip(row, radii, strict=True):
            centre = left + radius
            headings.append((chapter, centre, middle - radius - between // 2))
            disc = sunflower(len(members[chapter]), _ROOM)
            for key, (x, y) in zip(members[chapter], disc, strict=True):
                points[key] = (centre + int(x), middle + int(y))
            left = centre + radius + between
        top = middle + max(radii) + 5 * between // 2
    return Placed(points, tuple(headings))


def _radius(count: int, least: int) -> int:
    return max(160, least, round(_ROOM * math.sqrt(count)))
