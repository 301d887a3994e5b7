"""The rules infer what OWL 2 RL infers, and nothing else."""

from __future__ import annotations

import gc
from collections import defaultdict
from typing import TYPE_CHECKING

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.graph.named_graphs import INFERRED, is_asserted
from oneplusn.graph.rdf import node, value
from oneplusn.graph.reasoning.clauses import read_clause
from oneplusn.graph.reasoning.closure import infer
from oneplusn.graph.reasoning.rules import parse_rule, rules
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.ontology.resources import ontology_triples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneplusn.graph.dataset import Dataset

E = "https://example.org/"
HEAD = f"""
PREFIX : <{E}>
PREFIX owl: <{OWL}>
PREFIX rdf: <{RDF}>
PREFIX rdfs: <{RDFS}>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SKOS = "http://www.w3.org/2004/02/skos/core#"

# rule → a graph, and what that rule alone adds to it
FIRES = {
    "eq-rep-o": (":y owl:sameAs :z . :x :p :y .", ":x :p :z ."),
    "eq-rep-p": (":p owl:sameAs :q . :x :p :y .", ":x :q :y ."),
    "eq-rep-s": (":x owl:sameAs :z . :x :p :y .", ":z :p :y ."),
    "eq-sym": (":x owl:sameAs :y .", ":y owl:sameAs :x ."),
    "eq-trans": (":x owl:sameAs :y . :y owl:sameAs :z .", ":x owl:sameAs :z ."),
    "scm-eqc2": (
        ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .",
        ":A owl:equivalentClass :B . :B owl:equivalentClass :A .",
    ),
    "scm-eqp2": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
        ":p owl:equivalentProperty :q . :q owl:equivalentProperty :p .",
    ),
    "scm-svf1": (
        (
            ":R owl:onProperty :p ; owl:someValuesFrom :A . :S owl:onProperty :p ;"
            " owl:someValuesFrom :B . :A rdfs:subClassOf :B ."
        ),
        ":R rdfs:subClassOf :S .",
    ),
    "scm-svf1-same": (
        (
            ":R owl:onProperty :p ; owl:someValuesFrom :A . :S owl:onProperty :p ;"
            " owl:someValuesFrom :A ."
        ),
        ":R rdfs:subClassOf :S . :S rdfs:subClassOf :R .",
    ),
    "scm-svf2": (
        (
            ":R owl:onProperty :p ; owl:someValuesFrom :A . :S owl:onProperty :q ;"
            " owl:someValuesFrom :A . :p rdfs:subPropertyOf :q ."
        ),
        ":R rdfs:subClassOf :S .",
    ),
    "cax-sco": (":A rdfs:subClassOf :B . :x a :A .", ":x a :B ."),
    "cls-svf1": (
        ":R owl:onProperty :p ; owl:someValuesFrom :A ; rdfs:subClassOf :B . :x :p :y . :y a :A .",
        ":x a :R .",
    ),
    "prp-dom": (":p rdfs:domain :A . :x :p 1 .", ":x a :A ."),
    "prp-rng": (":p rdfs:range :A . :x :p :y .", ":y a :A ."),
    "prp-fp": (
        ":p a owl:FunctionalProperty . :x :p :y , :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    "prp-inv1": (":p owl:inverseOf :q . :x :p :y .", ":y :q :x ."),
    "prp-inv2": (":p owl:inverseOf :q . :x :q :y .", ":y :p :x ."),
    "prp-spo1": (":p rdfs:subPropertyOf :q . :x :p :y , 'z' .", ":x :q :y , 'z' ."),
    "prp-spo2-2": (
        ":p owl:propertyChainAxiom ( :a :b ) . :x :a :y . :y :b :z .",
        ":x :p :z .",
    ),
    "prp-spo2-3": (
        ":p owl:propertyChainAxiom ( :a :b :c ) . :x :a :y . :y :b :z . :z :c :u .",
        ":x :p :u .",
    ),
    "prp-symp": (":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    "prp-trp": (":p a owl:TransitiveProperty . :x :p :y . :y :p :z .", ":x :p :z ."),
    "scm-dom1": (":p rdfs:domain :A . :A rdfs:subClassOf :B .", ":p rdfs:domain :B ."),
    "scm-dom2": (":q rdfs:domain :A . :p rdfs:subPropertyOf :q .", ":p rdfs:domain :A ."),
    "scm-rng1": (":p rdfs:range :A . :A rdfs:subClassOf :B .", ":p rdfs:range :B ."),
    "scm-rng2": (":q rdfs:range :A . :p rdfs:subPropertyOf :q .", ":p rdfs:range :A ."),
    "scm-sco": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":A rdfs:subClassOf :C ."),
    "scm-spo": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:subPropertyOf :r .",
    ),
}
# rule → a graph that comes near, and from which it infers nothing
RESTS = {
    "eq-rep-o": ":z owl:sameAs :y . :x :p :y .",
    "eq-rep-p": ":q owl:sameAs :p . :x :p :y .",
    "eq-rep-s": ":z owl:sameAs :x . :x :p :y .",
    "eq-sym": ":x owl:sameAs 'y' . :x owl:sameAs :x .",
    "eq-trans": ":x owl:sameAs :y . :z owl:sameAs :y .",
    "scm-eqc2": ":A rdfs:subClassOf :B , :A . :B rdfs:subClassOf :C .",
    "scm-eqp2": ":p rdfs:subPropertyOf :q , :p . :q rdfs:subPropertyOf :r .",
    "scm-svf1": (
        ":R owl:onProperty :p ; owl:someValuesFrom :A . :S owl:onProperty :q ;"
        " owl:someValuesFrom :B . :A rdfs:subClassOf :B ."
    ),
    "scm-svf1-same": (
        ":R owl:onProperty :p ; owl:someValuesFrom :A . :S owl:onProperty :q ;"
        " owl:someValuesFrom :A . :U owl:onProperty :p ; owl:someValuesFrom :B ."
    ),
    "scm-svf2": (
        ":R owl:onProperty :p ; owl:someValuesFrom :A . :S owl:onProperty :q ;"
        " owl:someValuesFrom :B . :p rdfs:subPropertyOf :q ."
    ),
    "cax-sco": ":A rdfs:subClassOf :B . :x a :B .",
    "cls-svf1": (
        ":R owl:onProperty :p ; owl:someValuesFrom :A . :x :p :y . :y a :C . :z :q :w . :w a :A ."
    ),
    "prp-dom": ":p rdfs:domain :A . :x :q :y .",
    "prp-rng": ":p rdfs:range :A , xsd:string . :x :p 'y' .",
    "prp-fp": ":p a owl:FunctionalProperty . :x :p :y . :u :p :z . :v :p 1 , 'z' . :x :q :a , :b .",
    "prp-inv1": ":p owl:inverseOf :q . :x :p 'y' . :u :q :v .",
    "prp-inv2": ":p owl:inverseOf :q . :x :q 'y' . :u :p :v .",
    "prp-spo1": ":p rdfs:subPropertyOf :q . :x :q :y .",
    "prp-spo2-2": ":p owl:propertyChainAxiom ( :a :b ) , ( :a :a :a ) . :x :b :y . :y :a :z .",
    "prp-spo2-3": ":p owl:propertyChainAxiom ( :a :b :c ) , ( :a :b ) . :x :a :y . :y :b :z .",
    "prp-symp": ":p a owl:TransitiveProperty . :x :p :y .",
    "prp-trp": ":p a owl:SymmetricProperty . :x :p :y . :y :p :z .",
    "scm-dom1": ":p rdfs:domain :B . :A rdfs:subClassOf :B . :q rdfs:range :A .",
    "scm-dom2": ":p rdfs:domain :A . :p rdfs:subPropertyOf :q . :r rdfs:range :A .",
    "scm-rng1": ":p rdfs:range :B . :A rdfs:subClassOf :B . :q rdfs:domain :A .",
    "scm-rng2": ":p rdfs:range :A . :p rdfs:subPropertyOf :q . :r rdfs:domain :A .",
    "scm-sco": ":A rdfs:subClassOf :B . :C rdfs:subClassOf :B .",
    "scm-spo": ":p rdfs:subPropertyOf :q . :r rdfs:subPropertyOf :q .",
}
ALL = """
:Plan rdfs:subClassOf :Policy . :Policy rdfs:subClassOf :Document .
[] a owl:Restriction ; owl:onProperty :issues ; owl:someValuesFrom :Policy ;
    rdfs:subClassOf :IssuingBody .
:issuedBy owl:inverseOf :issues ; rdfs:domain :Document .
:partOf a owl:TransitiveProperty ; owl:inverseOf :hasPart .
:hasPart a owl:TransitiveProperty .
:with a owl:SymmetricProperty .
:applies rdfs:subPropertyOf :about ; rdfs:range :Sector .
:about rdfs:subPropertyOf :touches .
:covers owl:propertyChainAxiom ( :hasPart :applies ) , ( :hasPart :applies :wider ) .
:framework :hasPart :one . :two :partOf :one .
:one a :Plan ; :issuedBy :ministry ; :applies :steel .
:two a :Plan ; :applies :rail .
:steel :wider :industry . :rail :wider :transport .
:ministry :with :bank ; :named 'ministry' .
:quiet :with :ministry .
"""


def parse(text: str) -> set[ox.Triple]:
    """Read Turtle with the prefixes of this module."""
    return {quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)}


def apply(name: str, text: str) -> set[ox.Triple]:
    """Run one rule once and return what it concludes."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in parse(text))
    answer = store.query(next(rule.text for rule in rules() if rule.name == name))
    assert isinstance(answer, ox.QueryTriples)
    return set(answer)


def test_every_rule_has_its_examples() -> None:
    """No rule is without an example of what it infers and of what it does not."""
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
    assert [sorted(names)] * 2 == [sorted(FIRES), sorted(RESTS)]


@pytest.mark.parametrize("name", sorted(FIRES))
def test_a_rule_infers(name: str) -> None:
    """From a graph that has its premises, a rule adds its conclusion and nothing else."""
    given, expected = FIRES[name]
    assert parse(expected) == apply(name, given)


@pytest.mark.parametrize("name", sorted(RESTS))
def test_a_rule_rests(name: str) -> None:
    """From a graph that lacks a premise, a rule adds nothing."""
    assert set() == apply(name, RESTS[name])


def test_inference_goes_on_to_the_end() -> None:
    """Conclusions are premises of other rules, in whatever order the rules are tried."""
    found = {quad.triple for quad in infer(parse(ALL))}
    expected = parse(
        """
        :Plan rdfs:subClassOf :Document .
        :applies rdfs:subPropertyOf :touches .
        :framework :hasPart :two ; :covers :steel , :rail , :industry , :transport .
        :one :partOf :framework ; :hasPart :two ; :covers :rail , :transport .
        :two :partOf :framework .
        :one a :Policy , :Document ; :about :steel ; :touches :steel .
        :two a :Policy , :Document ; :about :rail ; :touches :rail .
        :steel a :Sector . :rail a :Sector .
        :ministry a :IssuingBody ; :issues :one ; :with :quiet .
        :bank :with :ministry .
        """
    )
    assert expected == found


def test_what_is_inferred_is_new_and_in_its_graph() -> None:
    """What is given does not come back, whatever the type of its numbers."""
    given = parse(
        ":p rdfs:domain :A . :x :p '1'^^xsd:nonNegativeInteger , '2.50'^^xsd:decimal ; a :A ."
    )
    assert [] == infer(given)
    assert {INFERRED} == {quad.graph_name for quad in infer(parse(ALL))}


def test_inferring_again_adds_nothing() -> None:
    """The closure of the closure is the closure."""
    given = parse(ALL)
    assert [] == infer(given | {quad.triple for quad in infer(given)})


def test_nothing_follows_from_nothing() -> None:
    """An empty graph is closed."""
    assert [] == infer([])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            ":p rdfs:subPropertyOf rdfs:subClassOf . :A :p :B . :B :p :C . :x a :A .",
            ":A rdfs:subClassOf :B , :C . :B rdfs:subClassOf :C . :x a :B , :C .",
            id="a hierarchy under another name",
        ),
        pytest.param(
            ":p rdfs:domain owl:SymmetricProperty . :q :p 1 . :x :q :y .",
            ":q a owl:SymmetricProperty . :y :q :x .",
            id="a kind of property by a domain",
        ),
        pytest.param(
            ":p a owl:FunctionalProperty . :x :p :q , :r . :a :q :b .",
            ":q owl:sameAs :r . :r owl:sameAs :q . :a :r :b .",
            id="a property that turns out to be another",
        ),
    ],
)
def test_data_that_adds_to_the_ontology_is_gone_through_again(given: str, expected: str) -> None:
    """Axioms that only the data yields act on all of it, as those that were declared."""
    assert parse(expected) == {quad.triple for quad in infer(parse(given))}


def test_no_conclusion_is_anything_but_a_triple() -> None:
    """A literal has no properties, and what has no IRI is no property."""
    given = """
    :p a owl:SymmetricProperty ; rdfs:range :A ; rdfs:subPropertyOf [] . [] owl:inverseOf :p .
    :x :p 'y' , :z .
    """
    found = parse(":z :p :x ; a :A . :x a :A .")
    assert found == {quad.triple for quad in infer(parse(given))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  ?x ?p ?y .\n", "  ?x ?p ?y . ?y ?p ?z .\n"),
        ("  ?x ?p ?y .\n", "  OPTIONAL { ?x ?p ?y }\n"),
        ("FILTER (!isLiteral(?y))", "FILTER (?y > 3)"),
        ("FILTER (!isLiteral(?y))", "FILTER (!isLiteral(?p))"),
        ("FILTER (!isLiteral(?y))", "FILTER (isBlank(?y))"),
        ("NOT EXISTS { ?y rdf:type ?class }", "NOT EXISTS { ?x rdf:type ?class }"),
        ("CONSTRUCT { ?y", "SELECT { ?y"),
        ("#+ construct: rdfs:range\n", ""),
    ],
)
def test_a_rule_of_another_form_is_refused(old: str, new: str) -> None:
    """What would be read wrongly is not read: the file, a line of it, or a condition."""
    text = next(rule.text for rule in rules() if rule.name == "prp-rng")
    assert text.count(old) == 1
    with pytest.raises(ValueError, match="the rule 'wrong'"):
        read_clause(parse_rule("wrong", text.replace(old, new)))


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(*, enabled: bool) -> None:
    """Closing pauses the search for cycles, and it goes on, if it went on before."""
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        infer(parse(ALL))
        assert enabled == gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()


def reference(triples: Iterable[ox.Triple]) -> set[tuple[object, ...]]:
    """Close triples with owlrl, and leave out the trivial ones."""
    graph = to_rdflib_graph(triples)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return {triple for triple in graph if not is_trivial(triple)}


def is_trivial(triple: tuple[object, ...]) -> bool:
    """Tell whether a triple says nothing: of literals, of RDF itself, of a thing and itself.

    Blank nodes stand for OWL's lists and restrictions, about which nobody asks.
    """
    subject, _, obj = triple
    top = {OWL.Thing, OWL.Nothing, RDFS.Resource, RDFS.Literal}
    return (
        isinstance(subject, rdflib.Literal | rdflib.BNode)
        or isinstance(obj, rdflib.BNode)
        or subject == obj
        or bool(top & {subject, obj})
        or str(subject).startswith((str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XML"))
    )


def ours(triples: set[ox.Triple]) -> set[tuple[object, ...]]:
    """Close triples with the rules, and leave out the trivial ones."""
    closed = triples | {quad.triple for quad in infer(triples)}
    return {triple for triple in to_rdflib_graph(closed) if not is_trivial(triple)}


def test_the_rules_agree_with_owlrl_on_a_small_graph() -> None:
    """On a graph with every construct that the ontology uses, both give the same closure."""
    given = parse(ALL)
    assert reference(given) == ours(given)


def test_no_functional_property_has_two_values(dataset: Dataset) -> None:
    """Nothing is found to be the same as another thing."""
    functional = {
        t.subject for t in ontology_triples() if value(t.object).endswith("#FunctionalProperty")
    }
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in dataset.quads:
        if quad.predicate in functional:
            found[value(quad.subject), value(quad.predicate)].add(str(quad.object))
    assert {} == {key: values for key, values in found.items() if len(values) > 1}
    assert functional


@pytest.mark.parametrize("construct", ["hasKey", "equivalentClass", "oneOf", "unionOf", "hasValue"])
def test_the_ontology_needs_no_other_rule(construct: str) -> None:
    """OWL's constructs that the rules do not know are not used."""
    used = {t.predicate.value for t in ontology_triples()}
    assert f"{OWL}{construct}" not in used


def objects(dataset: Dataset, subject: str, *predicates: ox.NamedNode) -> set[str]:
    """Collect the objects of a subject, from all graphs."""
    return {
        value(quad.object)
        for quad in dataset.quads
        if value(quad.subject) == subject and quad.predicate in predicates
    }


def broader(dataset: Dataset, sector: str) -> set[str]:
    """Collect a sector and all sectors above it, by walking up."""
    found: set[str] = set()
    todo = {sector}
    while todo:
        found |= todo
        above = {up for one in todo for up in objects(dataset, one, node(f"{SKOS}broader"))}
        todo = above - found
    return found


def test_the_framework_covers_what_its_plans_apply_to(dataset: Dataset) -> None:
    """1+N covers the sectors of its plans and the sectors above them, and no other."""
    whole = f"{BASE}policy/one-plus-n"
    plans = {
        value(q.subject)
        for q in dataset.quads
        if q.predicate == OPN.partOf and value(q.object) == whole
    }
    applied = {s for one in {*plans, whole} for s in objects(dataset, one, OPN.appliesToSector)}
    expected = {up for sector in applied for up in broader(dataset, sector)}
    covered = objects(dataset, whole, OPN.coversSector)
    assert expected == covered
    assert {f"{BASE}sector/energy", f"{BASE}sector/industry"} <= covered
    assert f"{BASE}sector/aviation" not in covered


def test_nobody_asserts_what_the_reasoner_has_to_find(dataset: Dataset) -> None:
    """``coversSector`` and ``IssuingBody`` are inferred, never encoded."""
    written = {
        str(quad)
        for quad in dataset.quads
        if is_asserted(quad)
        and (quad.predicate == OPN.coversSector or quad.object == OPN.IssuingBody)
    }
    assert set() == written


def instances(dataset: Dataset, kind: ox.NamedNode) -> set[str]:
    """Collect what belongs to a class, from all graphs."""
    return {value(q.subject) for q in dataset.quads if q.predicate == RDF_TYPE and q.object == kind}


def test_issuing_bodies_are_those_that_issue_a_document(dataset: Dataset) -> None:
    """Whatever issues a document is an issuing body; a country that issues nothing is not."""
    documents = instances(dataset, OPN.Document)
    issuers = {
        value(quad.object)
        for quad in dataset.quads
        if quad.predicate == OPN.issuedBy and value(quad.subject) in documents
    }
    bodies = instances(dataset, OPN.IssuingBody)
    countries = instances(dataset, OPN.Country)
    assert issuers == bodies
    assert f"{BASE}agent/mee" in bodies
    assert f"{BASE}place/japan" in countries - bodies
