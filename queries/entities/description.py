"""All that the graph says of one thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import (
    CONTEXT,
    INFERRED,
    INFERRED_CONTEXT,
    is_classified,
    is_resolved,
)
from ...graph.rdf import graph_name, named_quads, node, union_quads, value
from ...graph.text.additions import say_sentence
from ...graph.text.keys import is_part
from ...ontology.namespaces import BASE, OPN, RDF_TYPE
from ...ontology.vocabulary import OWL, RDFS, SKOS
from ..sparql.engine import ask
from .labels import key_writer, labels_of, other_names
from .passages import passage_place, text_of, translation_of
from .provenance import Origin, origins
from .redundancy import most_specific, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .redundancy import Turn

__all__ = ["Basis", "Link", "Profile", "Sentence", "profile"]

_OMISSIONS = frozenset(
    {
        RDF_TYPE.value,
        RDFS.label.value,
        *(f"{BASE}ontology#{name}" for name in ("currentState", "stateOf", "statedIn")),
        *(SKOS[name].value for name in ("prefLabel", "altLabel", "broaderTransitive")),
        *(SKOS[name].value for name in ("inScheme", "topConceptOf", "narrowerTransitive")),
        *(SKOS[name].value for name in ("hasTopConcept", "notation")),
    }
)
_FIGURES = """SELECT DISTINCT ?entity ?figure ?date ?position WHERE {
  { ?figure opn:concerns|opn:setBy|opn:place|opn:shareOf ?entity }
  UNION { ?entity opn:hasTarget|opn:hasOutcome ?figure }
  UNION { ?figure opn:indicator ?entity }
  UNION { ?figure opn:indicator/(opn:indicatorTechnology|opn:hasTopic) ?entity }
  UNION { ?figure opn:indicator/(opn:appliesToSector|opn:appliesToField) ?entity }
  UNION { ?figure opn:indicator/(opn:hasObjectOfInterest|opn:hasConstraint) ?entity }
  UNION { ?figure opn:indicator/opn:hasProperty ?entity }
  ?figure a opn:QuantitativeStatement .
  OPTIONAL { ?figure opn:textOffset ?position }
  OPTIONAL { ?figure opn:statedIn/opn:inReport/opn:reportDate ?date }
} ORDER BY (!BOUND(?position)) ?date ?position ?figure"""


class Basis(StrEnum):
    """Who says it: the report, we ourselves, a rule, or a source outside the report.

    What a passage says of a thing that it does not name is resolved, what we add to a passage to
    classify it is classified. The last two need the context: another document, and a rule that
    uses what it says.
    """

    STATED = "stated"
    RESOLVED = "resolved"
    CLASSIFIED = "classified"
    OURS = "ours"
    INFERRED = "inferred"
    OUTSIDE = "outside"
    INFERRED_OUTSIDE = "inferred-outside"


@dataclass(frozen=True, slots=True)
class Link:
    """A statement about a thing, read from it; *inward* where the thing is the object.

    *passages* of the report state it, or *origins* outside of it, or neither.
    """

    property: str
    inward: bool
    other: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    basis: Basis
    passages: tuple[str, ...]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Sentence:
    """A passage that speaks of a thing; *key* is ``section/paragraph/sentence``.

    *english* is our translation, where the report has one.
    """

    order: int
    key: str
    text: str
    english: str = ""

    def say(self, lang: str) -> str:
        """Say it on one line, as `say_sentence` does."""
        return say_sentence(self.text, self.english, lang)


@dataclass(frozen=True, slots=True)
class Profile:
    """A thing with its most specific classes, names, statements, figures and sentences.

    *kinds* are the forms, kinds and instruments by which it differs from others of its class.
    """

    iri: str
    classes: tuple[str, ...]
    kinds: tuple[str, ...]
    labels: Mapping[str, str]
    other_names: tuple[str, ...]
    links: tuple[Link, ...]
    figures: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def profile(store: ox.Store, thing: ox.NamedNode) -> Profile:
    """Collect what is said of *thing*, in both directions, figures and sentences apart.

    What a rule adds is left out where it only repeats a statement: its inverse, or the
    same with a broader property.
    """
    return Profile(
        iri=thing.value,
        classes=_classes(store, thing),
        kinds=_kinds(store, thing),
        labels=labels_of(store, thing),
        other_names=other_names(store, thing),
        links=_without_repeats(store, _LinkReader(store, thing).links()),
        figures=tuple(
            row[0].value
            for row in ask(store, _FIGURES, {ox.Variable("entity"): thing}).rows
            if isinstance(row[0], ox.NamedNode)
        ),
        sentences=_sentences(store, thing),
    )


def _classes(store: ox.Store, thing: ox.NamedNode) -> tuple[str, ...]:
    terms = (quad.object for quad in union_quads(store, thing, RDF_TYPE))
    classes = {term for term in terms if isinstance(term, ox.NamedNode)}
    ours = {term for term in classes if term.value.startswith(BASE)} or classes
    return most_specific((term.value for term in ours), _pairs(store, RDFS.subClassOf))


def _kinds(store: ox.Store, thing: ox.NamedNode) -> tuple[str, ...]:
    return tuple(sorted({value(quad.object) for quad in union_quads(store, thing, OPN.hasType)}))


def _pairs(store: ox.Store, predicate: ox.NamedNode) -> dict[str, set[str]]:
    """Map what stands before a relation between classes or properties to what stands behind it."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for quad in union_quads(store, None, predicate):
        if isinstance(quad.object, ox.NamedNode):
            pairs[value(quad.subject)].add(quad.object.value)
    return pairs


class _LinkReader:
    """What is said of one thing, read from it."""

    def __init__(self, store: ox.Store, thing: ox.NamedNode) -> None:
        self._store = store
        self._thing = thing
        self._key_of = key_writer(store)

    def links(self) -> tuple[Link, ...]:
        is_figure = self._thing.value.startswith(f"{BASE}quantity/")
        links = [
            self._link(name, other, graphs, inward=inward)
            for (name, inward, other), graphs in self._graphs().items()
            if name not in _OMISSIONS
            and isinstance(other, ox.NamedNode | ox.Literal)
            and (is_figure or not _stands_apart(other))
        ]
        return tuple(sorted(links, key=lambda link: (link.inward, link.property, str(link.other))))

    def _graphs(self) -> Mapping[tuple[str, bool, object], set[str]]:
        graphs: dict[tuple[str, bool, object], set[str]] = defaultdict(set)
        for quad in named_quads(self._store, self._thing):
            graphs[quad.predicate.value, False, quad.object].add(graph_name(quad))
        for quad in named_quads(self._store, None, None, self._thing):
            graphs[quad.predicate.value, True, quad.subject].add(graph_name(quad))
        return graphs

    def _link(
        self, name: str, other: ox.NamedNode | ox.Literal, graphs: set[str], *, inward: bool
    ) -> Link:
        sources: tuple[Origin, ...] = ()
        if CONTEXT.value in graphs:
            thing = self._thing
            ends = (other, thing) if inward and isinstance(other, ox.NamedNode) else (thing, other)
            sources = origins(self._store, ox.Triple(ends[0], node(name), ends[1]))
        return Link(name, inward, other, _basis(graphs, sources), self._passages(graphs), sources)

    def _passages(self, graphs: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of passages, by the date of their report."""
        parts = filter(is_part, graphs)
        dated = ((passage_place(self._store, part)[0], self._key_of(part)) for part in parts)
        return tuple(key for _, key in sorted(dated))


def _stands_apart(other: object) -> bool:
    """Tell figures and parts of the report, which are listed by themselves."""
    if not isinstance(other, ox.NamedNode):
        return False
    return other.value.startswith(f"{BASE}quantity/") or is_part(other.value)


def _basis(graphs: set[str], sources: tuple[Origin, ...]) -> Basis:
    if passages := [*filter(is_part, graphs)]:
        if is_classified(passages, graphs):
            return Basis.CLASSIFIED
        return Basis.RESOLVED if is_resolved(passages, graphs) else Basis.STATED
    if sources:
        return Basis.OUTSIDE
    inferred = {INFERRED.value, INFERRED_CONTEXT.value}
    if not graphs <= inferred:
        return Basis.OURS
    return Basis.INFERRED if INFERRED.value in graphs else Basis.INFERRED_OUTSIDE


def _without_repeats(store: ox.Store, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Leave out what only repeats; what the report implies is not hidden by other sources."""
    own = (Basis.STATED, Basis.RESOLVED, Basis.CLASSIFIED, Basis.OURS)
    above, inverse = _pairs(store, RDFS.subPropertyOf), _inverses(store)
    turns = [(link, turns_of(link.property, above, inverse)) for link in links]
    hidden = {Basis.INFERRED: _repeats(turns, own)}
    hidden[Basis.INFERRED_OUTSIDE] = _repeats(turns, (*own, Basis.OUTSIDE))
    return tuple(
        link
        for link in links
        if (link.property, link.inward, link.other) not in hidden.get(link.basis, ())
    )


def _repeats(
    links: Iterable[tuple[Link, frozenset[Turn]]], bases: tuple[Basis, ...]
) -> frozenset[tuple[object, ...]]:
    """Collect what says the same as the links of these bases, or less."""
    return frozenset(
        (name, link.inward is not flipped, link.other)
        for link, turns in links
        if link.basis in bases
        for name, flipped in turns
    )


def _inverses(store: ox.Store) -> dict[str, set[str]]:
    inverses = _pairs(store, OWL.inverseOf)
    for name, others in list(inverses.items()):
        for other in others:
            inverses[other].add(name)
    for quad in union_quads(store, None, RDF_TYPE, OWL.SymmetricProperty):
        inverses[value(quad.subject)].add(value(quad.subject))
    return inverses


def _sentences(store: ox.Store, thing: ox.NamedNode) -> tuple[Sentence, ...]:
    terms = (quad.object for quad in union_quads(store, thing, OPN.statedIn))
    passages = [term for term in terms if isinstance(term, ox.NamedNode)]
    passages.sort(key=lambda term: passage_place(store, term.value))
    key_of = key_writer(store)
    return tuple(_sentence(store, term, key_of(term.value)) for term in passages)


def _sentence(store: ox.Store, passage: ox.NamedNode, key: str) -> Sentence:
    order = next(
        (value(quad.object) for quad in union_quads(store, passage, OPN.sequenceNumber)), ""
    )
    texts = text_of(store, passage), translation_of(store, passage)
    return Sentence(int(order or 0), key, *texts)
