"""Reports, their sections and passages as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import OPN, RDF_TYPE
from ...ontology.vocabulary import DCTERMS, RDFS
from ..named_graphs import STRUCTURE
from ..rdf import in_graph, literal, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .passages import Passage, Section
    from .report import Report

__all__ = ["structure_quads"]

_DAY_OF_ISSUE = "issue date"


def structure_quads(reports: Iterable[Report]) -> list[ox.Quad]:
    """Describe reports, their sections and passages in the graph of the structure."""
    return in_graph((triple for report in reports for triple in _report(report)), STRUCTURE)


def _report(report: Report) -> Iterator[ox.Triple]:
    subject = node(report.iri)
    date = literal(report.date.isoformat(), datatype="date")
    yield ox.Triple(subject, RDF_TYPE, OPN.Report)
    for language, title in (("en", report.title_en), ("zh", report.title_zh)):
        yield ox.Triple(subject, RDFS.label, literal(title, language=language))
    yield ox.Triple(subject, OPN.sourceFile, literal(report.source_name))
    yield ox.Triple(subject, OPN.sha256, literal(report.sha256))
    yield ox.Triple(subject, OPN.textSha256, literal(report.clean_sha256))
    yield ox.Triple(subject, OPN.reportDate, date)
    yield from _document(report, date)
    for section in report.sections:
        yield from _section(section)
    for passage in report.passages:
        yield from _passage(passage)


def _document(report: Report, date: ox.Literal) -> Iterator[ox.Triple]:
    """Say what ``report.toml`` knows of the report as a document."""
    subject = node(report.iri)
    yield ox.Triple(subject, DCTERMS.language, literal(report.language))
    if report.date_source == _DAY_OF_ISSUE:
        yield ox.Triple(subject, DCTERMS.issued, date)
    if report.issuer:
        yield ox.Triple(subject, DCTERMS.publisher, literal(report.issuer))
    if report.address:
        yield ox.Triple(subject, DCTERMS.source, node(report.address))
    if report.licence.startswith(("http://", "https://")):
        yield ox.Triple(subject, DCTERMS.license, node(report.licence))
    elif report.licence:
        yield ox.Triple(subject, DCTERMS.rights, literal(report.licence))


def _section(section: Section) -> Iterator[ox.Triple]:
    subject = node(section.iri)
    whole = f"{section.report}/{section.parent}" if section.parent else section.report
    yield ox.Triple(subject, RDF_TYPE, OPN.Section)
    yield ox.Triple(subject, OPN.sectionNumber, literal(section.key))
    yield ox.Triple(subject, OPN.sequenceNumber, literal(section.order, datatype="integer"))
    yield ox.Triple(subject, OPN.partOf, node(whole))
    yield ox.Triple(subject, RDFS.label, literal(section.title, language="zh"))


def _passage(passage: Passage) -> Iterator[ox.Triple]:
    subject = node(passage.iri)
    yield ox.Triple(subject, RDF_TYPE, OPN[passage.kind])
    yield ox.Triple(subject, OPN.text, literal(passage.text))
    yield ox.Triple(subject, OPN.startOffset, literal(passage.start, datatype="integer"))
    yield ox.Triple(subject, OPN.endOffset, literal(passage.end, datatype="integer"))
    yield ox.Triple(subject, OPN.sequenceNumber, literal(passage.order, datatype="integer"))
    yield ox.Triple(subject, OPN.inSection, node(f"{passage.report}/{passage.section}"))
    yield ox.Triple(subject, OPN.inReport, node(passage.report))
