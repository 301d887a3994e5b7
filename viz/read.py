"""From the store to nodes and edges; what is asked for stands in ``views/*.rq``."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..graph.quads import INFERRED
from ..ontology.namespaces import shorten
from ..queries.engine import ask
from .model import Basis, Edge, Fact, Figure, Graph, Name, Node, Sentence
from .palette import styles, words
from .restate import restatements, without_restatements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .restate import Triple, Turn

__all__ = ["key_of", "read_graph"]

_REPORT = "/report/"
_Row = tuple[str, ...]


@cache
def key_of(iri: str) -> str:
    """Write an IRI as the page names it: a prefixed name, or the key of a passage or section.

    >>> key_of("https://w3id.org/oneplusn/report/2023/2.7/p1/s2")
    '2.7/p1/s2'
    """
    _, _, below = iri.partition(_REPORT)
    return below.partition("/")[2] or shorten(iri)


def read_graph(store: ox.Store) -> Graph:
    """Read every entity that can be drawn, with all that its panel tells."""
    return _Reader(store).graph()


class _Reader:
    """The answers of the views, each indexed as the nodes and edges need it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._names, self._others = self._read_names()
        self._order, self.sentences = self._read_sentences()
        self._types = _index(self._rows("types"))
        self._above = _index(row for row in self._rows("classes") if row[1])
        self._evidence = _index(self._rows("evidence"))
        self._drawn = self._read_drawn()
        self._figures = self._read_figures()
        self._facts: dict[str, dict[tuple[str, Name], set[str]]] = defaultdict(dict)
        self._graphs: dict[Triple, set[str]] = defaultdict(set)
        self._sort_statements()

    def graph(self) -> Graph:
        """Put nodes and edges together."""
        nodes = tuple(self._node(key) for key in sorted(self._drawn))
        return Graph(nodes, tuple(self._edges()), self.sentences, self._names)

    def _rows(self, view: str) -> list[_Row]:
        """Answer a view; terms become keys, literals their text, what is not bound ``""``."""
        return [tuple(map(_text, row)) for row in self._terms(view)]

    def _terms(self, view: str) -> Iterable[tuple[object, ...]]:
        text = (files("oneplusn.viz") / "views" / f"{view}.rq").read_text("utf-8")
        return ask(self._store, text).rows

    def _read_names(self) -> tuple[dict[str, Name], dict[str, tuple[str, ...]]]:
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        others: dict[str, list[str]] = defaultdict(list)
        for thing, kind, label in self._terms("labels"):
            if isinstance(label, ox.Literal):
                if _text(kind) == "skos:altLabel":
                    others[_text(thing)].append(label.value)
                else:
                    labels[_text(thing)].setdefault(label.language or "", label.value)
        labels.update({key: dict(name) for key, name in words()["relations"].items()})
        names = {key: Name(zh=n.get("zh", ""), en=n.get("en", "")) for key, n in labels.items()}
        return names, {key: tuple(sorted(set(found))) for key, found in others.items()}

    def _read_sentences(self) -> tuple[Mapping[str, int], tuple[Sentence, ...]]:
        found = tuple(
            Sentence(int(order), key, text, section)
            for key, order, text, section in self._rows("passages")
        )
        return {sentence.key: sentence.order for sentence in found}, found

    def _read_drawn(self) -> Mapping[str, str]:
        """Give each entity the first class of the palette that it belongs to."""
        wanted = [f"opn:{style.name}" for style in styles()]
        first = {
            key: next((name for name in wanted if name in classes), "")
            for key, classes in self._types.items()
        }
        return {key: name for key, name in first.items() if name}

    def _read_figures(self) -> Mapping[str, tuple[Figure, ...]]:
        found: dict[str, set[Figure]] = defaultdict(set)
        for entity, figure, position in self._rows("figures"):
            name = self._names.get(figure, Name())
            found[entity].add(Figure(int(position), figure, name, self._said(figure)))
        return {key: tuple(sorted(figures)) for key, figures in found.items()}

    def _sort_statements(self) -> None:
        """Part the statements into relations between nodes and facts about one node."""
        for subject, relation, value, graph in self._terms("statements"):
            source, name, target = _text(subject), _text(relation), _text(value)
            if source not in self._drawn:
                continue
            if target in self._drawn and isinstance(value, ox.NamedNode):
                self._graphs[source, name, target].add(_text(graph))
            elif shown := self._value(value):
                self._facts[source].setdefault((name, shown), set()).add(_text(graph))

    def _value(self, value: object) -> Name | None:
        if isinstance(value, ox.Literal):
            return Name(value.value, value.value)
        key = _text(value)
        is_other = "opn:QuantitativeStatement" in self._types.get(key, ()) or key in self._order
        return None if is_other else self._names.get(key)

    def _said(self, key: str) -> tuple[str, ...]:
        return self._in_order(self._evidence.get(key, ()))

    def _in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        known = (key for key in keys if key in self._order)
        return tuple(sorted(known, key=lambda key: self._order[key]))

    def _node(self, key: str) -> Node:
        facts = (
            Fact(name, value, self._in_order(graphs))
            for (name, value), graphs in self._facts.get(key, {}).items()
        )
        return Node(
            key,
            self._drawn[key],
            self._names.get(key, Name()),
            self._specific(self._types[key]),
            self._others.get(key, ()),
            tuple(sorted(facts)),
            self._figures.get(key, ()),
            self._said(key),
        )

    def _specific(self, classes: Iterable[str]) -> tuple[str, ...]:
        known = set(classes)
        general = {above for name in known for above in self._above.get(name, ())}
        return tuple(sorted(known - general))

    def _edges(self) -> Iterable[Edge]:
        stated = {t: self._basis(graphs) for t, graphs in self._graphs.items()}
        said = [t for t, basis in stated.items() if basis is not Basis.INFERRED]
        follow = [t for t, basis in stated.items() if basis is Basis.INFERRED]
        for triple in sorted((*said, *without_restatements(said, follow, self._turns()))):
            yield Edge(*triple, stated[triple], self._in_order(self._graphs[triple]))

    def _basis(self, graphs: Iterable[str]) -> Basis:
        known = set(graphs)
        if known & self._order.keys():
            return Basis.STATED
        return Basis.INFERRED if known == {shorten(INFERRED.value)} else Basis.SCHEME

    def _turns(self) -> Mapping[str, frozenset[Turn]]:
        rows = self._rows("properties")
        above = _index((name, higher) for name, higher, _, _ in rows if higher)
        inverse = _index(
            (name, other)
            for name, _, opposite, symmetric in rows
            for other in (opposite, name if symmetric == "true" else "")
            if other
        )
        return restatements(above, inverse)


def _index(rows: Iterable[tuple[str, ...]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for first, second, *_ in rows:
        found[first].add(second)
    return {key: frozenset(values) for key, values in found.items()}


def _text(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return key_of(term.value)
    return term.value if isinstance(term, ox.Literal) else ""
