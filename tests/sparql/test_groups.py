"""What stands in which group of a query, and what each part binds."""

from __future__ import annotations

import pytest

from oneplusn.queries.sparql.groups import Element, Group, Part
from oneplusn.queries.sparql.select_parser import parse_select

NESTED = """PREFIX : <https://e.org/> # { ?no SELECT
SELECT DISTINCT ?a (COUNT(DISTINCT ?b) AS ?n)
WHERE {
  VALUES (?v ?w) { (:x "}") (UNDEF 1) }
  GRAPH ?g { ?a :p ?b ; ?q [ :r (?c) ] . { ?d :p ?e } UNION { ?d :p ?f } }
  FILTER (?a != :x || NOT EXISTS { ?h :p ?i }) .
  FILTER regex(?a, "x") ?j :p 1.5
  OPTIONAL { ?k :p ?l BIND (IF(EXISTS { ?m :p ?m }, 1, 2) AS ?o) }
  MINUS { ?r :p ?s }
  { SELECT ?t (MAX(?u) AS ?top) { ?t :p ?u } GROUP BY ?t HAVING (COUNT(?u) > 1) }
  SERVICE SILENT ?x { ?y :p ?z }
}
GROUP BY ?a HAVING (EXISTS { ?a :p ?aa }) ORDER BY ?a
"""


def outline(group: Group) -> list[object]:
    """Write a group as its parts with their own variables and the groups in them."""
    if group.select:
        return ["SELECT", sorted(group.select.names), outline(group.select.body)]
    return [part(element) for element in group.elements]


def part(element: Element) -> tuple[object, ...]:
    """Write one part."""
    return (element.part, "".join(sorted(element.names)), *map(outline, element.groups))


def test_the_parts_of_a_query() -> None:
    """Each part in its place, with what it binds by itself."""
    select = parse_select(NESTED)
    triples = Part.TRIPLES
    expected = [
        (Part.VALUES, "vw"),
        (
            Part.GRAPH,
            "g",
            [
                (triples, "abcq"),
                (Part.UNION, "", [(triples, "de")], [(triples, "df")]),
            ],
        ),
        (Part.FILTER, "", [(triples, "hi")]),
        (triples, ""),
        (Part.FILTER, ""),
        (triples, "j"),
        (Part.OPTIONAL, "", [(triples, "kl"), (Part.BIND, "o", [(triples, "m")])]),
        (Part.MINUS, "", [(triples, "rs")]),
        (Part.UNION, "", ["SELECT", ["t", "top"], [(triples, "tu")]]),
        (Part.SERVICE, "x", [(triples, "yz")]),
    ]
    assert expected == outline(select.body)
    assert ("a", "n") == tuple(sorted(select.names))
    assert frozenset({"n"}) == select.assigned


def test_what_has_a_value_in_each_row_and_in_some() -> None:
    """OPTIONAL and one branch of a UNION give some rows a value, FILTER and MINUS none."""
    body = parse_select(NESTED).body
    certain = {*"abcdgjqtvwxyz", "top"}
    assert (certain, certain | set("efklo")) == (set(body.certain), set(body.possible))


def test_what_is_bound_stands_in_some_pattern() -> None:
    """Those of EXISTS and MINUS too, since a name cannot be given twice; not a SELECT's own."""
    assert {*"abcdefghijklmnoqrstvwxyz", "top"} == set(parse_select(NESTED).bound)


def test_the_selects_of_a_query_and_their_own_variables() -> None:
    """A SELECT in a group has its clauses and its variables for itself."""
    outer, inner = parse_select(NESTED).selects()
    assert ["t", "u", "top", "t", "u", "t", "u"] == [t.text[1:] for t in inner.variables()]
    mentioned = {token.text[1:] for token in outer.variables()}
    assert {*"abcdefghijklmnoqrsvwxyz", "aa"} == mentioned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?a ?p ?b }", {"p"}),
        ("SELECT * { ?a :x ?b ; ?p ?c ; :y ?d }", {"p"}),
        ("SELECT * { { GRAPH ?g { ?a ?p ?b } } UNION { ?c ?q ?d } }", {"p", "q"}),
        ("SELECT * { ?a :x ?b . BIND (?a AS ?c) FILTER (?a = ?b) }", set()),
    ],
)
def test_what_stands_for_a_property(text: str, expected: set[str]) -> None:
    """The second of three, and what follows a semicolon."""
    (element, *_) = parse_select(text).body.elements
    assert expected == set(element.predicates)


@pytest.mark.parametrize("text", ["", "ASK {}", "SELECT ?a", "SELECT ?a {", "SELECT ?a { ( }"])
def test_what_is_no_select_is_refused(text: str) -> None:
    """Where a brace or the SELECT itself is missing."""
    with pytest.raises(ValueError, match=r"^no SELECT query: it ends too early$"):
        parse_select(text)
