"""What a page shows: nodes, edges, and the sentences that prove them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Basis", "Edge", "Fact", "Figure", "Graph", "Name", "Node", "Page", "Sentence"]


class Basis(StrEnum):
    """Where a relation comes from: the report, a classification of ours, or the reasoner."""

    STATED = "stated"
    SCHEME = "scheme"
    INFERRED = "inferred"


@dataclass(frozen=True, order=True, slots=True)
class Name:
    """A name in both languages; an empty one is missing, and the page says so."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Sentence:
    """A passage of the report, with the key of its section."""

    order: int
    key: str
    text: str
    section: str


@dataclass(frozen=True, order=True, slots=True)
class Fact:
    """A value of a node that is no node itself: a date, a status, a period."""

    property: str
    value: Name
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Figure:
    """A quantity that belongs to a node, in the order of the report."""

    position: int
    key: str
    name: Name
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Node:
    """An entity: its drawn class, its most specific classes, and all that the panel tells."""

    key: str
    drawn: str
    name: Name
    classes: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Edge:
    """A relation between two nodes; *sentences* are those whose graphs hold it."""

    source: str
    relation: str
    target: str
    basis: Basis = Basis.STATED
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Every node and edge that could be drawn; *names* are those of all else they refer to."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[Sentence, ...]
    names: Mapping[str, Name]


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a graph that one page shows; without a focus, *depth* is 0."""

    shown: Graph
    total: int
    beyond: Mapping[str, int]
    focus: str = ""
    depth: int = 0
