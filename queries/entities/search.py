"""Names and sentences that have the words of a text in them, the best first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from math import log
from typing import TYPE_CHECKING, TypeVar

from ...errors import UsageError
from ...graph.rdf import union_quads, value
from ...ontology.namespaces import OPN
from ..names.fold import fold_words, is_han
from ..names.namings import Naming, NamingKind, namings_of, terms_of
from ..names.phrases import Fit, Wording
from .passages import passage_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyoxigraph as ox

    from ..names.phrases import Match as TermMatch
    from ..names.phrases import Term

__all__ = ["Hit", "Match", "Reason", "search", "things_with"]

_HALF = 0.5
"""Things that have less of what is looked for, by the weight of its words, are no hits."""
_MANY = 1000
_PLACES = {
    NamingKind.LABEL: "label",
    NamingKind.OTHER_NAME: "other_name",
    NamingKind.HIDDEN_NAME: "hidden_name",
    NamingKind.SLUG: "slug",
}


class Match(IntEnum):
    """How well a text fits; the smaller the better."""

    EXACT = 1
    BEGINS = 2
    WORDS = 3
    PART = 4
    SENTENCE = 5
    SYNONYM = 6
    FEWER = 7


@dataclass(frozen=True, order=True, slots=True)
class Reason:
    """Why something was found: in which names or texts, and by which words in place of others.

    *places* are ``label``, ``other_name``, ``hidden_name``, ``slug``, ``text``, ``translation``;
    *replaced* pairs a word that was asked for with what stands there, *missing* are the words
    that stand nowhere in it. All words are folded.
    """

    places: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()


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
    outside: bool
    reason: Reason


def search(store: ox.Store, text: str) -> tuple[Hit, ...]:
    """Find the words of *text* in names and sentences, in any order and in both languages.

    First come things whose name is the text, then those whose name begins with it, those that
    have all words whole, those that have their beginnings or Chinese parts, and sentences: those
    of the reports and our English of them. Then comes what has a synonym in place of a word:
    another name of a thing, or what ``queries/names/synonyms.toml`` says. Where no thing has all
    words, things that have most of them come last, by how rare these are. What `fold_words` makes
    equal is equal.
    Among equals shorter names come first, and sentences as in the report. Figures are found by
    their sentences. Raises `UsageError` for a text without letters or digits.
    """
    if not fold_words(text):
        msg = f"there is nothing to search for in {text!r}"
        raise UsageError(msg)
    namings = namings_of(store)
    terms = terms_of(text, namings)
    things = _things(namings, terms, fold_words(text))
    whole = [hit for hit in things if not hit.reason.missing]
    fewer = [] if whole else _most(things, terms)
    return tuple(sorted((*whole, *_sentences(store, terms), *fewer)))


def things_with(namings: Mapping[str, tuple[Naming, ...]], text: str) -> tuple[Hit, ...]:
    """Find the things one of whose names has all words of *text*, the best first."""
    hits = _things(namings, terms_of(text, namings), fold_words(text))
    return tuple(sorted(hit for hit in hits if not hit.reason.missing))


def _things(
    namings: Mapping[str, tuple[Naming, ...]], terms: Sequence[Term], folded: str
) -> list[Hit]:
    """Find each thing that has one of the terms, by the best of its names or by all together."""
    hits = []
    for iri, own in namings.items():
        every = Wording(" ".join(one.folded for one in own))
        if any(every.match(term).fit for term in terms):
            wordings = {one: Wording(one.folded) for one in own}
            together = list(wordings.values())
            candidates = [_by_name(iri, one, wordings[one], terms, folded) for one in own]
            hits.append(min((*candidates, _by_all(iri, own, together, terms, folded)), key=_order))
    return hits


def _order(hit: Hit) -> tuple[int, Hit]:
    return len(hit.reason.missing), hit


def _by_name(iri: str, name: Naming, wording: Wording, terms: Sequence[Term], folded: str) -> Hit:
    matches = [wording.match(term) for term in terms]
    reason = _reason((_PLACES[name.kind],), terms, matches)
    match = _how(name.folded, folded, matches)
    rank = (name.kind is NamingKind.SLUG) * _MANY + _distance(reason) + len(name.text)
    return Hit(match, rank, iri, name.text, name.outside, reason)


def _how(name: str, folded: str, matches: Sequence[TermMatch]) -> Match:
    if name == folded:
        return Match.EXACT
    if not all(one.fit for one in matches):
        return Match.FEWER
    if not all(one.own for one in matches):
        return Match.SYNONYM
    if name.startswith(folded if is_han(folded[-1]) else f"{folded} "):
        return Match.BEGINS
    return Match.WORDS if all(one.fit is Fit.WHOLE for one in matches) else Match.PART


def _by_all(
    iri: str, own: Sequence[Naming], wordings: Sequence[Wording], terms: Sequence[Term], folded: str
) -> Hit:
    """Take each term from the name that has it best."""
    by_name = dict(zip(own, wordings, strict=True))
    best = [max(_matches(by_name, term), key=_better) for term in terms]
    names = sorted({name for match, name in best if match.fit})
    matches = [match for match, _ in best]
    reason = _reason((_PLACES[name.kind] for name in names), terms, matches)
    match = max(_how("", folded, matches), Match.PART)
    text = " · ".join(name.text for name in names)
    outside = all(name.outside for name in names)
    return Hit(match, _MANY + _distance(reason) + len(text), iri, text, outside, reason)


def _distance(reason: Reason) -> int:
    """Count words that are replaced; those in the other language twice."""
    return _MANY * sum(1 + (is_han(word) != is_han(other)) for word, other in reason.replaced)


_T = TypeVar("_T")


def _matches(wordings: Mapping[_T, Wording], term: Term) -> Iterator[tuple[TermMatch, _T]]:
    return ((wording.match(term), place) for place, wording in wordings.items())


def _better(pair: tuple[TermMatch, object]) -> tuple[bool, Fit]:
    """Take a term's own words before those of a synonym, however well these fit."""
    match, _ = pair
    return match.own, match.fit


def _reason(places: Iterable[str], terms: Sequence[Term], matches: Sequence[TermMatch]) -> Reason:
    pairs = list(zip(terms, matches, strict=True))
    replaced = tuple((t.words, m.words) for t, m in pairs if m.fit and not m.own)
    missing = tuple(term.words for term, match in pairs if not match.fit)
    return Reason(tuple(dict.fromkeys(places)), replaced, missing)


def _most(things: Sequence[Hit], terms: Sequence[Term]) -> Iterator[Hit]:
    """Yield what has most of the terms, by how few things have each.

    What no thing has counts nothing.
    """
    counts = {t.words: sum(t.words not in hit.reason.missing for hit in things) for t in terms}
    weights = {
        w: len(w.split()) * log(1 + len(things) / n) if n else 0.0 for w, n in counts.items()
    }
    whole = sum(weights.values())
    for hit in things:
        lacks = sum(weights[words] for words in hit.reason.missing) / whole
        if lacks <= _HALF:
            rank = round(lacks * _MANY) * _MANY + hit.rank
            yield Hit(Match.FEWER, rank, hit.iri, hit.text, hit.outside, hit.reason)


def _sentences(store: ox.Store, terms: Sequence[Term]) -> Iterator[Hit]:
    numbers = passage_numbers(store)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for place, predicate in (("text", OPN.text), ("translation", OPN.translation)):
        for quad in union_quads(store, None, predicate):
            texts[value(quad.subject)][place] = value(quad.object)
    for passage, own in texts.items():
        wordings = {place: Wording(fold_words(text)) for place, text in own.items()}
        best = [max(_matches(wordings, term), key=_better) for term in terms]
        if all(match.fit for match, _ in best):
            places = (place for _, place in best)
            reason = _reason(places, terms, [match for match, _ in best])
            match = Match.SYNONYM if reason.replaced else Match.SENTENCE
            rank = _MANY**2 * bool(reason.replaced) + numbers[passage]
            yield Hit(match, rank, passage, own["text"], outside=False, reason=reason)
