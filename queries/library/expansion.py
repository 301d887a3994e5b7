"""From what a question asks to the SPARQL that is run: columns, labels and prefixes, by rule.

A question names what it asks for: ``SELECT ?plan ?planLabel ?statusLabel``. As with the label
service of Wikidata, ``?planLabel`` is no variable of a pattern. The rules:

1. ``?xLabel`` in SELECT and GROUP BY stands for the columns ``?x_zh ?x_en``. Other clauses name
   one of these.
2. Where such columns are used and bound nowhere, they are the Chinese and the English label of
   ``?x``: see `label_patterns`. Columns that the question binds itself stay as they are.
3. Where ``opn:text`` binds ``?x``, they are that sentence and its translation instead: see
   `sentence_patterns`.
4. The project's prefixes are declared.

So a text that uses none of this, and one that is expanded already, comes back as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ...errors import EncodingError, Place
from ..sparql.inline import declarations
from ..sparql.lexer import Kind, Token, rewrite, tokens
from ..sparql.select_parser import parse_select
from .label_patterns import add_labels, columns_of
from .sentence_patterns import add_translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["expand"]

_LABEL = re.compile(r"[?$](\w+)Label")
_CLAUSES = frozenset(("GROUP", "HAVING", "LIMIT", "OFFSET", "ORDER", "VALUES"))


@cache
def expand(text: str, name: str = "") -> str:
    """Write a question's SELECT query out in full, as standard SPARQL 1.1.

    Raises `EncodingError` with the question's *name* for a label that cannot be read.

    >>> text = expand("SELECT ?plan ?planLabel\\n{\\n  ?plan opn:partOf ?whole\\n}")
    >>> print(text.partition("\\n\\n")[2])
    SELECT ?plan ?plan_zh ?plan_en
    {
      ?plan opn:partOf ?whole .
      ?plan rdfs:label ?plan_zh, ?plan_en . FILTER (lang(?plan_zh) = "zh" && lang(?plan_en) = "en")
    }
    """
    try:
        return _declare(add_labels(add_translations(_name_columns(text))))
    except ValueError as error:
        raise EncodingError(str(error), Place(f"{name}.rq")) from error


def _name_columns(text: str) -> str:
    """Write each ``?xLabel`` as the two columns that it stands for."""
    edits = [
        (token.start, token.end, " ".join(columns_of(label[1])))
        for scope in parse_select(text).selects()
        for token in (*scope.head, *_grouping(scope.tail))
        if (label := _label(token))
    ]
    written = rewrite(text, edits)
    _refuse_elsewhere(written)
    return written


def _label(token: Token) -> re.Match[str] | None:
    return _LABEL.fullmatch(token.text) if token.kind is Kind.VARIABLE else None


def _refuse_elsewhere(text: str) -> None:
    for token in tokens(text):
        if label := _label(token):
            zh, en = columns_of(label[1])
            msg = f"{token.text} may stand in SELECT and GROUP BY; elsewhere it is {zh} or {en}"
            raise ValueError(msg)


def _grouping(tail: Iterable[Token]) -> Iterator[Token]:
    """Yield what stands in a GROUP BY."""
    clause = ""
    for token in tail:
        word = token.text.upper() if token.kind is Kind.WORD else ""
        clause = word if word in _CLAUSES else clause
        if clause == "GROUP":
            yield token


def _declare(text: str) -> str:
    lines = declarations(text)
    first = next(token.text.upper() for token in tokens(text) if token.kind is not Kind.COMMENT)
    return f"{lines}\n{text}" if lines and first == "SELECT" else f"{lines}{text}"
