"""The bounds that a number and its comparator state: 超过51% is above 51, 51 left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import COMPARATOR, OPN
from ..rdf import literal, node, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Bounds", "bound_triples", "bounds_of"]

_PARTS = frozenset({OPN.comparator, OPN.upperValue, OPN.value})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The two ends of what is stated; ``None`` where the words say nothing of an end."""

    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_inclusive: bool = True
    upper_inclusive: bool = True


def bounds_of(number: Decimal, comparator: str, *, upper: Decimal | None = None) -> Bounds:
    """Return what a number states with a comparator; *upper* is the other end of a range.

    What is only about or nearly the number has no bound: how far off it may be, nobody says.

    >>> bounds_of(Decimal(51), "more-than")
    Bounds(lower=Decimal('51'), upper=None, lower_inclusive=False, upper_inclusive=True)
    """
    if upper is not None:
        return Bounds(number, upper)
    match comparator:
        case "exactly":
            return Bounds(number, number)
        case "at-least" | "more-than":
            return Bounds(lower=number, lower_inclusive=comparator == "at-least")
        case "at-most" | "less-than":
            return Bounds(upper=number, upper_inclusive=comparator == "at-most")
        case _:
            return Bounds()


def bound_triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Derive the bounds of each figure that has a value and a comparator."""
    parts_by_figure: dict[str, dict[ox.NamedNode, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in _PARTS:
            parts_by_figure[value(quad.subject)][quad.predicate] = value(quad.object)
    for figure, parts in parts_by_figure.items():
        if bounds := _bounds(parts):
            yield from _triples(node(figure), bounds)


def _bounds(parts: Mapping[ox.NamedNode, str]) -> Bounds | None:
    """Return the bounds that the parts state; what is no number is for the shapes to refuse."""
    comparator = parts.get(OPN.comparator, "")
    if OPN.value not in parts or comparator not in COMPARATOR:
        return None
    try:
        number = Decimal(parts[OPN.value])
        upper = Decimal(parts[OPN.upperValue]) if OPN.upperValue in parts else None
    except InvalidOperation:
        return None
    return bounds_of(number, comparator.rpartition("/")[2], upper=upper)


def _triples(figure: ox.NamedNode, bounds: Bounds) -> Iterator[ox.Triple]:
    ends = (
        (bounds.lower, bounds.lower_inclusive, OPN.lowerBound, OPN.lowerInclusive),
        (bounds.upper, bounds.upper_inclusive, OPN.upperBound, OPN.upperInclusive),
    )
    for end, included, bound, inclusive in ends:
        if end is not None:
            yield ox.Triple(figure, bound, literal(f"{end:f}", datatype="decimal"))
            yield ox.Triple(figure, inclusive, literal(str(included).lower(), datatype="boolean"))
