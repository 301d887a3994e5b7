"""The alignment as an SSSOM table."""

from __future__ import annotations

import csv

import pytest

from oneplusn.graph.export.sssom import COLUMNS, write_sssom
from oneplusn.graph.rdf import value
from oneplusn.ontology.namespaces import BASE, RDF_TYPE
from oneplusn.ontology.resources import alignment_triples, term_triples
from oneplusn.ontology.vocabulary import OWL, RDFS, SKOS

RELATIONS = {
    RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broadMatch, SKOS.closeMatch, SKOS.exactMatch,
    SKOS.narrowMatch, SKOS.relatedMatch,
}  # fmt: skip
TERMS = {OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty}
Row = dict[str, str]


@pytest.fixture(scope="module")
def header() -> list[str]:
    """Read the lines of metadata."""
    return [line[1:] for line in write_sssom().splitlines() if line.startswith("#")]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Read the table."""
    lines = [line for line in write_sssom().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def test_every_match_is_a_row(header: list[str], rows: list[Row]) -> None:
    """The prefixes of the header lead back to what the alignment says."""
    prefixes = dict(line.strip().split(": ") for line in header if line.startswith("  "))

    def expand(curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return prefixes[prefix] + local

    expected = {
        (value(t.subject), t.predicate.value, value(t.object))
        for t in alignment_triples()
        if t.predicate in RELATIONS
    }
    ids = ("subject_id", "predicate_id", "object_id")
    assert expected == {
        tuple(expand(row[key]) for key in ids)
        for row in rows
        if row["object_id"] != "sssom:NoTermFound"
    }
    assert all(line.startswith(("  ", "mapping_set", "license: ", "curie_map:")) for line in header)


def test_a_term_without_a_match_says_so(rows: list[Row]) -> None:
    """Each class and property has a row: its matches, or that there is none."""
    terms = {
        f"opn:{value(t.subject).rpartition('#')[2]}"
        for t in term_triples()
        if t.predicate == RDF_TYPE and t.object in TERMS and value(t.subject).startswith(BASE)
    }
    none = {row["subject_id"] for row in rows if row["object_id"] == "sssom:NoTermFound"}
    some = {row["subject_id"] for row in rows} - none
    assert terms == none | {term for term in some if term in terms}
    assert set() == none & some


def test_each_row_says_what_is_mapped_and_how_it_was_verified(rows: list[Row]) -> None:
    """A label and a justification; the comment names the file where one is on record."""
    assert set(COLUMNS) == set(rows[0])
    assert [] == [row for row in rows if not row["subject_label"]]
    assert {"semapv:ManualMappingCuration"} == {row["mapping_justification"] for row in rows}
    by_object = {row["object_id"]: row["comment"].partition(";")[0] for row in rows}
    assert "verified in eli.ttl, owl:versionInfo 1.2" == by_object["eli:in_force"]
    assert "" == by_object["sssom:NoTermFound"]


def test_a_mapping_stands_once(rows: list[Row]) -> None:
    """Two relations between the same two terms would contradict each other."""
    pairs = [(row["subject_id"], row["object_id"]) for row in rows]
    assert sorted(set(pairs)) == sorted(pairs)
