"""Words that mean the same, from the list of this project and from the names of things."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ...ontology.resources import data_folder
from .fold import fold_words
from .phrases import stem_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Synonyms", "idle_words", "synonyms"]

Synonyms = dict[str, dict[str, None]]
"""Folded words → all that means the same, folded, in the order of the list."""


@cache
def idle_words() -> frozenset[str]:
    """Return the words that say nothing of what is looked for, such as ``of``."""
    return frozenset(fold_words(word) for word in _lists().idle)


def synonyms(groups: Iterable[Iterable[str]] = ()) -> Synonyms:
    """Join the list of this project with further *groups*: names of one thing each.

    >>> list(synonyms([["CBAM", "Carbon Border Adjustment Mechanism"]])["cbam"])
    ['cbam', 'carbon border adjustment mechanism']
    """
    joined: Synonyms = defaultdict(dict)
    for group in (*_lists().same, *groups):
        folded = [stem_words(fold_words(words)) for words in group]
        for words in folded:
            joined[words].update(dict.fromkeys((words, *folded)))
    return dict(joined)


class _Lists(NamedTuple):
    idle: list[str]
    same: list[list[str]]


@cache
def _lists() -> _Lists:
    text = (data_folder("oneplusn.queries") / "names" / "synonyms.toml").read_text("utf-8")
    return _Lists(**tomllib.loads(text))
