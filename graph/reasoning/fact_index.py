"""Triples arranged for clauses: by the constants that these ask for, the fresh ones apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from .triple_index import READ, TripleIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .clauses import Binding, Premise, Term

__all__ = ["Facts", "Groups", "by_predicate"]

Groups = dict[ox.NamedNode, list[ox.Triple]]
"""Predicate → triples."""

_Slots = list[tuple[str, Callable[[ox.Triple], Any]]]


def by_predicate(triples: Iterable[ox.Triple]) -> Groups:
    """Group triples by predicate."""
    groups: Groups = defaultdict(list)
    for triple in triples:
        groups[triple.predicate].append(triple)
    return dict(groups)


class Facts:
    """Indexes, each made when it is first asked for; triples go to all that they belong to."""

    def __init__(self, premises: Iterable[Premise] = ()) -> None:
        self._indexes: dict[tuple[Term | None, ...], dict[str, TripleIndex]] = {}
        self._shapes: dict[Term | None, set[tuple[int, ...]]] = defaultdict(set)
        for premise in premises:
            self.index(premise)

    def index(self, premise: Premise) -> TripleIndex:
        """Return the index of a premise; it has the triples that are added from now on."""
        constants = premise.constants
        subject, predicate, obj = constants
        besides = tuple(at for at, term in ((0, subject), (2, obj)) if term is not None)
        self._shapes[predicate].add(besides)
        alike = self._indexes.setdefault(constants, {})
        return alike.setdefault(premise.condition, TripleIndex(premise))

    def add(self, groups: Mapping[ox.NamedNode, list[ox.Triple]]) -> bool:
        """Start a round: these triples are the fresh ones. Tell whether any index takes one."""
        for index in self._each():
            index.settle()
        for predicate, triples in groups.items():
            for key in (predicate, None):
                for besides in self._shapes.get(key, ()):
                    self._share(key, besides, triples)
        return any(index.fresh for index in self._each())

    def _share(
        self, predicate: ox.NamedNode | None, besides: tuple[int, ...], triples: list[ox.Triple]
    ) -> None:
        """Give triples to the indexes that ask for this predicate and terms *besides*."""
        for terms, part in _split(triples, besides):
            constants: list[Any] = [None, predicate, None]
            for at, term in zip(besides, terms, strict=True):
                constants[at] = term
            for index in self._indexes.get(tuple(constants), {}).values():
                index.add(part)

    def _each(self) -> Iterator[TripleIndex]:
        return (index for alike in self._indexes.values() for index in alike.values())

    def solutions(
        self, premises: Sequence[Premise], rows: Iterable[ox.Triple] | None = None
    ) -> Iterator[Binding]:
        """Bind the first premise to each of its *rows* (or all), the others to whatever fits."""
        first, *rest = premises
        rows = self.index(first).rows if rows is None else rows
        bindings = _extend({}, rows, _slots(first))
        bound = first.variables
        while rest:
            premise = next((p for p in rest if bound & p.variables), rest[0])
            rest.remove(premise)
            bindings = _join(bindings, premise, self.index(premise), bound)
            bound = bound | premise.variables
        return bindings


def _split(
    triples: list[ox.Triple], positions: tuple[int, ...]
) -> Iterable[tuple[tuple[object, ...], list[ox.Triple]]]:
    """Part triples by the terms at some positions."""
    if not positions:
        return [((), triples)]
    parts: dict[tuple[object, ...], list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        parts[tuple(READ[at](triple) for at in positions)].append(triple)
    return parts.items()


def _join(
    bindings: Iterable[Binding], premise: Premise, index: TripleIndex, bound: frozenset[str]
) -> Iterator[Binding]:
    """Extend each binding by what fits the premise; the first bound variable finds the rows."""
    at, variable = next(
        ((at, p) for at, p in enumerate(premise.parts) if isinstance(p, str) and p in bound),
        (None, ""),
    )
    slots = _slots(premise, but=at)
    for binding in bindings:
        rows = index.rows if at is None else index.having(at, binding[variable])
        yield from _extend(binding, rows, slots)


def _extend(binding: Binding, rows: Iterable[ox.Triple], slots: _Slots) -> Iterator[Binding]:
    """Bind variables to what stands in their places in each row, where that contradicts nothing."""
    for row in rows:
        extension = binding.copy()
        for variable, read in slots:
            term = read(row)
            if (value := extension.setdefault(variable, term)) is not term and value != term:
                break
        else:
            yield extension


def _slots(premise: Premise, *, but: int | None = None) -> _Slots:
    """Return each variable of a premise with what reads its place, *but* for one position."""
    parts = enumerate(premise.parts)
    return [(part, READ[at]) for at, part in parts if isinstance(part, str) and at != but]
