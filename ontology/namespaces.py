"""Prefixes and the closed namespaces behind them."""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import DataFileError, Place, UnknownTermError
from .data_files import read_turtle
from .resources import data_folder, declared_names, scheme_triples, term_triples
from .vocabulary import RDF, SH

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BASE",
    "COMPARATOR",
    "MEASURE",
    "NO_FACT_REASON",
    "OF_ONE_SOURCE",
    "OPN",
    "RDF_TYPE",
    "ClosedNamespace",
    "prefixes",
    "shorten",
]

BASE = "https://w3id.org/oneplusn/"
"""What every IRI of this project starts with."""
OF_ONE_SOURCE = frozenset({"action", "demand", "goal", "position", "quantity", "trend"})
"""Kinds of things that are named under the report or document that speaks of them."""

RDF_TYPE = RDF.type


@cache
def prefixes() -> Mapping[str, str]:
    """Return prefix → namespace, sorted by prefix, as ``prefixes.ttl`` declares them.

    >>> prefixes()["policy"]
    'https://w3id.org/oneplusn/policy/'
    """
    triples = read_turtle(data_folder("oneplusn.ontology") / "prefixes.ttl")
    objects = {(t.subject, t.predicate.value): _text(t.object) for t in triples}
    names = {s: name for (s, predicate), name in objects.items() if predicate == SH.prefix.value}
    for subject, name in names.items():
        if (subject, SH.namespace.value) not in objects:
            raise DataFileError(f"{name!r} has no sh:namespace", Place("ontology/prefixes.ttl"))
    namespaces = {name: objects[s, SH.namespace.value] for s, name in names.items()}
    return MappingProxyType(dict(sorted(namespaces.items())))


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


@lru_cache(maxsize=1 << 15)
def shorten(iri: str) -> str:
    """Write an IRI with its prefix where a declared one fits, else in angle brackets.

    >>> shorten("https://w3id.org/oneplusn/policy/one-plus-n")
    'policy:one-plus-n'
    >>> shorten("https://w3id.org/oneplusn/quantity/2023/wind-power-capacity-2022")
    'quantity:2023/wind-power-capacity-2022'
    >>> shorten("https://example.org/x")
    '<https://example.org/x>'
    """
    fitting = [(len(ns), name) for name, ns in prefixes().items() if iri.startswith(ns)]
    if not fitting:
        return f"<{iri}>"
    length, name = max(fitting)
    local = iri[length:]
    slashes = 1 if name in OF_ONE_SOURCE else 0
    fits = local.count("/") <= slashes and "#" not in local
    return f"{name}:{local}" if fits else f"<{iri}>"


class ClosedNamespace:
    """Give the terms of a namespace as attributes, and raise on a name it does not have.

    >>> OPN.Treaty.value
    'https://w3id.org/oneplusn/ontology#Treaty'
    >>> OPN.Treatty  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    oneplusn.errors.UnknownTermError: unknown term 'Treatty'; did you mean Treaty...
    """

    def __init__(self, base: str) -> None:
        self._base = base

    @property
    def names(self) -> frozenset[str]:
        """Return the local names that the ontology and its schemes declare."""
        return _declared(self._base)

    def __getattr__(self, name: str) -> ox.NamedNode:
        return self[name]

    def __getitem__(self, name: str) -> ox.NamedNode:
        if name not in self.names:
            # Names are read line by line: a file that is cut off shows only where it is parsed.
            term_triples()
            scheme_triples()
            raise UnknownTermError("term", name, self.names)
        return ox.NamedNode(self._base + name)

    def __contains__(self, term: object) -> bool:
        value = term.value if isinstance(term, ox.NamedNode) else str(term)
        return value.startswith(self._base) and value[len(self._base) :] in self.names


@cache
def _declared(base: str) -> frozenset[str]:
    groups = (declared_names(f"{name}:") for name, ns in prefixes().items() if ns == base)
    return frozenset(name for names in groups for name in names)


OPN = ClosedNamespace(f"{BASE}ontology#")
"""The terms of the ontology: classes and properties."""
COMPARATOR = ClosedNamespace(f"{BASE}comparator/")
"""How a quantity relates to the number written."""
MEASURE = ClosedNamespace(f"{BASE}measure/")
"""Kinds of quantities."""
NO_FACT_REASON = ClosedNamespace(f"{BASE}no-fact-reason/")
"""Why a passage states no fact."""
