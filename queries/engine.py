"""Queries run on the store: parameters are bound as terms, never spliced into the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import UnknownNameError, UsageError
from ..ontology.namespaces import prefixes
from .resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .header import Parameter, Query

__all__ = ["Table", "ask", "bind", "run"]

_REMOTE = re.compile(r"(?<![?$:])\b(?:SERVICE|LOAD)\b", re.IGNORECASE)
_NOT_CODE = re.compile(
    r'''#[^\r\n]*|<[^<>"{}|^`\\\s]*>|"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\r\n])*"'''
    r"""|'''(?:\\.|[^\\])*?'''|'(?:\\.|[^'\\\r\n])*'""",
    re.DOTALL,
)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: named columns, and rows of terms (``None`` where nothing is bound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...], ...]


def run(store: ox.Store, query: Query, params: Mapping[str, str] | None = None) -> Table:
    """Answer a query of the library; *params* are names, labels or IRIs as people write them.

    Raises `UnknownNameError` for a parameter or an entity that does not exist.
    """
    return ask(store, query.text, bind(store, query, params or {}))


def bind(
    store: ox.Store, query: Query, params: Mapping[str, str]
) -> dict[ox.Variable, ox.NamedNode | ox.Literal]:
    """Turn parameters as people write them, and the defaults of the others, into terms."""
    known = {param.name: param for param in query.params}
    for name in params:
        if name not in known:
            raise UnknownNameError(f"parameter of {query.name!r}", name, known)
    given = {name: params.get(name, param.default) for name, param in known.items()}
    return {ox.Variable(name): _term(store, known[name], value) for name, value in given.items()}


def _term(store: ox.Store, param: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    match param.kind:
        case "iri":
            return resolve(store, value)
        case "year":
            if not _YEAR.fullmatch(value):
                msg = f"parameter {param.name!r} is a year of four digits, not {value!r}"
                raise UsageError(msg)
            return ox.Literal(value)
        case _:
            return ox.Literal(value)


def ask(
    store: ox.Store,
    text: str,
    bound: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None,
) -> Table:
    """Run SPARQL on the union of all graphs; refuse what would reach out of this machine.

    Raises `UsageError` for a syntax error, for ``SERVICE``, and for a query that is no SELECT.
    """
    if _REMOTE.search(_NOT_CODE.sub("", text)):
        msg = "SERVICE and LOAD are refused: they would send a request to another machine"
        raise UsageError(msg)
    found = _select(store, _with_prefixes(text), bound or {})
    # A variable has to be projected to be bound from outside; it is no part of the answer.
    given = {variable.value for variable in bound or {}}
    columns = tuple(v.value for v in found.variables if v.value not in given)
    rows = tuple(tuple(row[name] for name in columns) for row in found)
    return Table(columns, rows)


def _with_prefixes(text: str) -> str:
    # All on the first line, so that an error is told by the line that it stands on.
    head = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in prefixes().items())
    return text if "PREFIX" in text else f"{head} {text}"


def _select(
    store: ox.Store, text: str, bound: Mapping[ox.Variable, ox.NamedNode | ox.Literal]
) -> ox.QuerySolutions:
    try:
        found = store.query(text, use_default_graph_as_union=True, substitutions=dict(bound))
    except SyntaxError as error:
        msg = f"not SPARQL: {error.msg}"
        raise UsageError(msg) from error
    if not isinstance(found, ox.QuerySolutions):
        msg = "only SELECT queries can be shown as a table"
        raise UsageError(msg)
    return found
