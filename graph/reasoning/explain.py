"""Why a triple holds: the rules and premises behind it, down to what the report asserts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UsageError
from ...ontology.namespaces import shorten
from ..named_graphs import is_inferred
from ..rdf import graph_name, value
from .closure import Closure, close
from .rules import Pattern, Rule, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Derivation", "Explainer", "NotInferredError", "explainer_of", "show_triple"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_MOST = 100
"""How many derivations of one triple are ever looked at."""


class NotInferredError(UsageError):
    """The triple neither stands in the graph nor follows from it."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A triple with the rule that yields it from *premises*, or the graphs that assert it."""

    triple: ox.Triple
    rule: str
    graphs: tuple[str, ...]
    premises: tuple[Derivation, ...]


class Explainer:
    """Answer why; the quads are closed once, and what was explained is kept.

    >>> from oneplusn.graph.dataset import build_dataset
    >>> from oneplusn.ontology.namespaces import BASE, OPN
    >>> whole = ox.NamedNode(f"{BASE}policy/one-plus-n")
    >>> part = ox.NamedNode(f"{BASE}policy/energy-carbon-peaking-plan")
    >>> derivation = Explainer(build_dataset().quads).explain(ox.Triple(whole, OPN.hasPart, part))
    >>> derivation.rule, [show_triple(premise.triple) for premise in derivation.premises]
    ('prp-inv2', ['opn:hasPart owl:inverseOf opn:partOf', \
'policy:energy-carbon-peaking-plan opn:partOf policy:one-plus-n'])
    >>> derivation.premises[1].graphs
    ('https://w3id.org/oneplusn/report/2023/5.1/p2/s2',)
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._graphs = _assertions(quads)
        self._closure: Closure = close(self._graphs)
        self._derivations: dict[ox.Triple, Derivation] = {}

    def explain(self, triple: ox.Triple) -> Derivation:
        """Return the first derivation of a triple; premises are explained in turn.

        Raises `NotInferredError` for a triple that does not hold.
        """
        if triple not in self._derivations:
            self._derivations[triple] = next(self.derivations(triple))
        return self._derivations[triple]

    def derivations(self, triple: ox.Triple) -> Iterator[Derivation]:
        """Yield every way in which one last step yields the triple, shortest first.

        No derivation goes in a circle: each premise was found before its conclusion.
        """
        if triple in self._graphs:
            yield Derivation(triple, "", self._graphs[triple], ())
            return
        if triple not in self._closure.steps:
            msg = f"{show_triple(triple)} is neither stated nor inferred"
            raise NotInferredError(msg)
        for rule, premises in sorted(islice(self._last_steps(triple), _MOST), key=_size):
            yield Derivation(triple, rule.name, (), tuple(map(self.explain, premises)))

    def _last_steps(self, triple: ox.Triple) -> Iterator[tuple[Rule, tuple[ox.Triple, ...]]]:
        step = self._closure.steps[triple]
        for rule in rules():
            bound = _unify(rule.head, triple)
            if bound is not None:
                for premises in self._matches(rule, bound):
                    if all(self._closure.steps.get(premise, -1) < step for premise in premises):
                        yield rule, premises

    def _matches(self, rule: Rule, bound: Mapping[str, Term]) -> Iterator[tuple[ox.Triple, ...]]:
        head, _, _ = rule.text.partition("CONSTRUCT")
        patterns = " . ".join(" ".join(pattern) for pattern in rule.body)
        bindings: dict[ox.Variable, Term] = {ox.Variable(n): term for n, term in bound.items()}
        solutions = self._closure.store.query(
            f"{head} SELECT * WHERE {{ {patterns} }}", substitutions=bindings
        )
        if not isinstance(solutions, ox.QuerySolutions):
            msg = f"Unexpected answer to the rule {rule.name!r}"
            raise TypeError(msg)
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            terms = {name: row[name] for name in names} | dict(bound)
            yield tuple(_fill(pattern, terms, rule) for pattern in rule.body)


@lru_cache(maxsize=2)
def explainer_of(quads: tuple[ox.Quad, ...]) -> Explainer:
    """Return one explainer for the same quads, however many pages of a process need it.

    Two are kept: the dataset with and without the context.
    """
    return Explainer(quads)


def show_triple(triple: ox.Triple) -> str:
    """Write a triple with prefixed names."""
    return " ".join(_show(term) for term in (triple.subject, triple.predicate, triple.object))


def _show(term: object) -> str:
    return shorten(value(term)) if isinstance(term, ox.NamedNode) else str(term)


def _assertions(quads: Iterable[ox.Quad]) -> dict[ox.Triple, tuple[str, ...]]:
    assertions: dict[ox.Triple, set[str]] = {}
    for quad in quads:
        if not is_inferred(quad):
            assertions.setdefault(quad.triple, set()).add(graph_name(quad))
    return {triple: tuple(sorted(graphs)) for triple, graphs in assertions.items()}


def _unify(pattern: Pattern, triple: ox.Triple) -> dict[str, Term] | None:
    """Bind a head's variables so that it becomes the triple; ``None`` where it cannot."""
    bound: dict[str, Term] = {}
    parts = (triple.subject, triple.predicate, triple.object)
    for written, term in zip(pattern, parts, strict=True):
        if written.startswith("?"):
            if bound.setdefault(written[1:], term) != term:
                return None
        elif written != _show(term):
            return None
    return bound


def _fill(pattern: Pattern, terms: Mapping[str, object], rule: Rule) -> ox.Triple:
    subject, predicate, obj = (_term(part, terms, rule) for part in pattern)
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        msg = f"Unexpected premise of the rule {rule.name!r}: {pattern!r}"
        raise TypeError(msg)
    return ox.Triple(subject, predicate, obj)


def _term(
    part: str, terms: Mapping[str, object], rule: Rule
) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    term = terms[part[1:]] if part.startswith("?") else ox.NamedNode(rule.expand(part))
    if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal):
        return term
    msg = f"Unexpected term in the rule {rule.name!r}: {term!r}"
    raise TypeError(msg)


def _size(step: tuple[Rule, tuple[ox.Triple, ...]]) -> tuple[int, str, str]:
    rule, premises = step
    return len(premises), rule.name, " ".join(map(str, premises))
