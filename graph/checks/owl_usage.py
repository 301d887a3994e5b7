"""Which constructs of OWL and RDFS the ontology uses, and what serves each of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import Place
from ...ontology.data_files import read_csv
from ...ontology.namespaces import prefixes, shorten
from ...ontology.resources import ontology_triples
from ..reasoning.rules import Rule, rules
from .constraints import Verification, verifications
from .outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["check_constructs", "empty_constructs", "services", "used_constructs"]


def used_constructs(triples: Iterable[ox.Triple] | None = None) -> tuple[str, ...]:
    """List the terms of OWL and RDFS that axioms use; by default those of the ontology.

    >>> "owl:propertyChainAxiom" in used_constructs()
    True
    """
    triples = ontology_triples() if triples is None else triples
    namespaces = (prefixes()["owl"], prefixes()["rdfs"])
    constructs = {
        shorten(term.value)
        for triple in triples
        for term in (triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(namespaces)
    }
    return tuple(sorted(constructs))


@cache
def empty_constructs() -> Mapping[str, str]:
    """Return construct → why nothing of use follows from it."""
    file = files("oneplusn.graph.checks") / "constructs.csv"
    rows = read_csv(file, ("construct", "reason"))
    return MappingProxyType({row["construct"]: row["reason"] for row in rows})


@cache
def services() -> Mapping[str, tuple[str, ...]]:
    """Return construct → the rules that draw its conclusions and the queries that find breaches.

    >>> services()["owl:TransitiveProperty"]
    ('prp-trp',)
    """
    providers: dict[str, list[str]] = {}
    everything: tuple[Rule | Verification, ...] = (*rules(), *verifications())
    for one in everything:
        for construct in one.constructs:
            providers.setdefault(construct, []).append(one.name)
    return MappingProxyType({name: tuple(sorted(providers[name])) for name in sorted(providers)})


def check_constructs(used: Sequence[str] | None = None) -> Outcome:
    """Each construct in use has a rule, a verification, or a reason why it needs none."""
    constructs = used_constructs() if used is None else used
    problems = [
        problem(Place("ontology/oneplusn.ttl"), "not-served", construct=construct)
        for construct in constructs
        if construct not in services() and construct not in empty_constructs()
    ]
    return Outcome("constructs", len(constructs), len(constructs), tuple(problems))
