"""The words of English numbers, dates and comparators."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..lexicon import word_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["any_of", "classifiers", "comparator_words", "number_words"]


@cache
def number_words(kind: str) -> Mapping[str, Decimal]:
    """Return word → value: of a ``number``, ``ordinal``, ``part``, ``scale`` or ``month``.

    A part is in percent. ``Chinese`` are words that say a number in English and are no numerals.

    >>> number_words("part")
    mappingproxy({'half': Decimal('50')})
    """
    rows = (row for row in word_rows("english_numbers.csv") if row["kind"] == kind)
    return MappingProxyType({row["word"].casefold(): Decimal(row["value"]) for row in rows})


@cache
def comparator_words(side: str) -> Mapping[str, str]:
    """Return word → local name of the comparator, of those ``before`` or ``after`` a number.

    >>> comparator_words("after")["or more"]
    'at-least'
    """
    rows = (row for row in word_rows("english_comparators.csv") if row["side"] == side)
    return MappingProxyType({row["word"]: row["comparator"] for row in rows})


@cache
def classifiers() -> frozenset[str]:
    """Return the Chinese units that only count, for which English has the noun alone.

    >>> "台" in classifiers(), "吨" in classifiers()
    (True, False)
    """
    return frozenset(row["word"] for row in word_rows("classifiers.csv"))


def any_of(words: Iterable[str]) -> str:
    """Write a pattern for one of the words, the longest first.

    >>> any_of(["at", "at least"])
    '(?:at least|at)'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', ' ') for word in longest_first)})"
