"""RDF terms and quads: the few operations that every module here needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["graph_name", "in_graph", "language", "literal", "node", "sort_quads", "value"]


def node(iri: str) -> ox.NamedNode:
    """Make a node of an IRI."""
    return ox.NamedNode(iri)


def value(term: object) -> str:
    """Return the text of a term: an IRI, the characters of a literal, a blank node's name.

    Raises `ValueError` for what has no text of its own, such as a quoted triple.

    >>> value(node("https://w3id.org/oneplusn/place/china")), value(literal("千瓦", language="zh"))
    ('https://w3id.org/oneplusn/place/china', '千瓦')
    """
    if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode):
        return term.value
    msg = f"not an IRI, a literal or a blank node: {term!r}"
    raise ValueError(msg)


def language(term: object) -> str:
    """Return the language of a literal; ``""`` for one without, and for any other term.

    >>> language(literal("千瓦", language="zh")), language(literal("千瓦"))
    ('zh', '')
    """
    return (term.language or "") if isinstance(term, ox.Literal) else ""


def graph_name(quad: ox.Quad) -> str:
    """Return the name of the graph that a quad stands in; ``""`` for the default graph."""
    name = quad.graph_name
    return "" if isinstance(name, ox.DefaultGraph) else name.value


def in_graph(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> list[ox.Quad]:
    """Place triples in a named graph."""
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def literal(
    written: str | int, *, language: str | None = None, datatype: str | None = None
) -> ox.Literal:
    """Make a literal; *datatype* is the local name of an XSD type."""
    if language is not None:
        return ox.Literal(str(written), language=language)
    if datatype is not None:
        return ox.Literal(str(written), datatype=XSD[datatype])
    return ox.Literal(str(written))


def sort_quads(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Return quads once each, in the order of their N-Quads lines."""
    return tuple(sorted(set(quads), key=str))
