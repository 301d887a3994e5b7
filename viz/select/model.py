"""What a page shows: nodes, edges, figures, and the sentences and premises that prove them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ...ontology.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Edge",
    "EdgeBasis",
    "Fact",
    "Graph",
    "Node",
    "Page",
    "PageFigure",
    "PageSentence",
    "Quantity",
    "Reason",
    "Scope",
    "Span",
]

Span = tuple[str, str]
"""First and last day, month or year, as written in the data; ``""`` where it is open."""


class EdgeBasis(StrEnum):
    """Where a relation comes from: the report, a classification of ours, or the reasoner.

    What is classified belongs to a sentence, what is of a scheme to none.
    """

    STATED = "stated"
    CLASSIFIED = "classified"
    SCHEME = "scheme"
    INFERRED = "inferred"


@dataclass(frozen=True, order=True, slots=True)
class PageSentence:
    """A passage of the report, with the key of its section and our *english*, if there is any."""

    order: int
    key: str
    text: str
    section: str
    english: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Fact:
    """A value of a node that is no node itself: a date, a status, a period."""

    property: str
    value: Bilingual
    sentences: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, order=True, slots=True)
class PageFigure:
    """A quantity of a node, in the order of the report; *by_place* where it only holds there."""

    position: int
    key: str
    by_place: bool = False


@dataclass(frozen=True, order=True, slots=True)
class Quantity:
    """What a chart needs of a figure; *value* is decimal, a share is one of *whole*.

    *plural* is the unit's English name after numbers other than one, where it differs.
    """

    key: str
    name: Bilingual
    indicator: str
    measure: str
    unit: str
    comparator: str
    period: str
    value: str
    written: str
    is_target: bool
    whole: str = ""
    plural: str = ""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Node:
    """An entity: its drawn class, its most specific classes and kinds, and all that is told."""

    key: str
    drawn: str
    name: Bilingual
    classes: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    figures: tuple[PageFigure, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Edge:
    """A relation between two nodes; *sentences* are those whose graphs hold it."""

    source: str
    relation: str
    target: str
    basis: EdgeBasis = EdgeBasis.STATED
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A relation with the rule that yields it from its premises, or with what states it."""

    edge: Edge
    rule: str = ""
    premises: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Every node and edge that could be drawn; *names* are those of all else they refer to.

    *reports* are the keys of those that are loaded, by date.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[PageSentence, ...]
    names: Mapping[str, Bilingual]
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    periods: Mapping[str, Span] = field(default_factory=dict)
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for: a view, what it is about, and how many steps it reaches."""

    view: str
    about: Bilingual = field(default_factory=Bilingual)
    focus: str = ""
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a graph that one page shows, and what it can show when asked.

    *spare* has neighbours of what is shown, *more* every edge that ends at one of them.
    *beyond* counts the relations of a node that lead to what the page does not have.
    """

    shown: Graph
    scope: Scope
    total: int
    beyond: Mapping[str, int]
    spare: tuple[Node, ...] = ()
    more: tuple[Edge, ...] = ()
    reasons: Mapping[Edge, Reason] = field(default_factory=dict)
    charted: tuple[str, ...] = ()
    tree: tuple[tuple[str, ...], ...] = ()

    @property
    def focus(self) -> str:
        """Return the key of the node in the middle; ``""`` where there is none."""
        return self.scope.focus

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return what is shown, and then what can be."""
        return self.shown.nodes + self.spare

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Return the edges among what is shown, and then the others."""
        return self.shown.edges + self.more
