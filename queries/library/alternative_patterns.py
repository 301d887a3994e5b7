"""How a choice of properties in an OPTIONAL is asked: as a list of values, not as a path.

An engine may answer an OPTIONAL by itself before it joins; a path of alternatives then gives all
pairs of all of these properties, while for each of a list of values it looks up what it has. The
rows are the same. Outside of an OPTIONAL a path is joined as any pattern, so there it stays.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from ..sparql.groups import Element, Group, Part
from ..sparql.lexer import Kind, Token, rewrite
from ..sparql.select_parser import parse_select

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["list_alternatives"]

_BRACKETS = frozenset("()")


def list_alternatives(text: str) -> str:
    """Write each choice of properties between two variables of an OPTIONAL as VALUES.

    >>> print(list_alternatives("SELECT ?b { ?a a :C OPTIONAL { ?a :p|:q ?b } }"))
    SELECT ?b { ?a a :C OPTIONAL { VALUES ?b_property { :p :q } ?a ?b_property ?b } }
    """
    edits = [
        edit
        for scope in parse_select(text).selects()
        for element in _optional_triples(scope.body)
        for edit in _edits(element.tokens)
    ]
    return rewrite(text, edits)


def _optional_triples(group: Group, *, inside: bool = False) -> Iterator[Element]:
    for element in group.elements:
        if element.part is Part.TRIPLES and inside:
            yield element
        for inner in element.groups:
            yield from _optional_triples(inner, inside=inside or element.part is Part.OPTIONAL)


def _edits(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield a list of values before a block, and its variable for the path behind the subject."""
    path = tuple(takewhile(lambda token: token.kind is not Kind.VARIABLE, tokens[1:]))
    if tokens[0].kind is Kind.VARIABLE and len(path) + 1 < len(tokens) and _is_choice(path):
        variable = f"{tokens[len(path) + 1].text}_property"
        names = " ".join(token.text for token in path if token.kind is Kind.NAME)
        begin = tokens[0].start
        yield begin, begin, f"VALUES {variable} {{ {names} }} "
        yield path[0].start, path[-1].end, variable


def _is_choice(path: tuple[Token, ...]) -> bool:
    """Tell whether a path is names with bars between them, in brackets or not."""
    inner = [token for token in path if token.text not in _BRACKETS]
    names, bars = inner[::2], inner[1::2]
    return bool(bars) and all(
        (*(n.kind is Kind.NAME for n in names), *(bar.text == "|" for bar in bars))
    )
