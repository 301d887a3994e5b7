"""The dataset as Turtle 1.2: one graph in which every asserted triple still names its sentences.

The union of all graphs loses who says what; here each triple that a passage asserts is reified
by a blank node with an ``opn:statedIn`` for each of these passages (RDF 1.2: ``rdf:reifies`` and a
triple term). Readers of RDF 1.1 cannot parse it, so it is a file of its own.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import OPN
from ...ontology.vocabulary import RDF
from ..named_graphs import is_asserted
from .turtle import write_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..dataset import Dataset

__all__ = ["evidence_triples", "write_evidence"]


def write_evidence(dataset: Dataset) -> str:
    """Write the union of all graphs, and the passages of each triple that is asserted."""
    union = (quad.triple for quad in dataset.quads)
    return write_turtle((*union, *evidence_triples(dataset.quads)))


def evidence_triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Yield reifiers of the asserted triples, numbered in the order of these.

    >>> from ..rdf import node
    >>> base = "https://w3id.org/oneplusn/"
    >>> a, p = node(f"{base}place/china"), node(f"{base}report/2023/1/p1/s1")
    >>> for triple in evidence_triples([ox.Quad(a, a, a, p)]):
    ...     print(triple.predicate.value.rpartition("#")[2], type(triple.object).__name__)
    reifies Triple
    statedIn NamedNode
    """
    passages = defaultdict[ox.Triple, set[ox.NamedNode]](set)
    for quad in filter(is_asserted, quads):
        if isinstance(quad.graph_name, ox.NamedNode):
            passages[quad.triple].add(quad.graph_name)
    for number, triple in enumerate(sorted(passages, key=str), 1):
        reifier = ox.BlankNode(f"e{number:06}")
        yield ox.Triple(reifier, RDF.reifies, triple)
        for passage in sorted(passages[triple], key=str):
            yield ox.Triple(reifier, OPN.statedIn, passage)
