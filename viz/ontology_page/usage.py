"""How often the data uses a term, and examples of it with the sentences that say so."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from ...graph.named_graphs import is_asserted, is_inferred
from ...graph.rdf import graph_name, language, value
from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import RDF_TYPE
from .model import Example, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...graph.text.report import Report
    from .index import Index

__all__ = ["Usage"]

_T = TypeVar("_T")
_EXAMPLES = 3
_LAST = 1 << 30
"""The order of what no passage speaks of: after all passages."""


class Usage:
    """Counts and examples, computed once from all quads of a dataset."""

    def __init__(self, quads: Iterable[ox.Quad], reports: Iterable[Report], index: Index) -> None:
        self._index = index
        report_list = tuple(reports)
        passages = [passage for report in report_list for passage in report.passages]
        self._passages = {passage.iri: passage for passage in passages}
        self._orders = {passage.iri: order for order, passage in enumerate(passages, 1)}
        self._titles = {s.iri: s.title for report in report_list for s in report.sections}
        self._by_predicate: dict[str, list[ox.Quad]] = defaultdict(list)
        self._by_class: dict[str, list[ox.Quad]] = defaultdict(list)
        self._mentions: dict[str, int] = {}
        self._object_counts: dict[str, int] = defaultdict(int)
        for quad in quads:
            self._add(quad)

    def _add(self, quad: ox.Quad) -> None:
        self._by_predicate[quad.predicate.value].append(quad)
        if quad.predicate == RDF_TYPE and isinstance(quad.object, ox.NamedNode):
            self._by_class[quad.object.value].append(quad)
        if is_asserted(quad):
            self._object_counts[value(quad.object)] += 1
            order = self._order(quad)
            for term in (value(quad.subject), value(quad.object)):
                self._mentions[term] = min(order, self._mentions.get(term, _LAST))

    def _order(self, quad: ox.Quad) -> int:
        return self._orders.get(graph_name(quad), _LAST)

    @cached_property
    def _at(self) -> Mapping[int, str]:
        return {order: iri for iri, order in self._orders.items()}

    def of_class(self, iri: str) -> tuple[int, int]:
        """Count the instances of a class, and those that only the reasoner classes so."""
        quads = self._by_class.get(iri, ())
        stated = {quad.subject for quad in quads if not is_inferred(quad)}
        instances = {quad.subject for quad in quads}
        return len(instances), len(instances - stated)

    def of_property(self, iri: str) -> tuple[int, int]:
        """Count the statements made with a property, and those that are inferred alone."""
        quads = self._by_predicate.get(iri, ())
        stated = {quad.triple for quad in quads if not is_inferred(quad)}
        triples = {quad.triple for quad in quads}
        return len(triples), len(triples - stated)

    def of_concept(self, iri: str) -> int:
        """Count the statements of the report that lead to a concept."""
        return self._object_counts.get(iri, 0)

    def class_examples(self, iri: str) -> tuple[Example, ...]:
        """Choose up to three instances from different parts of the report."""
        quads = self._by_class.get(iri, ())
        direct = {value(quad.subject) for quad in quads if not is_inferred(quad)}
        instances = direct or {value(quad.subject) for quad in quads}
        in_report = {name for name in instances if self._place(name) < _LAST}
        names = sorted(in_report or instances, key=lambda name: (self._place(name), name))
        return tuple(self._instance(name, iri) for name in _spread(names))

    def _place(self, name: str) -> int:
        return self._orders.get(name, self._mentions.get(name, _LAST))

    def _instance(self, name: str, kind: str) -> Example:
        refs = (self._index.ref(name),)
        orders = [self._order(q) for q in self._by_class[kind] if value(q.subject) == name]
        order = min([*orders, self._place(name)]) if min(orders) == _LAST else min(orders)
        if order in self._at:
            return self._sentence_example(refs, self._at[order])
        graph = graph_name(next(q for q in self._by_class[kind] if value(q.subject) == name))
        return Example(refs, basis=_basis(graph))

    def _sentence_example(self, refs: tuple[Ref, ...], iri: str) -> Example:
        passage = self._passages[iri]
        title = self._titles[f"{passage.report}/{passage.section}"]
        section = f"{passage.section} {title}"
        return Example(refs, passage.text, self._index.key(iri), section)

    def property_examples(self, iri: str) -> tuple[Example, ...]:
        """Choose up to three statements, those of the report before all others."""
        quads = self._by_predicate.get(iri, ())
        asserted = [quad for quad in quads if is_asserted(quad)]
        statements = sorted(
            asserted or [q for q in quads if not is_inferred(q)] or quads,
            key=lambda quad: (self._order(quad), str(quad)),
        )
        first_of = {quad.subject: quad for quad in reversed(statements)}
        firsts = sorted(first_of.values(), key=lambda quad: (self._order(quad), str(quad)))
        return tuple(self._statement(quad) for quad in _spread(firsts))

    def _statement(self, quad: ox.Quad) -> Example:
        subject, graph = value(quad.subject), graph_name(quad)
        refs = (self._index.ref(subject), self._object_ref(quad.object))
        if graph in self._passages:
            return self._sentence_example(refs, graph)
        if subject in self._passages and refs[1].key != self._passages[subject].text:
            return self._sentence_example(refs, subject)
        return Example(refs, basis=_basis(graph))

    def _object_ref(self, term: object) -> Ref:
        if not isinstance(term, ox.Literal):
            return self._index.ref(value(term))
        if language(term):
            return Ref("", Bilingual(**{language(term): term.value}))
        return Ref(term.value)


def _basis(graph: str) -> Bilingual:
    return messages("graphs").pair(graph.rpartition("/")[2])


def _spread(items: Sequence[_T]) -> list[_T]:
    """Choose up to three, the first one and those a third further on each time."""
    step = max(len(items) // _EXAMPLES, 1)
    return list(items[::step])[:_EXAMPLES]
