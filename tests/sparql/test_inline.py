"""A bound query as text: terms in place of variables, and nothing else touched."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph

from oneplusn.queries.library.binding import bind, run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.sparql.engine import ask
from oneplusn.queries.sparql.inline import inline_parameters, write_term

PLAN = ox.NamedNode("https://example.org/plan")
WORDS = ox.Literal('a "b" ?x')
BOUND: dict[ox.Variable, ox.NamedNode | ox.Literal] = {
    ox.Variable("x"): PLAN,
    ox.Variable("w"): WORDS,
}
IRI = "<https://example.org/plan>"
TEXT = r'"a \"b\" ?x"'
PREFIX = "PREFIX opn: <https://w3id.org/oneplusn/ontology#>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?s { ?s ?p ?x }", f"SELECT ?s {{ ?s ?p {IRI} }}"),
        ("SELECT ?s { ?s ?p $x }", f"SELECT ?s {{ ?s ?p {IRI} }}"),
        ("SELECT ?x ?s { ?x ?p ?s }", f"SELECT ({IRI} AS ?x) ?s {{ {IRI} ?p ?s }}"),
        ("SELECT DISTINCT ?x WHERE {}", f"SELECT DISTINCT ({IRI} AS ?x) WHERE {{}}"),
        ("SELECT (COUNT(?x) AS ?n) {}", f"SELECT (COUNT({IRI}) AS ?n) {{}}"),
        ("SELECT (STR(?x) AS ?n) ?x {}", f"SELECT (STR({IRI}) AS ?n) ({IRI} AS ?x) {{}}"),
        ("SELECT * { ?x ?p ?xy }", f"SELECT * {{ {IRI} ?p ?xy }}"),
        ("SELECT * {} GROUP BY ?x ?y", f"SELECT * {{}} GROUP BY ({IRI}) ?y"),
        ("SELECT * {} ORDER BY DESC(?x) ?x", f"SELECT * {{}} ORDER BY DESC({IRI}) ({IRI})"),
        (
            "SELECT * {} GROUP BY ?y HAVING (COUNT(?x) > 1)",
            f"SELECT * {{}} GROUP BY ?y HAVING (COUNT({IRI}) > 1)",
        ),
        ("ASK { FILTER (?w = '?w') } # ?w", f"ASK {{ FILTER ({TEXT} = '?w') }} # ?w"),
        ("ASK { <http://a?x> <b#?x> ?x }", f"ASK {{ <http://a?x> <b#?x> {IRI} }}"),
        ("ASK { { SELECT ?s { ?s ?p ?x } } }", f"ASK {{ {{ SELECT ?s {{ ?s ?p {IRI} }} }} }}"),
        (
            "SELECT ?x { FILTER EXISTS { ?x ?p ?o } }",
            f"SELECT ({IRI} AS ?x) {{ FILTER EXISTS {{ {IRI} ?p ?o }} }}",
        ),
        ("ASK { ?x a opn:LegalAct }", f"{PREFIX}ASK {{ {IRI} a opn:LegalAct }}"),
        (f"{PREFIX}ASK {{ ?s a opn:LegalAct }}", f"{PREFIX}ASK {{ ?s a opn:LegalAct }}"),
        ("ASK { ?s a unknown:Law }", "ASK { ?s a unknown:Law }"),
        ('ASK { ?s ?p "opn:LegalAct" }', 'ASK { ?s ?p "opn:LegalAct" }'),
    ],
)
def test_terms_stand_for_variables(text: str, expected: str) -> None:
    """In patterns, expressions, projections and modifiers; not in strings, comments, IRIs."""
    assert expected == inline_parameters(text, BOUND)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ASK { BIND (1 AS ?x) }", "AS"),
        ("ASK { VALUES ?x { 1 } }", "VALUES"),
        ("ASK { VALUES (?x) { (1) } }", "VALUES"),
        ("ASK { FILTER BOUND(?x) }", "BOUND"),
        ("ASK { { SELECT ?x { ?x ?p ?o } } }", "an inner SELECT"),
    ],
)
def test_a_place_for_variables_only_takes_no_term(text: str, place: str) -> None:
    """The message names the parameter and the keyword."""
    with pytest.raises(ValueError, match=f"'x' stands where only a variable can, at {place}$"):
        inline_parameters(text, BOUND)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
@example(r"\u0022 } ASK {")
@example("\\\\u0041\\U00000041\\\"\r\n\t'")
def test_a_literal_is_read_back(value: str) -> None:
    """By two engines, of which one resolves codepoint escapes before all else."""
    bound = {ox.Variable("w"): ox.Literal(value)}
    text = inline_parameters("SELECT (STRLEN(?w) AS ?size) ?w {}", bound)
    (row,) = ask(ox.Store(), text).rows
    assert (str(len(value)), value) == tuple(getattr(term, "value", None) for term in row)
    (other,) = Graph().query(text)
    assert (len(value), value) == tuple(term.toPython() for term in other)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (PLAN, IRI),
        (ox.Literal("碳", language="zh"), '"碳"@zh'),
        (
            ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
            '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        ),
    ],
)
def test_each_kind_of_term_is_written(term: ox.NamedNode | ox.Literal, expected: str) -> None:
    """An IRI, a literal with a language, and one with a datatype."""
    assert expected == write_term(term)


@pytest.mark.parametrize("name", [query.name for query in library() if query.params])
def test_a_question_keeps_its_answer_as_text(store: ox.Store, name: str) -> None:
    """Parameters written into the text give the rows that parameters bound from outside give."""
    query = get_query(name)
    bound = bind(store, query, {})
    table = ask(store, inline_parameters(query.text, bound))
    given = {variable.value for variable in bound}
    kept = [number for number, column in enumerate(table.columns) if column not in given]
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    assert run(store, query).rows == rows
