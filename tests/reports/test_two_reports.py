"""The shipped report and an invented one, through checks, questions, pages and exports."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from fake_server import serving
from graph_store import GraphStore
from invented import FOLDER, ID

from oneplusn import load
from oneplusn.graph.checks.run import run_checks
from oneplusn.graph.export.serialize import serialize
from oneplusn.graph.export.void import metadata_triples
from oneplusn.graph.named_graphs import is_outside
from oneplusn.graph.rdf import graph_name, node, value
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.entities.description import profile
from oneplusn.queries.library.binding import run as run_question
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.output.tables import show_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

    from oneplusn.graph.dataset import Dataset

pytestmark = pytest.mark.usefixtures("no_added_reports")

OURS, OTHER = f"{BASE}report/2023", f"{BASE}report/{ID}"
FIGURES = (
    "SELECT ?f { GRAPH ?p { ?f opn:indicator indicator:wind-power-capacity } ?p opn:inReport ?r }"
)
NAMES = [query.name for query in library()]
CHINESE = (
    "编制甲烷排放控制行动方案。",
    "2023年11月，中国印发《甲烷排放控制行动方案》（以下称甲烷方案）。",
)
ENGLISH = (
    "China is drawing up a methane emissions control action plan.",
    (
        "In November 2023, China issued the Methane Emissions Control Action Plan "
        "(hereinafter the Methane Plan)."
    ),
)
SAID = tuple(
    f"{english} [unofficial translation of: {chinese}]"
    for english, chinese in zip(ENGLISH, CHINESE, strict=True)
)
OURS_MARK = " (our classification, not the report's word)"
METHANE = "policy:methane-emission-control-action-plan"


@pytest.fixture
def ask(run: Callable[..., Ended]) -> Callable[..., str]:
    """Run a command with both reports, and return what it prints."""

    def asked(*args: str) -> str:
        ended = run(*args, "--reports", str(FOLDER))
        assert (0, "") == (ended.code, ended.err)
        return ended.out

    return asked


def rows(text: str) -> list[dict[str, str]]:
    """Read CSV."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- checks


def test_every_check_passes_at_its_total(both: Dataset) -> None:
    """What the second report adds is checked like the first."""
    outcomes = {outcome.name: outcome for outcome in run_checks(both)}
    assert {} == {name: o.problems for name, o in outcomes.items() if not o.passed}
    wanted = (
        "files",
        "passages",
        "figures",
        "report-terms",
        "translations",
        "translated-figures",
        "translated-dates",
        "translated-names",
    )
    assert {
        "files": 44,
        "passages": 402,
        "figures": 212,
        "report-terms": 105,
        "translations": 402,
        "translated-figures": 212,
        "translated-dates": 94,
        "translated-names": 454,
    } == {name: outcomes[name].total for name in wanted}


def test_the_arithmetic_is_done_again(ask: Callable[..., str]) -> None:
    """A figure that is restated differs; its sentence names the report."""
    *lines, summary = ask("audit", "--report", ID, "--sentences").splitlines()
    assert "3 checks: 2 agree, 1 differ" == summary
    stated = "stated 1200万千瓦, computed 12495000 … 12505000"
    name = "Wind power capacity at the end of 2022, preliminary and revised"
    assert f"differ   {name}: {stated}" in lines
    both = ask("audit", "--sentences").splitlines()
    sentence = "2022年底，全省风电总装机量初步统计为1200万千瓦，经核实修订为1250万千瓦。"
    assert f"         [{ID}:1.1/p1/s1] {sentence}" in both
    assert "31 checks: 19 agree, 9 derived, 3 differ" == both[-1]


# --- commands


def test_the_reports_are_listed_by_date(ask: Callable[..., str]) -> None:
    """With their passages and figures."""
    found = rows(ask("reports", "--format", "csv"))
    expected = [("2023", "2023-09-30", "367", "193"), (ID, "2024-06-30", "35", "19")]
    keys = ("report", "date", "passages", "figures")
    assert expected == [tuple(row[key] for key in keys) for row in found]


def test_sections_are_counted_under_their_report(ask: Callable[..., str]) -> None:
    """With one report the key needs no name."""
    sections = ask("coverage").partition("\n\n")[0]
    table = [line.split()[:2] for line in sections.splitlines()]
    assert [f"{ID}:1.1", "7"] in table
    assert ["2023:1", "19"] in table
    assert ["all", "402"] == table[-1]
    sections = ask("coverage", "--report", ID).partition("\n\n")[0]
    alone = [line.split()[:2] for line in sections.splitlines()]
    assert [["1.1", "7"], ["all", "35"]] == [row for row in alone if row[0] in {"1.1", "all"}]


def test_a_section_of_two_reports_has_to_be_named(
    ask: Callable[..., str], run: Callable[..., Ended]
) -> None:
    """By the report's id before it, or by --report."""
    problem = f"oneplusn: the reports 2023, {ID} have a section '1'; 2023:1 says which\n"
    assert (2, "", problem) == run("read", "1", "--reports", str(FOLDER))
    head = "（一）发展可再生能源"
    english = f"(1) Developing renewable energy [unofficial translation of: {head}]"
    assert f"[1.1/h] {english}" == ask("read", "1.1").splitlines()[0]
    assert f"[1.1/h] {head}" == ask("read", "1.1", "--lang", "zh").splitlines()[0]
    assert ask("read", f"{ID}:1") == ask("read", "1", "--report", ID)


def test_a_skeleton_knows_the_units_of_the_report(ask: Callable[..., str]) -> None:
    """A unit of its own terms is filled in."""
    lines = ask("skeleton", f"{ID}:1.2").splitlines()
    quantity = "opn:value 32000 ; opn:unit unit:stove ; opn:comparator comparator:exactly ;"
    assert f"        {quantity}" in lines
    assert f"@prefix quantity: <{BASE}quantity/{ID}/> ." in lines


def test_a_document_has_the_status_of_each_report(ask: Callable[..., str]) -> None:
    """Earlier in preparation, later issued; sentences stand by the date of their report."""
    shown = ask("show", METHANE)
    status = (
        f"  → status (2)\n      in preparation [2023:2.5/p1/s2]\n      issued [{ID}:2.1/p1/s1]\n"
    )
    sentences = f"Sentences (2)\n  [2023:2.5/p1/s2] {SAID[0]}\n  [{ID}:2.1/p1/s1] {SAID[1]}\n"
    assert (True, True) == (status in shown, sentences in shown)


def test_a_sentence_is_named_with_its_report(
    ask: Callable[..., str], run: Callable[..., Ended]
) -> None:
    """A key that two reports have is refused with both."""
    assert f"{ID}:2.2/p1/s2" in ask("show", f"{ID}:2.2/p1/s2")
    problem = f"oneplusn: '2.2/p1/s2' can mean 2023:2.2/p1/s2, {ID}:2.2/p1/s2\n"
    assert (2, "", problem) == run("show", "2.2/p1/s2", "--reports", str(FOLDER))


def test_names_and_sentences_of_both_are_found(ask: Callable[..., str]) -> None:
    """Sentences by the date of their report, then in the order of the text."""
    found = rows(ask("search", "湿地", "--format", "csv"))
    keys = [row["name"] for row in found if row["match"] == "sentence"]
    reports = [key.partition(":")[0] for key in keys]
    assert sorted(reports) == reports
    assert [f"{ID}:2.1/p1/s2", f"{ID}:2.1/p1/s3", f"{ID}:3/p1/s1"] == keys[-3:]


def test_a_path_leads_from_one_report_to_the_other(ask: Callable[..., str]) -> None:
    """Each step has the sentence that states it."""
    lines = ask("path", "place:lan-country", "topic:methane").splitlines()
    keys = {line.split("]")[0].strip(" [") for line in lines if line.startswith("      [")}
    assert {"2023", ID} == {key.partition(":")[0] for key in keys}


def test_a_derivation_ends_at_the_sentences_of_both(ask: Callable[..., str]) -> None:
    """The earlier report comes first; terms of a report are told as such."""
    lines = ask("why", METHANE, "a", "opn:PolicyDocument").splitlines()
    assert [
        f"├─ [2023:2.5/p1/s2] {SAID[0]}{OURS_MARK}",
        f"└─ [{ID}:2.1/p1/s1] {SAID[1]}{OURS_MARK}",
    ] == lines[1:]
    why = ask("why", "topic:highland-lakes", "a", "opn:Topic").splitlines()
    assert "└─ by the terms of a report" == why[-1]


def test_graphs_are_counted(ask: Callable[..., str], both: Dataset) -> None:
    """Terms and translations stand apart from what is asserted."""
    shown = dict(line.split("\t") for line in ask("stats", "graphs").splitlines()[1:])
    expected = {"terms": 105, "translations": 402}
    assert expected == {name: both.counts()[name] for name in expected}
    assert "402" == shown["graph:translations"]
    assert "105" == shown[f"<{OTHER}/terms>"]
    assert str(both.counts()["asserted"]) == shown["asserted"]


# --- questions


@pytest.mark.parametrize("name", NAMES)
def test_what_the_shipped_report_says_stays(
    store: ox.Store, both_store: ox.Store, name: str
) -> None:
    """Asked of 2023 alone, a question has the rows that it has where nothing else is loaded.

    A question about all reports together is the exception: there only its columns stay.
    """
    query = get_query(name)
    expected = run_question(store, query)
    if query.all_reports:
        assert expected.columns == run_question(both_store, query).columns
        return
    table = run_question(both_store, query, {"report": "2023"})
    added = () if query.reports in expected.columns else (query.reports,)
    kept = [n for n, name in enumerate(table.columns) if name not in added]
    assert expected.columns == tuple(table.columns[n] for n in kept)
    found = Counter(tuple(_shown(row[n]) for n in kept) for row in table.rows)
    assert Counter(tuple(map(_shown, row)) for row in expected.rows) == found


def _shown(term: object) -> str:
    """Write a cell; the keys of passages name their report only where there are several."""
    return show_term(term).removeprefix("2023:")


def test_figures_are_compared_within_a_report(both_store: ox.Store) -> None:
    """A figure that is restated is found, a share of another whole is none."""
    table = run_question(both_store, get_query("stated-twice"))
    at = {name: table.columns.index(name) for name in ("report", "first", "second")}
    found = [tuple(value(row[column]) for column in at.values()) for row in table.rows]
    assert [(OTHER, "1200万千瓦", "1250万千瓦")] == [row for row in found if row[0] == OTHER]
    assert 4 == sum(row[0] == OURS for row in found)


def test_sparql_reads_both(ask: Callable[..., str]) -> None:
    """A figure that is rolled on stands under its own report."""
    text = f"{FIGURES.replace('?f {', '?f ?r {')} ORDER BY ?r ?f"
    found = rows(ask("query", "--sparql", text, "--format", "csv"))
    names = [row["f"] for row in found]
    assert f"{BASE}quantity/2023/wind-power-capacity-2022" in names
    assert f"{BASE}quantity/{ID}/wind-power-capacity-2023" in names


# --- entities in Python


def test_python_reads_both() -> None:
    """Sentences, figures and keys are those of both reports."""
    graph = load(reports=[FOLDER])
    plan = graph[METHANE]
    assert SAID == plan.sentences
    assert CHINESE == load(reports=[FOLDER], lang="zh")[METHANE].sentences


def test_figures_stand_by_report_and_place(both_store: ox.Store) -> None:
    """All of the first report before those of the second."""
    found = profile(both_store, node(f"{BASE}indicator/wind-power-capacity")).figures
    reports = [iri.removeprefix(f"{BASE}quantity/").partition("/")[0] for iri in found]
    assert ["2023", "2023", *[ID] * 4] == reports


# --- pages and exports


def test_the_page_has_both_reports(ask: Callable[..., str], tmp_path: Path) -> None:
    """Sentences of both are in its data, and both are named below."""
    file = tmp_path / "page.html"
    ask("view", "--focus", METHANE, "--output", str(file))
    text = file.read_text("utf-8")
    for part in (
        f"{ID}:2.1/p1/s1",
        "2023:2.5/p1/s2",
        "2023年度报告》、《云泽省应对气候变化2024年度报告",
    ):
        assert part in text


def test_the_page_on_the_ontology_names_both(both: Dataset) -> None:
    """It says from which reports its sentences are."""
    from oneplusn.viz.ontology_page.render import render_docs  # noqa: PLC0415 - slow to import

    assert "2023年度报告》、《云泽省应对气候变化2024年度报告" in render_docs(both)


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_an_export_reads_back(both: Dataset, form: str) -> None:
    """Every quad, the terms and translations too."""
    kind = {
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    found = ox.Dataset(ox.parse(serialize(both, form), format=kind[form]))
    given = ox.Dataset(both.quads)
    for dataset in (found, given):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert given == found


def test_the_description_names_both_as_sources(both: Dataset) -> None:
    """Terms and translations are graphs of it, but no passages."""
    triples = metadata_triples(both)
    sources = {value(t.object) for t in triples if value(t.predicate).endswith("terms/source")}
    assert {OURS, OTHER} <= sources
    name = f"{BASE}dataset/report/{ID}/terms"
    assert [f"{BASE}dataset"] == [
        value(t.subject)
        for t in triples
        if value(t.predicate).endswith("#subset") and value(t.object) == name
    ]


def test_both_are_pushed(run: Callable[..., Ended], both: Dataset, tmp_path: Path) -> None:
    """The graph store has every graph of both that the context has no part in."""
    store = GraphStore()
    with serving(store.respond) as server:
        places = (f"{server.url}/store", "--endpoint", f"{server.url}/query")
        ledger = str(tmp_path / "ledger")
        ended = run("push", *places, "--ledger", ledger, "--reports", str(FOLDER))
    assert 0 == ended.code
    wanted = {graph_name(quad) for quad in both.quads if not is_outside(quad)}
    assert wanted == {value(name) for name in store.store.named_graphs()}
