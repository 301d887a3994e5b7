"""The group graph patterns of a SELECT query: what stands in which group, and what it binds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from .lexer import Kind, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Element", "Group", "Part", "Select", "parse_select"]


class Part(StrEnum):
    """What an element of a group is; *union* is also a group that stands alone."""

    TRIPLES = "triples"
    BIND = "BIND"
    FILTER = "FILTER"
    GRAPH = "GRAPH"
    MINUS = "MINUS"
    OPTIONAL = "OPTIONAL"
    SERVICE = "SERVICE"
    UNION = "union"
    VALUES = "VALUES"


_KEYWORDS = frozenset(part.value for part in Part if part.value.isupper())
_STOPS = _KEYWORDS | {"{", "}"}
_NEUTRAL = frozenset((Part.FILTER, Part.MINUS))
"""What binds nothing for the rest of its group."""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a group from *start* to *end*, with the groups in it and what it binds itself.

    Of a filter and a BIND the groups are those of EXISTS. *names* are variables without ``?``.
    """

    part: Part
    tokens: tuple[Token, ...]
    names: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()

    @property
    def end(self) -> int:
        """Return where it ends, exclusive; of triples their full stop belongs to it."""
        return self.tokens[-1].end

    @property
    def predicates(self) -> frozenset[str]:
        """Return the variables that stand for a property, those of its groups among them."""
        inner = (e.predicates for group in self.groups for e in group.elements)
        behind = [token for before, token in pairwise(self.tokens) if before.text == ";"]
        own = [*self.tokens[1:2], *behind] if self.part is Part.TRIPLES else []
        return frozenset(_variables(own)).union(*inner)

    @property
    def certain(self) -> frozenset[str]:
        """Return what has a value in each row that it gives."""
        inner = [group.certain for group in self.groups]
        match self.part:
            case Part.FILTER | Part.MINUS | Part.OPTIONAL:
                return frozenset()
            case Part.UNION:
                return reduce(frozenset.intersection, inner)
            case Part.GRAPH | Part.SERVICE:
                return self.names.union(*inner)
            case _:
                return self.names

    @property
    def possible(self) -> frozenset[str]:
        """Return what has a value in some row that it gives."""
        if self.part in _NEUTRAL:
            return frozenset()
        inner = self.groups if self.part is not Part.BIND else ()
        return self.names.union(*(group.possible for group in inner))


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two braces: elements, or a SELECT of its own."""

    start: int
    end: int
    elements: tuple[Element, ...] = ()
    select: Select | None = None

    @property
    def certain(self) -> frozenset[str]:
        """Return what has a value in each row of the group."""
        own = self.select.names if self.select else frozenset()
        return own.union(*(element.certain for element in self.elements))

    @property
    def possible(self) -> frozenset[str]:
        """Return what has a value in some row of the group."""
        own = self.select.names if self.select else frozenset()
        return own.union(*(element.possible for element in self.elements))

    def groups(self) -> Iterator[Group]:
        """Yield this group and those in it, a SELECT's own aside, in the order of the text."""
        yield self
        for element in self.elements:
            for group in element.groups:
                yield from group.groups()


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT with its clauses: before the body the *head*, behind it the *tail*."""

    head: tuple[Token, ...]
    body: Group
    tail: tuple[Token, ...]
    tokens: tuple[Token, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return the names of its columns."""
        return frozenset(_outside_brackets(self.head))

    @property
    def assigned(self) -> frozenset[str]:
        """Return the names that its clauses give with AS."""
        pairs = pairwise((*self.head, *self.tail))
        return frozenset(name.text[1:] for word, name in pairs if word.text.upper() == "AS")

    @property
    def bound(self) -> frozenset[str]:
        """Return what stands in a pattern, in EXISTS as well, or is given with AS."""
        groups = tuple(self.body.groups())
        selects = (group.select.names for group in groups if group.select)
        elements = (element.names for group in groups for element in group.elements)
        return self.assigned.union(*selects, *elements)

    def selects(self) -> Iterator[Select]:
        """Yield this SELECT and those in its groups."""
        yield self
        for group in self.body.groups():
            if group.select:
                yield from group.select.selects()

    def variables(self) -> Iterator[Token]:
        """Yield each mention of a variable, but for those in a SELECT of their own."""
        inner = [range(g.start, g.end) for g in self.body.groups() if g.select]
        for token in self.tokens:
            if token.kind is Kind.VARIABLE and not any(token.start in span for span in inner):
                yield token


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


def _outside_brackets(head: Iterable[Token]) -> Iterator[str]:
    """Yield the variables of a SELECT clause that stand alone or after AS."""
    depth = 0
    for before, token in pairwise(head):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind is Kind.VARIABLE and (not depth or before.text.upper() == "AS"):
            yield token.text[1:]


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
        found = self._code[begin : self._at]
        return Element(Part.TRIPLES, found, frozenset(_variables(found)))

    def _clause(self, part: Part) -> Element:
        begin = self._at
        self.take()
        groups = list(self._expression()) if part in _CALLS else list(self._named())
        found = self._code[begin : self._at]
        match part:
            case Part.BIND:
                names = frozenset((found[-2].text[1:],))
            case Part.VALUES | Part.GRAPH | Part.SERVICE:
                names = frozenset(_variables(found[: self._head(found)]))
            case _:
                names = frozenset()
        return Element(part, found, names, tuple(groups) if part is not Part.VALUES else ())

    @staticmethod
    def _head(found: tuple[Token, ...]) -> int:
        return next(number for number, token in enumerate(found) if token.text == "{")

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
        found, depth = list[Group](), 0
        while True:
            if self.word() == "{":
                found.append(self.group())
            else:
                depth += {"(": 1, ")": -1}.get(self.take().text, 0)
            if depth <= 0:
                return found


_CALLS = frozenset((Part.BIND, Part.FILTER))


def _variables(found: Iterable[Token]) -> Iterator[str]:
    return (token.text[1:] for token in found if token.kind is Kind.VARIABLE)
