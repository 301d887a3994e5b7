"""Answers written as a table, CSV, TSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import UnknownNameError
from ..ontology.namespaces import BASE, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from .engine import Table

__all__ = ["FORMATS", "cells", "format_table", "show_term"]

_PARTS = ("subject", "predicate", "object")


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
    """Write the rows of a table for people."""
    return [[show_term(term) for term in row] for row in table.rows]


def _plain(table: Table) -> str:
    """Write columns apart by tabs: what a pipe wants, and what no terminal can break."""
    lines = [list(table.columns), *cells(table)]
    return "".join("\t".join(_one_line(cell) for cell in line) + "\n" for line in lines)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(cells(table))
    return out.getvalue()


def _tsv(table: Table) -> str:
    """Write the SPARQL 1.1 TSV form, in which terms keep their syntax."""
    head = "\t".join(f"?{name}" for name in table.columns)
    rows = (
        "\t".join("" if term is None else _tsv_term(term) for term in row) for row in table.rows
    )
    return "".join(f"{line}\n" for line in (head, *rows))


def _tsv_term(term: object) -> str:
    return str(term).replace("\t", "\\t")


def _json(table: Table) -> str:
    """Write the SPARQL 1.1 JSON form."""
    named = (zip(table.columns, row, strict=True) for row in table.rows)
    bindings = [{name: _json_term(term) for name, term in row if term is not None} for row in named]
    answer = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: object) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        said: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return said | {"xml:lang": term.language}
        plain = term.datatype.value.endswith("#string")
        return said if plain else said | {"datatype": term.datatype.value}
    if isinstance(term, ox.Triple):
        parts = {part: _json_term(getattr(term, part)) for part in _PARTS}
        return {"type": "triple", "value": parts}
    msg = f"Unexpected term: {term!r}"
    raise ValueError(msg)


def _markdown(table: Table) -> str:
    rule = ["---"] * len(table.columns)
    lines = [list(table.columns), rule, *([_md(cell) for cell in row] for row in cells(table))]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _md(cell: str) -> str:
    escaped = _one_line(cell).replace("\\", "\\\\").replace("|", "\\|")
    return escaped.replace("<", "&lt;").replace(">", "&gt;")


FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": _csv,
    "json": _json,
    "md": _markdown,
    "table": _plain,
    "tsv": _tsv,
}
"""Format → writer. ``table`` is what a pipe gets; a terminal gets aligned columns instead."""
