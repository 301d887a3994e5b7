"""The group graph patterns of a SELECT query: what stands in which group, and what it binds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from .lexer import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Element", "Group", "Part", "Select", "variables_in"]


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
        return frozenset(variables_in(own)).union(*inner)

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


def _outside_brackets(head: Iterable[Token]) -> Iterator[str]:
    """Yield the variables of a SELECT clause that stand alone or after AS."""
    depth = 0
    for before, token in pairwise(head):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind is Kind.VARIABLE and (not depth or before.text.upper() == "AS"):
            yield token.text[1:]


def variables_in(code: Iterable[Token]) -> Iterator[str]:
    """Yield the names of the variables among tokens, without their sign."""
    return (token.text[1:] for token in code if token.kind is Kind.VARIABLE)
