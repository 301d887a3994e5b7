"""The report, its sections and passages as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import OPN, RDF_TYPE
from ..named_graphs import STRUCTURE
from ..rdf import in_graph, literal, node
from .passages import REPORT, Passage, Section, passages, sections
from .source import CLEAN_SHA256, SOURCE_NAME, SOURCE_SHA256

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["structure_quads"]

_LABEL = node("http://www.w3.org/2000/01/rdf-schema#label")


def structure_quads() -> list[ox.Quad]:
    """Describe the report, its sections and passages in the graph of the structure."""
    return in_graph(_triples(), STRUCTURE)


def _triples() -> Iterator[ox.Triple]:
    report = node(REPORT)
    yield ox.Triple(report, RDF_TYPE, OPN.Report)
    yield ox.Triple(report, OPN.sourceFile, literal(SOURCE_NAME))
    yield ox.Triple(report, OPN.sha256, literal(SOURCE_SHA256))
    yield ox.Triple(report, OPN.textSha256, literal(CLEAN_SHA256))
    for section in sections():
        yield from _section(section)
    for passage in passages():
        yield from _passage(passage)


def _section(section: Section) -> Iterator[ox.Triple]:
    subject = node(section.iri)
    whole = f"{REPORT}/{section.parent}" if section.parent else REPORT
    yield ox.Triple(subject, RDF_TYPE, OPN.Section)
    yield ox.Triple(subject, OPN.sectionNumber, literal(section.key))
    yield ox.Triple(subject, OPN.order, literal(section.order, datatype="integer"))
    yield ox.Triple(subject, OPN.partOf, node(whole))
    yield ox.Triple(subject, _LABEL, literal(section.title, language="zh"))


def _passage(passage: Passage) -> Iterator[ox.Triple]:
    subject = node(passage.iri)
    yield ox.Triple(subject, RDF_TYPE, OPN[passage.kind])
    yield ox.Triple(subject, OPN.text, literal(passage.text))
    yield ox.Triple(subject, OPN.start, literal(passage.start, datatype="integer"))
    yield ox.Triple(subject, OPN.end, literal(passage.end, datatype="integer"))
    yield ox.Triple(subject, OPN.order, literal(passage.order, datatype="integer"))
    yield ox.Triple(subject, OPN.inSection, node(f"{REPORT}/{passage.section}"))
