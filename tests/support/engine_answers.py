"""How an answer of another engine is compared with ours."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.remote.endpoint import ask_endpoint, run_endpoint
from oneplusn.queries.sparql.engine import Table
from oneplusn.queries.sparql.inline import inline_parameters
from oneplusn.queries.sparql.lexer import Kind, tokens
from oneplusn.queries.sparql.select_parser import parse_select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oneplusn.queries.sparql.groups import Group

__all__ = [
    "COVERING",
    "NAMES",
    "NASTY",
    "assert_answers_like_ours",
    "assert_text_arrives",
    "quick",
    "rows",
]

NAMES = [query.name for query in library()]
"""The questions of the library."""
_PATHS = frozenset("*+?^|/")


def constructs(name: str) -> frozenset[tuple[str, ...]]:
    """Collect what of SPARQL a question uses: words, paths, and which part stands in which."""
    text = get_query(name).text
    words = {(t.text.upper(),) for t in tokens(text) if t.kind is Kind.WORD or t.text in _PATHS}
    return frozenset(words).union(*(_nested(scope.body) for scope in parse_select(text).selects()))


def _nested(group: Group) -> Iterator[tuple[str, ...]]:
    parts = [element.part.value for element in group.elements]
    yield from pairwise(parts)
    for element in group.elements:
        for inner in element.groups:
            yield from (("in", element.part.value, e.part.value) for e in inner.elements)
            yield from _nested(inner)


def covering(names: Iterable[str]) -> frozenset[str]:
    """Choose questions that together use all that these use (greedy set cover)."""
    left = {name: set(constructs(name)) for name in names}
    chosen = set[str]()
    while any(left.values()):
        best = min(left, key=lambda name: (-len(left[name]), name))
        chosen.add(best)
        covered = set(left[best])
        left = {name: uses - covered for name, uses in left.items()}
    return frozenset(chosen)


COVERING = covering(NAMES)
"""Questions that use every construct of the library: what a quick run asks slow engines."""


def quick(names: Iterable[str], among: frozenset[str]) -> list[object]:
    """Mark the questions as slow that are not *among* those of a quick run."""
    slow = pytest.mark.slow
    return [n if n in among else pytest.param(n, marks=slow) for n in names]


SECONDS = 300.0
WORDS = ox.Variable("words")

NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("boolean", "decimal", "integer")
)
"""Numbers are compared by value: Comunica writes what it has computed with as 1580.0, not 1580,
and for Virtuoso a truth is the number 1."""

NASTY = (
    "碳 \U0001f33f \"'\n\r\t",
    r"\u0022 \\u0041 \U00000041 \n \\",
    '" } UNION { ?s ?p ?o } # ?words $words <a> """',
)
"""Texts that must not get out of their quotes."""


def cell(term: object) -> object:
    """Return what has to be equal in two answers."""
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        return Decimal({"true": "1", "false": "0"}.get(term.value, term.value))
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
