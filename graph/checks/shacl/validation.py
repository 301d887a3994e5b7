"""SHACL validation of triples: how much was checked, and what violates which shape."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple, dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, Graph, URIRef

from ....errors import DataFileError, Place
from ....ontology.namespaces import shorten
from ....ontology.resources import shape_triples
from ...export.rdflib_bridge import to_rdflib_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


__all__ = ["Findings", "main", "validate", "visible"]

_ANY_PROPERTY = frozenset({SH.closed, SH.sparql, SH.target})
"""Words by which a shape may be about properties that it does not name."""


@dataclass(frozen=True, slots=True)
class Findings:
    """How many nodes the shapes were about, and (node, message) of each violation, sorted."""

    checked: int
    violations: tuple[tuple[str, str], ...]


def validate(shapes: str, triples: Iterable[ox.Triple]) -> Findings:
    """Validate triples against the shapes of that name: ``data`` or ``ontology``."""
    # Heavy, and needed by nothing else.
    import pyshacl  # noqa: PLC0415

    data, shapes_graph = to_rdflib_graph(triples), to_rdflib_graph(shape_triples(shapes))
    try:
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes_graph, inference="none", advanced=False
        )
    except pyshacl.errors.ReportableRuntimeError as error:
        place = Place(f"ontology/shapes/{shapes}.ttl")
        problem = " ".join(str(error).split())
        raise DataFileError(f"not SHACL: {problem}", place) from error
    return Findings(len(_targets(data, shapes_graph)), tuple(sorted(set(_violations(report)))))


def visible(shapes: str, triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Leave out triples with a property that no shape of that name can see."""
    properties = _properties(shapes)
    return {triple for triple in triples if not properties or triple.predicate.value in properties}


@cache
def _properties(shapes: str) -> frozenset[str]:
    """List the properties that shapes may look at; none stands for all of them."""
    graph = to_rdflib_graph(shape_triples(shapes))
    if _ANY_PROPERTY & set(graph.predicates()):
        return frozenset()
    names = {str(term) for term in graph.objects() if isinstance(term, URIRef)}
    return frozenset({*names, str(RDF.type), str(RDFS.subClassOf)})


def _violations(report: Graph) -> Iterator[tuple[str, str]]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        message = report.value(result, SH.resultMessage)
        about = f"{shorten(str(path))}: " if isinstance(path, URIRef) else ""
        yield str(report.value(result, SH.focusNode)), f"{about}{message}"


def _targets(data: Graph, shapes: Graph) -> set[object]:
    """Collect what the shapes are about, subclasses included."""
    nodes: set[object] = set()
    for target in shapes.objects(None, SH.targetClass):
        for narrow in data.transitive_subjects(RDFS.subClassOf, target):
            nodes |= set(data.subjects(RDF.type, narrow))
    for path in shapes.objects(None, SH.targetSubjectsOf):
        nodes |= set(data.subjects(path, None))
    return nodes


def main() -> None:
    """Validate what comes in; nothing does if who started this has ended."""
    triples = [quad.triple for quad in ox.parse(sys.stdin.buffer, format=ox.RdfFormat.N_TRIPLES)]
    if triples:
        sys.stdout.buffer.write(json.dumps(astuple(validate("data", triples))).encode())
        sys.stdout.buffer.flush()
    # Nothing is left to tidy up, and taking the graphs apart takes time.
    os._exit(0)


if __name__ == "__main__":
    main()
