"""Graph names, and the few operations on quads that every module here needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.namespaces import BASE
from .passages import REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CONTEXT",
    "CONTEXT_TERMS",
    "DERIVED",
    "DERIVED_CONTEXT",
    "EDITORIAL",
    "INFERRED",
    "INFERRED_CONTEXT",
    "NAMES",
    "ONTOLOGY",
    "OUTSIDE",
    "SCHEMES",
    "STRUCTURE",
    "graph_name",
    "in_graph",
    "is_asserted",
    "is_inferred",
    "is_outside",
    "language",
    "literal",
    "node",
    "sort_quads",
    "value",
]


def node(iri: str) -> ox.NamedNode:
    """Make a node of an IRI."""
    return ox.NamedNode(iri)


ONTOLOGY = node(f"{BASE}graph/ontology")
"""The graph of classes and properties."""
SCHEMES = node(f"{BASE}graph/schemes")
"""The graph of the concept schemes."""
NAMES = node(f"{BASE}graph/names")
"""The graph of labels that are ours: English ones, and Chinese ones that no sentence has."""
EDITORIAL = node(f"{BASE}graph/editorial")
"""The graph of the editors' judgements on passages."""
STRUCTURE = node(f"{BASE}graph/structure")
"""The graph of the report's sections and passages."""
DERIVED = node(f"{BASE}graph/derived")
"""The graph of what the build computes from the others: evidence links, labels of figures."""
INFERRED = node(f"{BASE}graph/inferred")
"""The graph of what the reasoner adds."""
CONTEXT = node(f"{BASE}graph/context")
"""The graph of facts from outside the report, each with its source."""
CONTEXT_TERMS = node(f"{BASE}graph/context-terms")
"""The graph of names, indicators, units and periods that only the context needs."""
DERIVED_CONTEXT = node(f"{BASE}graph/derived-context")
"""The graph of what the build computes from the context: labels of targets."""
INFERRED_CONTEXT = node(f"{BASE}graph/inferred-context")
"""The graph of what the reasoner adds once it knows the context too."""
OUTSIDE = frozenset({CONTEXT, CONTEXT_TERMS, DERIVED_CONTEXT, INFERRED_CONTEXT})
"""The graphs that would not be there without sources outside the report."""


def value(term: object) -> str:
    """Return the text of a term: an IRI, the characters of a literal, a blank node's name.

    Raises `ValueError` for what has no text of its own, such as a quoted triple.

    >>> value(node(f"{BASE}place/china")), value(literal("千瓦", language="zh"))
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


def is_asserted(quad: ox.Quad) -> bool:
    """Tell whether a passage of the report asserts the quad."""
    return graph_name(quad).startswith(f"{REPORT}/")


def is_inferred(quad: ox.Quad) -> bool:
    """Tell whether the reasoner added the quad."""
    return quad.graph_name in {INFERRED, INFERRED_CONTEXT}


def is_outside(quad: ox.Quad) -> bool:
    """Tell whether the quad comes, at least in part, from outside the report."""
    return quad.graph_name in OUTSIDE


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
        kind = node(f"http://www.w3.org/2001/XMLSchema#{datatype}")
        return ox.Literal(str(written), datatype=kind)
    return ox.Literal(str(written))


def sort_quads(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Return quads once each, in the order of their N-Quads lines."""
    return tuple(sorted(set(quads), key=str))
