"""Names and sentences that have a text in them, the best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ...errors import UsageError
from ...graph.labels import RDFS_LABEL
from ...graph.named_graphs import OUTSIDE
from ...graph.rdf import named_quads, union_quads, value
from ...ontology.namespaces import BASE, OPN
from ...ontology.vocabulary import SKOS
from .fold import fold_words
from .passages import passage_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

__all__ = ["Hit", "Match", "search"]

_NAMES = (RDFS_LABEL, SKOS.altLabel)


class Match(IntEnum):
    """How well a text fits; the smaller the better."""

    EXACT = 1
    BEGINS = 2
    PART = 3
    SENTENCE = 4


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """Something found: a thing by one of its names, or a passage by its text.

    Of a passage *text* is the report's, also where our English of it fits.
    *outside* says that the report, and what we add to it, does not have that name.
    """

    match: Match
    rank: int
    iri: str
    text: str
    outside: bool = False


def search(store: ox.Store, text: str) -> tuple[Hit, ...]:
    """Find *text* in names and sentences: the whole name, its beginning, a part, a sentence.

    Sentences are those of the reports and our English of them.

    Case, full width and quotation marks make no difference. Latin words fit where words
    begin, in any order, and all of them must; Chinese fits anywhere. Among equals shorter
    names come first, and sentences as in the report. Figures are found by their sentences.
    Raises `UsageError` for a text without letters or digits.
    """
    folded = fold_words(text)
    if not any(map(str.isalnum, folded)):
        msg = f"there is nothing to search for in {text!r}"
        raise UsageError(msg)
    best: dict[str, Hit] = {}
    for hit in (*_name_hits(store, folded), *_sentence_hits(store, folded)):
        best[hit.iri] = min(hit, best.get(hit.iri, hit))
    return tuple(sorted(best.values()))


def _name_hits(store: ox.Store, folded: str) -> Iterator[Hit]:
    patterns = [_pattern(word) for word in folded.split()]
    for predicate in _NAMES:
        for quad in named_quads(store, None, predicate):
            iri = value(quad.subject)
            if iri.startswith(BASE) and not iri.startswith(f"{BASE}quantity/"):
                name = fold_words(value(quad.object))
                if all(pattern.search(name) for pattern in patterns):
                    outside = quad.graph_name in OUTSIDE
                    yield Hit(_match(name, folded), len(name), iri, value(quad.object), outside)


def _match(name: str, folded: str) -> Match:
    if name == folded:
        return Match.EXACT
    return Match.BEGINS if name.startswith(folded) else Match.PART


def _sentence_hits(store: ox.Store, wanted: str) -> Iterator[Hit]:
    numbers = passage_numbers(store)
    patterns = [_pattern(word) for word in wanted.split()]
    texts = {value(q.subject): value(q.object) for q in union_quads(store, None, OPN.text)}
    for predicate in (OPN.text, OPN.translation):
        for quad in union_quads(store, None, predicate):
            folded = fold_words(value(quad.object))
            if all(pattern.search(folded) for pattern in patterns):
                passage = value(quad.subject)
                yield Hit(Match.SENTENCE, numbers[passage], passage, texts[passage])


def _pattern(word: str) -> re.Pattern[str]:
    """Fit a Latin word, a number too, only where a word begins."""
    edge = r"(?<![0-9a-z])" if re.match(r"[0-9a-z]", word) else ""
    return re.compile(edge + re.escape(word))
