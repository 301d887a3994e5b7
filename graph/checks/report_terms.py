"""Check the terms that a report adds to the package's schemes as those are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.namespaces import RDF_TYPE, shorten
from ...ontology.vocabulary import SKOS
from ..named_graphs import is_asserted
from ..rdf import graph_name, value
from ..text.additions import Addition, read_terms
from .outcome import Outcome, problem
from .terms import BORROWED, described_things, undeclared, undescribed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pyoxigraph as ox

    from ...errors import Place
    from ..dataset import Dataset
    from ..text.report import Report
    from .outcome import Problem

__all__ = ["check_report_terms"]

_OF_SCHEMES = (
    *(SKOS.broader, SKOS.definition, SKOS.editorialNote, SKOS.inScheme, SKOS.notation),
    *(SKOS.related, SKOS.scopeNote, SKOS.topConceptOf),
)
_BORROWED = frozenset({*BORROWED, *_OF_SCHEMES})


def check_report_terms(dataset: Dataset) -> Outcome:
    """Each term of a report's own is declared, ties to what is described, and is used by it.

    Where no report has such terms, there is nothing to check and nothing checked.
    """
    described = described_things(dataset.quads)
    problems: set[Problem] = set()
    total = 0
    for report in dataset.reports:
        if terms := read_terms(report):
            total += len(terms.quads)
            problems |= {
                problem(_place(terms, quad), key, thing=shorten(iri))
                for quad in terms.quads
                for key, iri in _unknown(quad, described)
            }
            problems |= set(_unused(dataset, report, terms))
    return Outcome("report-terms", total, total, tuple(sorted(problems)))


def _unknown(quad: ox.Quad, described: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a quad: the key of the problem, and the IRI."""
    yield from (("not-declared", iri) for iri in undeclared(quad, _BORROWED))
    yield from (("not-described", iri) for iri in undescribed(quad, described))


def _place(terms: Addition, quad: ox.Quad) -> Place:
    return terms.place(shorten(value(quad.subject)))


def _unused(dataset: Dataset, report: Report, terms: Addition) -> Iterator[Problem]:
    statements = (
        quad
        for quad in dataset.quads
        if is_asserted(quad) and graph_name(quad).startswith(f"{report.iri}/")
    )
    used = {value(quad.object) for quad in (*statements, *terms.quads)}
    for quad in terms.quads:
        if quad.predicate == RDF_TYPE and value(quad.subject) not in used:
            thing = shorten(value(quad.subject))
            yield problem(_place(terms, quad), "not-used-by-report", thing=thing)
