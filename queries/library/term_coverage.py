"""Which classes and properties the library asks for, and which it never names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.rdf import value
from ...ontology.namespaces import RDF_TYPE, prefixes, shorten
from ...ontology.resources import term_triples
from ...ontology.vocabulary import OWL, RDFS
from ..sparql.lexer import Kind, tokens
from .catalog import context_library, library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .header import Query

__all__ = ["Untouched", "names_in", "untouched"]

_KINDS = {
    OWL.Class.value: "class",
    OWL.DatatypeProperty.value: "property",
    OWL.ObjectProperty.value: "property",
}
_ABOVE = frozenset({RDFS.subClassOf.value, RDFS.subPropertyOf.value, OWL.inverseOf.value})


@dataclass(frozen=True, order=True, slots=True)
class Untouched:
    """Terms that no query reaches, as prefixed names."""

    classes: tuple[str, ...]
    properties: tuple[str, ...]


def names_in(query: Query) -> frozenset[str]:
    """Collect the IRIs that a query writes as prefixed names, or lets a parameter be of.

    >>> from oneplusn.queries.library.catalog import get_query
    >>> sorted(map(shorten, names_in(get_query("say-about"))))[:3]
    ['opn:endOffset', 'opn:inSection', 'opn:sectionNumber']
    """
    namespaces = prefixes()
    written = [token.text for token in tokens(query.text) if token.kind is Kind.NAME]
    allowed = [name for param in query.params for name in param.allowed]
    split = (name.partition(":") for name in (*written, *allowed) if not name.endswith(":"))
    return frozenset(
        namespaces[prefix] + local for prefix, _, local in split if prefix in namespaces
    )


def untouched() -> Untouched:
    """Find what no query names, neither itself nor by a term above it nor by its inverse.

    What is below a named term counts as reached, since the reasoner lifts it there; so does
    the inverse that follows from it. Queries
    that walk over whatever there is (``?subject ?property ?object``) reach nothing by name.
    """
    queries = (*library(), *context_library())
    names = frozenset(name for query in queries for name in names_in(query))
    left = {term for term in _terms() if not names.intersection((term, *_above(term)))}
    kinds = _terms()
    return Untouched(
        tuple(sorted(shorten(term) for term in left if kinds[term] == "class")),
        tuple(sorted(shorten(term) for term in left if kinds[term] == "property")),
    )


@cache
def _terms() -> Mapping[str, str]:
    """Map each term of the ontology to class or property; individuals are neither."""
    kinds = {}
    for triple in term_triples():
        if triple.predicate == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            kind = triple.object.value
            if kind in _KINDS:
                kinds[value(triple.subject)] = _KINDS[kind]
    return kinds


def _above(term: str) -> Iterator[str]:
    for parent in _parents().get(term, ()):
        yield parent
        yield from _above(parent)


@cache
def _parents() -> Mapping[str, frozenset[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for triple in term_triples():
        if triple.predicate.value in _ABOVE and isinstance(triple.object, ox.NamedNode):
            index[value(triple.subject)].add(triple.object.value)
    return {term: frozenset(parents) for term, parents in index.items()}
