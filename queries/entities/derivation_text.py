"""A derivation in words: a tree of rules, axioms and sentences."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import CONTEXT, ONTOLOGY, is_classified
from ...graph.rdf import node
from ...graph.reasoning.axiom_text import name_blank, say_axiom
from ...graph.reasoning.rules import rules
from ...graph.text.additions import say_sentence
from ...graph.text.keys import is_part
from ...ontology.message_catalog import messages
from .labels import key_writer, label_in
from .passages import passage_place, text_of, translation_of
from .provenance import origins, say_origin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ...graph.reasoning.explain import Derivation

__all__ = ["tell"]

_FEW = 3
"""How many sentences that say the same are printed."""


def tell(derivation: Derivation, store: ox.Store, *, language: str = "en") -> Iterator[str]:
    """Yield the lines of a tree: a statement, the rule behind it, its premises below.

    What follows from the ontology alone is one line; at the leaves stand the sentences
    that say it. *store* gives the labels.
    """
    writer = _Writer(store, language)
    yield writer.say(derivation.triple)
    yield from writer.below(derivation)


class _Writer:
    def __init__(self, store: ox.Store, language: str) -> None:
        self._store = store
        self._key_of = key_writer(store)
        self._language = language
        self._messages = messages("derivation")

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
        text = say_axiom(derivation.triple, self._name, language=self._language)
        return self._messages.say("axiom", self._language, axiom=text) if text else ""

    def _rule(self, name: str) -> str:
        rule = next(one for one in rules() if one.name == name)
        return f"[{name}] {rule.title.get(self._language)}"

    def _sources(self, derivation: Derivation) -> Iterator[str]:
        graphs = derivation.graphs
        passages = sorted(filter(is_part, graphs), key=partial(passage_place, self._store))
        for passage in islice(passages, _FEW):
            yield f"[{self._key_of(passage)}] {self._text(passage)}{self._whose(passage, graphs)}"
        if len(passages) > _FEW:
            yield self._messages.say("more", self._language, count=len(passages) - _FEW)
        for graph in graphs:
            if graph == CONTEXT.value:
                yield from self._outside(derivation.triple)
            elif not passages and not is_part(graph):
                yield self._messages.say(graph.rpartition("/")[2], self._language)

    def _whose(self, passage: str, graphs: Collection[str]) -> str:
        """Return a mark for what is our classification of a passage, and not its word."""
        if not is_classified([passage], graphs):
            return ""
        word = self._messages.say("classified", self._language)
        return messages("punctuation").say("brackets", self._language, text=word)

    def _text(self, passage: str) -> str:
        name = node(passage)
        texts = text_of(self._store, name), translation_of(self._store, name)
        return say_sentence(*texts, self._language)

    def _outside(self, triple: ox.Triple) -> Iterator[str]:
        sources = origins(self._store, triple)
        for origin in sources[:_FEW]:
            text = say_origin(self._store, origin, self._language)
            yield self._messages.say("context", self._language, origin=text)
        if len(sources) > _FEW:
            yield self._messages.say("more", self._language, count=len(sources) - _FEW)
        if not sources:
            yield self._messages.say("editorial", self._language)

    def _name(self, term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return name_blank(self._store, term, self._name, language=self._language)
        return label_in(self._store, term, self._language)


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
