"""The file to start from when a section is not yet encoded."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ...ontology.namespaces import NO_FACT_REASON, OF_ONE_SOURCE, prefixes, shorten
from ...ontology.resources import scheme_triples
from ..quantities.dates import find_dates
from ..quantities.parse import Reading, canonical, find_readings
from ..rdf import language, value
from ..text.additions import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..quantities.lexicon import Lexicon
    from ..text.passages import Passage
    from ..text.report import Report

__all__ = ["data_prefixes", "encoding_template", "figures_in"]

_NOT_FOR_DATA = ("dcterms", "owl", "prov", "rdf", "schema", "scheme", "sh")


def encoding_template(report: Report, key: str) -> str:
    """Write the TriG template of a section: its sentences, and a stub for each figure.

    What has to be filled in says ``TODO``. Raises `UnknownNameError` for an unknown section.
    """
    section = report.section(key)
    namespaces = data_prefixes(report.id)
    head = [f"@prefix {name}: <{iri}> ." for name, iri in namespaces.items()]
    blocks = ["\n".join(_block(report, passage)) for passage in report.passages_of(key)]
    head.append(f"@base <{report.iri}/> .")
    return "\n\n".join([f"# {section.key} {section.title}", "\n".join(head), *blocks]) + "\n"


def data_prefixes(source: str) -> Mapping[str, str]:
    """Return the prefixes of an encoding: what is said by one source is named under it.

    >>> data_prefixes("2023")["quantity"], data_prefixes("2023")["policy"]
    ('https://w3id.org/oneplusn/quantity/2023/', 'https://w3id.org/oneplusn/policy/')
    """
    return {
        name: f"{iri}{source}/" if name in OF_ONE_SOURCE else iri
        for name, iri in prefixes().items()
        if name not in _NOT_FOR_DATA
    }


def figures_in(report: Report, start: int, end: int) -> tuple[Reading, ...]:
    """Return every expression between two offsets of the clean text that is not a date."""
    readings = _figures(report.clean_text, report.lexicon)
    return tuple(reading for reading in readings if start <= reading.start < end)


@lru_cache(maxsize=8)
def _figures(text: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    # By what they are read from: two reports that are alike may stand in different folders.
    positions = {i for date in find_dates(text) for i in range(date.start, date.end)}
    return tuple(
        reading
        for kind, reading in find_readings(text, lexicon=lexicon)
        if reading.start not in positions and (kind == "digits" or reading.unit)
    )


def _block(report: Report, passage: Passage) -> Iterator[str]:
    yield f"#> {passage.text}"
    if passage.kind in {"Heading", "Caption", "WebAddress"}:
        reason = {"Heading": "heading-only", "Caption": "caption-only"}.get(passage.kind)
        name = shorten(NO_FACT_REASON[reason or "address-only"].value)
        yield f"graph:editorial {{ <{passage.key}> opn:withoutFact {name} . }}"
        return
    yield f"<{passage.key}> {{"
    for number, reading in enumerate(figures_in(report, passage.start, passage.end), 1):
        yield from _stub(number, reading, _unit_names(report))
    yield "}"


def _stub(number: int, reading: Reading, units: Mapping[str, str]) -> Iterator[str]:
    yield f"    quantity:TODO-{number} a opn:Observation ;"
    yield "        opn:indicator indicator:TODO ;"
    yield "        opn:measure measure:TODO ;"
    yield "        opn:period period:TODO ;"
    yield "        opn:place place:TODO ;"
    unit = units.get(reading.unit, "unit:TODO")
    quantity = f"opn:value {canonical(reading.value)} ; opn:unit {unit}"
    yield f"        {quantity} ; opn:comparator comparator:{reading.comparator} ;"
    yield f'        opn:asWritten "{reading.written}" ; opn:textOffset {reading.start} .'


def _unit_names(report: Report) -> Mapping[str, str]:
    """Map the Chinese label of each unit to its prefixed name."""
    terms = read_terms(report)
    additions = [quad.triple for quad in terms.quads] if terms else []
    labels = {
        value(triple.object): shorten(value(triple.subject))
        for triple in (*scheme_triples(), *additions)
        if triple.predicate.value.endswith("#label") and language(triple.object) == "zh"
    }
    units = {zh: name for zh, name in labels.items() if name.startswith("unit:")}
    return units | {"": "unit:dimensionless"}
