"""Rules as data: premises with variables, and what is concluded where all of them hold.

A clause is a rule, or a rule in which words of the ontology stand already: given
``opn:issuedBy rdfs:domain opn:Document``, the rule ``prp-dom`` becomes the clause "what has
``opn:issuedBy`` is an ``opn:Document``".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import RDF_TYPE

if TYPE_CHECKING:
    from .rules import Pattern, Rule

__all__ = ["Binding", "Clause", "Part", "Parts", "Premise", "Term", "fill", "read_clause"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Part = Term | str
"""A term, or the name of a variable."""
Parts = tuple[Part, Part, Part]
Binding = dict[str, Term]
"""Variable → term."""


@dataclass(frozen=True, slots=True)
class Premise:
    """A triple pattern, and what its object has to be: ``""``, ``"isIRI"``, ``"!isLiteral"``."""

    parts: Parts
    condition: str = ""

    @property
    def constants(self) -> tuple[Term | None, ...]:
        """Return the terms, with ``None`` in the place of each variable."""
        return tuple(None if isinstance(part, str) else part for part in self.parts)

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of the variables."""
        return frozenset(part for part in self.parts if isinstance(part, str))

    @property
    def is_axiom(self) -> bool:
        """Tell whether it asks for a word of RDFS or OWL, as only ontologies have them."""
        _, predicate, kind = self.constants
        return predicate is not None and (predicate != RDF_TYPE or kind is not None)

    def allows(self, triple: ox.Triple) -> bool:
        """Tell whether the triple's object is what it has to be."""
        if self.condition == "isIRI":
            return isinstance(triple.object, ox.NamedNode)
        return not (self.condition and isinstance(triple.object, ox.Literal))


@dataclass(frozen=True, slots=True)
class Clause:
    """What follows (*head*) from premises (*body*) where the terms of each pair are *unequal*."""

    head: Parts
    body: tuple[Premise, ...]
    unequal: tuple[tuple[Part, Part], ...] = ()

    @property
    def axioms(self) -> tuple[Premise, ...]:
        """Return the premises that an ontology has to meet."""
        return tuple(premise for premise in self.body if premise.is_axiom)

    @property
    def can_conclude(self) -> bool:
        """Tell whether the head is a triple: no literal has properties, each property an IRI."""
        subject, predicate, _ = self.head
        return not isinstance(subject, ox.Literal) and isinstance(predicate, str | ox.NamedNode)

    def bind(self, binding: Binding) -> Clause:
        """Put terms in the place of variables, and leave out the premises that this completes."""
        body = (Premise(_bind(p.parts, binding), p.condition) for p in self.body)
        return Clause(
            _bind(self.head, binding),
            tuple(premise for premise in body if premise.variables),
            tuple((_at(one, binding), _at(other, binding)) for one, other in self.unequal),
        )

    def holds(self, binding: Binding) -> bool:
        """Tell whether what has to be unequal is."""
        return all(_at(one, binding) != _at(other, binding) for one, other in self.unequal)


def read_clause(rule: Rule) -> Clause:
    """Read a rule; raise `ValueError` for a condition on what is no object of a premise."""
    conditions = {about: test for test, about, *other in rule.filters if not other}
    if strange := conditions.keys() - {obj for _, _, obj in rule.body}:
        msg = f"Unexpected filter of the rule {rule.name!r} on {sorted(strange)!r}"
        raise ValueError(msg)
    # Whatever the rule says, a literal is no subject.
    conditions.setdefault(rule.head[0], "!isLiteral")
    body = (Premise(_parts(parts, rule), conditions.get(parts[2], "")) for parts in rule.body)
    unequal = (
        (_part(about, rule), _part(o, rule)) for _, about, *other in rule.filters for o in other
    )
    return Clause(_parts(rule.head, rule), tuple(body), tuple(unequal))


def _parts(pattern: Pattern, rule: Rule) -> Parts:
    subject, predicate, obj = pattern
    return _part(subject, rule), _part(predicate, rule), _part(obj, rule)


def _part(written: str, rule: Rule) -> Part:
    return written[1:] if written.startswith("?") else ox.NamedNode(rule.expand(written))


def fill(parts: Parts, binding: Binding) -> ox.Triple:
    """Put a term in the place of each variable."""
    return ox.Triple(*_bind(parts, binding))  # type: ignore[arg-type]


def _bind(parts: Parts, binding: Binding) -> Parts:
    subject, predicate, obj = parts
    return _at(subject, binding), _at(predicate, binding), _at(obj, binding)


def _at(part: Part, binding: Binding) -> Part:
    return binding.get(part, part) if isinstance(part, str) else part
