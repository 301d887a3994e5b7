"""A text that people type as terms, and how well a name or a sentence fits them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from .fold import fold_words, is_han

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["Fit", "Match", "Term", "Wording", "read_terms", "stem_words"]

_LONGEST = 6
"""How many words something that has synonyms has at most."""
_SHORTEST_PLURAL = 4


class Fit(IntEnum):
    """How well a text has a term; the larger the better."""

    NONE = 0
    PART = 1
    WHOLE = 2


@dataclass(frozen=True, order=True, slots=True)
class Match:
    """That a term stands in a text: how well, and in which words, its own or those of a synonym."""

    fit: Fit
    own: bool
    words: str


_NOTHING = Match(Fit.NONE, own=False, words="")


@dataclass(frozen=True, order=True, slots=True)
class Term:
    """A word, or words that mean one thing, folded; *synonyms* can stand for it.

    *joined* is what it becomes with its neighbors: ``cop 27`` is found as ``cop27`` too.
    """

    words: str
    synonyms: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


class Wording:
    """A folded text as what is looked for in it: words, and two together as one.

    >>> heat = Wording("heat waves in 2023")
    >>> [heat.match(Term(word)).fit.name for word in ("heatwave", "wav", "eat", "20", "2023")]
    ['WHOLE', 'PART', 'NONE', 'NONE', 'WHOLE']
    """

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self._stemmed = stem_words(folded)
        self._dense = self._stemmed.replace(" ", "")

    def match(self, term: Term) -> Match:
        """Tell how well the text has the term: its own words if they do, else a synonym."""
        own = max(self._fit(words) for words in (term.words, *term.joined))
        if own:
            return Match(own, own=True, words=term.words)
        for words in term.synonyms:
            if fit := self._fit(words):
                return Match(fit, own=False, words=words)
        return _NOTHING

    def _fit(self, words: str) -> Fit:
        parts = words.split()
        # Most texts do not have most words, and this is what is quickly seen.
        if not all(word in self._dense for word in parts):
            return Fit.NONE
        return min(map(self._fit_of_word, parts))

    def _fit_of_word(self, word: str) -> Fit:
        if is_han(word):
            return Fit.PART
        words = self._stemmed.split()
        if word in words or word in {one + other for one, other in pairwise(words)}:
            return Fit.WHOLE
        begun = not word.isdigit() and any(one.startswith(word) for one in words)
        return Fit.PART if begun else Fit.NONE


def read_terms(
    text: str, synonyms: Mapping[str, Collection[str]], idle: Collection[str] = ()
) -> tuple[Term, ...]:
    """Read a text as terms: the longest words that have synonyms, else single words.

    *idle* words are left out unless there are no others. Chinese is cut only where a blank is, and
    where it meets other letters.

    >>> means = {"ghg": ["greenhouse gas"]}
    >>> [term.words for term in read_terms("GHG inventory of 2020", means, ["of"])]
    ['ghg', 'inventory', '2020']
    """
    words = stem_words(fold_words(text)).split()
    spans = list(_spans(words, synonyms))
    busy = [span for span in spans if span not in idle] or spans
    return tuple(
        Term(span, tuple(w for w in synonyms.get(span, ()) if w != span), _joined(busy, number))
        for number, span in enumerate(busy)
    )


def stem_words(folded: str) -> str:
    """Write the English words of a folded text in the singular.

    >>> stem_words("policies gases emissions bus 碳市场")
    'policy gas emission bus 碳市场'
    """
    return " ".join(map(_stem, folded.split()))


def _stem(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ases", "sses", "xes", "ches", "shes")) else word[:-1]


def _spans(words: Sequence[str], synonyms: Collection[str]) -> Iterator[str]:
    start = 0
    while start < len(words):
        ends = range(min(start + _LONGEST, len(words)), start, -1)
        known = (end for end in ends if " ".join(words[start:end]) in synonyms)
        end = next(known, start + 1)
        yield " ".join(words[start:end])
        start = end


def _joined(spans: Sequence[str], number: int) -> tuple[str, ...]:
    """Put a word together with the one before it, and with the one behind it."""
    neighbors = spans[max(number - 1, 0) : number + 2]
    pairs = pairwise(one for one in neighbors)
    return tuple(
        one + other
        for one, other in pairs
        if not any(map(is_han, (one, other))) and " " not in one + other
    )
