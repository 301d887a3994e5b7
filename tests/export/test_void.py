"""The description of the dataset counts what is there and names what can be had."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import namespace as ns
from shipped import REPORT

from oneplusn import __version__
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.export.serialize import EXPORTS, serialize
from oneplusn.graph.export.void import DATASET, describe, metadata_triples
from oneplusn.graph.rdf import graph_name, value
from oneplusn.ontology.namespaces import BASE, RDF_TYPE
from oneplusn.ontology.turtle import tidy_turtle

if TYPE_CHECKING:
    from pathlib import Path

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
WHOLE = rdflib.URIRef(DATASET.value)
HASH = """
import hashlib
from oneplusn.graph.dataset import build_dataset
from oneplusn.graph.export.void import describe
print(hashlib.sha256(describe(build_dataset()).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def text(dataset: Dataset) -> str:
    """Write the description of the real dataset."""
    return describe(dataset)


@pytest.fixture(scope="module")
def graph(text: str) -> rdflib.Graph:
    """Read the description as a consumer does."""
    return rdflib.Graph().parse(data=text, format="turtle")


def only(graph: rdflib.Graph, subject: object, predicate: object) -> str:
    """Return the one value of a property."""
    found = list(graph.objects(subject, predicate))  # type: ignore[arg-type]
    assert 1 == len(found)
    return str(found[0])


def number(store: ox.Store, query: str) -> int:
    """Count with SPARQL over the union of all graphs."""
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return int(value(next(iter(answer))[0]))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("triples", "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"),
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c FILTER(isIRI(?c)) }"),
    ],
)
def test_totals_are_those_that_sparql_counts(
    graph: rdflib.Graph, store: ox.Store, name: str, query: str
) -> None:
    """The numbers of the description are the answers of the store."""
    assert number(store, query) == int(only(graph, WHOLE, ns.VOID[name]))


def test_each_named_graph_has_its_count(dataset: Dataset, graph: rdflib.Graph) -> None:
    """Every graph is a subset with its name and the number of its triples."""
    expected = Counter(map(graph_name, dataset.quads))
    found = {
        str(name): int(only(graph, part, ns.VOID.triples))
        for part, name in graph.subject_objects(SD.name)
    }
    assert dict(expected) == found
    assert len(dataset.quads) == sum(found.values())


def test_passages_stand_below_one_subset(dataset: Dataset, graph: rdflib.Graph) -> None:
    """What the report asserts is one subset, with the graphs of the passages in it."""
    asserted = rdflib.URIRef(f"{DATASET.value}/asserted")
    below = {only(graph, part, SD.name) for part in graph.objects(asserted, ns.VOID.subset)}
    filled = {graph_name(quad) for quad in dataset.quads}
    assert {p.iri for p in REPORT.passages if p.iri in filled} == below
    assert dataset.counts()["asserted"] == int(only(graph, asserted, ns.VOID.triples))
    assert (WHOLE, ns.VOID.subset, asserted) in graph


def test_class_partitions_count_instances(dataset: Dataset, graph: rdflib.Graph) -> None:
    """Each class that has instances is a partition with their number."""
    pairs = {(q.subject, value(q.object)) for q in dataset.quads if q.predicate == RDF_TYPE}
    expected = Counter(kind for _, kind in pairs if kind.startswith("http"))
    found = {
        only(graph, part, ns.VOID["class"]): int(only(graph, part, ns.VOID.entities))
        for part in graph.objects(WHOLE, ns.VOID.classPartition)
    }
    assert dict(expected) == found


def test_property_partitions_count_triples(dataset: Dataset, graph: rdflib.Graph) -> None:
    """Each property that is used is a partition; together they are all triples."""
    union = {quad.triple for quad in dataset.quads}
    found = {
        only(graph, part, ns.VOID.property): int(only(graph, part, ns.VOID.triples))
        for part in graph.objects(WHOLE, ns.VOID.propertyPartition)
    }
    assert dict(Counter(triple.predicate.value for triple in union)) == found
    assert len(union) == sum(found.values())


def test_the_checksum_is_that_of_the_export(dataset: Dataset, graph: rdflib.Graph) -> None:
    """Who has the N-Quads file can prove that it is the one described."""
    nquads = serialize(dataset, "nquads").encode()
    file = rdflib.URIRef(f"{DATASET.value}/distribution/nquads")
    checksum = rdflib.URIRef(only(graph, file, SPDX.checksum))
    expected = {
        "size": str(len(nquads)),
        "algorithm": str(SPDX.checksumAlgorithm_sha256),
        "digest": hashlib.sha256(nquads).hexdigest(),
    }
    assert expected == {
        "size": only(graph, file, ns.DCAT.byteSize),
        "algorithm": only(graph, checksum, SPDX.algorithm),
        "digest": only(graph, checksum, SPDX.checksumValue).lower(),
    }


def test_each_export_is_a_distribution(graph: rdflib.Graph) -> None:
    """Each format has its media type, file name and licence."""
    media = "https://www.iana.org/assignments/media-types/"
    expected = {
        "jsonld": ("oneplusn.jsonld", f"{media}application/ld+json"),
        "nquads": ("oneplusn.nq", f"{media}application/n-quads"),
        "trig": ("oneplusn.trig", f"{media}application/trig"),
        "turtle": ("oneplusn.ttl", f"{media}text/turtle"),
    }
    found = {
        str(each).rpartition("/")[2]: (
            only(graph, each, ns.DCTERMS.title),
            only(graph, each, ns.DCAT.mediaType),
        )
        for each in graph.objects(WHOLE, ns.DCAT.distribution)
    }
    assert expected == found
    assert EXPORTS.keys() == found.keys()
    licences = {only(graph, each, ns.DCTERMS.license) for each in graph.subjects(ns.DCAT.mediaType)}
    assert {"https://creativecommons.org/licenses/by/4.0/"} == licences


def test_it_says_what_the_dataset_is(graph: rdflib.Graph) -> None:
    """Source, version, licence, and names in both languages."""
    assert {
        "source": REPORT.iri,
        "version": __version__,
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "ontology": f"{BASE}ontology",
    } == {
        "source": only(graph, WHOLE, ns.DCTERMS.source),
        "version": only(graph, WHOLE, rdflib.URIRef("http://www.w3.org/ns/dcat#version")),
        "licence": only(graph, WHOLE, ns.DCTERMS.license),
        "ontology": only(graph, WHOLE, ns.DCTERMS.conformsTo),
    }
    for name in (ns.DCTERMS.title, ns.DCTERMS.description):
        spoken = [label.language for label in graph.objects(WHOLE, name)]  # type: ignore[attr-defined]
        assert ["en", "zh"] == sorted(spoken)


def test_the_terms_used_exist(graph: rdflib.Graph) -> None:
    """Each property and class of DCAT, DCTERMS, FOAF and VoID is one that they have."""
    used = {str(p) for p in graph.predicates()} | {str(c) for c in graph.objects(None, ns.RDF.type)}
    closed = (ns.DCAT, ns.DCTERMS, ns.FOAF, ns.RDF, ns.RDFS, ns.VOID)
    unknown = {iri for iri in used if not any(iri in namespace for namespace in closed)}
    assert {
        "http://www.w3.org/ns/dcat#version",
        *(str(SD[name]) for name in ("NamedGraph", "name")),
        *(str(SPDX[name]) for name in ("Checksum", "algorithm", "checksum", "checksumValue")),
    } == unknown


def test_it_is_apart_from_the_dataset(dataset: Dataset) -> None:
    """The description adds nothing to the graph, and has no blank nodes."""
    triples = metadata_triples(dataset)
    subjects = {value(triple.subject) for triple in triples}
    assert set() == subjects & {value(quad.subject) for quad in dataset.quads}
    assert {True} == {subject.startswith(DATASET.value) for subject in subjects}
    assert sorted(set(triples), key=str) == list(triples)


def test_a_class_without_a_prefix_is_counted_too() -> None:
    """A foreign IRI gives a partition whose own IRI is sound."""
    kind = ox.NamedNode("http://e.org/a#B")
    graph = ox.NamedNode(f"{BASE}graph/structure")
    quad = ox.Quad(ox.NamedNode("http://e.org/x"), RDF_TYPE, kind, graph)
    found = {value(triple.subject) for triple in metadata_triples(Dataset((quad,), ()))}
    assert f"{DATASET.value}/class/http-%2F%2Fe.org%2Fa%23B" in found


def test_the_bytes_do_not_hang_on_the_hash_seed(text: str) -> None:
    """Another run, with another hash seed, writes the same file."""
    run = subprocess.run(
        [sys.executable, "-c", HASH],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert hashlib.sha256(text.encode()).hexdigest() == run.stdout.strip()


def test_what_is_written_by_hand_is_tidy() -> None:
    """The part that is no count is kept in the fixed form of all Turtle here."""
    written = (files("oneplusn.graph.export") / "metadata.ttl").read_text("utf-8")
    assert written == tidy_turtle(written)


def test_the_command_line_writes_it(text: str, tmp_path: Path) -> None:
    """``export --format void`` gives the same file."""
    file = tmp_path / "void.ttl"
    command = [
        sys.executable,
        "-m",
        "oneplusn",
        "export",
        "--without",
        "context",
        "--format",
        "void",
        "--output",
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert text == file.read_text("utf-8")
