"""Each verification finds what it is for, and every construct of OWL in use is served."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from oneplusn.graph.checks.constraints import Failure, check_verify, failures, verifications
from oneplusn.graph.checks.owl_usage import (
    check_constructs,
    empty_constructs,
    services,
    used_constructs,
)
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.named_graphs import EDITORIAL
from oneplusn.graph.query_files import headers
from oneplusn.graph.rdf import in_graph, open_quads
from oneplusn.graph.reasoning.closure import infer
from oneplusn.graph.reasoning.rules import rules
from oneplusn.ontology.namespaces import prefixes, shorten

E = "https://example.org/"
HEAD = f"PREFIX : <{E}>\n" + "".join(f"PREFIX {k}: <{v}>\n" for k, v in prefixes().items())

# verification → a graph that breaks its rule, the thing that does, and what is said of it
BROKEN = {
    "all-disjoint-classes": (
        "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) . :x a :A , :C . :y a :B .",
        ":x belongs to :A and to :C, which are disjoint",
    ),
    "asymmetric-properties": (
        ":p a owl:AsymmetricProperty . :x :p :y . :y :p :x , :z . :z :p :z .",
        ":x has :p to :y, which has it back",
    ),
    "base-periods": (
        (
            ":x opn:basePeriod :late ; opn:period :early . :early opn:periodEnd '2012-12-31'^^xsd:date ."
            " :late opn:periodEnd '2022-12-31'^^xsd:date . :y opn:basePeriod :early ; opn:period :late ."
        ),
        ":x compares :early with :late, which ends later",
    ),
    "bounds": (
        (
            ":x opn:value 5 ; opn:comparator comparator:nearly ; opn:upperBound 5 ; opn:upperInclusive true ."
            " :y opn:value 5 ; opn:comparator comparator:more-than ; opn:lowerBound 5 ; opn:lowerInclusive false ."
            " :z opn:value 5 ; opn:comparator comparator:nearly ."
            " :r opn:value 5 ; opn:upperValue 6 ; opn:comparator comparator:exactly ;"
            " opn:lowerBound 5 ; opn:lowerInclusive true ; opn:upperBound 6 ; opn:upperInclusive true ."
        ),
        ":x is comparator:nearly 5 and has bounds none to 5",
    ),
    "broader-in-scheme": (
        (
            ":x skos:broader :y ; skos:inScheme :s . :y skos:inScheme :t ."
            " :u skos:broader :v ; skos:inScheme :s . :v skos:inScheme :s ."
        ),
        ":x has :y of :t as its broader concept",
    ),
    "broader-indicators": (
        (
            ":x a opn:Indicator ; opn:hasProperty :p ; opn:hasObjectOfInterest :rail ; skos:broader :y ."
            " :y a opn:Indicator ; opn:hasProperty :p ; opn:hasObjectOfInterest :all ; opn:hasConstraint :new ."
            " :z a opn:Indicator ; opn:hasProperty :p ; opn:hasObjectOfInterest :rail ; skos:broader :w ."
            " :w a opn:Indicator ; opn:hasProperty :p ; opn:hasObjectOfInterest :all . :rail skos:broader :all ."
        ),
        ":x is not below :y by its parts",
    ),
    "chain-recursion": (
        (
            ":x owl:propertyChainAxiom ( :p :q ) ; rdfs:subPropertyOf :q ."
            " :y owl:propertyChainAxiom ( :p :q ) ."
        ),
        ":x is defined by a chain through :q, which it is a part of",
    ),
    "changes": (
        (
            ":x opn:changeOf :y ; opn:indicator :i . :y opn:indicator :j ; opn:measure measure:level ."
            " :u opn:changeOf :v ; opn:indicator :i . :v opn:indicator :i ; opn:measure measure:level ."
        ),
        ":x is a change of :y, which is a measure:level of :j",
    ),
    "concept-levels": (
        (
            ":x skos:broader :a . :a skos:broader :b . :b skos:broader :c . :c skos:broader :d ."
            " :d skos:broader :e ."
        ),
        ":x is five levels below :e",
    ),
    "concept-schemes": (
        ":x a skos:Concept . :y a skos:Concept ; skos:inScheme :s .",
        ":x is in no scheme",
    ),
    "concepts-dealt-with": (
        (
            ":x opn:about :s . :s a opn:Sector . :y opn:hasTopic :t . opn:hasTopic rdfs:subPropertyOf opn:about ."
            " :t a opn:Topic . :z opn:about :x ."
        ),
        ":x is about :s, a opn:Sector",
    ),
    "datatypes": (
        ":p rdfs:range xsd:positiveInteger . :q rdfs:range xsd:string . :x :p 0 . :y :p 1 ; :q 'one' .",
        ":x :p is 0, which is no xsd:positiveInteger",
    ),
    "dated-lists": (
        (
            " :x a opn:Event ; opn:stage state:done . :y a opn:Event ; opn:stage state:done ; opn:period :p ."
            f" <{EDITORIAL.value}> a opn:ListItem ."
        ),
        ":x is an event without time in a dated list",
    ),
    "demands-carry-nothing-out": (
        ":x a opn:Demand ; opn:implements :pledge . :y a opn:Action ; opn:implements :pledge .",
        ":x is a demand and implements :pledge",
    ),
    "deprecated-terms": (
        ":old owl:deprecated true . :x a :old . :y a :new .",
        ":x uses the deprecated :old",
    ),
    "directions": (
        (
            "measure:relative-change skos:broader measure:change ."
            " :x a opn:Observation ; opn:measure measure:relative-change ."
            " :y a opn:Observation ; opn:measure measure:level ."
            " opn:Observation rdfs:subClassOf opn:QuantitativeStatement ."
        ),
        ":x is a measure:relative-change without a direction",
    ),
    "disjoint-classes": (
        ":A owl:disjointWith :B . :C rdfs:subClassOf :B . :x a :A , :C . :y a :B .",
        ":x belongs to :A and to :B, which are disjoint",
    ),
    "domain-includes": (
        ":p schema:domainIncludes :A , :B . :x :p 1 ; a :C . :y :p 1 ; a :B . :z :q 1 .",
        ":x has :p, which is said of none of its classes",
    ),
    "domains": (
        (
            ":p rdfs:domain opn:Agent . opn:Person rdfs:subClassOf opn:Agent ."
            " :x :p 1 . :y a opn:Person ; :p 1 ."
        ),
        ":x has :p and is not said to be a opn:Agent",
    ),
    "flows-and-stocks": (
        (
            ":x a opn:Observation ; opn:indicator :i ; opn:measure measure:share ; opn:period :end ."
            " :y a opn:Observation ; opn:indicator :i ; opn:measure measure:share ; opn:period :year ."
            " :z a opn:Observation ; opn:indicator :j ; opn:measure measure:level ; opn:period :end ."
            " :end opn:periodStart '2022-12-31'^^xsd:date ; opn:periodEnd '2022-12-31'^^xsd:date ."
            " :year opn:periodStart '2022-01-01'^^xsd:date ; opn:periodEnd '2022-12-31'^^xsd:date ."
        ),
        ":x is at :end what :y is over :year",
    ),
    "forms-and-classes": (
        (
            ":x opn:documentType document-type:law . :y a opn:LegalAct ; opn:documentType document-type:law ."
            " document-type:law skos:broader document-type:legal-act . :z opn:documentType :any ."
        ),
        (":x has the form document-type:law and is no opn:LegalAct"),
    ),
    "framework-parts": (
        ":x opn:partOf :f . :y a opn:PolicyDocument ; opn:partOf :f . :f a opn:PolicyFramework .",
        ":x is a part of :f and no policy document",
    ),
    "functional-properties": (
        ":p a owl:FunctionalProperty . :x :p 1 , 2 . :y :p 1 .",
        ":x :p has two values: 1 and 2",
    ),
    "gaps": (
        (
            ":x opn:measure measure:share ; opn:value 5 ; opn:place :here ."
            " :y opn:measure measure:share ; opn:value 5 ; opn:place :here ; opn:notStated opn:shareOf ."
            " :z opn:measure measure:share ; opn:value 5 ; opn:shareOf :i ; opn:notStated opn:place ."
        ),
        ":x neither has nor is said not to state opn:shareOf",
    ),
    "indicator-parts": (
        (
            ":t a opn:Technology . :u a opn:Technology ; skos:broader :t ."
            " :x opn:hasObjectOfInterest :t ; opn:hasTopic :t ."
            " :y opn:hasConstraint :t ; opn:indicatorTechnology :u ."
        ),
        ":x is not found by its part :t",
    ),
    "indicator-subjects": (
        ":x a opn:Indicator . :y a opn:Indicator ; opn:hasTopic :t .",
        ":x has no technology, sector, policy field or topic",
    ),
    "irreflexive-properties": (
        ":p a owl:IrreflexiveProperty . :x :p :x . :y :p :z .",
        ":x has :p to itself",
    ),
    "issued-documents": (
        (
            ":x opn:issuedBy :body ; opn:status state:drafted ."
            " :y opn:issuedBy :body ; opn:status state:drafted , state:issued ."
            " :z opn:responsibleBody :body ; opn:status state:drafted ."
        ),
        ":x is issued by :body and has the status state:drafted",
    ),
    "money": (
        (
            "unit:yuan a opn:Currency . :x opn:unit unit:yuan ; opn:measure measure:share ."
            " :y opn:unit unit:yuan ; opn:measure measure:level ."
        ),
        ":x is a measure:share in unit:yuan",
    ),
    "narrower-indicators": (
        (
            ":x opn:hasProperty :p ; opn:hasObjectOfInterest :rail ; opn:hasConstraint :new ."
            " :y opn:hasProperty :p ; opn:hasObjectOfInterest :all . :rail skos:broadMatch :all ."
            " :z opn:hasProperty :q ; opn:hasObjectOfInterest :all ; opn:hasConstraint :old ."
        ),
        ":x is below :y by its parts and does not say so",
    ),
    "notations": (
        (
            ":a skos:inScheme :s ; skos:notation 'A' . :b skos:inScheme :s ; skos:notation 'A.1' ; skos:broader :a ."
            " :x skos:inScheme :s ; skos:notation 'B.1' ; skos:broader :a ."
            " :c skos:inScheme :t ; skos:notation 'A' ."
        ),
        ":x has the notation B.1, which goes on from no broader one",
    ),
    "observed-in-the-past": (
        (
            f"<{EDITORIAL.value}> opn:inReport :r . :r opn:reportDate '2023-09-30'^^xsd:date ."
            " :x a opn:Observation ; opn:period :p . :p opn:periodStart '2023-10-01'^^xsd:date ."
            " :y a opn:Target ; opn:period :p ."
            " :z a opn:Observation ; opn:period :q . :q opn:periodStart '2023-09-30'^^xsd:date ."
        ),
        ":x is an observation of :p",
    ),
    "one-direction": (
        ":hosts owl:inverseOf :hostedBy . :x :hosts :y . :v :hostedBy :u .",
        ":x has :hosts, which follows from :hostedBy",
    ),
    "part-cycles": (
        ":x opn:partOf :x . :y opn:partOf :z .",
        ":x is a part of itself",
    ),
    "percentage-points": (
        (
            ":x opn:unit unit:percent ; opn:measure measure:percentage-point-change ."
            " :y opn:unit unit:percentage-point ; opn:measure measure:percentage-point-change ."
        ),
        ":x is a measure:percentage-point-change in unit:percent",
    ),
    "percentages": (
        (
            ":x opn:unit unit:percent ; opn:measure measure:level ."
            " :y opn:unit unit:percent ; opn:measure measure:share ."
        ),
        ":x is in percent and a measure:level",
    ),
    "period-order": (
        (
            ":x opn:periodStart '2022-12-31'^^xsd:date ; opn:periodEnd '2022-01-01'^^xsd:date ."
            " :y opn:periodStart '2022-12-31'^^xsd:date ; opn:periodEnd '2022-12-31'^^xsd:date ."
        ),
        ":x starts on 2022-12-31 and ends on 2022-01-01",
    ),
    "place-cycles": (
        ":x opn:locatedIn :x . :y opn:locatedIn :x .",
        ":x lies in itself",
    ),
    "placed-figures": (
        (
            ":x a opn:Observation ; opn:concerns :pilot . :y a opn:Observation ; opn:concerns :pilot ; opn:place :here ."
            " :z a opn:Observation ; opn:concerns :dialogue . :dialogue opn:hasParticipant :other ."
        ),
        ":x is an observation without a place",
    ),
    "plan-data": (
        (
            ":x a opn:PolicyDocument ; opn:partOf policy:one-plus-n ; opn:status state:issued ."
            " :y a opn:PolicyDocument ; opn:planCategory plan-category:key-area ."
        ),
        ":x is a plan under 1+N and has no opn:planCategory",
    ),
    "range-includes": (
        (
            ":p schema:rangeIncludes :A , xsd:date . :x a :C . :y a :A . :u :p :x , :y ."
            " :v :p '2022-06-01'^^xsd:date ."
        ),
        ":x is in :p of something, which leads to none of its classes",
    ),
    "ranges": (
        (
            ":p rdfs:range opn:Agent . opn:Person rdfs:subClassOf opn:Agent ."
            " :u :p :x , :y . :y a opn:Person ."
        ),
        ":x is in :p of something and is not said to be a opn:Agent",
    ),
    "same-indicators": (
        (
            ":x opn:hasProperty :p ; opn:hasObjectOfInterest :a , :b ; opn:hasConstraint :c ."
            " :y opn:hasProperty :p ; opn:hasObjectOfInterest :b , :a ; opn:hasConstraint :c ."
            " :z opn:hasProperty :p ; opn:hasObjectOfInterest :a , :b ."
        ),
        ":x has the property, objects and constraints of :y",
    ),
    "same-things": (
        ":p a owl:FunctionalProperty . :u :p :x , :y .",
        ":x would be the same as :y",
    ),
    "shares": (
        (
            ":x opn:measure measure:share ; opn:unit unit:percent ; opn:value 100.5 ."
            " :y opn:measure measure:share ; opn:unit unit:percent ; opn:value 100 ."
        ),
        ":x is a share of 100.5 percent",
    ),
    "stages-of-work": (
        (
            "opn:Company rdfs:subClassOf opn:Agent . :x a opn:Company ; opn:stage state:ongoing ."
            " :y a opn:Project ; opn:stage state:ongoing ."
        ),
        ":x is an agent and has the stage state:ongoing",
    ),
    "statement-places": (
        (
            "opn:place rdfs:range opn:Place . opn:City rdfs:subClassOf opn:Place ."
            " :x opn:place :there . :y opn:place :here . :here a opn:City ."
        ),
        ":x is about :there, which is not said to be a place",
    ),
    "target-kinds": (
        (
            ":x opn:targetKind target-kind:level ; opn:measure measure:share ."
            " :y opn:targetKind target-kind:share ; opn:measure measure:share ."
            " :z opn:targetKind target-kind:intensity ; opn:measure measure:relative-change ."
            " :u opn:targetKind target-kind:peak ."
        ),
        ":x is a target of the kind target-kind:level and a measure:share",
    ),
    "targets-not-observed": (
        ":x a opn:Target , opn:Observation . :y a opn:Target .",
        ":x is both a target and an observation",
    ),
    "term-labels": (
        (
            ":x a owl:Class ; rdfs:label 'part'@en . :z a owl:ObjectProperty ; rdfs:label 'part'@en ."
            " :y a owl:Class ; rdfs:label 'part'@zh . :p a owl:ObjectProperty ; rdfs:label 'Part'@en ."
        ),
        ":x has the label 'part' in en, as has :z",
    ),
    "trends-and-changes": (
        (
            ":x a opn:Trend ; opn:indicator :i ; opn:direction direction:increase ."
            " :fall a opn:Observation ; opn:indicator :i ; opn:direction direction:decrease ."
            " :y a opn:Trend ; opn:indicator :i ; opn:direction direction:decrease ."
        ),
        ":x goes another way than :fall",
    ),
}


def closed_quads(text: str) -> list[ox.Quad]:
    """Read a small graph as if it were data, and close it as the build does."""
    triples = [quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)]
    return in_graph(triples, EDITORIAL) + infer(triples)


def found_by(name: str, text: str) -> tuple[Failure, ...]:
    """Run one verification on a small graph."""
    store = open_quads(closed_quads(text))
    return failures(store, next(one for one in verifications() if one.name == name))


def expected_failure(said: str) -> Failure:
    """Make a failure of ``:thing and what is wrong``, with the names of this module."""
    thing, _, problem = said.partition(" ")
    words = [
        f"{shorten(E + word[1:-1])}{word[-1]}" if word.endswith(",") else shorten(E + word[1:])
        for word in problem.split()
        if word.startswith(":")
    ]
    told = " ".join(words.pop(0) if word.startswith(":") else word for word in problem.split())
    return Failure(E + thing[1:], told)


def test_every_verification_has_a_broken_example() -> None:
    """No query is without a graph that it finds fault with."""
    assert sorted(BROKEN) == [one.name for one in verifications()]


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_verification_finds_the_one_failure(name: str) -> None:
    """From a broken graph comes exactly the row that says what is wrong, and none for the rest."""
    text, said = BROKEN[name]
    assert (expected_failure(said),) == found_by(name, text)


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_verification_is_quiet_without_reason(name: str) -> None:
    """From an empty graph comes nothing."""
    assert () == found_by(name, "")


def test_nothing_is_wrong_in_the_real_dataset(dataset: Dataset) -> None:
    """All queries are run on the closed dataset, and none has a row."""
    outcome = check_verify(dataset)
    total = len(verifications())
    assert (total, total, ()) == (outcome.checked, outcome.total, outcome.problems)


def test_a_broken_dataset_fails_the_check() -> None:
    """The check names the query and what is wrong."""
    outcome = check_verify(Dataset(tuple(closed_quads(":x opn:partOf :x .")), ()))
    assert [f"part-cycles: <{E}x> is a part of itself"] == [
        problem.message for problem in outcome.problems
    ]
    assert [f"part-cycles：<{E}x> 不合约束：没有事物是自身的组成部分（is a part of itself）"] == [
        problem.chinese for problem in outcome.problems
    ]
    assert not outcome.passed


def test_summaries_are_sentences() -> None:
    """Each rule and each verification says in one sentence what holds."""
    said = [rule.summary for rule in rules()] + [one.summary for one in verifications()]
    assert said == [text for text in said if text[0].isupper() and text.endswith(".")]
    chinese = [one.summary_zh for one in verifications()]
    assert chinese == [text for text in chinese if text.endswith("。")]
    assert len(chinese) == len(set(chinese))
    assert len(said) == len(set(said))


def test_headers_stop_at_the_head() -> None:
    """Only lines of the form ``#+ name: text`` are headers."""
    assert {"summary": "One."} == headers("#+ summary: One.\n# construct: no\nSELECT")


def test_each_construct_of_the_ontology_is_served() -> None:
    """Whatever the ontology says in OWL has a rule, a verification, or a reason for none."""
    outcome = check_constructs()
    assert (len(used_constructs()), ()) == (outcome.checked, outcome.problems)
    assert outcome.passed


def test_an_unserved_construct_fails_the_check() -> None:
    """The check names the construct that nothing serves."""
    text = HEAD + ":A a owl:Class ; owl:unionOf ( :B :C ) ; rdfs:subClassOf :D ."
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    outcome = check_constructs(used_constructs(triples))
    assert ["no rule and no query serves owl:unionOf"] == [
        problem.message for problem in outcome.problems
    ]


def test_no_construct_is_both_served_and_empty() -> None:
    """What a rule serves needs no excuse, and each excuse is given in words."""
    assert set() == set(services()) & set(empty_constructs())
    assert all(reason.endswith(".") for reason in empty_constructs().values())
