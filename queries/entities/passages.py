"""What a passage says, and where it stands: by its report's date, then in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.rdf import node, union_quads, value
from ...ontology.namespaces import OPN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

__all__ = ["passage_numbers", "passage_place", "text_of", "translation_of"]


def passage_place(store: ox.Store, passage: str) -> tuple[str, str, int]:
    """Return date and IRI of a passage's report, and its place in the text, to be sorted by.

    A part that the store does not have stands before all others.
    """
    report = _first(store, passage, OPN.inReport)
    date = _first(store, report, OPN.reportDate) if report else ""
    return date, report, int(_first(store, passage, OPN.sequenceNumber) or 0)


def passage_numbers(store: ox.Store) -> Mapping[str, int]:
    """Return the IRI of each passage → its number through all reports, from 1."""
    reports = {value(q.subject): value(q.object) for q in union_quads(store, None, OPN.inReport)}
    dates = {report: _first(store, report, OPN.reportDate) for report in set(reports.values())}
    numbers = union_quads(store, None, OPN.sequenceNumber)
    orders = {value(quad.subject): value(quad.object) for quad in numbers}
    passages = {value(quad.subject) for quad in union_quads(store, None, OPN.text)}
    places = sorted(
        (dates.get(reports.get(passage, ""), ""), reports.get(passage, ""), order, passage)
        for passage in passages
        for order in [int(orders.get(passage, 0))]
    )
    return {passage: number for number, (*_, passage) in enumerate(places, 1)}


def text_of(store: ox.Store, passage: ox.NamedNode) -> str:
    """Return the report's own sentence; ``""`` for what is no passage."""
    return _first(store, passage.value, OPN.text)


def translation_of(store: ox.Store, passage: ox.NamedNode) -> str:
    """Return our English of a passage; ``""`` where its report has no translation."""
    return _first(store, passage.value, OPN.translation)


def _first(store: ox.Store, subject: str, predicate: ox.NamedNode) -> str:
    values = (value(quad.object) for quad in union_quads(store, node(subject), predicate))
    return next(values, "")
