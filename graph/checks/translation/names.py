"""Check that an English sentence calls by a name of theirs the things that its passage names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ....ontology.namespaces import BASE, OPN, shorten
from ....ontology.vocabulary import RDFS, SKOS
from ...named_graphs import is_asserted
from ...rdf import graph_name, language, value
from ...text.mentions import find_spans, fold_marks, is_inside
from ..outcome import Outcome, encoded_quads
from .passages import translated_passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...dataset import Dataset
    from ..outcome import Problem
    from .passages import Translated

__all__ = ["Named", "check_translated_names", "is_called", "names_of_passages"]

_KINDS = frozenset({"agent", "event", "place", "policy", "programme", "publication"})
"""What has a name; goals, actions, demands and positions are called by clauses."""
_NAMES = frozenset({RDFS.label, SKOS.altLabel})
_FIGURES_PLACE = frozenset({OPN.place})
_FUNCTION_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with")
)
_WORD = re.compile(r"[A-Za-z0-9+À-ÿ]+(?:['’][A-Za-z]+)?")
_MOST_BETWEEN = 3
_TOO_SHORT = 3
"""Letters of the longest words that keep their *s*: gas, has, bus."""


@dataclass(frozen=True, order=True, slots=True)
class Named:
    """A thing that has a name: its IRI and its names in both languages."""

    iri: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]


def check_translated_names(dataset: Dataset) -> Outcome:
    """Each thing of a passage's graph that its Chinese names is named in the sentence.

    A name that stands only inside a longer one (``中国`` in ``发展中国家``) is none.
    """
    names = names_of_passages(dataset)
    total = 0
    problems: set[Problem] = set()
    for one in translated_passages(dataset):
        named = _named(one, names.get(one.passage.iri, []))
        total += len(named)
        for thing in named:
            if not any(is_called(name, one.sentence) for name in thing.english):
                problems.add(one.problem("name-not-translated", thing=shorten(thing.iri)))
    return Outcome("translated-names", total, total, tuple(sorted(problems)))


def names_of_passages(dataset: Dataset) -> Mapping[str, list[Named]]:
    """Collect the IRI of each passage → what its graph speaks of and has a name."""
    things: dict[str, set[str]] = defaultdict(set)
    for _, quad in encoded_quads(dataset):
        if is_asserted(quad):
            things[graph_name(quad)].update(_things(quad))
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in dataset.quads:
        if quad.predicate in _NAMES:
            names[value(quad.subject)][language(quad.object)].add(value(quad.object))
    return {
        passage: [
            Named(iri, tuple(sorted(names[iri]["zh"])), tuple(sorted(names[iri]["en"])))
            for iri in sorted(iris)
        ]
        for passage, iris in things.items()
    }


def _things(quad: ox.Quad) -> Iterator[str]:
    """Yield the subject and the object; the place of a figure need not be said."""
    for term in (quad.subject, None if quad.predicate in _FIGURES_PLACE else quad.object):
        iri = term.value if isinstance(term, ox.NamedNode) else ""
        if iri.startswith(BASE) and iri.removeprefix(BASE).partition("/")[0] in _KINDS:
            yield iri


def _named(one: Translated, things: list[Named]) -> list[Named]:
    text = fold_marks(one.passage.text)
    spans = {thing: find_spans(map(fold_marks, thing.chinese), text) for thing in things}
    every = [span for spans_of_one in spans.values() for span in spans_of_one]
    return [
        thing for thing, own in spans.items() if any(not is_inside(span, every) for span in own)
    ]


def is_called(name: str, sentence: str) -> bool:
    """Tell whether a sentence has a name in it.

    Case, hyphens, quotation marks, the plural and words such as *of* and *the* do not count.
    The words may stand in another order, with half as many others between them, three at most.

    >>> is_called("Forest Law of China", "China's forest laws have been revised.")
    True
    >>> is_called("Forest Law of China", "China has forests, rivers, lakes and a law.")
    False
    """
    wanted, words = Counter(_words(name)), _words(sentence)
    length = wanted.total() + min(_MOST_BETWEEN, wanted.total() // 2)
    starts = range(max(1, len(words) - length + 1))
    return any(wanted <= Counter(words[start : start + length]) for start in starts)


def _words(text: str) -> list[str]:
    words = (_stem(match[0].casefold()) for match in _WORD.finditer(text))
    return [word for word in words if word not in _FUNCTION_WORDS]


def _stem(word: str) -> str:
    """Take the genitive and the plural off a word: both names and sentences are so folded."""
    word = re.sub("['’]s?$", "", word)
    if len(word) <= _TOO_SHORT or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
