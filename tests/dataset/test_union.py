"""The default graph is the union of the named graphs, as a set: what SPARQL counts is right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import rdflib

from oneplusn.graph.dataset import Dataset, build_dataset, open_store
from oneplusn.graph.export.serialize import serialize
from oneplusn.graph.rdf import named_quads, union_quads, value
from oneplusn.queries.sparql.engine import ask

if TYPE_CHECKING:
    import pyoxigraph as ox

CLASSES = "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c FILTER (isIRI(?c)) } GROUP BY ?c"
TYPES = """SELECT ?d (COUNT(*) AS ?n)
{ ?s ?p ?o FILTER (isLiteral(?o)) } GROUP BY (DATATYPE(?o) AS ?d)"""


@pytest.fixture(scope="module", params=[False, True], ids=["report", "context"])
def whole(request: pytest.FixtureRequest) -> Dataset:
    """Build the dataset, without and with its context."""
    return build_dataset(context=request.param)


@pytest.fixture(scope="module")
def union(whole: Dataset) -> ox.Store:
    """Load it."""
    return open_store(whole)


@pytest.fixture(scope="module")
def turtle(whole: Dataset) -> rdflib.Graph:
    """Read the exported Turtle with another library."""
    return rdflib.Graph().parse(data=serialize(whole, "turtle"), format="turtle")


def counts(store: ox.Store, text: str) -> dict[str, int]:
    """Ask for names and numbers."""
    return {value(name): int(value(number)) for name, number in ask(store, text).rows}


@pytest.mark.parametrize("text", [CLASSES, TYPES], ids=["classes", "datatypes"])
def test_counts_are_those_of_the_export(union: ox.Store, turtle: rdflib.Graph, text: str) -> None:
    """By class, and by datatype: the same data gives the same answer to another engine."""
    expected = {str(name): int(str(number)) for name, number in turtle.query(text)}  # type: ignore[misc]
    assert len(expected) > 2
    assert expected == counts(union, text)


def test_a_thing_counts_once_however_many_sentences_name_it(union: ox.Store) -> None:
    """China is a country by 53 passages, and one of 16 countries."""
    (number,) = ask(union, "SELECT (COUNT(?c) AS ?n) { ?c a opn:Country }").rows
    rows = ask(union, "SELECT ?c { ?c a opn:Country }").rows
    assert ("16", 16) == (value(number[0]), len(rows))
    assert {1} == set(Counter(rows).values())


def test_the_union_is_the_set_of_triples(whole: Dataset, union: ox.Store) -> None:
    """All of them, once each, beside graphs that have what they had."""
    triples = {quad.triple for quad in whole.quads}
    (number,) = ask(union, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert len(triples) == int(value(number[0])) < len(whole.quads)
    assert Counter(triples) == Counter(quad.triple for quad in union_quads(union))
    assert Counter(whole.quads) == Counter(named_quads(union))


def test_whole_numbers_have_the_type_that_the_store_keeps(union: ox.Store) -> None:
    """The store keeps every whole number as ``xsd:integer``, so the data has no other type."""
    found = counts(union, TYPES)
    kinds = {name.rpartition("#")[2] for name in found if name.endswith(("Integer", "integer"))}
    assert {"integer"} == kinds
