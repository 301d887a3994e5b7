"""The hand-written encoding: one TriG file a section, one graph a passage, each under its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import EncodingError, Place, UnknownNameError
from ...ontology.resources import ontology_triples
from ...ontology.vocabulary import RDFS, XSD
from ..named_graphs import EDITORIAL, NAMES, REPORTS
from ..rdf import graph_name, value
from ..text.folder import ENCODING, encoding_names, has_file
from ..text.ontology_terms import ontology_problem
from ..text.quad_lines import line_of
from .quotes import passage_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from ..text.report import Report

__all__ = [
    "Encoding",
    "as_declared",
    "encoded_sections",
    "encoding_file",
    "encoding_path",
    "passage_key",
    "read_encoding",
    "read_encodings",
    "try_encodings",
]

_UNNAMED: Mapping[type, str] = {ox.BlankNode: "blank node", ox.Triple: "quoted triple"}
_ENDING = ".trig"


@dataclass(frozen=True, slots=True)
class Encoding:
    """The quads of one section's file, and the lines where its passages begin."""

    report: Report
    section: str
    file: str
    quads: tuple[ox.Quad, ...]
    lines: Mapping[str, int] = field(repr=False)
    source: tuple[str, ...] = field(repr=False)

    def place(self, passage: str, needle: str = "") -> Place:
        """Find the line of a passage, or the first one in it that begins with, or has, *needle*.

        A name in *needle* may be as `shorten` writes it: files leave the report out of it.
        """
        needle = needle.replace(f":{self.report.id}/", ":", 1)
        first = self.lines.get(passage, 0)
        later = (number for number in self.lines.values() if number > first > 0)
        end = min(later, default=len(self.source) + 1)
        whole = re.compile(rf"{re.escape(needle)}(?![\w-])")
        numbered = enumerate(self.source[max(first, 1) - 1 : end - 1], max(first, 1))
        having = [(n, line) for n, line in numbered if needle in line and whole.search(line)]
        leading = [n for n, line in having if line.lstrip().startswith(needle)]
        number = next(iter([*leading, *(n for n, _ in having)]), first) if needle else first
        return Place(self.file, number, passage)


def encoding_file(report: Report, section: str) -> Traversable:
    """Return the file of a section's encoding, whether it exists or not."""
    return report.folder / ENCODING / f"{section}{_ENDING}"


def encoding_path(report: Report, section: str) -> str:
    """Return how messages call that file."""
    return f"{report.path}/{ENCODING}/{section}{_ENDING}"


def encoded_sections(report: Report) -> tuple[str, ...]:
    """List the keys of the sections that have a file, in the order of the report."""
    return tuple(
        section.key
        for section in report.sections
        if has_file(encoding_file(report, section.key), encoding_path(report, section.key))
    )


def read_encodings(reports: Iterable[Report]) -> tuple[Encoding, ...]:
    """Read every encoded section of the reports, in their order.

    Raises `EncodingError` as `read_encoding` does, and for a file that no section has.
    """
    reports = tuple(reports)
    for report in reports:
        for error in _of_no_section(report):
            raise error
    return tuple(
        read_encoding(report, key) for report in reports for key in encoded_sections(report)
    )


def try_encodings(
    reports: Iterable[Report],
) -> tuple[tuple[Encoding, ...], tuple[EncodingError, ...]]:
    """Read every section that can be read, and say what is wrong with the others."""
    encodings, errors = [], []
    for report in reports:
        for key in encoded_sections(report):
            try:
                encodings.append(read_encoding(report, key))
            except EncodingError as error:
                errors.append(error)
        errors += _of_no_section(report)
    return tuple(encodings), tuple(errors)


def _of_no_section(report: Report) -> Iterator[EncodingError]:
    """Yield an error for each file of the folder that would be read by nobody."""
    names = {f"{section.key}{_ENDING}" for section in report.sections}
    for name in encoding_names(report.folder, report.path):
        if name not in names:
            place = Place(f"{report.path}/{ENCODING}/{name}")
            yield EncodingError(f"no section of the report {report.id!r} has that key", place)


def read_encoding(report: Report, section: str, *, file: Traversable | None = None) -> Encoding:
    """Read a section's encoding and check that each graph stands under its own sentence.

    Raises `EncodingError` with file, line and passage for a syntax error, a quote that
    is not the passage's text, a passage that is left out, out of order or not of this
    section, a graph that is not declared, and what is said of a class or a property.
    """
    path = file if file is not None else encoding_file(report, section)
    name = encoding_path(report, section)
    if not has_file(path, name):
        raise UnknownNameError("encoded section", section, encoded_sections(report))
    text = _read_text(path, name)
    lines = passage_lines(report, section, name, text.split("\n"))
    quads = tuple(as_declared(quad) for quad in _parse(name, text, report))
    _check_inside(name, text, quads, lines, report)
    _check_named(name, quads, lines)
    return Encoding(report, section, name, quads, lines, tuple(text.split("\n")))


def _read_text(path: Traversable, name: str) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: {error.reason} at byte {error.start}"
        raise EncodingError(problem, Place(name)) from error
    except OSError as error:
        raise EncodingError(f"cannot be read: {error.strerror}", Place(name)) from error


def _parse(name: str, text: str, report: Report) -> tuple[ox.Quad, ...]:
    try:
        return tuple(ox.parse(text, format=ox.RdfFormat.TRIG, base_iri=f"{report.iri}/"))
    except SyntaxError as error:
        raise EncodingError(f"not TriG: {error.msg}", Place(name, error.lineno or 0)) from error


def as_declared(quad: ox.Quad) -> ox.Quad:
    """Give a whole number the datatype that its property asks for: ``opn:textOffset 12``."""
    kind = _datatypes().get(quad.predicate.value)
    if kind is None or not isinstance(quad.object, ox.Literal):
        return quad
    if quad.object.datatype != XSD.integer:
        return quad
    number = ox.Literal(quad.object.value, datatype=kind)
    return ox.Quad(quad.subject, quad.predicate, number, quad.graph_name)


@cache
def _datatypes() -> Mapping[str, ox.NamedNode]:
    """Map each property that takes numbers to the XSD type that the ontology gives it."""
    return {
        value(triple.subject): triple.object
        for triple in ontology_triples()
        if triple.predicate == RDFS.range
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(XSD.base)
    }


def _check_inside(
    name: str,
    text: str,
    quads: tuple[ox.Quad, ...],
    lines: Mapping[str, int],
    report: Report,
) -> None:
    graphs = {f"{report.iri}/{key}" for key in lines} | {NAMES.value, EDITORIAL.value}
    for quad in quads:
        if problem := _misplaced(quad, graphs):
            line = line_of(
                text,
                lambda other: bool(_misplaced(other, graphs)),
                form=ox.RdfFormat.TRIG,
                base=f"{report.iri}/",
            )
            raise EncodingError(problem, Place(name, line))


def _misplaced(quad: ox.Quad, graphs: Collection[str]) -> str:
    """Say why a quad has no place in an encoding; ``""`` if it has."""
    if graph_name(quad) not in graphs:
        return f"triple outside a passage's graph: {quad}"
    return ontology_problem(quad)


def _check_named(name: str, quads: tuple[ox.Quad, ...], lines: Mapping[str, int]) -> None:
    for quad in quads:
        for term in (quad.subject, quad.object):
            if kind := _UNNAMED.get(type(term)):
                key = passage_key(quad.graph_name)
                place = Place(name, lines[key], key) if key in lines else Place(name)
                raise EncodingError(f"{kind} in {quad}", place)


def passage_key(graph: object) -> str:
    """Return the key of the passage that this node, or the graph of this name, stands for.

    >>> passage_key(ox.NamedNode("https://w3id.org/oneplusn/report/2023/2.2/p1/s1"))
    '2.2/p1/s1'
    """
    iri = value(graph)
    return iri.removeprefix(REPORTS).partition("/")[2] if iri.startswith(REPORTS) else iri
