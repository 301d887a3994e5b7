"""The triples that one premise accepts, in the forms in which joins want them."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pyoxigraph as ox

    from .clauses import Premise, Term

__all__ = ["READ", "WHOLE", "TripleIndex"]

WHOLE = 3
"""The position that stands for the triple itself."""
READ: tuple[Callable[[ox.Triple], Any], ...] = (
    attrgetter("subject"),
    attrgetter("predicate"),
    attrgetter("object"),
    lambda triple: triple,
)
"""Position → what reads it."""


class TripleIndex:
    """The triples that a premise accepts: *rows* are all of them, *fresh* those of the last round.

    What is computed from the rows is kept, and kept up as rows are added.
    """

    def __init__(self, premise: Premise) -> None:
        self.rows: list[ox.Triple] = []
        self.fresh: list[ox.Triple] = []
        self._premise = premise
        self._columns: dict[int, set[Any]] = {}
        self._values: dict[int, set[Any]] = {}
        self._indexes: dict[int, _Index] = {}

    def add(self, triples: Sequence[ox.Triple]) -> None:
        """Add those of the triples that the premise allows, as fresh ones."""
        premise = self._premise
        rows = [t for t in triples if premise.allows(t)] if premise.condition else triples
        self.rows += rows
        self.fresh += rows
        self._columns.clear()
        for position, values in self._values.items():
            values.update(map(READ[position], rows))
        for position, index in self._indexes.items():
            index.add(position, rows)

    def settle(self) -> None:
        """Let no row be fresh any more."""
        self.fresh = []
        self._columns.clear()

    def column(self, position: int) -> set[Any]:
        """Return what stands at a position of the fresh rows."""
        if position not in self._columns:
            self._columns[position] = set(map(READ[position], self.fresh))
        return self._columns[position]

    def values(self, position: int) -> set[Any]:
        """Return what stands at a position of any row; whoever concludes more adds it."""
        if position not in self._values:
            self._values[position] = set(map(READ[position], self.rows))
        return self._values[position]

    def having(self, position: int, term: Term) -> Sequence[ox.Triple]:
        """Return the rows that have a term at a position."""
        if position not in self._indexes:
            self._indexes[position] = _Index()
            self._indexes[position].add(position, self.rows)
        return self._indexes[position].get(term)


class _Index:
    """Term → rows. Most terms have one, which then needs no list of its own."""

    def __init__(self) -> None:
        self._first: dict[Any, ox.Triple] = {}
        self._others: dict[Any, list[ox.Triple]] = defaultdict(list)

    def add(self, position: int, rows: Iterable[ox.Triple]) -> None:
        read = READ[position]
        for row in rows:
            term = read(row)
            if self._first.setdefault(term, row) is not row:
                self._others[term].append(row)

    def get(self, term: Term) -> Sequence[ox.Triple]:
        first = self._first.get(term)
        return (first, *self._others.get(term, ())) if first is not None else ()
