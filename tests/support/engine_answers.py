"""How an answer of another engine is compared with ours."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pyoxigraph as ox

from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.remote.endpoint import ask_endpoint, run_endpoint
from oneplusn.queries.sparql.engine import Table
from oneplusn.queries.sparql.inline import inline_parameters

__all__ = [
    "NAMES",
    "NASTY",
    "assert_answers_like_ours",
    "assert_text_arrives",
    "rows",
]

NAMES = [query.name for query in library()]
"""The questions of the library."""
SECONDS = 300.0
WORDS = ox.Variable("words")

NUMBERS = frozenset(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "integer"))
"""Numbers are compared by value: Comunica writes what it has computed with as 1580.0, not 1580."""

NASTY = (
    "碳 \U0001f33f \"'\n\r\t",
    r"\u0022 \\u0041 \U00000041 \n \\",
    '" } UNION { ?s ?p ?o } # ?words $words <a> """',
)
"""Texts that must not get out of their quotes."""


def cell(term: object) -> object:
    """Return what has to be equal in two answers."""
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        return Decimal(term.value)
    return None if term is None else str(term)


def rows(table: Table) -> Counter[tuple[object, ...]]:
    """Count the rows of an answer, whatever their order."""
    return Counter(tuple(cell(term) for term in row) for row in table.rows)


def assert_answers_like_ours(endpoint: str, store: ox.Store, name: str) -> None:
    """Ask a question of the library there and here, with its default parameters."""
    query = get_query(name)
    there = run_endpoint(endpoint, query, store=lambda: store, timeout=SECONDS)
    here = run(store, query)
    assert here.columns == there.columns
    assert rows(here) == rows(there)


def assert_text_arrives(endpoint: str, text: str) -> None:
    """Send a text as a parameter: a parameter is a term, whatever it looks like."""
    query = inline_parameters(
        "SELECT ?words { FILTER (?words = ?words) }", {WORDS: ox.Literal(text)}
    )
    assert Table(("words",), ((ox.Literal(text),),)) == ask_endpoint(endpoint, query)
