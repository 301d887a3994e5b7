"""What a catalogue needs to know of the dataset: DCAT and VoID, counted from the quads."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from ...ontology.data_files import read_turtle
from ...ontology.namespaces import BASE, RDF_TYPE, shorten
from ...ontology.vocabulary import DCAT, DCTERMS, FOAF, SD, SPDX, VOID
from ...version import __version__
from ..named_graphs import is_asserted
from ..rdf import graph_name, literal, node, value
from .serialize import serialize
from .turtle import write_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..dataset import Dataset

__all__ = ["DATASET", "describe", "metadata_triples"]

DATASET = node(f"{BASE}dataset")
"""The dataset as a whole; all that describes it has an IRI below this one."""

_ASSERTED = node(f"{DATASET.value}/asserted")
_NQUADS = node(f"{DATASET.value}/distribution/nquads")
_VOCABULARIES = {"dcat": DCAT, "foaf": FOAF, "sd": SD, "spdx": SPDX, "void": VOID}


def describe(dataset: Dataset) -> str:
    """Write the description of a dataset as Turtle; the same bytes on each run."""
    namespaces = {prefix: vocabulary.base for prefix, vocabulary in _VOCABULARIES.items()}
    return write_turtle(metadata_triples(dataset), namespaces=namespaces)


def metadata_triples(dataset: Dataset) -> tuple[ox.Triple, ...]:
    """Describe a dataset: what ``metadata.ttl`` says of it, its counts and its checksum.

    The dataset's own ``void:triples`` counts the union of all graphs; each named graph, the
    passages' too, is a subset with a count of its own. Sorted, without blank nodes.
    """
    statements = read_turtle(files("oneplusn.graph.export") / "metadata.ttl")
    union = {quad.triple for quad in dataset.quads}
    triples = {
        *statements,
        ox.Triple(DATASET, DCAT.version, literal(__version__)),
        *(ox.Triple(DATASET, DCTERMS.source, node(report.iri)) for report in dataset.reports),
        *_checksum(serialize(dataset, "nquads").encode()),
        *_totals(union),
        *_graphs(dataset.quads),
        *_partitions(union),
    }
    return tuple(sorted(triples, key=str))


def _whole(number: int, datatype: str = "integer") -> ox.Literal:
    return literal(number, datatype=datatype)


def _checksum(nquads: bytes) -> Iterator[ox.Triple]:
    """State size and SHA-256 of the N-Quads file, in the terms that DCAT 3 takes from SPDX."""
    checksum = node(f"{_NQUADS.value}/checksum")
    digest = literal(hashlib.sha256(nquads).hexdigest(), datatype="hexBinary")
    yield ox.Triple(_NQUADS, DCAT.byteSize, _whole(len(nquads), "nonNegativeInteger"))
    yield ox.Triple(_NQUADS, SPDX.checksum, checksum)
    yield ox.Triple(checksum, RDF_TYPE, SPDX.Checksum)
    yield ox.Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    yield ox.Triple(checksum, SPDX.checksumValue, digest)


def _totals(union: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    triples = list(union)
    counts = {
        "triples": len(triples),
        "distinctSubjects": len({triple.subject for triple in triples}),
        "distinctObjects": len({triple.object for triple in triples}),
        "properties": len({triple.predicate for triple in triples}),
        "classes": len(_entities(triples)),
    }
    for name, count in counts.items():
        yield ox.Triple(DATASET, VOID[name], _whole(count))


def _graphs(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Count the triples of each named graph; those of the passages stand below one subset."""
    quads = list(quads)
    asserted = sum(map(is_asserted, quads))
    yield ox.Triple(DATASET, VOID.subset, _ASSERTED)
    yield ox.Triple(_ASSERTED, VOID.triples, _whole(asserted))
    passages = {graph_name(quad) for quad in quads if is_asserted(quad)}
    for name, count in Counter(map(graph_name, quads)).items():
        subset = node(f"{DATASET.value}/{name.removeprefix(BASE)}")
        yield ox.Triple(_ASSERTED if name in passages else DATASET, VOID.subset, subset)
        yield ox.Triple(subset, RDF_TYPE, VOID.Dataset)
        yield ox.Triple(subset, RDF_TYPE, SD.NamedGraph)
        yield ox.Triple(subset, SD.name, node(name))
        yield ox.Triple(subset, VOID.triples, _whole(count))


def _partitions(union: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    triples = list(union)
    entities = {name: len(instances) for name, instances in _entities(triples).items()}
    yield from _partition("class", "entities", entities)
    yield from _partition("property", "triples", Counter(t.predicate.value for t in triples))


def _entities(triples: Iterable[ox.Triple]) -> Mapping[str, set[object]]:
    """Collect the IRI of each class → its instances."""
    instances: dict[str, set[object]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            instances[value(triple.object)].add(triple.subject)
    return instances


def _partition(kind: str, counted: str, counts: Mapping[str, int]) -> Iterator[ox.Triple]:
    for name, count in counts.items():
        local = quote(shorten(name).strip("<>").replace(":", "-", 1), safe="")
        part = node(f"{DATASET.value}/{kind}/{local}")
        yield ox.Triple(DATASET, VOID[f"{kind}Partition"], part)
        yield ox.Triple(part, VOID[kind], node(name))
        yield ox.Triple(part, VOID[counted], _whole(count))
