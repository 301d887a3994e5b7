"""Whose word the statements of a passage are: by rule, and told from each other everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.graph.encoding.classification import Word, classify, word_of
from oneplusn.graph.encoding.coverage import whose_words
from oneplusn.graph.named_graphs import MARKS, is_asserted
from oneplusn.graph.rdf import graph_name, node, value
from oneplusn.graph.text.mentions import read_with
from oneplusn.ontology.namespaces import OPN, RDF_TYPE, prefixes
from oneplusn.ontology.vocabulary import PROV

if TYPE_CHECKING:
    from oneplusn.graph.dataset import Dataset

NEVER_MARKED = (OPN.stage, OPN.status, OPN.unit, OPN.measure, OPN.comparator, OPN.direction)


@pytest.fixture(scope="module")
def quads(dataset: Dataset) -> frozenset[ox.Quad]:
    """All quads, to look one up."""
    return frozenset(dataset.quads)


def full(name: str) -> ox.NamedNode:
    """Write a prefixed name in full."""
    prefix, _, local = name.partition(":")
    return node(prefixes()[prefix] + local)


@pytest.mark.parametrize(
    ("passage", "subject", "predicate", "other", "word"),
    [
        # A kind is never in the words.
        ("2.2/p1/s2", "quantity:2023/non-fossil-energy-consumption-share-2022", "rdf:type",
         "opn:Observation", Word.OURS),
        # 2022年，中国非化石能源消费比重达17.5%
        ("2.2/p1/s2", "quantity:2023/non-fossil-energy-consumption-share-2022", "opn:place",
         "place:china", Word.SAID),
        # 截至2022年底，组织开展了9个省……试点: no country is named.
        ("5.3/p2/s2", "quantity:2023/carbon-monitoring-pilot-industries", "opn:place",
         "place:china", Word.OURS),
        # 大力发展非化石能源。
        ("2.2/p1/s1", "action:2023/develop-non-fossil-energy", "opn:usesTechnology",
         "technology:non-fossil-energy", Word.SAID),
        # 北方地区完成农村散煤治理: no household is named.
        ("2.7/p3/s3", "action:2023/northern-rural-scattered-coal-control", "opn:appliesToSector",
         "sector:households", Word.OURS),
        # 举办绿色低碳亚运会和大运会: who hosts is left out.
        ("5.7/p3/s4", "event:asian-games", "opn:hostedBy", "place:china", Word.RESOLVED),
        # 北京延庆野鸭湖: the name of the lake has that of the district in it.
        ("2.6/p2/s2", "place:yeya-lake", "opn:locatedIn", "place:yanqing", Word.SAID),
    ],
)  # fmt: skip
def test_the_rule(
    quads: frozenset[ox.Quad], passage: str, subject: str, predicate: str, other: str, word: Word
) -> None:
    """Each kind of case, by its sentence."""
    graph = node(f"{REPORT.iri}/{passage}")
    quad = ox.Quad(full(subject), full(predicate), full(other), graph)
    assert quad in quads
    assert word == word_of(quad, quads)


def test_a_mark_repeats_a_statement_of_its_passage(quads: frozenset[ox.Quad]) -> None:
    """What is marked is asserted too, and by one mark alone; each mark says what it is of."""
    marked = {
        (quad.triple, graph_name(quad).removesuffix(mark), mark)
        for quad in quads
        for mark in MARKS
        if graph_name(quad).endswith(mark)
    }
    asserted = {(quad.triple, graph_name(quad)) for quad in quads if is_asserted(quad)}
    assert set() == {(triple, passage) for triple, passage, _ in marked} - asserted
    assert len(marked) == len({(triple, passage) for triple, passage, _ in marked})
    sources = {
        value(quad.subject): value(quad.object)
        for quad in quads
        if quad.predicate == PROV.wasDerivedFrom
    }
    assert {f"{passage}{mark}": passage for _, passage, mark in marked} == sources


def test_kinds_are_ours_and_states_are_said(dataset: Dataset) -> None:
    """Every type is marked, no value of a closed list and no literal is."""
    ours, resolved = MARKS
    types = {(q.triple, graph_name(q)) for q in dataset.quads if q.predicate == RDF_TYPE}
    asserted = {(q.triple, graph_name(q)) for q in dataset.quads if is_asserted(q)}
    assert {(triple, f"{graph}{ours}") for triple, graph in types & asserted} <= types
    marked = [quad for quad in dataset.quads if graph_name(quad).endswith(MARKS)]
    assert [] == [quad for quad in marked if isinstance(quad.object, ox.Literal)]
    listed = [q for q in marked if q.predicate in NEVER_MARKED and graph_name(q).endswith(ours)]
    assert [] == listed
    assert any(graph_name(quad).endswith(resolved) for quad in marked)


def test_the_marks_are_made_from_the_encoding_alone(dataset: Dataset) -> None:
    """They do not depend on the order of the quads, nor on the marks that are there."""
    marks = {q for q in dataset.quads if graph_name(q).endswith(MARKS)}
    again = {
        q for q in classify(reversed(dataset.quads), [REPORT]) if graph_name(q).endswith(MARKS)
    }
    assert marks == again


def test_the_counts_are_all_statements(dataset: Dataset) -> None:
    """Said and ours make up what the passages assert; what is resolved is said."""
    rows = whose_words(dataset.encodings, dataset.quads)
    asserted = sum(is_asserted(quad) for quad in dataset.quads)
    assert asserted == sum(row.said + row.ours for row in rows)
    assert [] == [row for row in rows if row.resolved > row.said]
    by_property = {row.property: row for row in rows}
    assert 0 == by_property["rdf:type"].said
    assert 0 == by_property["opn:status"].ours


def test_what_a_passage_is_read_with() -> None:
    """An item of a list stands under its paragraph's lead and the heading of its section."""
    texts = {passage.key: passage.text for passage in REPORT.passages}
    above = read_with(REPORT)
    heading = "（二）优化能源结构"
    assert (texts["2.2/p1/s1"], heading) == above[f"{REPORT.iri}/2.2/p1/s1"]
    expected = (texts["2.2/p1/s2"], texts["2.2/p1/s1"], heading)
    assert expected == above[f"{REPORT.iri}/2.2/p1/s2"]
    assert heading == above[f"{REPORT.iri}/2.2/p1/i1"][-1]
    assert texts["2.2/p1/s1"] in above[f"{REPORT.iri}/2.2/p1/i1"]
