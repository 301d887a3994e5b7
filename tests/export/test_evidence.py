"""Turtle 1.2: the union of all graphs in which each asserted triple names its sentences."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oneplusn.graph.export.evidence import write_evidence
from oneplusn.graph.named_graphs import is_asserted
from oneplusn.graph.rdf import graph_name, value
from oneplusn.ontology.namespaces import OPN
from oneplusn.ontology.vocabulary import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneplusn.graph.dataset import Dataset


@pytest.fixture(scope="module")
def read(dataset: Dataset) -> tuple[ox.Triple, ...]:
    """Read the file again."""
    text = write_evidence(dataset)
    return tuple(quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE))


def evidence(triples: Iterable[ox.Triple]) -> set[tuple[ox.Triple, str]]:
    """Pair each reified triple with the passages that its reifier names."""
    reified, stated = dict[str, ox.Triple](), defaultdict[str, set[str]](set)
    for triple in triples:
        if triple.predicate == RDF.reifies and isinstance(triple.object, ox.Triple):
            reified[value(triple.subject)] = triple.object
        elif triple.predicate == OPN.statedIn and isinstance(triple.subject, ox.BlankNode):
            stated[value(triple.subject)].add(value(triple.object))
    assert reified.keys() == stated.keys()
    return {(reified[key], passage) for key, passages in stated.items() for passage in passages}


def test_each_triple_keeps_its_sentences(dataset: Dataset, read: tuple[ox.Triple, ...]) -> None:
    """What a passage asserts, and nothing else, is reified with that passage."""
    expected = {(quad.triple, graph_name(quad)) for quad in dataset.quads if is_asserted(quad)}
    assert expected == evidence(read)


def test_the_rest_is_the_union(dataset: Dataset, read: tuple[ox.Triple, ...]) -> None:
    """Without the reifiers it is the same graph as Turtle 1.1."""
    reifiers = {triple.subject for triple in read if triple.predicate == RDF.reifies}
    rest = {triple for triple in read if triple.subject not in reifiers}
    union = {quad.triple for quad in dataset.quads}
    ground = {triple for triple in union if not _has_blank(triple)}
    assert ground == {triple for triple in rest if not _has_blank(triple)}
    assert len(union) == len(rest)


def _has_blank(triple: ox.Triple) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (triple.subject, triple.object))
