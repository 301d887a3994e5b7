"""Two SHACL engines that share no code give the same verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, SH

from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.graph.named_graphs import is_inferred
from oneplusn.ontology.namespaces import BASE, MEASURE, OPN, RDF_TYPE
from oneplusn.ontology.resources import shape_triples, term_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oneplusn.graph.dataset import Dataset

pyrudof = pytest.importorskip("pyrudof", reason="no pyrudof: no second SHACL engine")

Violations = Counter[tuple[str, str]]
"""How often a node breaks a kind of constraint."""


def by_pyshacl(data: Iterable[ox.Triple], shapes: str) -> tuple[bool, Violations]:
    """Validate with the engine that the check uses."""
    conforms, report, _ = validate(
        to_rdflib_graph(data), shacl_graph=to_rdflib_graph(shape_triples(shapes)), inference="none"
    )
    results = report.subjects(RDF.type, SH.ValidationResult)
    return conforms, Counter(
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceConstraintComponent)),
        )
        for result in results
    )


def by_rudof(data: Iterable[ox.Triple], shapes: str) -> tuple[bool, Violations]:
    """Validate with the other engine."""
    rudof, strict = pyrudof.Rudof(pyrudof.RudofConfig()), pyrudof.ReaderMode.Strict
    rudof.read_data(lines(data), pyrudof.RDFFormat.NTriples, reader_mode=strict)
    rudof.read_shacl(lines(shape_triples(shapes)), pyrudof.ShaclFormat.NTriples, reader_mode=strict)
    report = rudof.validate_shacl()
    found = ((entry.focus_node, entry.constraint_component) for entry in report)
    return report.conforms, Counter(found)


def lines(triples: Iterable[ox.Triple]) -> str:
    """Write triples as N-Triples."""
    return "".join(sorted(f"{triple} .\n" for triple in set(triples)))


def test_both_engines_find_the_data_sound(dataset: Dataset) -> None:
    """The real data conforms."""
    data = [quad.triple for quad in dataset.quads if not is_inferred(quad)]
    assert (True, Counter()) == by_pyshacl(data, "data") == by_rudof(data, "data")


def test_both_engines_find_the_terms_sound() -> None:
    """The ontology conforms."""
    terms = term_triples()
    assert (True, Counter()) == by_pyshacl(terms, "ontology") == by_rudof(terms, "ontology")


def without(predicate: ox.NamedNode) -> Callable[[ox.Triple], list[ox.Triple]]:
    """Drop a property."""
    return lambda triple: [] if triple.predicate == predicate else [triple]


def with_value(
    predicate: ox.NamedNode, *values: ox.Literal | ox.NamedNode
) -> Callable[[ox.Triple], list[ox.Triple]]:
    """Give a property other values."""
    return lambda triple: (
        [ox.Triple(triple.subject, predicate, value) for value in values]
        if triple.predicate == predicate
        else [triple]
    )


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(without(OPN.unit), id="no unit"),
        pytest.param(without(OPN.text), id="no text"),
        pytest.param(with_value(OPN.unit, MEASURE.level), id="a measure as unit"),
        pytest.param(with_value(OPN.value, ox.Literal("three")), id="a word as value"),
        pytest.param(with_value(OPN.period, ox.Literal("2022")), id="a literal as period"),
        pytest.param(
            with_value(OPN.asWritten, ox.Literal("一"), ox.Literal("二")), id="written twice"
        ),
        pytest.param(
            with_value(RDF_TYPE, ox.NamedNode(f"{BASE}ontology#Target"), OPN.Observation),
            id="all is a target and an observation",
        ),
    ],
)
def test_both_engines_find_the_same_fault(
    change: Callable[[ox.Triple], list[ox.Triple]],
    quick: Callable[[str], Dataset],
    sample: str,
) -> None:
    """On broken data both count the same violations of the same nodes."""
    encoded = {quad.subject for quad in quick(sample).encodings[0].quads}
    data = [
        changed
        for quad in quick(sample).quads
        for changed in (change(quad.triple) if quad.subject in encoded else [quad.triple])
    ]
    conforms, violations = by_pyshacl(data, "data")
    assert (conforms, violations) == by_rudof(data, "data")
    assert not conforms
    assert violations


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_engines_miss_the_same_labels(language: str) -> None:
    """A term without its label in a language is a fault for both."""
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    terms = [
        triple
        for triple in term_triples()
        if not (triple.predicate.value == label and str(triple.object).endswith(f"@{language}"))
    ]
    conforms, violations = by_pyshacl(terms, "ontology")
    assert (conforms, violations) == by_rudof(terms, "ontology")
    assert sum(violations.values()) > 100
