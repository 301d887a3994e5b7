"""Times of the graph, as first and last day."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import OPN
from ..rdf import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Span", "span_of_literal", "spans_of_periods"]

Span = tuple[date | None, date | None]
"""First and last day; ``None`` where a period is open."""


def span_of_literal(term: object) -> Span | None:
    """Return the days that a date literal covers; ``None`` if it is no date.

    >>> from oneplusn.ontology.vocabulary import XSD
    >>> [str(day) for day in span_of_literal(ox.Literal("2022-06", datatype=XSD.gYearMonth))]
    ['2022-06-01', '2022-06-30']
    """
    if not isinstance(term, ox.Literal):
        return None
    kind = term.datatype.value.rpartition("#")[2]
    try:
        parts = [int(part) for part in term.value.split("-")]
        match kind:
            case "date":
                return (day := date(*parts)), day
            case "gYearMonth":
                year, month = parts
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case "gYear":
                return date(parts[0], 1, 1), date(parts[0], 12, 31)
    except (TypeError, ValueError):
        return None
    return None


def spans_of_periods(quads: Iterable[ox.Quad]) -> Mapping[str, Span]:
    """Collect period IRI → first and last day."""
    periods: dict[str, dict[str, date | None]] = defaultdict(dict)
    bounds = {OPN.periodStart, OPN.periodEnd}
    for quad in quads:
        if quad.predicate in bounds:
            span = span_of_literal(quad.object)
            periods[value(quad.subject)][quad.predicate.value] = span[0] if span else None
    return {
        iri: (days.get(OPN.periodStart.value), days.get(OPN.periodEnd.value))
        for iri, days in periods.items()
    }
