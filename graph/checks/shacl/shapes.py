"""Check the data and the ontology against their SHACL shapes (core constraints)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....errors import Place
from ....ontology.namespaces import shorten
from ....ontology.resources import term_triples
from ...named_graphs import is_inferred
from ..outcome import FirstPlaces, Outcome, Problem
from .validation import validate, visible

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ...dataset import Dataset
    from .validation import Findings

__all__ = [
    "check_ontology_shapes",
    "check_shapes",
    "judged_triples",
    "outcome_of_shapes",
]


def check_shapes(dataset: Dataset) -> Outcome:
    """Each statement, document, event, period and passage has what its shape asks for."""
    return outcome_of_shapes(validate("data", judged_triples(dataset)), dataset)


def check_ontology_shapes(_: Dataset | None = None) -> Outcome:
    """Each term has one label and one definition a language, and a name of the right form."""
    findings = validate("ontology", term_triples())
    problems = (
        Problem(Place(), f"{shorten(focus)}: {message}") for focus, message in findings.violations
    )
    return Outcome("ontology", findings.checked, findings.checked, tuple(sorted(set(problems))))


def judged_triples(dataset: Dataset) -> set[ox.Triple]:
    """Return what the shapes of the data are about: all that is not inferred, once each."""
    return visible("data", (quad.triple for quad in dataset.quads if not is_inferred(quad)))


def outcome_of_shapes(findings: Findings, dataset: Dataset) -> Outcome:
    """Say where in the encoding the things stand that a shape objects to."""
    places = FirstPlaces(dataset)
    problems = (
        Problem(places.find(focus), f"{shorten(focus)}: {message}")
        for focus, message in findings.violations
    )
    return Outcome("shapes", findings.checked, findings.checked, tuple(sorted(set(problems))))
