"""The knowledge graph for Python programs and notebooks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .errors import UnknownNameError, UsageError
from .graph.cache import load_quads, load_store
from .graph.quads import node, value
from .ontology.namespaces import OPN, RDF_TYPE, shorten
from .queries.engine import ask, run
from .queries.library import get_query, library
from .queries.limits import ask_apart
from .queries.names import key_of, label_in
from .queries.profile import profile
from .queries.resolve import AmbiguousNameError, resolve
from .queries.search import search
from .queries.values import Result, Value, to_result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    from .graph.explain import Derivation, Explainer
    from .queries.profile import Profile

__all__ = [
    "AmbiguousNameError",
    "Entity",
    "Figure",
    "KnowledgeGraph",
    "Relation",
    "Result",
    "Value",
    "load",
]


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about an entity; *inward* where the entity is its object.

    *basis* is ``stated`` by the report, ``ours`` or ``inferred``; *passages* are the keys
    of those that state it.
    """

    property: str
    inward: bool
    other: str
    label: str
    basis: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of the report: its value in the base unit, and as it is written."""

    iri: str
    label: str
    value: Decimal | None
    unit: str
    as_written: str


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
    def relations(self) -> tuple[Relation, ...]:
        """Return statements in both directions; figures and passages stand apart."""
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
            )
            for link in self._profile.links
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures that concern it, in the order of the report."""
        return tuple(self._figure(node(iri)) for iri in self._profile.figures)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the passages that speak of it, in the order of the report."""
        return tuple(sentence.text for sentence in self._profile.sentences)

    def _figure(self, figure: ox.NamedNode) -> Figure:
        number, unit, written = (
            next((q.object for q in self._store.quads_for_pattern(figure, name, None)), None)
            for name in (OPN.value, OPN.unit, OPN.asWritten)
        )
        return Figure(
            figure.value,
            label_in(self._store, figure, self._lang),
            Decimal(value(number)) if number is not None else None,
            label_in(self._store, unit, self._lang),
            value(written) if written is not None else "",
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


class KnowledgeGraph:
    """The whole graph, for reading; `load` makes one.

    *lang* is the language of labels: ``zh`` or ``en``.
    """

    def __init__(self, store: ox.Store, *, lang: str = "en") -> None:
        self.store = store
        self.lang = lang

    def __len__(self) -> int:
        return len(self.store)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {len(self)} quads>"

    def __getitem__(self, name: str) -> Entity:
        """Find an entity by label, slug, prefixed name or IRI.

        Raises `AmbiguousNameError` with all that fit, or `UnknownNameError` with near names.
        """
        return Entity(self.store, resolve(self.store, name), self.lang)

    def query(
        self,
        question: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        **params: str | int,
    ) -> Result:
        """Answer a question of the library, by its name, or SPARQL.

        With a *timeout* in seconds, SPARQL runs in a process of its own that can be
        stopped; without, here, and as long as it takes. Raises `UsageError` and its kinds.

        >>> load().query("sector-overview", sector="transport", limit=1).more
        True
        """
        given = {name: str(term) for name, term in params.items()}
        if re.fullmatch(r"[\w-]+", question):
            return to_result(run(self.store, get_query(question), given, limit=limit))
        if given:
            msg = f"parameters belong to the questions of the library, not to SPARQL: {given!r}"
            raise UsageError(msg)
        if timeout is not None:
            return to_result(ask_apart(question, timeout=timeout, limit=limit))
        return to_result(ask(self.store, question, limit=limit))

    def questions(self) -> dict[str, str]:
        """Return the library: name → question."""
        return {q.name: q.summary_zh if self.lang == "zh" else q.summary for q in library()}

    def search(self, text: str) -> tuple[Entity, ...]:
        """Find entities and passages by names and sentences, the best first."""
        return tuple(
            Entity(self.store, node(hit.iri), self.lang) for hit in search(self.store, text)
        )

    def why(self, subject: str, predicate: str, other: str) -> Derivation:
        """Explain a triple: the graphs that assert it, or the rule and its premises.

        Terms are named as for ``kg[…]``; *predicate* also by the local name of a property,
        such as ``partOf``. Raises `NotInferredError` where the triple does not hold.
        """
        triple = ox.Triple(
            resolve(self.store, subject), self._property(predicate), resolve(self.store, other)
        )
        return self._explainer.explain(triple)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return what the report states of two things as a graph; keys are properties.

        Nodes are IRIs with *label* and *types*, edges have *passages*.
        """
        from .queries.network import network, relations  # noqa: PLC0415 - slow to import

        graph = network(relations(self.store))
        for iri in graph:
            term = node(iri)
            graph.nodes[iri]["label"] = label_in(self.store, term, self.lang)
            graph.nodes[iri]["types"] = tuple(
                sorted({shorten(value(q.object)) for q in self._types(term)})
            )
        return graph

    @cached_property
    def _explainer(self) -> Explainer:
        from .graph.dataset import Dataset  # noqa: PLC0415 - slow to import
        from .graph.explain import Explainer  # noqa: PLC0415

        return Explainer(Dataset(load_quads(), ()))

    def _types(self, term: ox.NamedNode) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(term, RDF_TYPE, None)

    def _property(self, name: str) -> ox.NamedNode:
        if name in {"a", "is a"}:
            return RDF_TYPE
        return OPN[name] if name in OPN.names else resolve(self.store, name)

    def _repr_html_(self) -> str:
        entities = len({q.subject for q in self.store.quads_for_pattern(None, OPN.statedIn, None)})
        return f"<p><strong>oneplusn</strong>: {len(self)} quads, {entities} entities</p>"


def load(*, lang: str = "en") -> KnowledgeGraph:
    """Open the knowledge graph: from the cache, or built if there is none yet (about a second).

    Raises `UnknownNameError` for a language other than ``zh`` and ``en``.

    >>> load(lang="zh")["place:hainan"].label
    '海南'
    """
    if lang not in {"en", "zh"}:
        raise UnknownNameError("language", lang, ("en", "zh"))
    return KnowledgeGraph(load_store(), lang=lang)
