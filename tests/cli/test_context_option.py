"""Facts from outside the reports, where somebody asks for them: marked, with their source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import oneplusn
from oneplusn.errors import UnknownNameError, UsageError
from oneplusn.graph.cache import load_store
from oneplusn.graph.named_graphs import CONTEXT, OUTSIDE, STRUCTURE
from oneplusn.graph.rdf import add_union, literal, named_quads, node, open_quads, value
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.queries.entities.description import Basis, profile
from oneplusn.queries.entities.network import find_path, relations
from oneplusn.queries.entities.provenance import (
    Origin,
    is_outside_only,
    origin_of,
    origins,
    say_origin,
)
from oneplusn.queries.entities.search import search
from oneplusn.queries.entities.statistics import count
from oneplusn.queries.library.catalog import context_library, find_query, library, wider_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended

PLAN = "policy:carbon-peaking-action-plan-2030"
ADDRESS = "http://www.shyyjn.com/NewsDetail.aspx?ID=90"
LABEL = node("http://www.w3.org/2000/01/rdf-schema#label")
MARKS = re.compile(r"outside|https?://(?!w3id\.org)|〔20\d\d〕|报告之外|外部")


@pytest.fixture(scope="module")
def whole() -> ox.Store:
    """Open the dataset with its context."""
    return load_store(context=True)


@pytest.fixture(scope="module")
def kg() -> oneplusn.KnowledgeGraph:
    """Open the graph with its context."""
    return oneplusn.load(context=True)


def thing(name: str) -> ox.NamedNode:
    """Name something of the little store."""
    return node(f"{BASE}{name}")


def little() -> ox.Store:
    """Make a store in which a document, a body and a plan of the report stand."""
    made = ox.Store()
    for subject, predicate, target in (
        ("policy/doc", "sourceAddress", literal("https://a.org/2")),
        ("policy/doc", "sourceAddress", literal("https://a.org/1")),
        ("policy/doc", "officialTitle", literal("方案", language="zh")),
        ("policy/doc", "documentNumber", literal("1号")),
        ("policy/doc", "laterThan", thing("report/2023")),
        ("policy/doc", "issuedBy", thing("agent/body")),
        ("policy/lone", "sourceAddress", literal("https://b.org/")),
        ("policy/lone", "issuedBy", thing("agent/body")),
        ("quantity/aim", "setBy", thing("policy/doc")),
        ("quantity/aim", "sourceAddress", literal("https://c.org/")),
        ("judgement/same", "reportDocument", thing("policy/plan")),
        ("judgement/same", "officialDocument", thing("policy/doc")),
        ("judgement/same", "sourceAddress", literal("https://d.org/")),
        ("judgement/alike", "reportIndicator", thing("indicator/x")),
        ("policy/plan", "identifiedAs", thing("policy/doc")),
        ("identifier/one", "identifies", thing("agent/body")),
        ("identifier/one", "identifierValue", literal("Q1")),
        ("identifier/one", "identifierSource", literal("ROR")),
    ):
        made.add(ox.Quad(thing(subject), OPN[predicate], target, CONTEXT))
    for lang, label in (("zh", "方案"), ("en", "plan")):
        made.add(ox.Quad(thing("policy/doc"), LABEL, literal(label, language=lang), STRUCTURE))
    add_union(made)
    return made


LITTLE = little()
DOCUMENT = Origin(f"{BASE}policy/doc", ("https://a.org/1", "https://a.org/2"))
JUDGED = Origin(f"{BASE}policy/doc", ("https://d.org/",))


# --- where a fact comes from


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "expected"),
    [
        ("policy/doc", "issuedBy", "agent/body", (DOCUMENT,)),
        ("quantity/aim", "setBy", "policy/doc", (Origin(DOCUMENT.document, ("https://c.org/",)),)),
        ("judgement/same", "officialDocument", "policy/doc", (JUDGED,)),
        ("policy/plan", "identifiedAs", "policy/doc", (JUDGED,)),
        ("agent/body", "exactMatch", "entity/Q1", (Origin("", ("ROR",)),)),
        ("agent/body", "type", "ontology#Agent", (
            Origin("", ("ROR",)), Origin("", ("https://b.org/",)), DOCUMENT,
        )),
        ("judgement/alike", "reportIndicator", "indicator/x", ()),
    ],
)  # fmt: skip
def test_a_fact_has_the_source_of_its_subject(
    subject: str, predicate: str, target: str, expected: tuple[Origin, ...]
) -> None:
    """Else of what vouches for it: judgement, identifier, the documents that a body issued."""
    triple = ox.Triple(thing(subject), thing(f"x/{predicate}"), thing(target))
    assert expected == origins(LITTLE, triple)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "方案（1号）（晚于报告） https://a.org/1 https://a.org/2"),
        ("en", "plan (1号) (later than a report) https://a.org/1 https://a.org/2"),
    ],
)
def test_a_source_is_one_line(lang: str, expected: str) -> None:
    """Title, number, whether it is newer than the report, addresses; or the register alone."""
    assert expected == say_origin(LITTLE, DOCUMENT, lang)
    assert "ROR" == say_origin(LITTLE, Origin("", ("ROR",)), lang)


def test_no_fact_from_outside_is_without_a_source(whole: ox.Store) -> None:
    """Each triple of the real context, our own judgements on indicators apart."""
    bare = {
        value(quad.subject).removeprefix(BASE).partition("/")[0]
        for quad in whole.quads_for_pattern(None, None, None, CONTEXT)
        if not origins(whole, quad.triple)
    }
    judged = [q.subject for q in whole.quads_for_pattern(None, RDF_TYPE, OPN.IndicatorComparison)]
    assert {"judgement"} == bare
    assert set() == {one for one in judged if origin_of(whole, one)}


def test_what_the_report_says_too_is_not_from_outside(whole: ox.Store, store: ox.Store) -> None:
    """A triple is from outside only if the report's own dataset does not have it."""
    found = {quad.triple for quad in whole if is_outside_only(whole, quad.triple)}
    assert {quad.triple for quad in whole} - {quad.triple for quad in store} == found


# --- one thing


def test_a_profile_tells_who_says_it(whole: ox.Store) -> None:
    """Sentences for what the report states, documents for what they state, and never both."""
    plan = profile(whole, thing("policy/industry-carbon-peaking-plan"))
    known = {link.property.rpartition("#")[2]: link for link in plan.links if not link.inward}
    stated, said = known["partOf"], known["identifiedAs"]
    assert (Basis.STATED, True, ()) == (stated.basis, bool(stated.passages), stated.origins)
    assert (Basis.OUTSIDE, (), 1) == (said.basis, said.passages, len(said.origins))


def test_every_link_of_every_document_has_its_basis(whole: ox.Store, store: ox.Store) -> None:
    """What only the context gives is marked so; what the report gives is as without it."""
    documents = [q.subject for q in whole.quads_for_pattern(None, OPN.officialTitle, None)]
    outside = (Basis.OUTSIDE, Basis.INFERRED_OUTSIDE)
    judged = f"{BASE}judgement/"
    assert documents
    for document in documents:
        assert isinstance(document, ox.NamedNode)
        own = {(k.property, k.inward, k.other): k.basis for k in profile(store, document).links}
        for link in profile(whole, document).links:
            basis = own.get((link.property, link.inward, link.other))
            if basis is None and not value(link.other).startswith(judged):
                assert link.basis in outside
            assert link.basis is not Basis.OUTSIDE or link.origins


def test_show_marks_what_others_say(run: Callable[..., Ended]) -> None:
    """A number in brackets for each source, and at the end its title and address."""
    ended = run("show", PLAN, "--context", "--all")
    lines = ended.out.splitlines()
    assert (0, "") == (ended.code, ended.err)
    assert "Policy Document (outside the reports), action plan (outside the reports)" == lines[1]
    assert "      State Council [outside 1]" in lines
    assert [] == [line for line in lines if "/report/2023" in line]
    sources = lines[lines.index("Outside the reports") + 1 :]
    assert (
        f"  [outside 1] Action Plan for Carbon Dioxide Peaking Before 2030 (国发〔2021〕23号) {ADDRESS}"
        in (sources[0])
    )
    used = {int(n) for line in lines for n in re.findall(r"outside (\d+)", line)}
    assert set(range(1, len(sources) + 1)) == used


def test_show_in_chinese(run: Callable[..., Ended]) -> None:
    """Statements of the report keep their sentences beside those of others."""
    ended = run("show", "工业领域碳达峰实施方案", "--context", "--lang", "zh")
    assert "      碳达峰碳中和“1+N”政策体系 [5.1/p2/s2]\n" in ended.out
    assert "[外部1]" in ended.out
    assert "\n报告之外的来源\n  [外部1] 工业领域碳达峰实施方案" in ended.out


def test_other_names_are_marked_too(run: Callable[..., Ended]) -> None:
    """Where only the context has them."""
    lines = run("show", "agent:ndrc", "--context").out.splitlines()
    assert "  =  国家发改委 (outside the reports)" in lines
    assert "  =  1+N" in run("show", "1+N", "--context").out.splitlines()


@pytest.mark.parametrize(
    "name", ["工业领域碳达峰实施方案", "1+N", "能耗强度（指标）", "生态环境部"]
)
def test_without_the_option_show_knows_the_report_alone(
    run: Callable[..., Ended], name: str
) -> None:
    """No mark, no address, no number of a document."""
    entity = "indicator:energy-intensity" if "指标" in name else name
    alone, wider = run("show", entity, "--all"), run("show", entity, "--all", "--context")
    assert (0, [], True) == (alone.code, MARKS.findall(alone.out), bool(MARKS.search(wider.out)))


@pytest.mark.parametrize(
    "args",
    [
        ("show", PLAN),
        ("path", PLAN, "1+N"),
        ("why", PLAN, "issuedBy", "国务院"),
        ("query", "about-entity", "--param", f"entity={PLAN}"),
    ],
)
def test_a_document_from_outside_is_unknown_without_the_option(
    run: Callable[..., Ended], args: tuple[str, ...]
) -> None:
    """It is no part of the report; with the option the same call is answered."""
    ended = run(*args)
    assert (2, "") == ended[:2]
    assert ended.err.startswith("oneplusn: unknown entity ")
    assert 0 == run(*args, "--context").code


# --- search, paths, reasons, counts


def test_search_says_which_name_is_from_outside(run: Callable[..., Ended]) -> None:
    """A column more, with the option alone."""
    wider = run("search", "碳达峰行动方案", "--context", "--format", "csv", "--limit", "100")
    rows = [line.split(",") for line in wider.out.splitlines()]
    found = {row[1]: row[-1] for row in rows[1:]}
    assert "outside the reports" == found[PLAN]
    assert {"outside the reports", "a report"} == set(found.values())
    alone = run("search", "碳达峰行动方案", "--format", "csv", "--limit", "100")
    names = {row[1] for row in rows[1:] if row[-1] != "outside the reports"}
    assert names == {line.split(",")[1] for line in alone.out.splitlines()[1:]}


def test_a_class_from_outside_is_marked(
    run: Callable[..., Ended], whole: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the report names the thing, and only others make it what it is."""
    added = ox.Quad(thing("place/hainan"), RDF_TYPE, OPN.Fund, CONTEXT)
    wider = open_quads([*named_quads(whole), added])
    monkeypatch.setattr("oneplusn.cli.ask.search.load_store", lambda **_: wider)
    row = run("search", "海南", "--context").out.splitlines()[1]
    assert ["exact", "place:hainan", "海南", "Hainan"] == row.split("\t")[:4]
    assert "Fund (outside the reports), Issuing Body, Province" == row.split("\t")[4]
    monkeypatch.setattr("oneplusn.cli.ask.show.load_store", lambda **_: wider)
    head = run("show", "place:hainan", "--context").out.splitlines()[1]
    assert "Fund (outside the reports), Issuing Body, Province" == head


def test_a_name_of_both_is_the_reports(whole: ox.Store, store: ox.Store) -> None:
    """Only names that the report's dataset lacks are marked."""
    inside = {(hit.iri, hit.text) for hit in search(store, "碳")}
    assert inside == {(hit.iri, hit.text) for hit in search(whole, "碳") if not hit.outside}
    assert [] == [hit for hit in search(store, "碳") if hit.outside]


def test_a_path_may_go_over_another_document(run: Callable[..., Ended], store: ox.Store) -> None:
    """Its step is printed with the document; without the option there is no such step."""
    ended = run("path", "国务院", "1+N", "--context", "--lang", "zh")
    assert (0, "") == (ended.code, ended.err)
    assert (
        "\n      [报告之外] 中共中央 国务院关于完整准确全面贯彻新发展理念做好碳达峰碳中和工作的意见（中发〔2021〕36号） http"
        in ended.out
    )
    assert [] == [relation for relation in relations(store) if relation.origins]


def test_the_reports_word_goes_first(whole: ox.Store) -> None:
    """Where both state something of two things, the step is what the report states."""
    plan, framework = thing("policy/industry-carbon-peaking-plan"), thing("policy/one-plus-n")
    found = find_path(whole, plan, framework)
    assert [("partOf", True)] == [
        (step.property.rpartition("#")[2], bool(step.passages)) for step in found or ()
    ]


def test_a_reason_goes_down_to_the_address(run: Callable[..., Ended]) -> None:
    """In place of a sentence, at the leaf."""
    ended = run("why", PLAN, "issuedBy", "国务院", "--context", "--lang", "zh")
    expected = f"└─ 报告之外：2030年前碳达峰行动方案（国发〔2021〕23号） {ADDRESS} "
    assert ended.out.splitlines()[1].startswith(expected)
    mixed = run("why", "1+N", "covers sector", "energy", "--context")
    assert run("why", "1+N", "covers sector", "energy") == mixed


@pytest.mark.parametrize("what", ["classes", "properties", "relations"])
def test_counts_are_apart(whole: ox.Store, store: ox.Store, what: str) -> None:
    """The report's numbers are those without the context; the others have their own column."""
    columns, rows = count(store, what)
    wider_columns, wider = count(whole, what, context=True)
    assert (*columns, "outside") == wider_columns
    assert {row[0]: row[-1] for row in rows} == {row[0]: row[-2] for row in wider if row[-2]}
    assert any(row[-1] for row in wider)


def test_stats_show_the_graphs_of_the_context(run: Callable[..., Ended]) -> None:
    """Only where they are asked for."""
    names = {f"graph:{graph.value.rpartition('/')[2]}" for graph in OUTSIDE}
    for options, expected in (((), set()), (("--context",), names)):
        ended = run("stats", "graphs", "--format", "csv", *options)
        assert expected == {line.split(",")[0] for line in ended.out.splitlines()} & names


# --- questions


def test_questions_on_the_context_are_asked_by_name(run: Callable[..., Ended]) -> None:
    """With the option; without it the message says what is missing."""
    for query in context_library():
        asked = run("query", query.name, "--context", "--format", "csv", "--lang", "zh")
        short = run("context", query.name, "--format", "csv", "--lang", "zh")
        assert (0, asked) == (asked.code, short)
    ended = run("query", "official-documents")
    expected = (
        "'official-documents' asks for facts from outside the reports; they come with --context, "
        "in Python with load(context=True)"
    )
    assert (2, "", f"oneplusn: {expected}\n") == ended


def test_the_wider_library_has_all_questions() -> None:
    """Those on the context go before the one of the same name."""
    names = sorted({query.name for query in (*library(), *context_library())})
    assert names == [query.name for query in wider_library()]
    assert (False, True) == (
        find_query("targets", context=False) in context_library(),
        find_query("targets", context=True) in context_library(),
    )
    with pytest.raises(UnknownNameError, match="unknown query 'official-document'"):
        find_query("official-document", context=True)
    with pytest.raises(UsageError, match="they come with --context"):
        find_query("official-documents", context=False)


COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), 'context')) }"


def test_free_sparql_sees_the_context_only_with_the_option(run: Callable[..., Ended]) -> None:
    """In a process of its own."""
    assert "n\n0\n" == run("query", "--sparql", COUNT).out
    assert int(run("query", "--sparql", COUNT, "--context").out.split()[1]) > 5000


def test_the_list_of_questions_is_wider_with_the_option(run: Callable[..., Ended]) -> None:
    """One line for each."""
    for options, known in (((), library()), (("--context",), wider_library())):
        lines = run("query", *options).out.splitlines()
        assert [query.name for query in known] == [line.split()[0] for line in lines]


# --- Python


def test_entities_from_outside_say_so(kg: oneplusn.KnowledgeGraph) -> None:
    """The entity, its statements and its figures."""
    plan, framework = kg[PLAN], kg["1+N"]
    assert (True, False) == (plan.outside, framework.outside)
    issued = next(r for r in plan.relations if r.property == "opn:issuedBy")
    assert ("outside", ()) == (issued.basis, issued.passages)
    assert ADDRESS in issued.sources[0]
    assert [] == [r for r in framework.relations if r.basis == "stated" and not r.passages]
    assert {True} == {figure.source.startswith(plan.label) for figure in plan.figures}
    with pytest.raises(UnknownNameError):
        oneplusn.load()[PLAN]


def test_the_graph_without_context_has_no_source(store: ox.Store) -> None:
    """Nothing of the context appears in relations, figures and edges."""
    alone = oneplusn.KnowledgeGraph(store)
    for name in ("1+N", "indicator:energy-intensity", "agent:mee", "place:china"):
        entity = alone[name]
        assert {""} >= {figure.source for figure in entity.figures}
        assert {()} >= {relation.sources for relation in entity.relations}
    edges = alone.to_networkx().edges(data=True)
    assert {(True, ())} == {(bool(data["passages"]), data["sources"]) for _, _, data in edges}


def test_edges_from_outside_have_sources(kg: oneplusn.KnowledgeGraph) -> None:
    """No edge is without passage and source."""
    edges = [data for _, _, data in kg.to_networkx().edges(data=True)]
    assert [] == [data for data in edges if not data["passages"] and not data["sources"]]
    assert any(data["sources"] for data in edges)


def test_questions_of_the_wider_graph(kg: oneplusn.KnowledgeGraph) -> None:
    """By name, as SPARQL here and apart, and reasons."""
    assert set(kg.questions()) == {query.name for query in wider_library()}
    assert len(kg.query("official-documents")) > 20
    assert kg.query(COUNT) == kg.query(COUNT, timeout=20)
    assert (CONTEXT.value,) == kg.why(PLAN, "issuedBy", "国务院").graphs
    with pytest.raises(UsageError, match="--context"):
        oneplusn.load().query("official-documents")
