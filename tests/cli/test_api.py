"""The graph from Python: entities, answers as Python values, explanations, notebooks."""

from __future__ import annotations

import datetime as dt
import doctest
import subprocess
import sys
import time
from decimal import Decimal

import pyoxigraph as ox
import pytest
from paths import ROOT

import oneplusn
from oneplusn import Entity, KnowledgeGraph, Result
from oneplusn.api import AmbiguousNameError, Value
from oneplusn.errors import UnknownNameError, UnknownTermError, UsageError
from oneplusn.graph.rdf import named_quads, node, open_quads
from oneplusn.graph.reasoning.explain import NotInferredError
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.entities.network import relations
from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.output.values import to_result
from oneplusn.queries.sparql.limits import QueryTimeoutError

PASSAGE = "5.1/p2/s2"


@pytest.fixture(scope="module")
def kg(store: ox.Store) -> KnowledgeGraph:
    """Open the graph on the store that is already there."""
    return KnowledgeGraph(store)


def test_loading_gives_the_whole_graph(store: ox.Store) -> None:
    """From the cache, as many quads as the build has."""
    assert len(list(named_quads(store))) == len(oneplusn.load())


def test_the_module_shows_what_it_has() -> None:
    """Names that are imported late are listed, others are refused."""
    assert set(oneplusn.__all__) <= set(dir(oneplusn))
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        oneplusn.laod  # noqa: B018 - the misspelling is the test


# --- entities


@pytest.mark.parametrize(
    "name",
    [
        "1+N",
        "one-plus-n",
        "policy:one-plus-n",
        f"{BASE}policy/one-plus-n",
        "碳达峰碳中和1+N政策体系",
    ],
)
def test_an_entity_has_many_names(kg: KnowledgeGraph, name: str) -> None:
    """Label, other name, slug, prefixed name and IRI mean the same thing."""
    assert kg["policy:one-plus-n"] == kg[name]
    assert 1 == len({kg[name], kg["1+N"]})


def test_an_entity_tells_what_is_said_of_it(kg: KnowledgeGraph) -> None:
    """IRI, labels, classes, and a relation with its passage."""
    entity = kg["1+N"]
    assert (f"{BASE}policy/one-plus-n", ("opn:PolicyFramework",)) == (entity.iri, entity.types)
    assert "碳达峰碳中和“1+N”政策体系" == entity.labels["zh"]
    assert entity.labels["en"] == entity.label
    plans = [r for r in entity.relations if (r.property, r.inward) == ("opn:partOf", True)]
    assert 12 == len(plans)
    assert {"stated"} == {relation.basis for relation in plans}
    assert [] == [relation for relation in plans if PASSAGE not in relation.passages]
    assert 4 == len(entity.sentences)


def test_figures_have_exact_values(kg: KnowledgeGraph) -> None:
    """Decimals, never floats, beside the expression of the report."""
    by_text = {figure.as_written: figure for figure in kg["新能源汽车"].figures}
    figure = by_text["54.26万辆"]
    assert (Decimal(542600), "vehicle") == (figure.value, figure.unit)


def test_labels_come_in_the_language_asked_for(store: ox.Store) -> None:
    """Those of things, of relations and of the library."""
    zh = KnowledgeGraph(store, lang="zh")
    assert "海南" == zh["place:hainan"].label
    assert get_query("sector-plans").summary_zh == zh.questions()["sector-plans"]
    with pytest.raises(UnknownNameError, match="unknown language 'fr'"):
        oneplusn.load(lang="fr")


def test_a_name_of_many_is_refused_with_all_of_them(kg: KnowledgeGraph) -> None:
    """The error lists what the name can mean."""
    with pytest.raises(AmbiguousNameError, match="'方案' can mean ") as caught:
        kg["方案"]
    assert len(caught.value.fitting) > 8


def test_an_unknown_name_comes_with_near_ones(kg: KnowledgeGraph) -> None:
    """As on the command line."""
    with pytest.raises(
        UnknownNameError, match="unknown entity 'one-plus-m'; did you mean one-plus-n"
    ):
        kg["one-plus-m"]


# --- answers


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("1.50", Decimal("1.5")),
        ("3", 3),
        ("1e1", 10.0),
        ("true", True),
        ("'2022-06-01'^^xsd:date", dt.date(2022, 6, 1)),
        ("'2022-06-01T08:00:00Z'^^xsd:dateTime", dt.datetime(2022, 6, 1, 8, tzinfo=dt.UTC)),
        ("'2022'^^xsd:gYear", "2022"),
        ("'碳'@zh", "碳"),
        ("<urn:x>", "urn:x"),
        ("?nothing", None),
        ("'x'^^xsd:integer", "x"),
        ("'2022-13-01'^^xsd:date", "2022-13-01"),
    ],
)
def test_terms_become_python_values(kg: KnowledgeGraph, term: str, expected: Value) -> None:
    """Numbers, dates and truth are what Python has for them; the rest is text."""
    found = kg.query(f"SELECT ?x {{ BIND ({term} AS ?x) }}").rows
    assert ((expected,),) == found
    assert type(expected) is type(found[0][0])


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_every_question_is_answered(kg: KnowledgeGraph, store: ox.Store, query: object) -> None:
    """By its name, with the columns and rows of the library."""
    asked = get_query(getattr(query, "name", ""))
    assert to_result(run(store, asked)) == kg.query(asked.name)


def test_parameters_are_given_by_name(kg: KnowledgeGraph) -> None:
    """As on the command line; an unknown one is refused."""
    names = ("transport", "sector:transport", "交通运输")
    assert 1 == len({kg.query("sector-overview", sector=name) for name in names})
    with pytest.raises(UnknownNameError, match="unknown parameter"):
        kg.query("sector-overview", secter="transport")
    with pytest.raises(UsageError, match="parameters belong to the questions"):
        kg.query("SELECT * {}", sector="transport")


def test_an_answer_is_a_sequence_of_rows() -> None:
    """Length, rows, columns and iteration."""
    answer = Result(("a", "b"), ((1, "x"), (2, "y")))
    assert (2, (2, "y"), [(1, "x"), (2, "y")]) == (len(answer), answer[1], list(answer))
    assert ("x", "y") == answer.column("b")
    with pytest.raises(UnknownNameError, match="unknown column 'c'"):
        answer.column("c")


def test_sparql_can_be_stopped_and_cut(kg: KnowledgeGraph) -> None:
    """With a time it runs apart; a limit says whether there is more."""
    text = "SELECT ?x { ?x a opn:LegalAct } ORDER BY ?x"
    assert kg.query(text, limit=2) == kg.query(text, limit=2, timeout=20)
    assert kg.query(text, limit=2).more
    with pytest.raises(QueryTimeoutError):
        kg.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.3)


def test_an_answer_becomes_a_data_frame(kg: KnowledgeGraph) -> None:
    """Columns and rows as they are."""
    answer = kg.query("sector-plans")
    frame = answer.to_pandas()
    assert (list(answer.columns), len(answer)) == (list(frame.columns), len(frame))
    assert list(answer.column("plan")) == frame["plan"].to_list()


def test_without_pandas_the_way_to_it_is_told(
    monkeypatch: pytest.MonkeyPatch, kg: KnowledgeGraph
) -> None:
    """It is an extra, named in the message."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pandas is not installed; .*oneplusn\[pandas\]"):
        kg.query("sector-plans").to_pandas()


EDGES = Result(
    ("plan", "plan_zh", "plan_en", "how", "goal", "goal_en", "key"),
    (
        ("u:a", "甲", "A", "x", "u:g", "G", 1),
        ("u:a", "甲", "A", None, "u:g", "G", 2),
        ("u:b", None, "B", "x", None, None, 3),
        (None, None, None, "x", "u:h", None, 4),
    ),
    things=("plan", "goal"),
)


def test_an_answer_becomes_a_graph() -> None:
    """An edge for each row with both ends, names at the nodes, everything else at the edge."""
    graph = EDGES.to_networkx()
    nodes = {
        "u:a": {"zh": "甲", "en": "A"},
        "u:g": {"en": "G"},
        "u:b": {"en": "B"},
        "u:h": {},
    }
    assert nodes == dict(graph.nodes(data=True))
    assert [("u:a", "u:g", {"how": "x", "key": 1}), ("u:a", "u:g", {"key": 2})] == list(
        graph.edges(data=True)
    )


@pytest.mark.parametrize(
    ("answer", "ends", "expected"),
    [
        (Result(("x", "target", "source"), (("u:x", "b", "a"),), things=("x",)), {}, [("a", "b")]),
        (EDGES, {"source": "goal", "target": "plan"}, [("u:g", "u:a"), ("u:g", "u:a")]),
        (EDGES, {"source": "plan_en", "target": "how"}, [("A", "x"), ("B", "x")]),
        (Result(("source", "target"), ()), {}, []),
    ],
)
def test_the_ends_of_edges_can_be_chosen(
    answer: Result, ends: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    """By name, or as columns called source and target; else the first two with things."""
    assert expected == list(answer.to_networkx(**ends).edges())


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        ({}, "a graph needs two columns of things, and this answer has: a; name the columns"),
        ({"source": "a"}, "source and target are given both or neither"),
        ({"source": "a", "target": "a"}, "source and target are one column: 'a'"),
        ({"source": "a", "target": "bb"}, "unknown column 'bb'"),
    ],
)
def test_what_is_no_graph_is_refused(ends: dict[str, str], message: str) -> None:
    """The message says what is there and what is missing."""
    answer = Result(("a", "b"), (("u:x", "y"),), things=("a",))
    with pytest.raises(UsageError, match=message):
        answer.to_networkx(**ends)


def test_columns_of_things_are_known(kg: KnowledgeGraph) -> None:
    """IRIs only, whatever is empty; passages are evidence and no things."""
    text = """SELECT ?a ?b ?c ?d ?e { VALUES (?a ?b ?c ?d ?e) {
      (place:china "x" UNDEF UNDEF <https://w3id.org/oneplusn/report/2023/1/p1/s1>)
      (UNDEF place:china agent:mee UNDEF <https://w3id.org/oneplusn/report/2023/1/p1/s2>) } }"""
    assert ("a", "c") == kg.query(text).things
    graph = kg.query("framework-sectors").to_networkx()
    policy, sector = f"{BASE}sector/energy", f"{BASE}policy/energy-carbon-peaking-plan"
    assert graph.has_edge(policy, sector)
    assert {"zh": "能源", "en": "energy"} == graph.nodes[policy]


# --- graph and reasons


def test_the_network_has_labels_and_passages(kg: KnowledgeGraph, store: ox.Store) -> None:
    """As many edges as the report states relations; each with its passages."""
    graph = kg.to_networkx()
    plan, whole = f"{BASE}policy/energy-carbon-peaking-plan", f"{BASE}policy/one-plus-n"
    assert len(relations(store)) == graph.number_of_edges()
    assert {"passages": (PASSAGE,), "sources": ()} == graph.edges[
        plan, whole, f"{BASE}ontology#partOf"
    ]
    assert kg[plan].label == graph.nodes[plan]["label"]
    assert "opn:PolicyDocument" in graph.nodes[plan]["types"]


def test_a_statement_is_explained_by_its_passages(kg: KnowledgeGraph) -> None:
    """What the report says needs no rule."""
    reason = kg.why("synergy-implementation-plan", "partOf", "1+N")
    keys = ("2.7/p1/s2", PASSAGE, f"{PASSAGE}/resolved")
    sentences = tuple(f"{BASE}report/2023/{key}" for key in keys)
    assert ("", sentences, ()) == (reason.rule, reason.graphs, reason.premises)


def test_an_inference_is_explained_by_rule_and_premises(kg: KnowledgeGraph) -> None:
    """Down to what is stated."""
    reason = kg.why("1+N", "hasPart", "synergy-implementation-plan")
    stated = kg.why("synergy-implementation-plan", "opn:partOf", "1+N")
    assert ("prp-inv2", True) == (reason.rule, stated in reason.premises)
    assert kg.why("1+N", "a", "opn:PolicyDocument").rule
    assert kg.why("1+N", "类型", "opn:PolicyDocument") == kg.why(
        "1+N", "is a", "opn:PolicyDocument"
    )
    assert reason == kg.why("1+N", "has part", "synergy-implementation-plan")


@pytest.mark.parametrize(
    ("terms", "error"),
    [
        (("1+N", "partOf", "海南"), NotInferredError),
        (("1+N", "prtOf", "海南"), UnknownNameError),
        (("1+M", "partOf", "海南"), UnknownNameError),
    ],
)
def test_what_does_not_hold_is_not_explained(
    kg: KnowledgeGraph, terms: tuple[str, str, str], error: type[Exception]
) -> None:
    """Nor what does not exist."""
    assert not issubclass(UnknownTermError, NotInferredError)
    with pytest.raises(error):
        kg.why(*terms)


def test_searching_gives_entities(kg: KnowledgeGraph) -> None:
    """The best first."""
    found = kg.search("海南")
    assert kg["place:hainan"] == found[0]
    assert {Entity} == set(map(type, found))


# --- notebooks

HOSTILE = "<script>alert('&')</script>"


def test_notebooks_show_text_as_text() -> None:
    """Whatever stands in labels and answers is escaped."""
    thing = node(f"{BASE}policy/x")
    label = node("http://www.w3.org/2000/01/rdf-schema#label")
    name = ox.Literal(HOSTILE, language="en")
    made = open_quads([ox.Quad(thing, label, name, node(f"{BASE}graph/names"))])
    shown = [
        Result((HOSTILE,), ((HOSTILE, None),))._repr_html_(),
        KnowledgeGraph(made)["policy:x"]._repr_html_(),
    ]
    assert [] == [text for text in shown if "<script" in text or "&lt;script&gt;" not in text]


def test_notebooks_show_the_beginning_of_long_answers() -> None:
    """A hundred rows, and how many more there are."""
    shown = Result(("n",), tuple((n,) for n in range(103)))._repr_html_()
    assert (100, True) == (shown.count("<tr><td>"), "<p>… 3 more rows</p>" in shown)


def test_objects_show_what_they_are(kg: KnowledgeGraph) -> None:
    """In one line, in notebooks in one paragraph."""
    assert "<Entity place:hainan 'Hainan'>" == repr(kg["place:hainan"])
    assert f"<KnowledgeGraph {len(kg)} quads>" == repr(kg)
    assert f"{len(kg)} quads" in kg._repr_html_()


# --- documentation and weight


def test_the_tutorial_says_what_happens() -> None:
    """Each block of it is run, and what it prints is what stands there."""
    found = doctest.testfile(
        str(ROOT / "docs" / "tutorial.md"),
        module_relative=False,
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS,
        encoding="utf-8",
    )
    assert (0, True) == (found.failed, found.attempted > 10)


def test_importing_is_quick() -> None:
    """The package alone takes no time: the best of five starts against a bare one."""

    def best(code: str) -> float:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            times.append(time.perf_counter() - begun)
        return min(times)

    assert best("import oneplusn") - best("import typing") < 0.05
