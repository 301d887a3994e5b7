"""The border between the two RDF libraries: pyoxigraph works, rdflib validates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from ...ontology.namespaces import prefixes
from ...ontology.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["to_rdflib_graph", "to_rdflib_term"]


def to_rdflib_term(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """Convert one RDF term; lexical forms stay as they are."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        return _to_literal(term)
    msg = f"Unexpected RDF term: {term!r}"
    raise ValueError(msg)


def _to_literal(term: ox.Literal) -> rdflib.Literal:
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == XSD.string:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=term.datatype.value, normalize=False)


def to_rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Collect triples in one graph, with the project's prefixes bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    _bind(graph)
    # Most terms stand in many triples, and rdflib takes its time to make one.
    convert = cache(to_rdflib_term)
    for triple in triples:
        graph.add((convert(triple.subject), convert(triple.predicate), convert(triple.object)))
    return graph


def _bind(graph: rdflib.Graph) -> None:
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
