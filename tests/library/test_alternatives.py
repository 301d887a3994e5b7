"""A choice of properties in an OPTIONAL, written as a list of values."""

from __future__ import annotations

import pytest

from oneplusn.queries.library.alternative_patterns import list_alternatives
from oneplusn.queries.library.catalog import get_query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "SELECT ?b { ?a a :C OPTIONAL { ?a (:p|:q|:r) ?b ; :s ?c } }",
            "SELECT ?b { ?a a :C OPTIONAL { VALUES ?b_property { :p :q :r } ?a ?b_property ?b ; :s ?c } }",
            id="in brackets, with more of the subject behind",
        ),
        pytest.param(
            "SELECT ?b { OPTIONAL { ?a :x ?y . GRAPH ?g { ?a :p|:q ?b } } }",
            "SELECT ?b { OPTIONAL { ?a :x ?y . GRAPH ?g { VALUES ?b_property { :p :q } ?a ?b_property ?b } } }",
            id="in a graph in an OPTIONAL",
        ),
        pytest.param("SELECT ?b { ?a :p|:q ?b }", "SELECT ?b { ?a :p|:q ?b }", id="in no OPTIONAL"),
        pytest.param(
            "SELECT ?b { OPTIONAL { ?a :p/:q ?b } OPTIONAL { ?a :p|^:q ?c } OPTIONAL { ?a (:p|:q)* ?d } }",
            "SELECT ?b { OPTIONAL { ?a :p/:q ?b } OPTIONAL { ?a :p|^:q ?c } OPTIONAL { ?a (:p|:q)* ?d } }",
            id="other paths",
        ),
        pytest.param(
            "SELECT ?b { OPTIONAL { :a :p|:q ?b } OPTIONAL { ?a :p|:q :b } OPTIONAL { ?a :p ?b } }",
            "SELECT ?b { OPTIONAL { :a :p|:q ?b } OPTIONAL { ?a :p|:q :b } OPTIONAL { ?a :p ?b } }",
            id="not between two variables, or no choice",
        ),
    ],
)
def test_choices_are_listed(text: str, expected: str) -> None:
    """As VALUES before the block, under a name of the object's; done once."""
    assert expected == list_alternatives(text)
    assert expected == list_alternatives(expected)


def test_a_state_is_read_in_its_report_first() -> None:
    """With several reports the choice is scoped, and then listed."""
    text = get_query("buildings").text_by_report()
    values = "VALUES ?state_property { opn:stage opn:status }"
    assert f"GRAPH ?state_passage {{ {values} ?thing ?state_property ?state }}" in text
