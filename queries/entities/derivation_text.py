"""A derivation in words: a tree of rules, axioms and sentences."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import (
    CONTEXT,
    CONTEXT_TERMS,
    DERIVED,
    DERIVED_CONTEXT,
    EDITORIAL,
    NAMES,
    ONTOLOGY,
    REPORTS,
    SCHEMES,
    STRUCTURE,
    TRANSLATIONS,
)
from ...graph.rdf import node, value
from ...graph.reasoning.axiom_text import name_blank, say_axiom
from ...graph.reasoning.rules import rules
from ...graph.text.keys import is_part
from ...ontology.namespaces import OPN
from .labels import key_of, label_in
from .provenance import origins, say_origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...graph.reasoning.explain import Derivation

__all__ = ["tell"]

_FEW = 3
"""How many sentences that say the same are printed."""
_WORDS = {
    "en": {
        ONTOLOGY.value: "by the ontology",
        SCHEMES.value: "by the concept schemes",
        NAMES.value: "by our list of names",
        EDITORIAL.value: "by the editors",
        STRUCTURE.value: "by the structure of the report",
        DERIVED.value: "computed by the build",
        CONTEXT.value: "outside the report: {}",
        CONTEXT_TERMS.value: "from outside the report",
        DERIVED_CONTEXT.value: "computed by the build",
        TRANSLATIONS.value: "by our translation",
        "terms": "by the terms of the report {}",
        "more": "… and in {} other places",
    },
    "zh": {
        ONTOLOGY.value: "依本体",
        SCHEMES.value: "依概念表",
        NAMES.value: "依本图谱的名称表",
        EDITORIAL.value: "编者所定",
        STRUCTURE.value: "依报告结构",
        DERIVED.value: "构建时计算",
        CONTEXT.value: "报告之外：{}",
        CONTEXT_TERMS.value: "来自报告之外",
        DERIVED_CONTEXT.value: "构建时计算",
        TRANSLATIONS.value: "依本图谱的译文",
        "terms": "依报告 {} 的概念表",
        "more": "…… 另见 {} 处",
    },
}


def tell(derivation: Derivation, store: ox.Store, *, language: str = "en") -> Iterator[str]:
    """Yield the lines of a tree: a statement, the rule behind it, its premises below.

    What follows from the ontology alone is one line; at the leaves stand the sentences
    that say it. *store* gives the labels.
    """
    teller = _Teller(store, language)
    yield teller.say(derivation.triple)
    yield from teller.below(derivation)


class _Teller:
    def __init__(self, store: ox.Store, language: str) -> None:
        self._store = store
        self._language = language
        self._words = _WORDS[language]

    def say(self, triple: ox.Triple) -> str:
        parts = (triple.subject, triple.predicate, triple.object)
        return " · ".join(map(self._name, parts))

    def below(self, derivation: Derivation) -> Iterator[str]:
        if _is_axiomatic(derivation):
            yield f"└─ {self._axiom(derivation)}"
        elif derivation.rule:
            yield f"└─ {self._rule(derivation.rule)}"
            yield from _indented(self._premises(derivation.premises))
        else:
            yield from _branches([[line] for line in self._sources(derivation)])

    def _premises(self, premises: Sequence[Derivation]) -> Iterator[str]:
        axioms = [self._axiom(one) for one in premises if _is_axiomatic(one)]
        facts = [one for one in premises if not _is_axiomatic(one)]
        blocks = [[line] for line in dict.fromkeys(axioms) if line]
        blocks += [[self.say(one.triple), *self.below(one)] for one in facts]
        yield from _branches(blocks)

    def _axiom(self, derivation: Derivation) -> str:
        said = say_axiom(derivation.triple, self._name, language=self._language)
        colon = ": " if self._language == "en" else "："
        return f"{self._words[ONTOLOGY.value]}{colon}{said}" if said else ""

    def _rule(self, name: str) -> str:
        rule = next(one for one in rules() if one.name == name)
        summary = rule.summary_zh if self._language == "zh" else rule.summary
        return f"[{name}] {summary}"

    def _sources(self, derivation: Derivation) -> Iterator[str]:
        graphs = derivation.graphs
        said = sorted(map(self._passage, filter(is_part, graphs)))
        for _, graph, text in islice(said, _FEW):
            yield f"[{key_of(graph)}] {text}"
        if len(said) > _FEW:
            yield self._words["more"].format(len(said) - _FEW)
        for graph in graphs:
            if graph == CONTEXT.value:
                yield from self._outside(derivation.triple)
            elif not said and not is_part(graph):
                yield self._words.get(graph) or self._words["terms"].format(_report_of(graph))

    def _passage(self, iri: str) -> tuple[int, str, str]:
        """Return order, IRI and text of a passage."""
        order, text = (
            next(
                (value(q.object) for q in self._store.quads_for_pattern(node(iri), name, None)), ""
            )
            for name in (OPN.order, OPN.text)
        )
        return int(order or 0), iri, text

    def _outside(self, triple: ox.Triple) -> Iterator[str]:
        found = origins(self._store, triple)
        for origin in found[:_FEW]:
            yield self._words[CONTEXT.value].format(say_origin(self._store, origin, self._language))
        if len(found) > _FEW:
            yield self._words["more"].format(len(found) - _FEW)
        if not found:
            yield self._words[EDITORIAL.value]

    def _name(self, term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return name_blank(self._store, term, self._name, language=self._language)
        return label_in(self._store, term, self._language)


def _report_of(graph: str) -> str:
    return graph.removeprefix(REPORTS).partition("/")[0]


def _is_axiomatic(derivation: Derivation) -> bool:
    """Tell whether the ontology alone yields the triple."""
    if derivation.premises:
        return all(map(_is_axiomatic, derivation.premises))
    return derivation.graphs == (ONTOLOGY.value,)


def _branches(blocks: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, (head, *rest) in enumerate(blocks, 1):
        last = number == len(blocks)
        yield f"{'└─' if last else '├─'} {head}"
        yield from (f"{'  ' if last else '│ '} {line}" for line in rest)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"   {line}" for line in lines)
