"""What a query must not do, and where it stops being SPARQL."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UsageError
from ...ontology.namespaces import BASE, prefixes, shorten
from .bounds import refuse_deep
from .lexer import Kind, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["QuerySyntaxError", "refuse_outward", "syntax_error"]

_UPDATES = frozenset(
    ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
)
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))
_SERVICE = "service"
_SUSPECT = (*sorted(_UPDATES), "FROM", _SERVICE.upper())
_HIDDEN = re.compile(r"\).*service", re.IGNORECASE | re.DOTALL)
_POSITION = re.compile(r"error at (\d+):(\d+)")
_PROSE = re.compile(r"[A-Z][\w*]*(?: [\w*]+){2,}")
"""What the engine says in words, among the characters that it would have taken."""
_GAP = " " * 99
_NEVER = "\x01" * 99


class QuerySyntaxError(UsageError):
    """A query is not SPARQL; the message shows the line with a caret under the place."""

    def __init__(self, problem: str, text: str, offset: int) -> None:
        super().__init__(problem)
        before = text[:offset]
        self.problem = problem
        self.line = before.count("\n") + 1
        self.column = offset - before.rfind("\n")
        self.source = text.split("\n")[self.line - 1].rstrip("\r")

    def __str__(self) -> str:
        head = f"line {self.line}, column {self.column}: {self.problem}"
        return f"{head}\n  {self.source}\n  {_blank(self.source[: self.column - 1])}^"


def _blank(text: str) -> str:
    """Return white space as wide as *text* on a terminal; tabs stay."""
    # Slow to import, and only needed for errors.
    from wcwidth import wcwidth  # noqa: PLC0415

    return "".join("\t" if sign == "\t" else " " * max(wcwidth(sign), 0) for sign in text)


def refuse_outward(text: str, *, services: Collection[str] = ()) -> None:
    """Raise `UsageError` for ``SERVICE``, a foreign ``FROM``, and any update.

    *services* are the IRIs that may be called; the query has to write them out in full.
    Doubtful cases are refused: some parsers read ``trueSERVICE<…>`` or ``SERVICE:x {``.
    What is nested so deep that the engine would die of it is refused first.
    Nothing is refused for what stands in a string, a comment, a variable or a name.

    >>> refuse_outward('ASK { ?service <https://example.org/service> "SERVICE" }')
    >>> refuse_outward("ASK { sErViCe <https://example.org/> {} }")
    Traceback (most recent call last):
    oneplusn.errors.UsageError: SERVICE is refused (line 1): it would send a request elsewhere
    """
    refuse_deep(text)
    # To cut a text into tokens takes longer than most questions, and most have none of the words.
    capitals = text.upper().replace("İ", "I")
    if not any(word in capitals for word in _SUSPECT):
        return
    code = [token for token in tokens(text) if token.kind is not Kind.COMMENT]
    for before, token, after in zip([None, *code], code, [*code[1:], None], strict=False):
        if _calls_service(before, token, after) and not _is_named(token, code, services):
            line = text.count("\n", 0, token.start) + 1
            msg = f"SERVICE is refused (line {line}): it would send a request elsewhere"
            if services:
                msg = f"{msg} than to {' or '.join(services)}, written out in full"
            raise UsageError(msg)
    _refuse_update(code)
    _refuse_foreign_graphs(code)


def _calls_service(before: Token | None, token: Token, after: Token | None) -> bool:
    match token.kind:
        case Kind.WORD:
            return _SERVICE in token.text.casefold()
        case Kind.NAME:
            # The engine reads ``SERVICE:x {`` as a call of ``:x``.
            prefix, _, _ = token.text.partition(":")
            calls = after is not None and after.text == "{"
            names_graph = before is not None and before.text.casefold() == "graph"
            return _SERVICE in prefix.casefold() and calls and not names_graph
        case Kind.IRI:
            # ``(1<?b)SERVICE#>`` is a comparison to the engine, although it looks like an IRI.
            return _HIDDEN.search(token.text) is not None
        case _:
            return False


def _is_named(token: Token, code: Sequence[Token], services: Collection[str]) -> bool:
    """Tell whether a call is plainly one of a service that may be called.

    No prefixed name, variable or relative IRI will do, whatever it stands for.
    """
    if token.kind is not Kind.WORD or token.text.casefold() != _SERVICE:
        return False
    rest = code[code.index(token) + 1 :]
    target = next((t for t in rest if t.text.casefold() != "silent"), None)
    return target is not None and target.kind is Kind.IRI and target.text[1:-1] in services


def _refuse_update(code: Sequence[Token]) -> None:
    words = (token.text.upper() for token in code if token.kind is Kind.WORD)
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        msg = f"{first} is refused: the graph is for reading only"
        raise UsageError(msg)


def _refuse_foreign_graphs(code: Sequence[Token]) -> None:
    namespaces = {**prefixes(), **_declared(code)}
    plain = [token for token in code if token.text.upper() != "NAMED"]
    for before, token in pairwise(plain):
        if before.kind is Kind.WORD and before.text.upper() == "FROM":
            iri = _expand(token, namespaces)
            if not iri.startswith(BASE):
                msg = f"FROM {shorten(iri)} is refused: it is no graph of ours; nothing is fetched"
                raise UsageError(msg)


def _declared(code: Sequence[Token]) -> Mapping[str, str]:
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(code, code[1:], code[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind is Kind.NAME and iri.kind is Kind.IRI
    }


def _expand(token: Token, namespaces: Mapping[str, str]) -> str:
    if token.kind is Kind.NAME:
        prefix, _, local = token.text.partition(":")
        return namespaces.get(prefix, "") + local
    return token.text[1:-1]


def syntax_error(text: str, error: SyntaxError) -> QuerySyntaxError:
    """Find the first token at which *text* can no longer become a query.

    The engine's own position lies behind the place by up to the length of a keyword.
    """
    code = [token for token in tokens(text) if token.kind is not Kind.COMMENT]
    bad = _first_bad(text, code)
    prose = _PROSE.search(str(error.msg).partition("expected ")[2])
    if bad is None:
        problem = prose[0] if prose else "the query ends too early"
        return QuerySyntaxError(problem, text, len(text.rstrip()))
    unknown = bad.kind is Kind.NAME and "Prefix not found" in str(error.msg)
    problem = f"unexpected {bad.text.splitlines()[0]!r}"
    if unknown:
        problem = f"the prefix of {bad.text!r} is not declared"
    elif prose and prose[0] != "Prefix not found":
        problem = prose[0]
    return QuerySyntaxError(problem, text, bad.start)


def _first_bad(text: str, code: Sequence[Token]) -> Token | None:
    low, high = 0, len(code)
    while low < high:
        middle = (low + high) // 2
        if _can_go_on(text[: code[middle].end]):
            low = middle + 1
        else:
            high = middle
    return code[low] if low < len(code) else None


def _can_go_on(head: str) -> bool:
    """Tell whether some query begins with *head*: then only what follows it is wrong."""
    try:
        ox.Store().query(f"{head}{_GAP}{_NEVER}", prefixes=dict(prefixes()))
    except SyntaxError as error:
        position = _POSITION.match(str(error.msg))
        if position is None:
            return False
        line, column = int(position[1]), int(position[2])
        last = head.count("\n") + 1
        return line == last and column > len(head) - (head.rfind("\n") + 1) + len(_GAP)
    return True
