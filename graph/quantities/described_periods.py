"""The periods that the data names: their days and labels, made from the names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import BASE, OPN, RDF_TYPE
from ...ontology.vocabulary import RDFS, SKOS
from ..named_graphs import REPORTS
from ..rdf import literal, node, value
from .period_names import named_period, relative_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .period_names import NamedPeriod

__all__ = ["period_triples"]

_PERIOD = "period/"
_SHARED = f"{BASE}{_PERIOD}"


def period_triples(quads: Iterable[ox.Quad], beside: Iterable[ox.Quad] = ()) -> list[ox.Triple]:
    """Describe each period that *quads* name and that is not described *beside* them.

    A name that says no days stays undescribed: the check of references tells it.
    """
    quads = list(quads)
    every = [*quads, *beside]
    described = {value(q.subject) for q in every if q.object == OPN.Period}
    dates = {
        value(q.subject): date.fromisoformat(value(q.object))
        for q in every
        if q.predicate == OPN.reportDate
    }
    triples: list[ox.Triple] = []
    for iri in sorted(_named(quads) - described):
        if period := _read(iri, dates):
            triples += _describe(node(iri), period)
    return triples


def _named(quads: Iterable[ox.Quad]) -> set[str]:
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    return {iri for iri in iris if iri.startswith(_SHARED) or _is_relative(iri)}


def _is_relative(iri: str) -> bool:
    return iri.startswith(REPORTS) and f"/{_PERIOD}" in iri


def _read(iri: str, dates: Mapping[str, date]) -> NamedPeriod | None:
    if iri.startswith(_SHARED):
        return named_period(iri.removeprefix(_SHARED))
    report, _, name = iri.partition(f"/{_PERIOD}")
    return relative_period(name, dates[report]) if report in dates else None


def _describe(subject: ox.NamedNode, period: NamedPeriod) -> Iterator[ox.Triple]:
    yield ox.Triple(subject, RDF_TYPE, OPN.Period)
    for property_, day in zip((OPN.periodStart, OPN.periodEnd), period.span, strict=True):
        if day:
            yield ox.Triple(subject, property_, literal(day.isoformat(), datatype="date"))
    for property_, pair in ((RDFS.label, period.label), (SKOS.altLabel, period.other)):
        for lang in ("zh", "en"):
            if text := pair.get(lang):
                yield ox.Triple(subject, property_, literal(text, language=lang))
