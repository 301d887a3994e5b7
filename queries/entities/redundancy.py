"""What only says again what is said: broader classes; relations read from the other end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "Triple",
    "Turn",
    "most_specific",
    "restatements",
    "turns_of",
    "without_restatements",
]

Triple = tuple[str, str, str]
Turn = tuple[str, bool]
"""A property, and whether it reads the relation from its other end."""


def most_specific(classes: Iterable[str], above: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Keep the classes with none of the others below them, sorted; *above* is class → broader.

    >>> most_specific(["Document", "Law", "Policy"], {"Law": ["Policy"], "Policy": ["Document"]})
    ('Law',)
    """
    names = set(classes)
    general = {turn[0] for name in names for turn in turns_of(name, above, {}) if turn[0] != name}
    return tuple(sorted(names - general))


def restatements(
    above: Mapping[str, Iterable[str]], inverse: Mapping[str, Iterable[str]]
) -> Mapping[str, frozenset[Turn]]:
    """Find, for each property, all that follows from one use of it alone.

    >>> turns = restatements({"hosts": ["joins"]}, {"hosts": ["hostedBy"]})
    >>> sorted(turns["hosts"])
    [('hostedBy', True), ('hosts', False), ('joins', False)]
    """
    return {name: turns_of(name, above, inverse) for name in {*above, *inverse}}


def turns_of(
    name: str, above: Mapping[str, Iterable[str]], inverse: Mapping[str, Iterable[str]]
) -> frozenset[Turn]:
    """Find all that follows from one use of a property alone, itself included."""
    turns: set[Turn] = set()
    ahead: list[Turn] = [(name, False)]
    while ahead:
        turn = ahead.pop()
        if turn not in turns:
            turns.add(turn)
            ahead += [(higher, turn[1]) for higher in above.get(turn[0], ())]
            ahead += [(other, not turn[1]) for other in inverse.get(turn[0], ())]
    return frozenset(turns)


def without_restatements(
    stated: Iterable[Triple], inferred: Iterable[Triple], turns: Mapping[str, frozenset[Turn]]
) -> tuple[Triple, ...]:
    """Keep the inferred triples that say something new, one of each set of equivalent ones.

    Of two that say the same, the one whose property the report uses more often stays.
    """
    statements = set(stated)
    used = Counter(relation for _, relation, _ in statements)
    equivalents = {other for triple in statements for other in _turned(triple, turns)}
    additions = []
    for triple in sorted(inferred, key=lambda t: (-used[t[1]], t)):
        if triple not in equivalents:
            additions.append(triple)
            equivalents.update(_turned(triple, turns))
    return tuple(sorted(additions))


def _turned(triple: Triple, turns: Mapping[str, frozenset[Turn]]) -> Iterable[Triple]:
    source, relation, target = triple
    for name, flipped in turns.get(relation, frozenset({(relation, False)})):
        yield (target, name, source) if flipped else (source, name, target)
