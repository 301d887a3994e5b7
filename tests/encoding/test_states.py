"""States, offices and memberships as a report tells them, alone and beside another report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from invented import FOLDER

from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.graph.encoding.states import PER_REPORT
from oneplusn.graph.named_graphs import DERIVED, REPORTS, is_asserted
from oneplusn.graph.rdf import graph_name, literal, node, value
from oneplusn.graph.text.catalog import find_reports
from oneplusn.graph.text.keys import is_part
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.ontology.resources import ontology_triples
from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import get_query
from oneplusn.queries.output.tables import cells

if TYPE_CHECKING:
    from oneplusn.graph.dataset import Dataset

METHANE = f"{BASE}policy/methane-emission-control-action-plan"


@pytest.fixture(scope="module")
def beside() -> Dataset:
    """Build the shipped report and the invented one."""
    return build_dataset(reports=find_reports([FOLDER], environment={}))


@pytest.fixture(scope="module")
def two(beside: Dataset) -> ox.Store:
    """Load both into a store."""
    return open_store(beside)


def test_what_varies_by_report() -> None:
    """The ontology marks these properties, and a statement is made for each of them."""
    marked = {
        value(triple.subject).rpartition("#")[2]
        for triple in ontology_triples()
        if triple.predicate == OPN.perReport
        and triple.object == literal("true", datatype="boolean")
    }
    assert {"memberOf", "officeTitle", "stage", "status"} == marked
    assert marked == {name.value.rpartition("#")[2] for name in PER_REPORT}


def test_each_state_is_a_statement(beside: Dataset) -> None:
    """What a passage says of a state stands once more, with the passage; and nothing else does."""
    expected = {
        (value(q.subject), PER_REPORT[q.predicate].value, value(q.object), graph_name(q))
        for q in beside.quads
        if is_asserted(q) and q.predicate in PER_REPORT
    }
    parts: dict[str, dict[str, str]] = {}
    for quad in beside.quads:
        name = value(quad.subject)
        if quad.graph_name == DERIVED and name.startswith(REPORTS) and "/state/" in name:
            parts.setdefault(name, {})[quad.predicate.value] = value(quad.object)
    found = {
        (one[OPN.stateOf.value], kind.value, one[kind.value], one[OPN.statedIn.value])
        for one in parts.values()
        for kind in set(PER_REPORT.values())
        if kind.value in one
    }
    assert expected == found
    assert len(expected) == len(parts)
    assert {OPN.StateStatement.value} == {one[RDF_TYPE.value] for one in parts.values()}
    assert [] == [name for name in parts if is_part(name)]
    dates = {(one[OPN.saidIn.value], one[OPN.asOf.value]) for one in parts.values()}
    reports = f"{BASE}report/"
    assert {(f"{reports}2023", "2023-09-30"), (f"{reports}yunze-2024", "2024-06-30")} == dates


def test_the_current_state_is_that_of_the_latest_report(dataset: Dataset, beside: Dataset) -> None:
    """The plan was in preparation; in the later report it is issued."""
    for quads, expected in ((dataset.quads, "in-preparation"), (beside.quads, "issued")):
        states = {
            value(quad.object)
            for quad in quads
            if quad.subject == node(METHANE) and quad.predicate == OPN.currentState
        }
        assert {f"{BASE}state/{expected}"} == states


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2022-12-31", []),
        ("2023-12-31", [("2023", "in preparation", "true")]),
        ("2024-06-30", [("yunze-2024", "issued", "true"), ("2023", "in preparation", "false")]),
    ],
)
def test_the_state_on_a_date(two: ox.Store, date: str, expected: list[tuple[str, ...]]) -> None:
    """The newest report up to the date holds; before the first one nothing is known."""
    table = run(two, get_query("document-states"), {"date": date})
    columns = [table.columns.index(name) for name in ("report", "state_en", "holds")]
    assert expected == [tuple(row[column] for column in columns) for row in cells(table)]


def test_nothing_has_ended(two: ox.Store) -> None:
    """Silence is a row for each report."""
    table = run(two, get_query("what-ended"))
    report, answer = (table.columns.index(name) for name in ("report", "answer_en"))
    said = "the report says so of nothing"
    assert [("2023", said), ("yunze-2024", said)] == [(r[report], r[answer]) for r in cells(table)]


def test_what_ended_is_told_with_its_sentence(beside: Dataset) -> None:
    """A plan that the later report calls repealed; the earlier report still says nothing."""
    statements = {q.subject for q in beside.quads if q.object == node(f"{BASE}report/yunze-2024")}
    one = next(
        q
        for q in beside.quads
        if q.subject in statements
        and q.predicate == OPN.state
        and value(q.object).endswith("issued")
    )
    repealed = ox.Quad(one.subject, one.predicate, node(f"{BASE}state/repealed"), one.graph_name)
    store = open_store(type(beside)((*(set(beside.quads) - {one}), repealed), ()))
    table = run(store, get_query("what-ended"))
    report, answer = (table.columns.index(name) for name in ("report", "answer_en"))
    expected = [("2023", "the report says so of nothing"), ("yunze-2024", "repealed")]
    assert expected == [(row[report], row[answer]) for row in cells(table)]
    assert cells(table)[1][table.columns.index("sentence_zh")]


def test_a_mark_is_of_no_other_report(two: ox.Store) -> None:
    """What is our classification is told so for each report."""
    policy = {"entity": METHANE}
    table = run(two, get_query("whose-word"), policy)
    report, word = (table.columns.index(name) for name in ("report", "word_en"))
    ours = [row[report] for row in cells(table) if row[word] == "our classification"]
    assert ["2023", "yunze-2024"] == ours
