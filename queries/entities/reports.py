"""The reports that a store holds, and the one that a reader means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import UnknownReportError
from ...graph.named_graphs import STRUCTURE
from ...graph.rdf import node, value
from ...ontology.namespaces import BASE, OPN, RDF_TYPE
from ..names.fold import half_width

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["LoadedReport", "find_report", "loaded_reports"]

_DATE = node(f"{BASE}ontology#reportDate")


@dataclass(frozen=True, order=True, slots=True)
class LoadedReport:
    """A report of the store, sorted by its date (``""`` where the store gives none)."""

    date: str
    id: str
    iri: str


def loaded_reports(store: ox.Store) -> tuple[LoadedReport, ...]:
    """Return the reports of a store by date."""
    quads = store.quads_for_pattern(None, RDF_TYPE, OPN.Report, STRUCTURE)
    return tuple(sorted(_report(store, value(quad.subject)) for quad in quads))


def _report(store: ox.Store, iri: str) -> LoadedReport:
    dates = store.quads_for_pattern(node(iri), _DATE, None, STRUCTURE)
    return LoadedReport(min((value(quad.object) for quad in dates), default=""), _id(iri), iri)


def _id(iri: str) -> str:
    return iri.rpartition("/")[2]


def find_report(store: ox.Store, name: str) -> LoadedReport:
    """Return the report of that id or IRI; raise `UnknownReportError` if none is."""
    reports = loaded_reports(store)
    for report in reports:
        if half_width(name) in {report.id, report.iri}:
            return report
    raise UnknownReportError(name, tuple(report.id for report in reports))
