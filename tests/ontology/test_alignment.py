"""The alignment speaks of our terms alone, names what exists, and infers nothing foolish."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib import namespace as ns
from rdflib.collection import Collection

from oneplusn.graph.dataset import build_dataset
from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.graph.named_graphs import MARKS
from oneplusn.graph.rdf import node, value
from oneplusn.graph.reasoning.closure import Closure, close
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.ontology.resources import (
    alignment_triples,
    ontology_triples,
    scheme_triples,
    term_triples,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = f"{BASE}ontology/alignment"
AXIOMS = {str(ns.RDFS.subClassOf), str(ns.RDFS.subPropertyOf)}
MATCHES = {
    str(ns.SKOS[name])
    for name in ("broadMatch", "closeMatch", "exactMatch", "narrowMatch", "relatedMatch")
}
QUDT = "http://qudt.org/schema/qudt/"
REMARKS = {str(ns.SKOS.editorialNote), f"{QUDT}conversionMultiplier", f"{QUDT}hasQuantityKind"}
CLOSED: tuple[type[ns.DefinedNamespace], ...] = (
    ns.DCAT, ns.DCTERMS, ns.ORG, ns.OWL, ns.PROV, ns.QB,
    ns.RDF, ns.RDFS, ns.SDO, ns.SKOS, ns.SOSA, ns.TIME,
)  # fmt: skip
ELI = "http://data.europa.eu/eli/ontology#"
LEGAL = f"{ELI}LegalResource"

# What the others say of their own terms, and more than they say: each property of ELI and SOSA
# is given the domain that would make a legal work or an act of observing of whatever has it.
FOREIGN = """
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sosa: <http://www.w3.org/ns/sosa/> .
eli:amends rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
eli:based_on rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
eli:cites rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
eli:date_publication rdfs:domain eli:LegalResource .
eli:is_about rdfs:domain eli:LegalResource ; rdfs:range skos:Concept .
eli:jurisdiction rdfs:domain eli:LegalResource ; rdfs:range eli:AdministrativeArea .
eli:passed_by rdfs:domain eli:LegalResource .
eli:repeals rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
schema:legislationChanges rdfs:subPropertyOf eli:amends .
schema:legislationDate rdfs:subPropertyOf eli:date_publication .
schema:legislationJurisdiction rdfs:subPropertyOf eli:jurisdiction .
schema:legislationPassedBy rdfs:subPropertyOf eli:passed_by .
schema:Corporation rdfs:subClassOf schema:Organization .
schema:GovernmentOrganization rdfs:subClassOf schema:Organization .
schema:Project rdfs:subClassOf schema:Organization .
org:memberOf rdfs:range org:Organization .
org:hasMember rdfs:domain org:Organization .
org:FormalOrganization rdfs:subClassOf org:Organization .
sosa:observedProperty rdfs:domain sosa:Observation ; rdfs:range sosa:ObservableProperty .
sosa:hasFeatureOfInterest rdfs:domain sosa:Observation .
sosa:hasSimpleResult rdfs:domain sosa:Observation .
sosa:phenomenonTime rdfs:domain sosa:Observation .
prov:wasRevisionOf rdfs:subPropertyOf prov:wasDerivedFrom .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
prov:Organization rdfs:subClassOf prov:Agent .
prov:Person rdfs:subClassOf prov:Agent .
"""

# Whose instances a foreign class gets from us: these and no others.
MEANT = {
    ns.DCTERMS.Agent: ["Agent"],
    ns.DCTERMS.Location: ["Place"],
    ns.ORG.Organization: ["Organization"],
    ns.PROV.Agent: ["Agent"],
    ns.PROV.Entity: ["Document", "Passage", "QuantitativeStatement"],
    ns.PROV.Organization: ["Organization"],
    ns.PROV.Person: ["Person"],
    ns.SDO.AdministrativeArea: ["District"],
    ns.SDO.City: ["City"],
    ns.SDO.Country: ["Country"],
    ns.SDO.CreativeWork: ["Publication"],
    ns.SDO.GovernmentOrganization: ["GovernmentBody"],
    ns.SDO.Legislation: ["LegalAct"],
    ns.SDO.Organization: ["Organization"],
    ns.SDO.Person: ["Person"],
    ns.SDO.Report: ["Report"],
    ns.SDO.ResearchOrganization: ["ResearchBody"],
    ns.SDO.State: ["Province"],
    ns.TIME.TemporalEntity: ["Period"],
}


@pytest.fixture(scope="module")
def closure() -> Closure:
    """Close the real graph with the alignment and with what the others say."""
    foreign = (quad.triple for quad in ox.parse(FOREIGN, format=ox.RdfFormat.TURTLE))
    given = (quad.triple for quad in build_dataset(context=True).quads)
    return close((*given, *alignment_triples(), *foreign))


@pytest.fixture(scope="module")
def sources() -> dict[str, tuple[str, str]]:
    """Read IRI → vocabulary and where it was seen."""
    text = (files("oneplusn.ontology") / "alignment-sources.csv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines()))
    assert ["iri", "vocabulary", "verified in"] == rows[0]
    return {iri: (vocabulary, place) for iri, vocabulary, place in rows[1:]}


def instances(closure: Closure, kind: str) -> set[str]:
    """List what has a type in the closed graph."""
    found = closure.store.quads_for_pattern(None, RDF_TYPE, node(kind), None)
    return {value(quad.subject) for quad in found}


def statements() -> list[ox.Triple]:
    """List the alignment without its header."""
    return [triple for triple in alignment_triples() if value(triple.subject) != HEADER]


def iris(triples: Iterable[ox.Triple]) -> set[str]:
    """List every IRI of some triples, predicates and datatypes included."""
    terms = {
        term for triple in triples for term in (triple.subject, triple.predicate, triple.object)
    }
    datatypes = {t.datatype for t in terms if isinstance(t, ox.Literal) and not t.language}
    return {t.value for t in terms | datatypes if isinstance(t, ox.NamedNode)}


def test_every_subject_is_ours_and_declared() -> None:
    """Nothing is said about other people's terms."""
    declared = {value(t.subject) for t in (*term_triples(), *scheme_triples())}
    assert set() == {value(triple.subject) for triple in statements()} - declared


def test_there_are_no_other_kinds_of_statement() -> None:
    """Hierarchy, matches, and remarks on units and kinds of quantity: no domain, range or equivalence."""
    used = Counter(triple.predicate.value for triple in statements())
    assert used.keys() == AXIOMS | MATCHES | REMARKS


def test_axioms_join_like_with_like() -> None:
    """A class is below something, a property below something: never one of each."""
    kinds = defaultdict(set)
    for triple in term_triples():
        if triple.predicate == RDF_TYPE:
            kinds[value(triple.object)].add(value(triple.subject))
    classes = kinds[str(ns.OWL.Class)]
    wrong = [
        triple
        for triple in statements()
        if triple.predicate.value in AXIOMS
        and (value(triple.subject) in classes)
        != (triple.predicate.value == str(ns.RDFS.subClassOf))
    ]
    assert [] == wrong


def test_the_ontology_does_not_contain_it() -> None:
    """Who does not load the alignment has none of it."""
    assert set() == set(alignment_triples()) & {*ontology_triples(), *scheme_triples()}


def test_every_foreign_term_exists(sources: dict[str, tuple[str, str]]) -> None:
    """An IRI of others stands in a closed namespace, or in the list of what was looked up."""
    foreign = {iri for iri in iris(alignment_triples()) if not iri.startswith(BASE)}
    datatypes = {iri for iri in foreign if iri.startswith("http://www.w3.org/2001/XMLSchema#")}
    licence = {"https://creativecommons.org/licenses/by/4.0/"}
    unknown = {
        iri
        for iri in foreign - datatypes - licence - sources.keys()
        if not any(iri in namespace for namespace in CLOSED)
    }
    assert set() == unknown
    assert len(sources) >= 50


def test_the_list_of_sources_has_nothing_unused(sources: dict[str, tuple[str, str]]) -> None:
    """The list is sorted, complete in its columns, and each entry is used."""
    assert sorted(sources) == list(sources)
    assert [] == [iri for iri, row in sources.items() if not all(row)]
    assert set() == sources.keys() - iris(alignment_triples())


def test_a_misspelt_term_would_be_found() -> None:
    """The closed namespaces do tell a term from a slip of the pen."""
    names = [
        f"{ns.SDO}Person",
        f"{ns.SDO}Persn",
        f"{ns.PROV}Entity",
        f"{ns.PROV}Entiti",
        f"{ns.SOSA}observed",
    ]
    assert [True, False, True, False, False] == [
        any(name in namespace for namespace in CLOSED) for name in names
    ]


def test_no_statement_of_the_report_becomes_a_legal_resource(closure: Closure) -> None:
    """No entity is an EU legal resource: policies are matched, not classed."""
    assert set() == instances(closure, LEGAL)


@pytest.mark.parametrize(
    "kind", [str(ns.SOSA.Observation), str(ns.QB.Observation), str(ns.PROV.Activity)]
)
def test_no_statement_becomes_an_act(closure: Closure, kind: str) -> None:
    """A sentence about a figure is no act of observing, a target least of all."""
    assert instances(closure, OPN.Target.value)
    assert set() == instances(closure, kind)


@pytest.mark.parametrize(("kind", "ours"), sorted(MEANT.items()))
def test_foreign_classes_get_what_is_meant(closure: Closure, kind: URIRef, ours: list[str]) -> None:
    """A foreign class has the instances of our classes that are aligned with it, and no others."""
    meant = {name for each in ours for name in instances(closure, OPN[each].value)}
    found = {name for name in instances(closure, str(kind)) if name.startswith(BASE)}
    # Marks are derived from a passage, which makes something of both in PROV's eyes.
    assert meant == {name for name in found if not name.endswith(MARKS)}
    assert meant


def test_no_foreign_class_is_left_out(closure: Closure) -> None:
    """The table above has each foreign class that an entity of ours gets."""
    quads = closure.store.quads_for_pattern(None, RDF_TYPE, None, None)
    found = {
        value(quad.object)
        for quad in quads
        if value(quad.subject).startswith(BASE) and isinstance(quad.object, ox.NamedNode)
    }
    known = {str(ns.OWL), str(ns.RDF), str(ns.RDFS), str(ns.SKOS)}
    foreign = {
        kind
        for kind in found
        if not kind.startswith(BASE) and not any(kind.startswith(base) for base in known)
    }
    assert {str(kind) for kind in MEANT} == foreign


def disjoint_pairs() -> set[tuple[str, str]]:
    """List the pairs of classes that share no instance, with those of ns.PROV."""
    graph: Graph = to_rdflib_graph(ontology_triples())
    pairs = {(str(ns.PROV.Entity), str(ns.PROV.Activity))}
    for axiom in graph.subjects(ns.RDF.type, ns.OWL.AllDisjointClasses):
        members = graph.value(axiom, ns.OWL.members)
        assert members is not None
        pairs |= set(combinations(map(str, Collection(graph, members)), 2))
    return pairs


def test_nothing_stands_in_two_disjoint_classes(closure: Closure) -> None:
    """The graph stays consistent with the alignment."""
    pairs = disjoint_pairs()
    assert len(pairs) > 100
    both = {pair: instances(closure, pair[0]) & instances(closure, pair[1]) for pair in pairs}
    assert {} == {pair: found for pair, found in both.items() if found}


def test_the_alignment_adds_no_class_or_relation_of_ours(
    closure: Closure,
) -> None:
    """What is new in the closed graph is said in the words of others."""
    before = {
        (str(q.subject), str(q.predicate), str(q.object)) for q in build_dataset(context=True).quads
    }
    added = {
        str(triple)
        for triple in closure.steps
        if triple.predicate.value.startswith(f"{BASE}ontology#")
        and (str(triple.subject), str(triple.predicate), str(triple.object)) not in before
    }
    assert set() == added
