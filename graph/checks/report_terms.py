"""Check the terms that a report adds to the package's schemes as those are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.namespaces import RDF_TYPE, shorten
from ..named_graphs import is_asserted
from ..rdf import graph_name, node, value
from ..text.additions import Addition, read_terms
from .outcome import Outcome, Problem
from .terms import BORROWED, described_things, undeclared, undescribed

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from ...errors import Place
    from ..dataset import Dataset
    from ..text.report import Report

__all__ = ["check_report_terms"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OF_SCHEMES = ("broader", "definition", "editorialNote", "inScheme")
_BORROWED = frozenset({*BORROWED, *(node(f"{_SKOS}{name}") for name in _OF_SCHEMES)})


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
                Problem(_place(terms, quad), complaint)
                for quad in terms.quads
                for complaint in (*undeclared(quad, _BORROWED), *undescribed(quad, described))
            }
            problems |= set(_unused(dataset, report, terms))
    return Outcome("report-terms", total, total, tuple(sorted(problems)))


def _place(terms: Addition, quad: ox.Quad) -> Place:
    return terms.place(shorten(value(quad.subject)))


def _unused(dataset: Dataset, report: Report, terms: Addition) -> Iterator[Problem]:
    said = (
        quad
        for quad in dataset.quads
        if is_asserted(quad) and graph_name(quad).startswith(f"{report.iri}/")
    )
    used = {value(quad.object) for quad in (*said, *terms.quads)}
    for quad in terms.quads:
        if quad.predicate == RDF_TYPE and value(quad.subject) not in used:
            problem = f"{shorten(value(quad.subject))} is declared and not used by the report"
            yield Problem(_place(terms, quad), problem)
