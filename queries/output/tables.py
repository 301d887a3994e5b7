"""Answers written as a table, CSV, TSV, JSON or Markdown."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError
from ...graph.named_graphs import REPORTS
from ...ontology.namespaces import BASE, shorten
from ...ontology.vocabulary import XSD
from ..sparql.results import write_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..sparql.engine import Table

__all__ = ["FORMATS", "cells", "format_table", "show_term"]

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
    """Write an answer in one of `FORMATS`; raise `UnknownNameError` for another."""
    if form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    return FORMATS[form](table)


def cells(table: Table) -> list[list[str]]:
    """Write the rows of a table for people: terms as `show_term` does, a report by its id."""
    return [[_report_id(term) or show_term(term) for term in row] for row in table.rows]


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
    writer.writerows(map(show_term, row) for row in table.rows)
    return out.getvalue()


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
