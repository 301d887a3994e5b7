"""RDF terms and quads: the few operations that every module here needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "add_union",
    "graph_name",
    "in_default_graph",
    "in_graph",
    "language",
    "literal",
    "named_quads",
    "node",
    "open_quads",
    "sort_quads",
    "union_quads",
    "value",
]

Subject = ox.NamedNode | ox.BlankNode | ox.Triple

_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


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


def open_quads(quads: Iterable[ox.Quad]) -> ox.Store:
    """Load quads into a store in memory whose default graph is the union of its graphs."""
    store = ox.Store()
    store.bulk_extend(quads)
    add_union(store)
    return store


def in_default_graph(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the triples of quads, each once, as quads of the default graph, sorted.

    >>> a, b = (ox.NamedNode(f"https://example.org/{name}") for name in "ab")
    >>> in_default_graph([ox.Quad(a, a, a, a), ox.Quad(a, a, a, b)]) == [ox.Quad(a, a, a)]
    True
    """
    triples = {quad.triple for quad in quads}
    return [ox.Quad(t.subject, t.predicate, t.object) for t in sorted(triples, key=str)]


def add_union(store: ox.Store) -> None:
    """Give the default graph each triple of the named graphs, once.

    The engine's own union of graphs is a bag, in which a triple of two graphs counts twice;
    the default graph of SPARQL is a set.
    """
    store.update(_UNION)


def named_quads(
    store: ox.Store,
    subject: Subject | None = None,
    predicate: ox.NamedNode | None = None,
    object_: Subject | ox.Literal | None = None,
) -> Iterator[ox.Quad]:
    """Yield the quads of the named graphs that fit: a triple as often as graphs have it.

    >>> a, b = (ox.NamedNode(f"https://example.org/{name}") for name in "ab")
    >>> store = open_quads([ox.Quad(a, a, a, a), ox.Quad(a, a, a, b)])
    >>> [len(list(quads)) for quads in (store, named_quads(store), named_quads(store, a))]
    [3, 2, 2]
    """
    if subject is predicate is object_ is None:
        for name in store.named_graphs():
            yield from store.quads_for_pattern(None, None, None, name)
        return
    for quad in store.quads_for_pattern(subject, predicate, object_):
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            yield quad


def union_quads(
    store: ox.Store,
    subject: Subject | None = None,
    predicate: ox.NamedNode | None = None,
    object_: Subject | ox.Literal | None = None,
) -> Iterator[ox.Quad]:
    """Return the quads of the default graph that fit: each triple of the union once."""
    return store.quads_for_pattern(subject, predicate, object_, ox.DefaultGraph())
