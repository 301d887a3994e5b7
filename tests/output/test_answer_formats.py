"""Each kind of answer in the formats that it has: rows, yes or no, triples."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from oneplusn.errors import UsageError
from oneplusn.graph.rdf import node
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.output.tables import RDF_FORMATS, cells, format_table, short_names
from oneplusn.queries.sparql.engine import Form, Table, ask
from oneplusn.queries.sparql.results import read_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended

STORE = ox.Store()
STORE.add(ox.Quad(node(f"{BASE}policy/a"), node(f"{BASE}ontology#partOf"), node(f"{BASE}policy/b")))
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
PARSERS = {
    "jsonld": "json-ld",
    "nquads": "nquads",
    "ntriples": "nt",
    "rdfxml": "xml",
    "trig": "trig",
    "turtle": "turtle",
}


@pytest.mark.parametrize(("text", "yes"), [("ASK {}", True), ("ASK { ?s a opn:LegalAct }", False)])
def test_ask_is_a_boolean(text: str, yes: bool) -> None:  # noqa: FBT001 - as SPARQL has it
    """In SPARQL JSON, and read again it is the same; rdflib agrees."""
    table = ask(STORE, text)
    written = format_table(table, "json")
    assert {"head": {}, "boolean": yes} == json.loads(written)
    assert (table, Form.ASK) == (read_json(written.encode()), read_json(written.encode()).form)
    answer = rdflib.query.Result.parse(io.BytesIO(written.encode()), format="json")
    assert yes is answer.askAnswer


@pytest.mark.parametrize("form", RDF_FORMATS)
@pytest.mark.parametrize("text", [GRAPH, "DESCRIBE policy:a"], ids=["construct", "describe"])
def test_triples_are_rdf(form: str, text: str) -> None:
    """In each RDF format, and another library reads them."""
    written = format_table(ask(STORE, text), form)
    read = rdflib.Dataset(default_union=True).parse(data=written, format=PARSERS[form])
    names = [f"{BASE}policy/a", f"{BASE}ontology#partOf", f"{BASE}policy/b"]
    assert [tuple(names)] == [tuple(map(str, t)) for t in read.triples((None, None, None))]


@pytest.mark.parametrize("form", RDF_FORMATS)
@pytest.mark.parametrize("text", ["SELECT ?s { ?s ?p ?o }", "ASK {}"])
def test_rows_are_no_rdf(form: str, text: str) -> None:
    """What is no graph is refused, with the reason."""
    with pytest.raises(UsageError, match=f"^{form} is for triples"):
        format_table(ask(STORE, text), form)


def test_csv_has_whole_names_and_people_short_ones() -> None:
    """As SPARQL 1.1 wants CSV; in tables a passage is its key, with its report among several."""
    iri = f"{BASE}policy/a"
    parts = [f"{BASE}report/2023/2.7/p1/s2", f"{BASE}report/2022/1/p1/s1"]
    table = Table(("x", "y"), ((node(iri), node(parts[0])), (node(iri), node(parts[1]))))
    assert f"x,y\r\n{iri},{parts[0]}\r\n{iri},{parts[1]}\r\n" == format_table(table, "csv")
    expected = [["policy:a", "2023:2.7/p1/s2"], ["policy:a", "2022:1/p1/s1"]]
    assert expected == cells(table)
    assert [["policy:a", "2.7/p1/s2"]] == cells(Table(table.columns, table.rows[:1]))
    assert f"policy:a,<{parts[0]}>" in format_table(short_names(table), "csv")


def test_the_command_line_has_the_same(run: Callable[..., Ended]) -> None:
    """From the process that answers too: triples are Turtle where nothing else is asked for."""
    turtle = run("query", "--sparql", "DESCRIBE policy:one-plus-n")
    assert rdflib.Graph().parse(data=turtle.out, format="turtle")
    yes = run("query", "--sparql", "ASK { ?s a opn:LegalAct }", "--format", "json")
    assert {"head": {}, "boolean": True} == json.loads(yes.out)
    refused = run("query", "laws", "--format", "turtle")
    assert (2, "") == (refused.code, refused.out)
    assert "turtle is for triples: the answer of CONSTRUCT or DESCRIBE" in refused.err
