"""Where the translations of a question's sentences are read.

Columns ``?x_zh ?x_en`` of a variable that ``opn:text`` binds are no labels: they are the passage's
Chinese text and its translation, which a report may lack. So the variable is written ``?x_zh``
throughout, and the translation is an OPTIONAL at the end of the group that reads the text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..sparql.groups import Group, Part, Select
from ..sparql.lexer import Kind, Token, rewrite
from ..sparql.select_parser import parse_select
from .label_patterns import columns_of, gap

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["add_translations"]

_TEXT = "opn:text"
_TRANSLATION = "opn:translation"


def add_translations(text: str) -> str:
    """Read the translations of the sentences whose columns are used.

    >>> print(add_translations("SELECT ?s_zh ?s_en { ?passage opn:text ?s }"))
    SELECT ?s_zh ?s_en { ?passage opn:text ?s_zh OPTIONAL { ?passage opn:translation ?s_en } }
    """
    edits = [edit for scope in parse_select(text).selects() for edit in _edits(text, scope)]
    return rewrite(text, edits)


def _edits(text: str, scope: Select) -> Iterator[tuple[int, int, str]]:
    used = {token.text for token in scope.variables()}
    written = set[str]()
    for reading in _readings(scope.body):
        _, en = columns_of(reading.name)
        if en in used:
            written.add(reading.name)
            end = reading.group.elements[-1].end
            pattern = f"OPTIONAL {{ {reading.passage} {_TRANSLATION} {en} }}"
            yield end, end, f"{gap(text, reading.group)}{pattern}"
    for token in scope.variables():
        if token.text[1:] in written:
            yield token.start, token.end, columns_of(token.text[1:])[0]


class _Reading(NamedTuple):
    """One place where a group reads the text of a passage into a variable."""

    group: Group
    passage: str
    name: str


def _readings(body: Group) -> Iterator[_Reading]:
    for group in body.groups():
        for element in group.elements:
            if element.part is Part.TRIPLES:
                for name in _texts(element.tokens):
                    yield _Reading(group, element.tokens[0].text, name)


def _texts(tokens: tuple[Token, ...]) -> Iterator[str]:
    """Yield the variables that ``opn:text`` binds in a block with one subject."""
    for predicate, value in pairwise(tokens):
        if predicate.text == _TEXT and value.kind is Kind.VARIABLE:
            yield value.text[1:]
