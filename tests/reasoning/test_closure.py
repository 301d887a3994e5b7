"""The rules infer what owlrl infers, but for triples that say nothing."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDFS, Graph, URIRef

from oneplusn.graph.checks.reference_reasoner import (
    TRIVIAL,
    own_closure,
    reference_closure,
    split_trivial,
)
from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.graph.named_graphs import INFERRED, NAMES
from oneplusn.graph.rdf import in_graph, sort_quads
from oneplusn.graph.reasoning import explain
from oneplusn.graph.reasoning.closure import Closure, close
from oneplusn.graph.reasoning.explain import Explainer
from oneplusn.graph.reasoning.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from oneplusn.graph.dataset import Dataset
    from oneplusn.graph.reasoning.explain import Derivation

    Statement = tuple[Node, Node, Node]

E = "https://example.org/"
HEAD = f"PREFIX : <{E}>\nPREFIX owl: <{OWL}>\nPREFIX rdfs: <{RDFS}>\n"
ERROR = "http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage"


def errors(closed: Iterable[Statement]) -> set[Node]:
    """Collect what owlrl reports as inconsistent."""
    return {subject for subject, _, obj in closed if obj == URIRef(ERROR)}


def parse(text: str) -> set[ox.Triple]:
    """Read Turtle with the prefixes of this module."""
    return {quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)}


@pytest.fixture(scope="module")
def asserted(dataset: Dataset) -> frozenset[ox.Triple]:
    """Take all that the dataset has before inference."""
    return frozenset(quad.triple for quad in dataset.quads if quad.graph_name != INFERRED)


@pytest.fixture(scope="module")
def closed(asserted: frozenset[ox.Triple]) -> set[Statement]:
    """Close the real graph with owlrl, once: that takes it a minute."""
    return reference_closure(asserted)


@pytest.mark.slow
def test_the_closure_of_the_real_graph_is_that_of_owlrl(
    asserted: frozenset[ox.Triple], closed: set[Statement]
) -> None:
    """Neither closure has a triple that the other lacks, but for the trivial kinds."""
    found = own_closure(asserted)
    expected, _ = split_trivial(closed)
    telling, _ = split_trivial(found)
    assert (set(), set()) == (expected - telling, telling - expected)
    assert set() == found - closed
    assert len(telling) > len(asserted)


@pytest.mark.slow
def test_each_trivial_kind_occurs(closed: set[Statement]) -> None:
    """No kind is excused that owlrl does not produce."""
    assert {kind.__name__ for kind in TRIVIAL} == set(split_trivial(closed)[1])


@pytest.mark.slow
def test_the_real_graph_is_consistent(closed: set[Statement]) -> None:
    """Owlrl finds no contradiction."""
    assert set() == errors(closed)


def test_a_contradiction_is_seen() -> None:
    """What belongs to two disjoint classes is reported."""
    broken = parse(":A owl:disjointWith :B . :x a :A , :B .")
    assert len(errors(reference_closure(broken))) > 0


@pytest.mark.parametrize(
    "said",
    [
        ":A rdfs:subClassOf :B .",
        ":A owl:equivalentClass :B .",
        ":p rdfs:domain :A .",
        ":x a :A .",
        ":x owl:sameAs :y .",
        ":A a owl:Class .",
    ],
)
def test_nothing_that_tells_something_counts_as_trivial(said: str) -> None:
    """The kinds are narrow: a triple between different terms of ours is none of them."""
    triples = set(to_rdflib_graph(parse(said)))
    assert (triples, {}) == split_trivial(triples)


PHASES = tuple(phase for phase in Phase if phase != Phase.explain)
"""All but the search for what does not matter in a failure: one closure takes long enough."""
CLASSES = st.sampled_from([":A", ":B", ":C", ":D"])
PROPERTIES = st.sampled_from([":p", ":q", ":r", ":s"])
THINGS = st.sampled_from([":a", ":b", ":c", ":d", ":e"])
KINDS = st.sampled_from(["Transitive", "Symmetric", "Functional"])
AXIOMS = st.one_of(
    st.builds("{} rdfs:subClassOf {} .".format, CLASSES, CLASSES),
    st.builds("{} rdfs:subPropertyOf {} .".format, PROPERTIES, PROPERTIES),
    st.builds("{} rdfs:domain {} .".format, PROPERTIES, CLASSES),
    st.builds("{} rdfs:range {} .".format, PROPERTIES, CLASSES),
    st.builds("{} owl:inverseOf {} .".format, PROPERTIES, PROPERTIES),
    st.builds("{} a owl:{}Property .".format, PROPERTIES, KINDS),
    st.builds(":far owl:propertyChainAxiom ( {} {} ) .".format, PROPERTIES, PROPERTIES),
    st.builds(
        ":far owl:propertyChainAxiom ( {} {} {} ) .".format, PROPERTIES, PROPERTIES, PROPERTIES
    ),
    st.builds(
        "[] owl:onProperty {} ; owl:someValuesFrom {} ; rdfs:subClassOf {} .".format,
        PROPERTIES,
        CLASSES,
        CLASSES,
    ),
)
FACTS = st.one_of(
    st.builds("{} a {} .".format, THINGS, CLASSES),
    st.builds("{} {} {} .".format, THINGS, PROPERTIES, THINGS),
    st.builds("{} :says {} .".format, THINGS, st.integers(0, 2)),
)
DECLARED = """
:A a owl:Class . :B a owl:Class . :C a owl:Class . :D a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty .
:s a owl:ObjectProperty . :far a owl:ObjectProperty .
:says a owl:DatatypeProperty ; rdfs:domain :A .
"""


@settings(deadline=None, max_examples=40, phases=PHASES)
@given(st.lists(AXIOMS, max_size=8), st.lists(FACTS, max_size=8))
def test_the_closure_of_any_small_graph_is_that_of_owlrl(
    axioms: list[str], facts: list[str]
) -> None:
    """Whatever is said with the ontology's constructs, the closures are equal."""
    triples = parse("\n".join([DECLARED, *axioms, *facts]))
    expected, _ = split_trivial(reference_closure(triples))
    telling, _ = split_trivial(own_closure(triples))
    assert (set(), set()) == (expected - telling, telling - expected)


ODDITIES = st.one_of(
    st.builds("{} owl:sameAs {} .".format, THINGS, THINGS),
    st.builds("{} owl:sameAs {} .".format, PROPERTIES, PROPERTIES),
    st.builds("{} rdfs:subPropertyOf rdfs:subClassOf .".format, PROPERTIES),
    st.builds("{} rdfs:domain owl:TransitiveProperty .".format, PROPERTIES),
    st.builds("{} {} {} .".format, CLASSES, PROPERTIES, CLASSES),
    st.builds("[] owl:inverseOf {} .".format, PROPERTIES),
    st.builds("{} {} 1 .".format, THINGS, PROPERTIES),
)
"""What no ontology should say and no data should, but the rules have to cope with."""


def by_queries(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Close triples with the rules as what they are, SPARQL, one after the other until all idle."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    idle = 0
    for rule in cycle(rules()):
        answer = store.query(rule.text)
        assert isinstance(answer, ox.QueryTriples)
        found = list(answer)
        store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
        idle = 0 if found else idle + 1
        if idle == len(rules()):
            return {quad.triple for quad in store}
    return set()


@settings(deadline=None, max_examples=150, phases=PHASES)
@given(st.lists(AXIOMS, max_size=8), st.lists(FACTS, max_size=8), st.lists(ODDITIES, max_size=3))
def test_the_closure_is_that_of_the_rules_as_queries(
    axioms: list[str], facts: list[str], oddities: list[str]
) -> None:
    """However the rules are worked off, they find what they find as plain SPARQL, once each."""
    triples = parse("\n".join([DECLARED, *axioms, *facts, *oddities]))
    steps = close(triples).steps
    assert by_queries(triples) == triples | set(steps)
    assert set() == triples & set(steps)


@settings(deadline=None, max_examples=30, phases=PHASES)
@given(st.lists(AXIOMS, max_size=8), st.lists(FACTS, max_size=8), st.lists(ODDITIES, max_size=2))
def test_each_inferred_triple_has_a_derivation(
    axioms: list[str], facts: list[str], oddities: list[str]
) -> None:
    """Whatever is inferred is explained down to what was given, in fewer steps than there are."""
    triples = parse("\n".join([DECLARED, *axioms, *facts, *oddities]))
    explainer = Explainer(in_graph(triples, NAMES))
    steps = close(triples).steps
    for triple, step in steps.items():
        assert depth(explainer.explain(triple)) <= step + 1


def test_the_same_quads_are_closed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks about them again gets the same explainer, and the derivation that it kept."""
    sizes = []

    def counted(triples: Iterable[ox.Triple]) -> Closure:
        given_triples = list(triples)
        sizes.append(len(given_triples))
        return close(given_triples)

    monkeypatch.setattr(explain, "close", counted)
    small, more = (
        sort_quads(in_graph(parse(f":A rdfs:subClassOf :B . :once a :A{other} ."), NAMES))
        for other in ("", " , :C")
    )
    (wanted,) = parse(":once a :B .")
    first = explain.explainer_of(small)
    assert first is explain.explainer_of(small[::-1][::-1])
    assert first.explain(wanted) is first.explain(wanted)
    assert first is not explain.explainer_of(more)
    assert [2, 3] == sizes


def depth(derivation: Derivation) -> int:
    """Count the rules on the longest way down."""
    return bool(derivation.rule) + max(map(depth, derivation.premises), default=0)


@pytest.mark.parametrize(
    ("given_triples", "expected"),
    [
        pytest.param(
            ":p a owl:FunctionalProperty . :x :p :y , :z . :y :q :u . :v :q :z .",
            ":z :q :u . :v :q :y . :y owl:sameAs :z . :z owl:sameAs :y .",
            id="two values of a functional property share all they have",
        ),
        pytest.param(
            ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .",
            ":A owl:equivalentClass :B . :B owl:equivalentClass :A .",
            id="a circle of classes is one class",
        ),
        pytest.param(
            ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
            ":p owl:equivalentProperty :q . :q owl:equivalentProperty :p .",
            id="a circle of properties is one property",
        ),
    ],
)
def test_what_follows_is_spelled_out(given_triples: str, expected: str) -> None:
    """The closure adds these triples and, but for trivial ones, no others."""
    triples = parse(given_triples)
    wanted = set(to_rdflib_graph(parse(expected)))
    added, _ = split_trivial(own_closure(triples) - set(to_rdflib_graph(triples)))
    assert wanted == added


def test_graphs_are_compared_by_content() -> None:
    """A missing triple is noticed: the comparison above can fail."""
    assert split_trivial(Graph())[0] == set()
    assert (
        split_trivial(own_closure(parse(":A rdfs:subClassOf :B . :x a :A .")))[0]
        != split_trivial(own_closure(parse(":A rdfs:subClassOf :B .")))[0]
    )
