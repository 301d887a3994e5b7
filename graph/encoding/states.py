"""What each report tells of states, offices and memberships, as statements with a date."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, count
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import BASE, OPN, RDF_TYPE
from ..named_graphs import DERIVED, is_asserted
from ..rdf import graph_name, in_graph, literal, node, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..text.report import Report

__all__ = ["PER_REPORT", "state_quads"]

PER_REPORT = {
    OPN.memberOf: OPN.membershipIn,
    OPN.officeTitle: OPN.officeHeld,
    OPN.stage: OPN.state,
    OPN.status: OPN.state,
}
"""The properties that vary by report → the one that a state statement has their value with."""


def state_quads(quads: Iterable[ox.Quad], reports: Iterable[Report]) -> list[ox.Quad]:
    """Make a state statement of each state, office and membership that a passage states.

    Beside them stands `opn:currentState`: what the latest report that tells of a thing's state
    says of it, which can be two states (issued, and in force).
    """
    own = [quad for quad in quads if is_asserted(quad) and quad.predicate in PER_REPORT]
    of_passage = {passage.iri: report for report in reports for passage in report.passages}
    told = [(of_passage[graph_name(quad)], quad) for quad in sorted(own, key=str)]
    return in_graph((*_statements(told), *_current(told)), DERIVED)


def _statements(told: Iterable[tuple[Report, ox.Quad]]) -> Iterator[ox.Triple]:
    used: set[str] = set()
    for report, quad in told:
        name = f"{graph_name(quad)}/state/{_slug(quad)}"
        names = chain((name,), (f"{name}-{number}" for number in count(2)))
        subject = node(next(one for one in names if one not in used))
        used.add(subject.value)
        date = literal(report.date.isoformat(), datatype="date")
        yield ox.Triple(subject, RDF_TYPE, OPN.StateStatement)
        yield ox.Triple(subject, OPN.stateOf, quad.subject)
        yield ox.Triple(subject, PER_REPORT[quad.predicate], quad.object)
        yield ox.Triple(subject, OPN.saidIn, node(report.iri))
        yield ox.Triple(subject, OPN.asOf, date)
        yield ox.Triple(subject, OPN.statedIn, node(graph_name(quad)))


def _slug(quad: ox.Quad) -> str:
    """Name a statement by the thing and its state or group: ``policy-one-plus-n-issued``.

    An office has no name of its own, so it is called that.
    """
    thing, is_literal = _local(quad.subject), isinstance(quad.object, ox.Literal)
    return f"{thing}-office" if is_literal else f"{thing}-{_last(quad.object)}"


def _local(term: object) -> str:
    """Return kind and slug of a thing; not the report that it may be named under."""
    kind, *_, slug = value(term).removeprefix(BASE).split("/")
    return f"{kind}-{slug}"


def _last(term: object) -> str:
    return value(term).rpartition("/")[2]


def _current(told: Iterable[tuple[Report, ox.Quad]]) -> Iterator[ox.Triple]:
    states: dict[object, dict[Report, set[ox.NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for report, quad in told:
        if PER_REPORT[quad.predicate] == OPN.state and isinstance(quad.object, ox.NamedNode):
            states[quad.subject][report].add(quad.object)
    for thing, by_report in states.items():
        if isinstance(thing, ox.NamedNode):
            for state in by_report[max(by_report)]:
                yield ox.Triple(thing, OPN.currentState, state)
