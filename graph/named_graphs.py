"""The names of the graphs that stand for what is said by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology.namespaces import BASE
from .rdf import graph_name, node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pyoxigraph as ox

__all__ = [
    "CONTEXT",
    "CONTEXT_TERMS",
    "DERIVED",
    "DERIVED_CONTEXT",
    "EDITORIAL",
    "INFERRED",
    "INFERRED_CONTEXT",
    "MARKS",
    "NAMES",
    "ONTOLOGY",
    "OUTSIDE",
    "REPORTS",
    "SCHEMES",
    "STRUCTURE",
    "TRANSLATIONS",
    "UNASSERTED",
    "classification_graph",
    "is_asserted",
    "is_classified",
    "is_inferred",
    "is_outside",
    "is_resolved",
    "resolved_graph",
    "terms_graph",
]

REPORTS = f"{BASE}report/"
"""What the names of the passages' graphs start with, whatever the report."""
ONTOLOGY = node(f"{BASE}graph/ontology")
"""The graph of classes and properties."""
SCHEMES = node(f"{BASE}graph/schemes")
"""The graph of the concept schemes."""
NAMES = node(f"{BASE}graph/names")
"""The graph of labels that are ours: English ones, and Chinese ones that no sentence has."""
EDITORIAL = node(f"{BASE}graph/editorial")
"""The graph of the editors' judgements on passages."""
TRANSLATIONS = node(f"{BASE}graph/translations")
"""The graph of the passages' English sentences: ours, never the report's word."""
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
MARKS = ("/classification", "/resolved")
"""What is behind a passage's name in those of the graphs that repeat some of its statements: what
is our classification, and what is said of the referent of a pronoun or an ellipsis."""
UNASSERTED = (*MARKS, "/terms")
"""What the names of a report's graphs end with that no passage asserts by themselves."""
OUTSIDE = frozenset({CONTEXT, CONTEXT_TERMS, DERIVED_CONTEXT, INFERRED_CONTEXT})
"""The graphs that would not be there without sources outside the report."""


def is_asserted(quad: ox.Quad) -> bool:
    """Tell whether a passage of the report asserts the quad."""
    name = graph_name(quad)
    return name.startswith(REPORTS) and not name.endswith(UNASSERTED)


def classification_graph(passage: str) -> ox.NamedNode:
    """Return the graph of those statements of a passage's graph that are our classification."""
    return node(f"{passage}{MARKS[0]}")


def resolved_graph(passage: str) -> ox.NamedNode:
    """Return the graph of those statements that a passage makes of what it does not name."""
    return node(f"{passage}{MARKS[1]}")


def is_classified(passages: Iterable[str], graphs: Collection[str]) -> bool:
    """Tell whether what these passages' graphs have is our classification in each of them.

    *graphs* are the names of all graphs that have it.
    """
    return all(f"{passage}{MARKS[0]}" in graphs for passage in passages)


def is_resolved(passages: Iterable[str], graphs: Collection[str]) -> bool:
    """Tell whether each of these passages says it of what it does not name."""
    return all(f"{passage}{MARKS[1]}" in graphs for passage in passages)


def terms_graph(report: str) -> ox.NamedNode:
    """Return the graph of the terms that only the report with that IRI needs."""
    return node(f"{report}/terms")


def is_inferred(quad: ox.Quad) -> bool:
    """Tell whether the reasoner added the quad."""
    return quad.graph_name in {INFERRED, INFERRED_CONTEXT}


def is_outside(quad: ox.Quad) -> bool:
    """Tell whether the quad comes, at least in part, from outside the report."""
    return quad.graph_name in OUTSIDE
