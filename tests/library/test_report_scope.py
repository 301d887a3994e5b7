"""Questions about several reports: each row is what one of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.api import KnowledgeGraph
from oneplusn.errors import EncodingError, UsageError
from oneplusn.graph.named_graphs import STRUCTURE
from oneplusn.graph.rdf import add_union, literal, node, value
from oneplusn.ontology.namespaces import BASE, OPN, prefixes
from oneplusn.queries.entities.reports import LoadedReport, find_report, loaded_reports
from oneplusn.queries.library.binding import run, text_for
from oneplusn.queries.library.catalog import context_library, get_query, library
from oneplusn.queries.library.header import Query, parse_query
from oneplusn.queries.library.report_scope import add_reports
from oneplusn.queries.output.tables import show_term

if TYPE_CHECKING:
    from oneplusn.graph.dataset import Dataset
    from oneplusn.queries.sparql.engine import Table

OURS, EARLIER = f"{BASE}report/2023", f"{BASE}report/2022"
OPN_LINE = "PREFIX opn: <https://w3id.org/oneplusn/ontology#>\n"
EACH = "?report a opn:Report ; opn:reportDate ?report_date ."
TOGETHER = {
    "document-states",
    "framework-reach",
    "framework-sectors",
    "indicator-comparisons",
    "neighboring-indicators",
    "official-documents",
    "plan-identifications",
    "public-identifiers",
    "target-commitments",
    "target-observations",
    "targets",
    "targets-due",
    "what-ended",
}
OF_THE_LIBRARY = {"document-states", "framework-reach", "framework-sectors", "what-ended"}
SCOPED = [query.name for query in library() if not query.all_reports]


def iri(name: str) -> ox.NamedNode:
    """Expand a prefixed name."""
    prefix, _, local = name.partition(":")
    return node(f"{prefixes()[prefix]}{local}")


# --- whole texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "SELECT DISTINCT ?a { GRAPH ?p { ?a a ?b } } ORDER BY ?a",
            "SELECT DISTINCT ?report ?a { GRAPH ?p { ?a a ?b } ?p opn:inReport ?report ."
            f" {EACH} }} ORDER BY ?report_date ?report ?a",
            id="a sentence",
        ),
        pytest.param(
            "SELECT ?a { ?a opn:statedIn ?p } ORDER BY ?a LIMIT 3",
            f"SELECT ?report ?a {{ ?a opn:statedIn ?p . ?p opn:inReport ?report . {EACH} }}"
            " ORDER BY ?a ?report_date ?report LIMIT 3",
            id="the first of all reports together",
        ),
        pytest.param(
            "SELECT ?a (COUNT(?p) AS ?n) { ?a opn:statedIn ?p . } GROUP BY ?a ORDER BY ?a",
            f"SELECT ?report ?a (COUNT(?p) AS ?n) {{ ?a opn:statedIn ?p . ?p opn:inReport ?report . {EACH} }}"
            " GROUP BY ?report ?report_date ?a ORDER BY ?report_date ?report ?a",
            id="counted for each report",
        ),
        pytest.param(
            "SELECT ?a ?n { { SELECT ?a (COUNT(?p) AS ?n) { ?a opn:statedIn ?p } GROUP BY ?a } } ORDER BY ?a",
            "SELECT ?report ?a ?n { { SELECT ?report ?a (COUNT(?p) AS ?n) { ?a opn:statedIn ?p ."
            f" ?p opn:inReport ?report . }} GROUP BY ?report ?a }} {EACH} }} ORDER BY ?report_date ?report ?a",
            id="counted in a SELECT of its own",
        ),
        pytest.param(
            "SELECT ?a { GRAPH ?p { ?a a ?b } FILTER NOT EXISTS { GRAPH ?q { ?a a ?c } } }",
            "SELECT ?report ?a { GRAPH ?p { ?a a ?b } ?p opn:inReport ?report . FILTER NOT EXISTS"
            " { GRAPH ?q { ?a a ?c } OPTIONAL { ?q opn:inReport ?q_report } FILTER (?q_report = ?report) }"
            f" {EACH} }}",
            id="none before it in the same report",
        ),
        pytest.param(
            "SELECT ?a { GRAPH ?p { ?a a ?b } GRAPH ?q { ?c a ?b } }",
            "SELECT ?report ?a { GRAPH ?p { ?a a ?b } ?p opn:inReport ?report . GRAPH ?q { ?c a ?b }"
            f" {EACH} OPTIONAL {{ ?q opn:inReport ?q_report }} FILTER (?q_report = ?report) }}",
            id="two sentences of one report",
        ),
        pytest.param(
            "SELECT ?a { GRAPH ?p { ?a a ?b } OPTIONAL { ?a (opn:stage|opn:status) ?s } }",
            f"SELECT ?report ?a {{ GRAPH ?p {{ ?a a ?b }} ?p opn:inReport ?report . {EACH}"
            " OPTIONAL { GRAPH ?s_passage { ?a (opn:stage|opn:status) ?s } ?s_passage opn:inReport ?report . } }",
            id="a state as the report says",
        ),
        pytest.param(
            "SELECT ?a { GRAPH ?p { ?a opn:status ?s ; opn:value ?v } }",
            f"SELECT ?report ?a {{ GRAPH ?p {{ ?a opn:status ?s ; opn:value ?v }} ?p opn:inReport ?report . {EACH} }}",
            id="in the sentence it is the report's already",
        ),
        pytest.param(
            "SELECT ?a { GRAPH ?p { ?a a ?b } OPTIONAL { ?f opn:concerns ?a } }",
            f"SELECT ?report ?a {{ GRAPH ?p {{ ?a a ?b }} ?p opn:inReport ?report . {EACH}"
            " OPTIONAL { ?f opn:concerns ?a . ?f opn:statedIn ?f_passage . ?f_passage opn:inReport ?report . } }",
            id="a figure of the report",
        ),
        pytest.param(
            "SELECT ?a { GRAPH ?p { ?a a ?b } OPTIONAL { ?c a ?a OPTIONAL { ?c opn:stage ?s } } }",
            f"SELECT ?report ?a {{ GRAPH ?p {{ ?a a ?b }} ?p opn:inReport ?report . {EACH}"
            " OPTIONAL { ?c a ?a . ?report a opn:Report . OPTIONAL { GRAPH ?s_passage { ?c opn:stage ?s }"
            " ?s_passage opn:inReport ?report . } } }",
            id="a state of what is optional",
        ),
        pytest.param(
            "SELECT ?a { { GRAPH ?p { ?a a ?b } } UNION { GRAPH ?p { ?b a ?a } } ?p opn:text ?t }",
            "SELECT ?report ?a { { GRAPH ?p { ?a a ?b } ?p opn:inReport ?report . } UNION"
            f" {{ GRAPH ?p {{ ?b a ?a }} ?p opn:inReport ?report . }} ?p opn:text ?t . {EACH} }}",
            id="branches",
        ),
    ],
)
def test_a_text_is_written_for_several_reports(text: str, expected: str) -> None:
    """Each text whole; an engine reads it."""
    written = add_reports(text)
    assert f"{OPN_LINE}{expected}" == written
    ox.Store().query(written)


def test_one_report_is_a_value() -> None:
    """What is given stands in the text, and the variable may have another name."""
    expected = (
        f"{OPN_LINE}SELECT ?edition ?report {{ GRAPH ?p {{ ?report a ?b }} ?p opn:inReport ?edition ."
        f" VALUES ?edition {{ <{OURS}> }} ?edition a opn:Report ; opn:reportDate ?edition_date . }}"
    )
    text = "SELECT ?report { GRAPH ?p { ?report a ?b } }"
    assert expected == add_reports(text, "edition", only=node(OURS))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?a { ?a a ?b }", "a question without passages is about all reports"),
        ("SELECT (COUNT(?a) AS ?n) { GRAPH ?p { ?a a ?b } }", "needs a GROUP BY"),
        ("SELECT ?a { GRAPH ?p { ?a a ?b } ?a opn:status ?s ; a ?c }", "stands for itself"),
        ("SELECT ?a { OPTIONAL { GRAPH ?p { ?a a ?b } } }", "begins with what it is about"),
    ],
)
def test_what_no_rule_covers_is_refused(text: str, message: str) -> None:
    """Nothing is answered by half."""
    with pytest.raises(ValueError, match=message):
        add_reports(text)
    query = Query("laws", "", "", "", "policies", (), "table", (), text)
    with pytest.raises(EncodingError, match=rf"^laws\.rq: .*{message}"):
        query.text_by_report()


# --- headers


def test_few_questions_are_about_all_reports_and_say_why() -> None:
    """The others have the parameter."""
    queries = (*library(), *context_library())
    together = {(q.name, q in context_library()) for q in queries if q.all_reports}
    expected = {(name, name not in OF_THE_LIBRARY) for name in TOGETHER}
    assert expected == together
    assert all(query.parameters[-1].name == "report" for query in queries if not query.all_reports)


@pytest.mark.parametrize("value", ["all", "all |", "", "two words", "some | reason"])
def test_a_header_that_says_neither_is_refused(value: str) -> None:
    """A variable, or all with a reason."""
    fields = {"summary": "?", "summary_zh": "？", "description": ".", "topic": "policies"}
    fields |= {"tags": "x", "defaultView": "table", "reports": value}
    source = "".join(f"#+ {key}: {text}\n" for key, text in fields.items())
    with pytest.raises(EncodingError, match=r"q\.rq: neither 'all \| REASON' nor a variable: "):
        parse_query("q.rq", f"{source}SELECT * {{}}")


# --- the same report twice


@pytest.fixture(scope="module")
def twins(dataset: Dataset) -> ox.Store:
    """Load our report, and its copy with another id and an earlier date."""
    return _store(dataset, {OURS: DAY, EARLIER: "2022-10-27"})


def _store(dataset: Dataset, dates: dict[str, str]) -> ox.Store:
    store = ox.Store()
    for report, date in dates.items():
        # The date is another one, and a report has one.
        quads = (quad for quad in dataset.quads if quad.predicate != REPORT_DATE)
        copy = [_renamed(_redated(quad, date), report) for quad in quads]
        store.extend(copy)
        store.extend(
            ox.Quad(quad.subject, OPN_IN_REPORT, node(report), STRUCTURE)
            for quad in copy
            if quad.predicate == OPN.text
        )
        store.add(ox.Quad(node(report), REPORT_DATE, literal(date, datatype="date"), STRUCTURE))
    add_union(store)
    return store


OPN_IN_REPORT = node(f"{BASE}ontology#inReport")
REPORT_DATE = node(f"{BASE}ontology#reportDate")
DAY = REPORT.date.isoformat()


def _redated(quad: ox.Quad, date: str) -> ox.Quad:
    """Let a period that begins or ends with the day of our report do so with another's."""
    if quad.predicate not in {OPN.periodStart, OPN.periodEnd} or value(quad.object) != DAY:
        return quad
    day = literal(date, datatype="date")
    return ox.Quad(quad.subject, quad.predicate, day, quad.graph_name)


def _renamed(quad: ox.Quad, report: str) -> ox.Quad:
    """Give the passages and the figures of our report the name of another."""

    def name(term: ox.NamedNode) -> ox.NamedNode:
        text = term.value.replace(OURS, report)
        if report != OURS:
            text = text.replace(f"{BASE}quantity/", f"{BASE}quantity/2022/")
        return node(text)

    subject, thing, graph = quad.subject, quad.object, quad.graph_name
    return ox.Quad(
        name(subject) if isinstance(subject, ox.NamedNode) else subject,
        quad.predicate,
        name(thing) if isinstance(thing, ox.NamedNode) else thing,
        name(graph) if isinstance(graph, ox.NamedNode) else graph,
    )


def cells(table: Table, *, without: str = "") -> list[tuple[str, ...]]:
    """Write rows as text, names of both reports alike."""
    kept = [n for n, column in enumerate(table.columns) if column != without]
    return [tuple(cell(row[n]) for n in kept) for row in table.rows]


def cell(term: object) -> str:
    """Write a term as text, the earlier report's as ours."""
    if term is None:
        return ""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value.replace(EARLIER, OURS).replace("quantity/2022/", "quantity/")


@pytest.mark.parametrize("name", [name for name in SCOPED if name != "richest-sentences"])
def test_each_report_answers_as_if_alone(store: ox.Store, twins: ox.Store, name: str) -> None:
    """The earlier report first, then ours; either has the rows, in the order, that one alone has."""
    query = get_query(name)
    table, alone = run(twins, query), run(store, query)
    column = {"reports": "edition"}.get(name, "report")
    number = table.columns.index(column)
    reports = [row[number] for row in table.rows]
    half = len(alone.rows)
    assert [node(EARLIER)] * half + [node(OURS)] * half == reports
    expected = cells(alone) if name != "source" else cells(alone, without=column)
    assert expected * 2 == cells(table, without=column)


def test_the_first_thirty_are_of_all_reports(store: ox.Store, twins: ox.Store) -> None:
    """A LIMIT is one for all: the first fifteen, each of both reports."""
    query = get_query("richest-sentences")
    expected = [row for row in cells(run(store, query))[:15] for _ in range(2)]
    assert expected == cells(run(twins, query), without="report")


def test_one_of_several_is_asked(store: ox.Store, twins: ox.Store) -> None:
    """By id or IRI; the column stays, since there are others."""
    query, alone = get_query("laws"), run(store, get_query("laws"))
    for name in ("2022", EARLIER):
        table = run(twins, query, {"report": name})
        assert ("report", *alone.columns) == table.columns
        assert {node(EARLIER)} == {row[0] for row in table.rows}
        assert cells(alone) == cells(table, without="report")


# --- a second report that says otherwise


@pytest.fixture
def two(dataset: Dataset) -> ox.Store:
    """Load our report, and one sentence of another: a law is in preparation, one figure is given."""
    store = _store(dataset, {OURS: "2023-10-27"})
    passage, law = node(f"{EARLIER}/1/p1/s1"), iri("policy:wetlands-protection-law")
    names = iri("graph:names")
    figure = node(f"{BASE}quantity/2022/wetlands")
    store.extend(
        [
            ox.Quad(node(EARLIER), iri("rdf:type"), OPN.Report, STRUCTURE),
            ox.Quad(node(EARLIER), REPORT_DATE, literal("2022-10-27", datatype="date"), STRUCTURE),
            ox.Quad(passage, OPN_IN_REPORT, node(EARLIER), STRUCTURE),
            ox.Quad(passage, OPN.text, literal("湿地保护法正在制定，湿地60处。"), STRUCTURE),
            ox.Quad(passage, OPN.sequenceNumber, literal(1, datatype="integer"), STRUCTURE),
            ox.Quad(law, iri("rdf:type"), OPN.LegalAct, passage),
            ox.Quad(law, OPN.documentType, iri("document-type:law"), passage),
            ox.Quad(law, OPN.status, iri("state:in-preparation"), passage),
            ox.Quad(figure, OPN.concerns, law, passage),
            ox.Quad(figure, OPN.asWritten, literal("60处"), passage),
            ox.Quad(figure, OPN.statedIn, passage, names),
        ]
    )
    add_union(store)
    return store


def test_a_state_is_what_the_report_says(two: ox.Store) -> None:
    """The law is in preparation in one report and in force in the other, in either's rows."""
    table = run(two, get_query("laws"))
    law, status = table.columns.index("law"), table.columns.index("status_en")
    wetlands = iri("policy:wetlands-protection-law")
    rows = [(row[0], show_term(row[status])) for row in table.rows if row[law] == wetlands]
    assert [(node(EARLIER), "in preparation"), (node(OURS), "in force")] == rows
    ours = run(two, get_query("laws"), {"report": "2023"})
    assert {node(OURS)} == {row[0] for row in ours.rows}


def test_reports_are_told_by_date(two: ox.Store, store: ox.Store) -> None:
    """Those that are loaded, the earliest first; where there is no date, without."""
    earlier = LoadedReport("2022-10-27", "2022", EARLIER)
    assert (earlier, LoadedReport("2023-10-27", "2023", OURS)) == loaded_reports(two)
    assert (OURS,) == tuple(report.iri for report in loaded_reports(store))
    assert earlier == find_report(two, "2022") == find_report(two, EARLIER)


def test_an_unknown_report_is_refused_with_those_that_are_loaded(two: ox.Store) -> None:
    """One line, from each way in."""
    for name in ("2019", "", f"{BASE}report/2019"):
        with pytest.raises(UsageError) as caught:
            run(two, get_query("laws"), {"report": name})
        assert f"unknown report {name!r}; loaded: 2022, 2023" == str(caught.value)


# --- one report


@pytest.mark.parametrize("report", ["2023", OURS, "all"])
def test_with_one_report_nothing_changes(store: ox.Store, report: str) -> None:
    """Neither the text nor the answer, whether the report is named or not."""
    for name in ("laws", "reports", "say-about"):
        query = get_query(name)
        assert query.text == text_for(store, query, {"report": report})
        assert run(store, query) == run(store, query, {"report": report})


def test_a_question_about_all_reports_has_no_such_parameter(store: ox.Store) -> None:
    """The message is the reason of its header."""
    with pytest.raises(UsageError) as caught:
        run(store, get_query("framework-sectors"), {"report": "2023"})
    expected = (
        "'framework-sectors' is about all reports together: "
        "it is inferred from what all reports state of the framework"
    )
    assert expected == str(caught.value)


def test_in_python_it_is_a_keyword(store: ox.Store, two: ox.Store) -> None:
    """As any other parameter."""
    assert KnowledgeGraph(store).query("laws") == KnowledgeGraph(store).query("laws", report=2023)
    assert "report" in KnowledgeGraph(two).query("laws", report="2022").columns
