"""The OWL 2 RL closure: the rules, read with the ontology in hand, run to their fixpoint.

To put what is known (the ontology, or TBox) into the rules before they meet the data is partial
evaluation (Jones, Gomard and Sestoft, 1993).
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..named_graphs import INFERRED
from ..rdf import in_graph
from .clauses import read_clause
from .engine import Engine
from .fact_index import by_predicate
from .rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .clauses import Clause
    from .fact_index import Facts, Groups

__all__ = ["Closure", "close", "infer"]


@dataclass(frozen=True)
class Closure:
    """All triples by predicate, and the step at which each inferred one was first found.

    What a triple follows from was given, or was found at an earlier step.
    """

    triples: Groups
    steps: Mapping[ox.Triple, int]

    @cached_property
    def store(self) -> ox.Store:
        """All triples, ready for SPARQL."""
        store = ox.Store()
        every = chain.from_iterable(self.triples.values())
        store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in every)
        return store


def close(triples: Iterable[ox.Triple]) -> Closure:
    """Run the rules over *triples* until none finds anything new.

    The ontology is closed first. Where it is known, a rule such as ``prp-dom`` is one small
    clause for each domain that is declared, about the triples of one predicate. If the data
    then adds to the ontology, it is gone through again with the clauses that follow.
    """
    with _without_collector():
        return _close(triples)


def _close(triples: Iterable[ox.Triple]) -> Closure:
    clauses = [read_clause(rule) for rule in rules()]
    ontology = Engine(
        (clause for clause in clauses if clause.axioms == clause.body),
        (premise for clause in clauses for premise in clause.axioms),
    )
    groups = fresh = by_predicate(triples)
    steps: dict[ox.Triple, int] = {}
    while ontology.add(fresh):
        _learn(ontology, groups, steps)
        data = Engine(_with_axioms(clauses, ontology.facts))
        data.add(groups)
        fresh = _learn(data, groups, steps)
    return Closure(groups, steps)


def _learn(engine: Engine, groups: Groups, steps: dict[ox.Triple, int]) -> Groups:
    """Run an engine, add its conclusions to *groups*, and return them by predicate."""
    conclusions: list[ox.Triple] = []
    for step, triples in enumerate(engine.run(), max(steps.values(), default=-1) + 1):
        steps |= dict.fromkeys(triples, step)
        conclusions += triples
    fresh = by_predicate(conclusions)
    for predicate, triples in fresh.items():
        groups.setdefault(predicate, []).extend(triples)
    return fresh


def _with_axioms(clauses: Iterable[Clause], ontology: Facts) -> Iterator[Clause]:
    """Put what the ontology says into each clause that has other premises too."""
    for clause in clauses:
        if clause.axioms != clause.body:
            for binding in ontology.solutions(clause.axioms):
                bound = clause.bind(binding)
                if bound.can_conclude:
                    yield bound


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles among the triples again and again: they have none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def infer(triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    """Return what follows from *triples* and is not among them, in the graph of inferences.

    Triples with blank nodes (membership in the ontology's own restrictions) are left out.
    """
    inferences = close(triples).steps
    return in_graph((triple for triple in inferences if not _has_blank(triple)), INFERRED)


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
