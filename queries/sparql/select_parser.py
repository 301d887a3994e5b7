"""A SELECT query parsed into its groups: as much of the grammar as tells its parts apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .groups import Element, Group, Part, Select, variables_in
from .lexer import Kind, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["parse_select"]

_KEYWORDS = frozenset(part.value for part in Part if part.value.isupper())
_STOPS = _KEYWORDS | {"{", "}"}
_CALLS = frozenset((Part.BIND, Part.FILTER))


def parse_select(text: str) -> Select:
    """Parse a SELECT query that is syntactically right; what it declares is passed over.

    Raises `ValueError` where there is no SELECT or a brace is missing.

    >>> select = parse_select("SELECT ?a { ?a :p ?b OPTIONAL { ?a :q ?c } }")
    >>> sorted(select.body.certain), sorted(select.body.possible)
    (['a', 'b'], ['a', 'b', 'c'])
    """
    reader = _Reader(tuple(t for t in tokens(text) if t.kind is not Kind.COMMENT))
    while reader.word() != "SELECT":
        reader.take()
    return reader.select()


class _Reader:
    """Takes tokens one after the other; each method reads one thing of the grammar."""

    def __init__(self, code: tuple[Token, ...]) -> None:
        self._code = code
        self._at = 0

    def word(self) -> str:
        """Return the next token in capitals where it is a word or a sign, else nothing."""
        token = self._next()
        return token.text.upper() if token.kind in (Kind.WORD, Kind.SIGN) else ""

    def take(self) -> Token:
        token = self._next()
        self._at += 1
        return token

    def _next(self) -> Token:
        if self._at == len(self._code):
            raise ValueError("no SELECT query: it ends too early")
        return self._code[self._at]

    def select(self) -> Select:
        """Read from SELECT to the end, or to the brace that closes a group around it."""
        begin = self._at
        while self.word() != "{":
            self.take()
        head, body, behind = self._code[begin : self._at], self.group(), self._at
        while self._at < len(self._code) and self.word() != "}":
            self._balanced()
        return Select(head, body, self._code[behind : self._at], self._code[begin : self._at])

    def group(self) -> Group:
        start = self.take().start
        if self.word() == "SELECT":
            select = self.select()
            return Group(start, self.take().end, select=select)
        elements = []
        while self.word() != "}":
            elements.append(self._element())
        return Group(start, self.take().end, tuple(elements))

    def _element(self) -> Element:
        begin, word = self._at, self.word()
        if word == "{":
            groups = [self.group()]
            while self.word() == "UNION":
                self.take()
                groups.append(self.group())
            return Element(Part.UNION, self._code[begin : self._at], groups=tuple(groups))
        if word not in _KEYWORDS:
            return self._triples()
        return self._clause(Part(word))

    def _triples(self) -> Element:
        begin, depth = self._at, 0
        while depth or self.word() not in _STOPS:
            sign = self.take().text
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
            if sign == "." and not depth:
                break
        span = self._code[begin : self._at]
        return Element(Part.TRIPLES, span, frozenset(variables_in(span)))

    def _clause(self, part: Part) -> Element:
        begin = self._at
        self.take()
        groups = list(self._expression()) if part in _CALLS else list(self._named())
        span = self._code[begin : self._at]
        match part:
            case Part.BIND:
                names = frozenset((span[-2].text[1:],))
            case Part.VALUES | Part.GRAPH | Part.SERVICE:
                names = frozenset(variables_in(span[: self._head(span)]))
            case _:
                names = frozenset()
        return Element(part, span, names, tuple(groups) if part is not Part.VALUES else ())

    @staticmethod
    def _head(span: tuple[Token, ...]) -> int:
        return next(number for number, token in enumerate(span) if token.text == "{")

    def _named(self) -> Iterator[Group]:
        """Read up to a group and the group; the rows of VALUES pass for one."""
        while self.word() != "{":
            self.take()
        yield self.group()

    def _expression(self) -> Iterator[Group]:
        """Read ``(…)``, ``call(…)`` or ``NOT EXISTS {…}``."""
        while self.word() not in {"(", "{"}:
            self.take()
        if self.word() == "{":
            yield self.group()
        else:
            yield from self._balanced()

    def _balanced(self) -> list[Group]:
        """Read one token, or all between two brackets with the groups among them."""
        groups, depth = list[Group](), 0
        while True:
            if self.word() == "{":
                groups.append(self.group())
            else:
                depth += {"(": 1, ")": -1}.get(self.take().text, 0)
            if depth <= 0:
                return groups
