"""Answers in the formats of SPARQL 1.1: read from other engines, and written for programs."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .engine import Form, Table, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_json", "read_triples", "write_json"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_PARTS = ("subject", "predicate", "object")
_NAME = re.compile(r"\w+")


def read_json(content: bytes, *, limit: int | None = None) -> Table:
    """Read SPARQL 1.1 JSON results; ``ASK`` gives one cell, as `engine.ask` does.

    What engines add to it (``metadata``, ``distinct`` …) is passed over: pyoxigraph's own
    parser takes it for an error. Raises `ValueError` for anything else than such results.

    >>> read_json(b'{"head": {}, "boolean": true}').columns
    ('answer',)
    """
    import json  # noqa: PLC0415 - most answers are neither read nor written so

    try:
        document = json.loads(content)
        if "boolean" in document:
            return yes_or_no(answer=_truth(document["boolean"]))
        columns = tuple(map(_column, document["head"]["vars"]))
        bindings = document["results"]["bindings"]
        rows = tuple(tuple(_cell(row.get(name)) for name in columns) for row in bindings[:limit])
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"no SPARQL results in JSON ({type(error).__name__}: {error})") from error
    return Table(columns, rows, more=limit is not None and len(bindings) > limit)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"neither true nor false: {value!r}")  # noqa: TRY004 - of the content
    return value


def _column(name: object) -> str:
    """Return the name of a variable; raise `ValueError` for what is none."""
    if isinstance(name, str) and _NAME.fullmatch(name):
        return name
    raise ValueError(f"no name of a variable: {name!r}")


def _cell(term: Mapping[str, str] | None) -> Term | None:
    if term is None:
        return None
    match term["type"]:
        case "uri":
            return ox.NamedNode(term["value"])
        case "bnode":
            return ox.BlankNode(term["value"])
        # Some engines write the name that a draft of the format had.
        case "literal" | "typed-literal":
            return _literal(term)
        case other:
            raise ValueError(f"no such kind of term: {other!r}")


def _literal(term: Mapping[str, str]) -> ox.Literal:
    if language := term.get("xml:lang"):
        return ox.Literal(term["value"], language=language)
    if datatype := term.get("datatype"):
        return ox.Literal(term["value"], datatype=ox.NamedNode(datatype))
    return ox.Literal(term["value"])


def read_triples(content: bytes, form: ox.RdfFormat, *, limit: int | None = None) -> Table:
    """Read triples as rows; raise `ValueError` where they cannot be read."""
    rows = ((t.subject, t.predicate, t.object) for t in ox.parse(content, form))
    try:
        first = tuple(islice(rows, limit))
        return Table(_PARTS, first, more=next(rows, None) is not None, form=Form.GRAPH)
    except SyntaxError as error:
        raise ValueError(str(error)) from error


def write_json(table: Table) -> str:
    """Write the SPARQL 1.1 JSON form; of ``ASK`` it has a ``boolean`` and no rows.

    >>> print(write_json(yes_or_no(answer=False)), end="")
    {
     "head": {},
     "boolean": false
    }
    """
    import json  # noqa: PLC0415 - as above

    if table.form is Form.ASK:
        yes = table.rows[0][0] == yes_or_no(answer=True).rows[0][0]
        return json.dumps({"head": {}, "boolean": yes}, indent=1) + "\n"
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
        fields: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return fields | {"xml:lang": term.language}
        plain = term.datatype.value.endswith("#string")
        return fields if plain else fields | {"datatype": term.datatype.value}
    if isinstance(term, ox.Triple):
        parts = {part: _json_term(getattr(term, part)) for part in _PARTS}
        return {"type": "triple", "value": parts}
    msg = f"Unexpected term: {term!r}"
    raise ValueError(msg)
