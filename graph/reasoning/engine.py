"""The fixpoint of clauses, a round at a time, where each round starts from what is fresh.

This is semi-naive evaluation (Bancilhon and Ramakrishnan, 1986).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import Clause, Premise, fill
from .fact_index import Facts, by_predicate
from .triple_index import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from .clauses import Binding
    from .fact_index import Groups

__all__ = ["Engine"]


class Engine:
    """Clauses at work on facts; *others* are premises whose triples are to be kept besides."""

    def __init__(self, clauses: Iterable[Clause], others: Iterable[Premise] = ()) -> None:
        self.facts = Facts(others)
        self._workers = [_Worker(clause, self.facts) for clause in clauses]

    def add(self, triples: Groups) -> bool:
        """Add fresh triples; tell whether any of them is of use here."""
        return self.facts.add(triples)

    def run(self) -> Iterator[list[ox.Triple]]:
        """Yield what follows in one step, in two, and so on, each triple once."""
        while conclusions := self._round():
            yield conclusions
            self.add(by_predicate(conclusions))

    def _round(self) -> list[ox.Triple]:
        due = (worker for worker in self._workers if worker.is_due)
        return list(dict.fromkeys(triple for worker in due for triple in worker.conclude()))


class _Worker:
    """One clause with the indexes of its premises and of its conclusion."""

    def __init__(self, clause: Clause, facts: Facts) -> None:
        self._clause = clause
        self._facts = facts
        self._body = [facts.index(premise) for premise in clause.body]
        self._head = facts.index(Premise(clause.head))
        self._copied = _copied(clause)

    @property
    def is_due(self) -> bool:
        """Tell whether a premise may be met by a fresh triple."""
        return any(index.fresh for index in self._body)

    def conclude(self) -> list[ox.Triple]:
        """Return what follows with a fresh triple and was not known."""
        return self._by_row() if self._copied is None else self._by_column(*self._copied)

    def _by_column(self, source: int, target: int) -> list[ox.Triple]:
        # Nearly all clauses only put a term into a class: sets do that at once.
        new = self._body[0].column(source) - self._head.values(target)
        self._head.values(target).update(new)
        variable = str(self._clause.head[target])
        return [fill(self._clause.head, {variable: term}) for term in new]

    def _by_row(self) -> list[ox.Triple]:
        new = {fill(self._clause.head, binding) for binding in self._bindings()}
        new -= self._head.values(WHOLE)
        self._head.values(WHOLE).update(new)
        return list(new)

    def _bindings(self) -> Iterator[Binding]:
        """Yield each way to meet all premises, at least one of them by a fresh triple."""
        if not all(index.rows for index in self._body):
            return
        body = self._clause.body
        for at, index in enumerate(self._body):
            order = (body[at], *body[:at], *body[at + 1 :])
            bindings = self._facts.solutions(order, index.fresh)
            yield from filter(self._clause.holds, bindings)
            if len(index.fresh) == len(index.rows):
                # Whatever a later premise could begin with has met a fresh triple here.
                return


def _copied(clause: Clause) -> tuple[int, int] | None:
    """Return whence and whither, if all that a clause does is to copy a term of one premise."""
    targets = [at for at, part in enumerate(clause.head) if isinstance(part, str)]
    if len(clause.body) != 1 or len(targets) != 1 or clause.unequal:
        return None
    (premise,), (target,) = clause.body, targets
    if len(premise.variables) < premise.constants.count(None):
        return None
    return premise.parts.index(clause.head[target]), target
