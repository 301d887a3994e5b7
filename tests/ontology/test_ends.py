"""What each property joins is said: by an axiom, or by an annotation where OWL stays open."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SDO, Graph, URIRef

from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.ontology.resources import term_triples

ENDS = {
    "domain": (RDFS.domain, SDO.domainIncludes),
    "range": (RDFS.range, SDO.rangeIncludes),
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Read the terms alone."""
    return to_rdflib_graph(term_triples())


@pytest.mark.parametrize("end", sorted(ENDS))
def test_each_property_says_what_it_joins(graph: Graph, end: str) -> None:
    """It has a domain and a range, or says what it is meant for; never both ways at once."""
    ways = {
        str(name): sum((name, way, None) in graph for way in ENDS[end])
        for name in properties(graph)
    }
    assert dict.fromkeys(ways, 1) == ways


@pytest.mark.parametrize("end", sorted(ENDS))
def test_what_it_is_meant_for_is_declared(graph: Graph, end: str) -> None:
    """Each class so named is one of ours, each other name a datatype."""
    named = set(graph.objects(None, ENDS[end][1]))
    foreign = {
        str(name).rpartition("#")[2] for name in named if (name, RDF.type, OWL.Class) not in graph
    }
    # What a source does not state is a property; the others are datatypes outside OWL 2.
    others = {"ObjectProperty", "date", "gYear", "gYearMonth", "langString"}
    assert (others if end == "range" else set()) == foreign


def properties(graph: Graph) -> list[URIRef]:
    """List our properties, by name."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return sorted(
        name
        for kind in kinds
        for name in graph.subjects(RDF.type, kind)
        if isinstance(name, URIRef)
    )
