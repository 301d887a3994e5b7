"""Check the data and the ontology against their SHACL shapes (core constraints)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, SH, Graph, URIRef

from ...errors import Place
from ...ontology.namespaces import shorten
from ...ontology.resources import shape_triples, term_triples
from ..convert import to_rdflib_graph
from ..quads import is_inferred
from .outcome import Outcome, Problem
from .places import first_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..dataset import Dataset

__all__ = ["check_ontology_shapes", "check_shapes"]


def check_shapes(dataset: Dataset) -> Outcome:
    """Each statement, document, event, period and passage has what its shape asks for."""
    triples = {quad.triple for quad in dataset.quads if not is_inferred(quad)}
    return _validate("shapes", to_rdflib_graph(triples), "data", first_places(dataset))


def check_ontology_shapes() -> Outcome:
    """Each term has one label and one definition a language, and a name of the right form."""
    return _validate("ontology", to_rdflib_graph(term_triples()), "ontology", {})


def _validate(name: str, data: Graph, shapes: str, places: Mapping[str, Place]) -> Outcome:
    # Heavy, and needed by nothing but this check.
    from pyshacl import validate  # noqa: PLC0415

    shape_graph = to_rdflib_graph(shape_triples(shapes))
    _, report, _ = validate(data, shacl_graph=shape_graph, inference="none", advanced=False)
    nodes = _targets(data, shape_graph)
    problems = tuple(sorted(set(_problems(report, places))))
    return Outcome(name, len(nodes), len(nodes), problems)


def _problems(report: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        message = report.value(result, SH.resultMessage)
        about = f"{shorten(str(path))}: " if isinstance(path, URIRef) else ""
        where = places.get(str(focus), Place())
        yield Problem(where, f"{shorten(str(focus))}: {about}{message}")


def _targets(data: Graph, shapes: Graph) -> set[object]:
    """Collect what the shapes are about, subclasses included."""
    found: set[object] = set()
    for target in shapes.objects(None, SH.targetClass):
        for narrow in data.transitive_subjects(URIRef(_SUBCLASS), target):
            found |= set(data.subjects(RDF.type, narrow))
    for path in shapes.objects(None, SH.targetSubjectsOf):
        found |= set(data.subjects(path, None))
    return found


_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
