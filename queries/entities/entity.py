"""One thing of the graph for Python programs: its names, relations, figures and sentences."""

from __future__ import annotations

import html
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import OUTSIDE
from ...graph.rdf import named_quads, node, union_quads, value
from ...ontology.namespaces import OPN, shorten
from .description import profile
from .labels import key_writer, label_in
from .provenance import origin_of, say_origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .description import Profile

__all__ = ["Entity", "Figure", "Relation"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about an entity; *inward* where the entity is its object.

    *basis* is ``stated`` by the report, ``ours`` or ``inferred``, and with the context also
    ``outside`` the report or ``inferred-outside``. *passages* are the keys of those that
    state it, *sources* say which document states it outside the report, and where that was
    found.
    """

    property: str
    inward: bool
    other: str
    label: str
    basis: str
    passages: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: its value in the base unit, and as it is written.

    *source* is empty for one of the report; else it says which document sets it, and where
    that was found.
    """

    iri: str
    label: str
    value: Decimal | None
    unit: str
    as_written: str
    source: str = ""


class Entity:
    """One thing of the graph; what is said of it is looked up when it is asked for."""

    def __init__(self, store: ox.Store, term: ox.NamedNode, lang: str) -> None:
        self._store = store
        self._term = term
        self._lang = lang

    @cached_property
    def _profile(self) -> Profile:
        return profile(self._store, self._term)

    @property
    def iri(self) -> str:
        """Return the IRI."""
        return self._term.value

    @property
    def labels(self) -> Mapping[str, str]:
        """Return language → label."""
        return self._profile.labels

    @property
    def label(self) -> str:
        """Return the label in the language of the graph object, a fall-back marked."""
        return label_in(self._store, self._term, self._lang)

    @property
    def types(self) -> tuple[str, ...]:
        """Return the most specific classes as prefixed names."""
        return tuple(shorten(iri) for iri in self._profile.classes)

    @property
    def outside(self) -> bool:
        """Tell whether only sources outside the report speak of it."""
        quads = named_quads(self._store, self._term)
        return all(quad.graph_name in OUTSIDE for quad in quads)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Return statements in both directions; figures and passages stand apart."""
        key_of = key_writer(self._store)
        return tuple(
            Relation(
                shorten(link.property),
                link.inward,
                key_of(link.other.value)
                if isinstance(link.other, ox.NamedNode)
                else value(link.other),
                label_in(self._store, link.other, self._lang),
                link.basis.value,
                link.passages,
                tuple(say_origin(self._store, origin, self._lang) for origin in link.origins),
            )
            for link in self._profile.links
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures that concern it, in the order of the report, others behind."""
        return tuple(self._figure(node(iri)) for iri in self._profile.figures)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the passages that speak of it, in the order of the report.

        In English each is our unofficial translation, marked, with the original behind it.
        """
        return tuple(sentence.say(self._lang) for sentence in self._profile.sentences)

    def _figure(self, figure: ox.NamedNode) -> Figure:
        number, unit, written = (
            next((q.object for q in union_quads(self._store, figure, name)), None)
            for name in (OPN.value, OPN.unit, OPN.asWritten)
        )
        origin = origin_of(self._store, figure)
        return Figure(
            figure.value,
            label_in(self._store, figure, self._lang),
            Decimal(value(number)) if number is not None else None,
            label_in(self._store, unit, self._lang),
            value(written) if written is not None else "",
            say_origin(self._store, origin, self._lang) if origin else "",
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entity) and self.iri == other.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    def __repr__(self) -> str:
        return f"<Entity {shorten(self.iri)} {self.label!r}>"

    def _repr_html_(self) -> str:
        names = "; ".join(f"{html.escape(v)} ({k})" for k, v in sorted(self.labels.items()))
        lines = "".join(f"<li>{html.escape(text)}</li>" for text in self.sentences)
        kinds = html.escape(", ".join(self.types))
        return (
            f"<p><strong>{html.escape(self.label)}</strong> <code>{html.escape(self.iri)}</code>"
            f"<br>{names}<br>{kinds}; {len(self.relations)} relations, "
            f"{len(self.figures)} figures</p><ul>{lines}</ul>"
        )
