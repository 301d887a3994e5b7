"""Forces between points: linked ones pull each other, all others push."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Forces", "sunflower"]

_GOLDEN = 2.399963229728653

Link = tuple[int, int, float]
Point = tuple[float, float]


def sunflower(count: int, room: float) -> list[Point]:
    """Return points that fill a disc, from the middle outwards, *room* apart.

    They lie on Vogel's spiral (1979), which turns by the golden angle from point to point.
    They are whole, so that the last digit of a sine does not depend on the machine.

    >>> sunflower(2, 10)
    [(0.0, 0.0), (-7.0, 7.0)]
    """
    radii = [room * math.sqrt(index) for index in range(count)]
    turns = [index * _GOLDEN for index in range(count)]
    return [
        (float(round(r * math.cos(turn))), float(round(r * math.sin(turn))))
        for r, turn in zip(radii, turns, strict=True)
    ]


class Forces:
    """Points that are moved by links, by each other within reach, and towards their homes.

    Works after Fruchterman and Reingold (1991), with a grid of cells for what is within reach.
    Only the exact operations of IEEE 754 are used, so the outcome is the same everywhere.
    """

    def __init__(
        self,
        start: Sequence[Point],
        links: Sequence[Link],
        *,
        radii: Sequence[float],
        homes: Sequence[Point],
        tie: float,
    ) -> None:
        self._x = [x for x, _ in start]
        self._y = [y for _, y in start]
        self._links, self._radii, self._homes, self._tie = links, radii, homes, tie
        self._cell = 2.6 * max(radii, default=1.0)

    def settle(self, rounds: int) -> list[Point]:
        """Move the points *rounds* times, less and less, and return where they are."""
        first = self._cell / 2
        for turn in range(rounds):
            self._move(limit=first * (rounds - turn) / rounds)
        return list(zip(self._x, self._y, strict=True))

    def _move(self, *, limit: float) -> None:
        dx = [(h[0] - x) * self._tie for h, x in zip(self._homes, self._x, strict=True)]
        dy = [(h[1] - y) * self._tie for h, y in zip(self._homes, self._y, strict=True)]
        self._pull(dx, dy)
        self._push(dx, dy)
        for index, (x, y) in enumerate(zip(dx, dy, strict=True)):
            length = math.sqrt(x * x + y * y)
            scale = min(1.0, limit / length) if length else 0.0
            self._x[index] += x * scale
            self._y[index] += y * scale

    def _pull(self, dx: list[float], dy: list[float]) -> None:
        for a, b, weight in self._links:
            x, y = (self._x[b] - self._x[a]) * weight, (self._y[b] - self._y[a]) * weight
            dx[a] += x
            dy[a] += y
            dx[b] -= x
            dy[b] -= y

    def _push(self, dx: list[float], dy: list[float]) -> None:
        xs, ys, radii = self._x, self._y, self._radii
        for a, b in self._near():
            x, y = xs[a] - xs[b], ys[a] - ys[b]
            reach = (radii[a] + radii[b]) * 1.3
            square = x * x + y * y
            if square < reach * reach:
                if square < 1:
                    x, y, square = 1.0, float(b - a), 1.0 + (b - a) * (b - a)
                # Strong when close, nothing at the end of the reach.
                force = (reach / math.sqrt(square) - 1) * 0.4
                dx[a] += x * force
                dy[a] += y * force
                dx[b] -= x * force
                dy[b] -= y * force

    def _near(self) -> Iterator[tuple[int, int]]:
        """Yield each pair of points in the same cell or in neighbouring ones, once."""
        cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        size = self._cell
        for index, (x, y) in enumerate(zip(self._x, self._y, strict=True)):
            cells[int(x // size), int(y // size)].append(index)
        for (column, row), members in cells.items():
            others = [
                b
                for right, down in ((1, 0), (-1, 1), (0, 1), (1, 1))
                for b in cells.get((column + right, row + down), ())
            ]
            for position, a in enumerate(members):
                for b in members[position + 1 :]:
                    yield a, b
                for b in others:
                    yield a, b
