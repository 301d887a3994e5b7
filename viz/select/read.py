"""From the store to nodes and edges; what is asked for stands in ``views/*.rq``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import INFERRED, MARKS, is_classified
from ...graph.rdf import node
from ...graph.rdf import value as text_of
from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import shorten
from ...queries.entities.redundancy import most_specific, restatements, without_restatements
from ...queries.entities.reports import loaded_reports
from .model import Edge, EdgeBasis, Fact, Graph, Node, PageFigure, PageSentence, Quantity
from .palette import styles
from .views import answers, terms, text_writer, views

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...queries.entities.redundancy import Triple, Turn
    from .model import Span
    from .views import View

__all__ = ["read_graph"]

_FOREIGN = ("skos:broader", "skos:broaderTransitive", "skos:related")
"""Relations that are not of this ontology and so have no label in the data."""
_DATES = ("date", "dateTime", "gYear", "gYearMonth")


def read_graph(store: ox.Store, view: View | None = None) -> Graph:
    """Read every entity that can be drawn, with all that its panel tells.

    *view* names the queries for nodes, edges and details.
    """
    return _Reader(store, view or views()["whole"]).graph()


class _Reader:
    """The answers of the views, each indexed as the nodes and edges need it."""

    def __init__(self, store: ox.Store, view: View) -> None:
        self._store, self._view = store, view
        self._text_of = text_writer(store)
        self._reports = loaded_reports(store)
        self._names, self._others = self._read_names()
        self._order, self.sentences = self._read_sentences()
        self._periods: dict[str, Span] = {
            period: (start, end) for period, start, end in answers(store, "periods")
        }
        self._types = _index(answers(store, view.node))
        self._above = _index(row for row in answers(store, "classes") if row[1])
        self._kinds = _index(answers(store, "kinds"))
        self._evidence = _index(answers(store, "evidence"))
        self._class_of = self._read_classes()
        self._figures = self._read_figures()
        self._facts: dict[str, dict[tuple[str, Bilingual, Span | None], set[str]]] = defaultdict(
            dict
        )
        self._graphs: dict[Triple, set[str]] = defaultdict(set)
        self._turns = self._read_turns()
        self._sort_statements()

    def graph(self) -> Graph:
        """Put nodes, edges and figures together."""
        nodes = tuple(self._node(key) for key in sorted(self._class_of))
        edges = tuple(self._edges())
        quantities = {quantity.key: quantity for quantity in self._quantities()}
        reports = tuple(shorten(report.iri) for report in self._reports)
        names, periods = self._names, self._periods
        return Graph(nodes, edges, self.sentences, names, quantities, periods, reports)

    def _read_names(self) -> tuple[dict[str, Bilingual], dict[str, tuple[str, ...]]]:
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        others: dict[str, list[str]] = defaultdict(list)
        for entity, kind, label in terms(self._store, "labels"):
            if isinstance(label, ox.Literal):
                if self._text_of(kind) == "skos:altLabel":
                    others[self._text_of(entity)].append(label.value)
                else:
                    labels[self._text_of(entity)].setdefault(label.language or "", label.value)
        names = {key: Bilingual(n.get("zh", ""), n.get("en", "")) for key, n in labels.items()}
        names.update({key: messages("vocabulary").pair(key) for key in _FOREIGN})
        return names, {key: tuple(sorted(set(values))) for key, values in others.items()}

    def _read_sentences(self) -> tuple[Mapping[str, int], tuple[PageSentence, ...]]:
        sentences = tuple(
            PageSentence(number, key, text, section, english)
            for number, (key, text, section, english, *_) in enumerate(
                answers(self._store, "passages"), 1
            )
        )
        return {sentence.key: sentence.order for sentence in sentences}, sentences

    def _read_classes(self) -> Mapping[str, str]:
        """Give each entity the first class of the palette that it belongs to."""
        palette = [f"opn:{style.name}" for style in styles()]
        first = {
            key: next((name for name in palette if name in classes), "")
            for key, classes in self._types.items()
        }
        return {key: name for key, name in first.items() if name}

    def _read_figures(self) -> Mapping[str, tuple[PageFigure, ...]]:
        figures_of: dict[str, dict[tuple[int, str], bool]] = defaultdict(dict)
        for entity, figure, position, place in answers(self._store, self._view.detail):
            key = (int(position), figure)
            figures_of[entity][key] = figures_of[entity].get(key, True) and place == "true"
        return {
            entity: tuple(
                sorted(
                    (PageFigure(*key, by_place) for key, by_place in figures.items()),
                    key=lambda figure: (self._report(figure.key), figure),
                )
            )
            for entity, figures in figures_of.items()
        }

    def _report(self, figure: str) -> int:
        """Return a number that is greater the later the report of a figure is."""
        name = figure.partition(":")[2].partition("/")[0]
        return next((n for n, report in enumerate(self._reports) if report.id == name), -1)

    def _quantities(self) -> Iterable[Quantity]:
        for key, *cells, target, whole, plural in answers(self._store, "quantities"):
            indicator, measure, unit, comparator, period, value, written = cells
            yield Quantity(
                key,
                self._names.get(key, Bilingual()),
                indicator,
                measure,
                unit,
                comparator,
                period,
                value,
                written,
                target == "true",
                whole,
                plural,
                self._sentences_of(key),
            )

    def _sort_statements(self) -> None:
        """Part the statements into relations between nodes and facts about one node."""
        for subject, relation, term, graph in terms(self._store, self._view.edge):
            source, name, target = map(self._text_of, (subject, relation, term))
            if source not in self._class_of:
                continue
            if target in self._class_of and isinstance(term, ox.NamedNode):
                self._graphs[source, name, target].add(self._graph_name(graph))
            elif text := self._value(term):
                fact = (name, text, self._span(term))
                self._facts[source].setdefault(fact, set()).add(self._graph_name(graph))

    def _graph_name(self, graph: object) -> str:
        """Name a graph; that of a passage, and that of our classification, by the passage's key."""
        name = text_of(graph)
        passage = name.removesuffix(MARKS[0])
        return self._text_of(node(passage)) + name.removeprefix(passage)

    def _value(self, value: object) -> Bilingual | None:
        if isinstance(value, ox.Literal):
            return Bilingual(value.value, value.value)
        key = self._text_of(value)
        is_other = "opn:QuantitativeStatement" in self._types.get(key, ()) or key in self._order
        return None if is_other else self._names.get(key)

    def _span(self, value: object) -> Span | None:
        """Return when a value is, if it is a date or a period."""
        if isinstance(value, ox.Literal):
            is_date = value.datatype.value.rpartition("#")[2] in _DATES
            return (value.value, value.value) if is_date else None
        return self._periods.get(self._text_of(value))

    def _sentences_of(self, key: str) -> tuple[str, ...]:
        return self._in_order(self._evidence.get(key, ()))

    def _in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        passages = (key for key in keys if key in self._order)
        return tuple(sorted(passages, key=lambda key: self._order[key]))

    def _node(self, key: str) -> Node:
        return Node(
            key,
            self._class_of[key],
            self._names.get(key, Bilingual()),
            (*most_specific(self._types[key], self._above), *sorted(self._kinds.get(key, ()))),
            self._others.get(key, ()),
            tuple(sorted(self._facts_of(key), key=lambda fact: (fact.property, fact.value))),
            self._figures.get(key, ()),
            self._sentences_of(key),
        )

    def _facts_of(self, key: str) -> Iterable[Fact]:
        """Yield what is said of a node, but not again in the words of a broader property."""
        facts = self._facts.get(key, {})
        again = {
            (broader, value)
            for name, value, _ in facts
            for broader, is_turned in self._turns.get(name, ())
            if broader != name and not is_turned
        }
        for (name, value, span), graphs in facts.items():
            if (name, value) not in again or self._basis(graphs) is not EdgeBasis.INFERRED:
                yield Fact(name, value, self._in_order(graphs), span)

    def _edges(self) -> Iterable[Edge]:
        basis_of = {t: self._basis(graphs) for t, graphs in self._graphs.items()}
        stated = [t for t, basis in basis_of.items() if basis is not EdgeBasis.INFERRED]
        inferred = [t for t, basis in basis_of.items() if basis is EdgeBasis.INFERRED]
        for triple in sorted((*stated, *without_restatements(stated, inferred, self._turns))):
            yield Edge(*triple, basis_of[triple], self._in_order(self._graphs[triple]))

    def _basis(self, graphs: Iterable[str]) -> EdgeBasis:
        names = set(graphs)
        if passages := names & self._order.keys():
            classified = is_classified(passages, names)
            return EdgeBasis.CLASSIFIED if classified else EdgeBasis.STATED
        return EdgeBasis.INFERRED if names == {shorten(INFERRED.value)} else EdgeBasis.SCHEME

    def _read_turns(self) -> Mapping[str, frozenset[Turn]]:
        rows = answers(self._store, "properties")
        above = _index((name, higher) for name, higher, _, _ in rows if higher)
        inverse = _index(
            (name, other)
            for name, _, opposite, symmetric in rows
            for other in (opposite, name if symmetric == "true" else "")
            if other
        )
        return restatements(above, inverse)


def _index(rows: Iterable[tuple[str, ...]]) -> Mapping[str, frozenset[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for first, second, *_ in rows:
        index[first].add(second)
    return {key: frozenset(values) for key, values in index.items()}
