"""Facts from outside the report stand apart, and each says where it comes from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from oneplusn.cli.main import cli
from oneplusn.errors import DataFileError
from oneplusn.graph.checks.external import check_context
from oneplusn.graph.dataset import Dataset, build_dataset
from oneplusn.graph.encoding.external import context_files, context_quads, read_context
from oneplusn.graph.export.serialize import EXPORTS, serialize
from oneplusn.graph.labels import RDFS_LABEL, labels_by_language
from oneplusn.graph.named_graphs import (
    CONTEXT,
    DERIVED_CONTEXT,
    INFERRED,
    INFERRED_CONTEXT,
    OUTSIDE,
    is_asserted,
    is_outside,
)
from oneplusn.graph.rdf import graph_name, literal, node, open_quads, value
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.ontology.turtle import tidy_turtle
from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import context_library, get_context_query

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

READERS = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
}


@pytest.fixture(scope="module")
def whole() -> Dataset:
    """Build the dataset with the context."""
    return build_dataset(context=True)


def report_only(dataset: Dataset) -> Dataset:
    """Leave out the context, and all that was computed or inferred with its help."""
    return Dataset(tuple(quad for quad in dataset.quads if not is_outside(quad)), dataset.encodings)


@pytest.fixture(scope="module")
def outside(whole: Dataset) -> frozenset[str]:
    """Collect the triples that only the context gives."""
    own = {str(quad.triple) for quad in whole.quads if not is_outside(quad)}
    return frozenset({str(q.triple) for q in whole.quads if is_outside(q)} - own)


@pytest.mark.parametrize("file", context_files(), ids=lambda file: str(file.name))
def test_each_file_is_in_tidy_form(file: Traversable) -> None:
    """What changes in the data is what changes in the diff."""
    text = file.read_text("utf-8")
    assert tidy_turtle(text) == text


def kinds(quads: Iterable[ox.Quad]) -> Counter[str]:
    """Count the classes that the context gives its subjects."""
    found = (q for q in quads if q.graph_name == CONTEXT and q.predicate == RDF_TYPE)
    return Counter(value(quad.object).removeprefix(f"{BASE}ontology#") for quad in found)


def test_what_the_context_holds(whole: Dataset) -> None:
    """Documents, their issuers and targets, the judgements of the editors, identifiers."""
    found = kinds(whole.quads)
    titles = [quad for quad in whole.quads if quad.predicate == OPN.officialTitle]
    expected = {
        "Target": 147,
        "Identification": 16,
        "IndicatorComparison": 22,
        "Identifier": 180,
    }
    assert expected == {name: found[name] for name in expected}
    assert 31 == len(titles)


def test_a_dated_turn_is_a_target_without_a_number(whole: Dataset) -> None:
    """Peak and neutrality say before which year and who vouches, and have no figure at all."""
    turns = {value(q.subject) for q in whole.quads if q.predicate == OPN.timeRelation}
    numbers = {value(q.subject) for q in whole.quads if q.predicate == OPN.value}
    names = {"ndc-2021/carbon-neutrality-2060", "ndc-2021/co2-emission-peak-2030"}
    bare = {f"{BASE}quantity/{name}" for name in names}
    assert bare == turns - numbers
    measured = {OPN.asWritten, OPN.comparator, OPN.lowerBound, OPN.measure, OPN.unit}
    assert set() == {q for q in whole.quads if value(q.subject) in bare and q.predicate in measured}
    labels = [
        q.object for q in whole.quads if value(q.subject) in bare and q.predicate == RDFS_LABEL
    ]
    assert 4 == len(labels)


def test_without_the_context_nothing_of_it_is_left(
    whole: Dataset, dataset: Dataset, outside: frozenset[str]
) -> None:
    """Taking the context out gives, quad for quad, the dataset that never had it."""
    assert dataset.quads == report_only(whole).quads
    assert {graph.value for graph in OUTSIDE} <= {graph_name(quad) for quad in whole.quads}
    assert len(outside) > 5000


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_no_context_triple_is_in_an_export_of_the_report(
    whole: Dataset, outside: frozenset[str], form: str
) -> None:
    """Whatever the format, a triple that comes from outside is in the one file and not in the other."""

    def triples(dataset: Dataset) -> set[str]:
        text = serialize(dataset, form)
        return {str(quad.triple) for quad in ox.parse(text, format=READERS[form])}

    assert set() == outside & triples(report_only(whole))
    assert outside <= triples(whole)


def test_the_command_leaves_the_context_out(dataset: Dataset) -> None:
    """``--without context`` writes the report alone; without it all graphs are written."""
    bare = CliRunner().invoke(cli, ["export", "--format", "nquads", "--without", "context"])
    full = CliRunner().invoke(cli, ["export", "--format", "nquads"])
    assert serialize(dataset, "nquads") == bare.output
    assert f"<{CONTEXT.value}>" in full.output
    assert f"<{CONTEXT.value}>" not in bare.output


def test_what_follows_from_the_context_does_not_look_like_the_report(
    whole: Dataset, dataset: Dataset
) -> None:
    """The report's inferences are the same with it and without; the others stand apart."""

    def inferred(found: Dataset, graph: ox.NamedNode) -> set[str]:
        return {str(quad.triple) for quad in found.quads if quad.graph_name == graph}

    council = node(f"{BASE}agent/state-council")
    concluded = str(ox.Triple(council, RDF_TYPE, OPN.IssuingBody))
    assert inferred(dataset, INFERRED) == inferred(whole, INFERRED)
    assert concluded in inferred(whole, INFERRED_CONTEXT) - inferred(whole, INFERRED)


def objects(found: Dataset, subject: str, predicate: ox.NamedNode) -> set[str]:
    """Collect the objects of a subject, from all graphs."""
    iri = f"{BASE}{subject}"
    return {
        value(q.object) for q in found.quads if value(q.subject) == iri and q.predicate == predicate
    }


def test_the_context_adds_nothing_to_the_framework(whole: Dataset, dataset: Dataset) -> None:
    """What others count in 1+N is not part of it, and 1+N covers the sectors that the report gives."""
    framework = "policy/one-plus-n"
    for predicate in (OPN.coversSector, OPN.hasPart):
        assert objects(dataset, framework, predicate) == objects(whole, framework, predicate)
    counted = {value(q.subject) for q in whole.quads if q.predicate == OPN.countedIn}
    assert 16 == len(counted)


def test_every_plan_of_the_report_is_identified_and_none_is_the_same(whole: Dataset) -> None:
    """Each plan under 1+N has its official document, which keeps its own IRI."""
    framework = node(f"{BASE}policy/one-plus-n")
    plans = {
        value(q.subject)
        for q in whole.quads
        if is_asserted(q) and q.predicate == OPN.partOf and q.object == framework
    }
    identified = {
        value(q.subject): value(q.object) for q in whole.quads if q.predicate == OPN.identifiedAs
    }
    assert set() == plans - set(identified)
    assert all(plan != document for plan, document in identified.items())
    assert [] == [q for q in whole.quads if q.predicate.value.endswith("#sameAs")]


def test_documents_named_by_area_alone_are_never_certain(whole: Dataset) -> None:
    """Only where the report writes the title, or all of its words, is an identification certain."""
    table = run(_store(whole), get_context_query("plan-identifications"))
    found = Counter(
        (str(getattr(row[table.columns.index("certainty_en")], "value", ""))) for row in table.rows
    )
    assert Counter({"certain": 7, "probable": 6, "possible": 3}) == found


def _store(found: Dataset) -> ox.Store:
    return open_quads(found.quads)


def test_later_documents_are_marked(whole: Dataset) -> None:
    """Targets for 2035 come from a document that is later than the report, and it says so."""
    due = {
        value(q.subject)
        for q in whole.quads
        if q.predicate == OPN.period and value(q.object).endswith("/2035")
    }
    setters = {
        value(q.object) for q in whole.quads if q.predicate == OPN.setBy and value(q.subject) in due
    }
    later = {value(q.subject) for q in whole.quads if q.predicate == OPN.laterThan}
    assert {f"{BASE}policy/ndc-2035"} == setters == later


def test_names_of_the_report_still_mean_one_thing(whole: Dataset, dataset: Dataset) -> None:
    """No name of a document outside is that of a document of the report."""
    ours = {label["zh"] for label in labels_by_language(dataset.quads).values() if "zh" in label}
    outside_names = {
        value(q.object)
        for q in whole.quads
        if is_outside(q)
        and q.predicate.value.endswith("#label")
        and q.graph_name != DERIVED_CONTEXT
    }
    assert set() == ours & outside_names


def test_the_check_passes_on_what_is_shipped(whole: Dataset, dataset: Dataset) -> None:
    """Every subject is checked, whether the dataset has the context or not."""
    subjects = {value(quad.subject) for quad in context_quads() if quad.graph_name == CONTEXT}
    for found in (whole, dataset):
        outcome = check_context(found)
        assert ("context", len(subjects), ()) == (outcome.name, outcome.checked, outcome.problems)
        assert outcome.passed


TARGET = "quantity/ndc-2021/co2-emission-intensity-2030"
STORAGE = "quantity/carbon-peaking-action-plan-2030/new-energy-storage-capacity-2025"
PLAN = "policy/industry-carbon-peaking-plan"
JUDGEMENT = "judgement/industry-carbon-peaking-plan-is-industry-peaking-plan-2022"


def without(quads: Iterable[ox.Quad], subject: str, predicate: ox.NamedNode) -> list[ox.Quad]:
    """Leave out what a subject says with a predicate."""
    iri = f"{BASE}{subject}"
    return [q for q in quads if not (value(q.subject) == iri and q.predicate == predicate)]


def changed(subject: str, predicate: ox.NamedNode, new: ox.Literal | ox.NamedNode) -> list[ox.Quad]:
    """Give a subject of the context another value."""
    kept = without(context_quads(), subject, predicate)
    return [*kept, ox.Quad(node(f"{BASE}{subject}"), predicate, new, CONTEXT)]


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (
            without(context_quads(), TARGET, OPN.sourceAddress),
            "quantity:ndc-2021/co2-emission-intensity-2030 has no source",
        ),
        (
            without(context_quads(), JUDGEMENT, OPN.justification),
            f"<{BASE}{JUDGEMENT}> has no reason",
        ),
        (
            changed(PLAN, OPN.identifiedAs, node(f"{BASE}policy/ndc-2021")),
            "policy:industry-carbon-peaking-plan is identified as policy:ndc-2021 without a judgement",
        ),
        (
            changed(TARGET, OPN.value, literal(66, datatype="decimal")),
            (
                "quantity:ndc-2021/co2-emission-intensity-2030: the graph says more-than 66 %,"
                " the source prints more-than 65 %"
            ),
        ),
        (
            changed(TARGET, OPN.qualifierAsWritten, literal("左右")),
            (
                "quantity:ndc-2021/co2-emission-intensity-2030: the graph says more-than 65 %,"
                " the source prints approximately 65 %"
            ),
        ),
        (
            changed(TARGET, OPN.qualifierAsWritten, literal("也许")),
            (
                "quantity:ndc-2021/co2-emission-intensity-2030: the graph says more-than 65 %,"
                " the source prints unknown 65 %"
            ),
        ),
        (
            changed(TARGET, OPN.asWritten, literal("65%左右")),
            (
                "quantity:ndc-2021/co2-emission-intensity-2030: the graph says more-than 65 %,"
                " the source prints '65%左右' (comparators ['approximately', 'more-than'] disagree)"
            ),
        ),
        (
            changed(STORAGE, OPN.asWritten, literal("3000万千瓦左右")),
            (
                "quantity:carbon-peaking-action-plan-2030/new-energy-storage-capacity-2025:"
                " the graph says at-least 30000000 千瓦,"
                " the source prints '3000万千瓦左右'"
                " (comparators ['approximately', 'at-least'] disagree)"
            ),
        ),
        (
            changed(STORAGE, OPN.asWritten, literal("3000万千瓦公里")),
            (
                "quantity:carbon-peaking-action-plan-2030/new-energy-storage-capacity-2025:"
                " the graph says at-least 30000000 千瓦,"
                " the source prints '3000万千瓦公里' (it goes on after '3000万千瓦')"
            ),
        ),
        (
            changed(TARGET, OPN.basePeriod, node(f"{BASE}period/2004-end")),
            "period:2004-end is used but nowhere described",
        ),
        (
            changed(TARGET, node(f"{BASE}ontology#aim"), literal("x")),
            "opn:aim is not declared",
        ),
    ],
)
def test_the_check_finds_what_is_broken(
    dataset: Dataset, broken: list[ox.Quad], expected: str
) -> None:
    """A lost source, a lost reason, a slip in a figure: one problem, named in full."""
    outcome = check_context(Dataset((*dataset.quads, *broken), dataset.encodings))
    assert [expected] == [problem.message for problem in outcome.problems]
    assert not outcome.passed


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    """A syntax error names file and line."""
    file = tmp_path / "documents.ttl"
    file.write_text("@prefix e: <https://e.org/> .\ne:a e:b .\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"documents\.ttl:2: not Turtle"):
        read_context(file)


@pytest.mark.parametrize("name", [query.name for query in context_library()])
def test_each_question_has_an_answer_only_with_the_context(
    whole: Dataset, store: ox.Store, name: str
) -> None:
    """On the report alone the same query finds no document, no judgement and no identifier."""
    query = get_context_query(name)
    assert "context" in query.tags
    answer = run(_store(whole), query)
    assert len(answer.rows) == len(set(answer.rows)) > 0
    assert len(run(store, query).rows) < len(answer.rows)


def test_the_command_lists_and_answers() -> None:
    """``context`` lists the questions; with a name it answers one; an unknown name is told."""
    listed = CliRunner().invoke(cli, ["context"])
    answered = CliRunner().invoke(cli, ["context", "plan-identifications", "--format", "csv"])
    assert [query.name for query in context_library()] == [
        line.split()[0] for line in listed.output.splitlines()
    ]
    assert "工业领域碳达峰实施方案" in answered.output
    wrong = CliRunner().invoke(cli, ["context", "plan-identification"])
    assert wrong.exception is not None
    assert "did you mean plan-identifications, " in str(wrong.exception)
