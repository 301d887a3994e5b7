"""Answers written as a table, CSV, TSV, JSON or Markdown."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError, UsageError
from ...graph.named_graphs import REPORTS
from ...graph.rdf import literal, value
from ...graph.text.keys import is_part, part_key
from ...ontology.namespaces import BASE, prefixes, shorten
from ...ontology.vocabulary import XSD
from ..sparql.engine import Form, Table
from ..sparql.results import write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "FORMATS",
    "RDF_FORMATS",
    "cells",
    "format_table",
    "same_as_above",
    "short_names",
    "show_term",
]

_DITTO = "〃"
_SENTENCE = "sentence"
RDF_FORMATS = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
}
"""Formats for triples alone: what CONSTRUCT and DESCRIBE answer."""

_FORMULAS = ("-", "=", "+", "@", "\t", "\r", "\n", "－", "＝", "＋", "＠")
"""How text begins that a spreadsheet takes for a formula, in full width too."""
_NUMBERS = frozenset({XSD.integer, XSD.decimal, XSD.double, XSD.float})


def show_term(term: object) -> str:
    """Write a term for people: a literal's text, an IRI with its prefix, nothing for ``None``."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        return shorten(term.value) if term.value.startswith(BASE) else term.value
    return str(term)


def format_table(table: Table, form: str) -> str:
    """Write an answer in one of `FORMATS`, triples also in one of `RDF_FORMATS`.

    Raises `UnknownNameError` for another format, and `UsageError` for RDF of what is no graph.
    """
    if form in RDF_FORMATS:
        return _rdf(table, form)
    if form not in FORMATS:
        raise UnknownNameError("format", form, (*FORMATS, *RDF_FORMATS))
    return FORMATS[form](table)


def short_names(table: Table) -> Table:
    """Write IRIs as prefixed names, and all else as the text it is."""
    rows = (map(_short_name, row) for row in table.rows)
    return Table(table.columns, tuple(map(tuple, rows)), more=table.more)


def _short_name(term: object) -> ox.Literal | None:
    return None if term is None else literal(show_term(term))


def cells(table: Table) -> list[list[str]]:
    """Write the rows of a table for people: short names, passages by key and reports by id.

    Where passages of several reports stand in it, a key names its report.
    """
    parts = [value(t) for row in table.rows for t in row if isinstance(t, ox.NamedNode)]
    reports = {iri.removeprefix(REPORTS).partition("/")[0] for iri in parts if is_part(iri)}
    several = len(reports) > 1
    return [[_for_people(term, several=several) for term in row] for row in table.rows]


def same_as_above(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Put a mark in place of a sentence that the row above has too.

    >>> same_as_above(("n", "sentence"), [["1", "x"], ["2", "x"]])
    [['1', 'x'], ['2', '〃']]
    """
    numbers = {n for n, name in enumerate(columns) if name.startswith(_SENTENCE)}
    above: Sequence[Sequence[str]] = [[""] * len(columns), *rows]
    return [
        [
            _DITTO if n in numbers and cell and cell == before[n] else cell
            for n, cell in enumerate(row)
        ]
        for before, row in zip(above, rows, strict=False)
    ]


def _for_people(term: object, *, several: bool) -> str:
    if isinstance(term, ox.NamedNode) and is_part(term.value):
        return part_key(term.value, several=several)
    return _report_id(term) or show_term(term)


def _rdf(table: Table, form: str) -> str:
    if table.form is not Form.GRAPH:
        raise UsageError(f"{form} is for triples: the answer of CONSTRUCT or DESCRIBE")
    triples = sorted((ox.Triple(*row) for row in table.rows), key=str)  # type: ignore[arg-type]
    text = "\n".join(map(str, triples))
    used = {prefix: iri for prefix, iri in prefixes().items() if f"<{iri}" in text}
    written = ox.serialize(triples, format=RDF_FORMATS[form], prefixes=used)
    return (written or b"").decode()


def _report_id(term: object) -> str:
    """Return the id of a report, by which options and parameters know it; ``""`` for the rest."""
    if not isinstance(term, ox.NamedNode) or not term.value.startswith(REPORTS):
        return ""
    report = term.value.removeprefix(REPORTS)
    return "" if "/" in report else report


def _plain(table: Table) -> str:
    """Write columns apart by tabs: what a pipe wants, and what no terminal can break."""
    lines = [list(table.columns), *cells(table)]
    return "".join("\t".join(_one_line(cell) for cell in line) + "\n" for line in lines)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _csv(table: Table) -> str:
    import csv  # noqa: PLC0415 - most answers are not written so

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(map(_csv_term, row) for row in table.rows)
    return out.getvalue()


def _csv_term(term: object) -> str:
    """Write the SPARQL 1.1 CSV form of a term: the text of a literal, an IRI in full."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _excel(table: Table) -> str:
    """Write CSV for a spreadsheet: a mark that it is UTF-8, and no text that becomes a formula."""
    import csv  # noqa: PLC0415 - as above

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(
        map(_guarded, row, texts) for row, texts in zip(table.rows, cells(table), strict=True)
    )
    return f"\ufeff{out.getvalue()}"


def _guarded(term: object, text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would calculate; numbers stay numbers."""
    is_number = isinstance(term, ox.Literal) and term.datatype in _NUMBERS
    return f"'{text}" if text.startswith(_FORMULAS) and not is_number else text


def _tsv(table: Table) -> str:
    """Write the SPARQL 1.1 TSV form, in which terms keep their syntax."""
    head = "\t".join(f"?{name}" for name in table.columns)
    rows = (
        "\t".join("" if term is None else _tsv_term(term) for term in row) for row in table.rows
    )
    return "".join(f"{line}\n" for line in (head, *rows))


def _tsv_term(term: object) -> str:
    return str(term).replace("\t", "\\t")


def _markdown(table: Table) -> str:
    rule = ["---"] * len(table.columns)
    lines = [list(table.columns), rule, *([_md(cell) for cell in row] for row in cells(table))]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _md(cell: str) -> str:
    escaped = _one_line(cell).replace("\\", "\\\\").replace("|", "\\|")
    return escaped.replace("<", "&lt;").replace(">", "&gt;")


FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": _csv,
    "excel": _excel,
    "json": write_json,
    "md": _markdown,
    "table": _plain,
    "tsv": _tsv,
}
"""Format → writer. ``table`` is what a pipe gets; a terminal gets aligned columns instead."""
