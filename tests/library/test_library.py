"""The query library: its headers, the page that shows it, and its form as RDF."""

from __future__ import annotations

import re
import runpy
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from paths import ROOT
from rdflib.plugins.sparql import prepareQuery

from oneplusn.errors import UnknownNameError
from oneplusn.ontology.namespaces import BASE, OPN, prefixes
from oneplusn.queries.entities.resolve import AmbiguousNameError, resolve
from oneplusn.queries.library.binding import bind, run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.library.guide import guide
from oneplusn.queries.library.header import TOPICS
from oneplusn.queries.library.sparql_examples import example_iri, examples, examples_triples
from oneplusn.queries.library.term_coverage import names_in, untouched

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
NAMES = [query.name for query in library()]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = rdflib.Namespace("https://schema.org/")

# --- headers


def test_there_are_many_questions_on_every_topic() -> None:
    """Forty-five at the least, no two alike, and no topic without one."""
    assert len(NAMES) >= 45
    assert len(NAMES) == len({query.summary for query in library()})
    assert len(NAMES) == len({query.summary_zh for query in library()})
    assert set(TOPICS) == {query.topic for query in library()}


@pytest.mark.parametrize("name", NAMES)
def test_no_field_is_blank(name: str) -> None:
    """Questions end as questions in both languages; tags, topic and view are there."""
    query = get_query(name)
    assert query.summary.endswith("?")
    assert query.summary_zh.endswith("？")
    assert all((query.description, query.topic, query.view, *query.tags))
    assert query.description.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_prefixes_are_complete_and_sorted(name: str) -> None:
    """Each prefix that is used is declared, each that is declared is used, in order."""
    query = get_query(name)
    declared = re.findall(r"^PREFIX ([\w-]+): <([^>]+)>$", query.text, re.MULTILINE)
    body = re.sub(r'"[^"]*"|<[^>]*>', "", query.text.split("\n\n", 1)[1])
    used = set(re.findall(r"(?<![\w?$:-])([a-z-]+):", body))
    assert declared == sorted(declared)
    assert dict(declared) == {prefix: prefixes()[prefix] for prefix in used}


@pytest.mark.parametrize("name", NAMES)
def test_the_form_of_a_question(name: str) -> None:
    """Parameters stand in the SELECT clause, rows are distinct or counted, and ordered."""
    text = get_query(name).text
    select = text[text.index("SELECT") : text.index("WHERE")]
    shown = set(re.findall(r"\?(\w+)", select))
    assert {param.name for param in get_query(name).params} <= shown
    assert (
        "SELECT DISTINCT" in select or "GROUP BY" in text or name in {"say-about", "without-fact"}
    )
    assert re.search(r"^ORDER BY ", text, re.MULTILINE)


def test_each_term_is_declared() -> None:
    """No query names a term that the ontology does not have."""
    named = {name for query in library() for name in names_in(query)}
    mine = {name for name in named if name.startswith(f"{BASE}ontology#")}
    assert {name for name in mine if name not in OPN} == set()


@pytest.mark.parametrize("name", NAMES)
def test_defaults_are_allowed(store: ox.Store, name: str) -> None:
    """A default is a prefixed name of something that the parameter allows."""
    query = get_query(name)
    bound = bind(store, query, {})
    for param in query.params:
        term = bound[ox.Variable(param.name)]
        if param.kind == "iri":
            prefix, _, local = param.default.partition(":")
            assert ox.NamedNode(f"{prefixes()[prefix]}{local}") == term


# --- names among the members of classes


def test_a_class_settles_what_a_name_means(store: ox.Store) -> None:
    """煤电 is a sector and a technology; where only one is allowed it is no question."""
    with pytest.raises(AmbiguousNameError):
        resolve(store, "煤电")
    expected = [f"{BASE}sector/coal-power", f"{BASE}technology/coal-power"]
    classes = ("opn:Sector",), ("opn:Technology",)
    assert expected == [resolve(store, "煤电", among=among).value for among in classes]


@pytest.mark.parametrize("name", ["海南", "place:hainan", f"{BASE}place/hainan"])
def test_what_is_not_allowed_is_unknown(store: ox.Store, name: str) -> None:
    """A province is no sector, however it is written."""
    with pytest.raises(UnknownNameError, match=r"unknown entity"):
        run(store, get_query("sector-overview"), {"sector": name})


# --- the page


@pytest.fixture(scope="module")
def page(store: ox.Store) -> str:
    """Write the page anew."""
    return guide(store)


def test_the_page_is_up_to_date(page: str) -> None:
    """docs/queries.md is what the library says; python docs/write_queries.py writes it."""
    assert page == (DOCS / "queries.md").read_text(encoding="utf-8")


def test_the_page_shows_each_question(page: str) -> None:
    """Every question has a heading, in both languages, below its topic."""
    missing = [
        query.name
        for query in library()
        if f"### {query.name}\n\n{query.summary}  \n{query.summary_zh}\n" not in page
    ]
    assert missing == []


def test_a_stale_page_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--check writes nothing and ends with 1 where the page differs."""
    script = runpy.run_path(str(DOCS / "write_queries.py"))
    file = tmp_path / "queries.md"
    file.write_text("old\n", encoding="utf-8")
    for name, value in {"_PAGE": file, "guide": lambda _: "new\n", "build_dataset": list}.items():
        monkeypatch.setitem(script["main"].__globals__, name, value)
    monkeypatch.setitem(script["main"].__globals__, "open_store", lambda _: None)
    assert (1, "old\n") == (script["main"](["--check"]), file.read_text(encoding="utf-8"))
    assert (0, "new\n") == (script["main"]([]), file.read_text(encoding="utf-8"))
    assert 0 == script["main"](["--check"])
    assert "docs/queries.md is stale\nup to date\n" == capsys.readouterr().out


def test_what_no_question_names() -> None:
    """What is below a named term, or its inverse, is reached; what stands nowhere is not."""
    left = untouched()
    assert "opn:Market" not in left.classes
    assert "opn:hosts" not in left.properties
    assert "opn:NoFactReason" in left.classes
    assert "opn:revisedBy" not in left.properties
    assert "opn:countedIn" in left.properties


# --- as RDF


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """Read the written examples back."""
    return rdflib.Graph().parse(data=examples(), format="turtle")


def test_the_examples_come_back(graph: rdflib.Graph) -> None:
    """What is written is what `examples_triples` lists, with no blank node, each run the same."""
    assert len(examples_triples()) == len(graph)
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    assert examples() == examples()


def test_each_question_is_an_example(graph: rdflib.Graph) -> None:
    """Type, text, both languages, keywords and prefixes for each; no endpoint."""
    subjects = set(graph.subjects(rdflib.RDF.type, SH.SPARQLSelectExecutable))
    assert {rdflib.URIRef(example_iri(name).value) for name in NAMES} == subjects
    for name in NAMES:
        query, subject = get_query(name), rdflib.URIRef(example_iri(name).value)
        said = list(graph.objects(subject, rdflib.RDFS.comment))
        comments = {(o.language, str(o)) for o in said if isinstance(o, rdflib.Literal)}
        assert {("en", query.summary), ("zh", query.summary_zh)} == comments
        assert set(query.tags) == set(map(str, graph.objects(subject, SCHEMA.keywords)))
        assert (subject, rdflib.RDF.type, SH.SPARQLExecutable) in graph
        assert len(list(graph.objects(subject, SH.select))) == 1
        declared = graph.value(subject, SH.prefixes)
        assert len(list(graph.objects(declared, SH.declare))) == len(prefixes())
    assert (None, SCHEMA.target, None) not in graph


@pytest.mark.parametrize("name", NAMES)
def test_an_example_runs_alone(store: ox.Store, graph: rdflib.Graph, name: str) -> None:
    """Without our engine it gives the rows of the question, and a second parser reads it."""
    text = str(graph.value(rdflib.URIRef(example_iri(name).value), SH.select))
    table = run(store, get_query(name))
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    assert list(table.rows) == [tuple(row[column] for column in table.columns) for row in found]
    assert prepareQuery(text) is not None
