"""SPARQL run on the store: nothing that changes it, nothing that reaches elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UsageError
from ...graph.rdf import literal
from ...ontology.namespaces import prefixes
from .bounds import check_limit, check_services
from .policy import refuse_outward, syntax_error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = ["Form", "Table", "ask", "refuse_halves", "yes_or_no"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_Row = tuple[Term | ox.Triple | None, ...]
_TRIPLE = ("subject", "predicate", "object")


class Form(StrEnum):
    """What kind of answer it is: rows, yes or no, triples."""

    SELECT = "select"
    ASK = "ask"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: named columns, and rows of terms (``None`` where nothing is bound).

    *more* says that there are rows beyond those that were asked for, *form* what the rows are,
    which decides the formats that they can be written in.
    """

    columns: tuple[str, ...]
    rows: tuple[_Row, ...]
    more: bool = False
    form: Form = field(default=Form.SELECT, compare=False)


def ask(
    store: ox.Store,
    text: str,
    bound: Mapping[ox.Variable, Term] | None = None,
    *,
    limit: int | None = None,
    services: Collection[str] = (),
) -> Table:
    """Run SPARQL on the union of all graphs; refuse what would change it or reach elsewhere.

    ``ASK`` answers with one cell, ``CONSTRUCT`` and ``DESCRIBE`` with a row for each triple.
    The project's prefixes need no declaration. At most *limit* rows are computed. ``SERVICE``
    may call what stands in *services*: the pattern goes there, and no redirect is followed.
    Raises `UsageError` for what is refused, and for a syntax error with its place; `TypeError`
    where *services* is a single text.
    """
    check_limit(limit)
    check_services(services)
    refuse_halves(text)
    refuse_outward(text, services=services)
    answer = _query(store, text, bound or {})
    if isinstance(answer, ox.QueryBoolean):
        return yes_or_no(answer=bool(answer))
    # A variable has to be projected to be bound from outside; it is no part of the answer.
    parameters = {variable.value for variable in bound or {}}
    rows: Iterator[_Row]
    form = Form.SELECT
    if isinstance(answer, ox.QueryTriples):
        form = Form.GRAPH
        columns: tuple[str, ...] = _TRIPLE
        rows = ((t.subject, t.predicate, t.object) for t in answer)
    else:
        columns = tuple(v.value for v in answer.variables if v.value not in parameters)
        rows = (tuple(row[name] for name in columns) for row in answer)
    return Table(columns, _take(rows, limit), more=next(rows, None) is not None, form=form)


def yes_or_no(*, answer: bool) -> Table:
    """Return the answer of ``ASK``: one cell.

    >>> yes_or_no(answer=True).columns
    ('answer',)
    """
    cell = literal(str(answer).lower(), datatype="boolean")
    return Table(("answer",), ((cell,),), form=Form.ASK)


def refuse_halves(text: str) -> None:
    """Raise `UsageError` for what is no text: bytes of a command line that are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"not UTF-8 at character {error.start + 1}") from error


def _take(rows: Iterator[_Row], limit: int | None) -> tuple[_Row, ...]:
    try:
        return tuple(islice(rows, limit))
    except (OSError, RuntimeError) as error:
        raise UsageError(f"the query cannot be answered: {error}") from error


def _query(
    store: ox.Store, text: str, bound: Mapping[ox.Variable, Term]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return store.query(text, prefixes=dict(prefixes()), substitutions=dict(bound))
    except SyntaxError as error:
        raise syntax_error(text, error) from error
    except (OSError, RuntimeError) as error:
        raise UsageError(f"the query cannot be answered: {error}") from error
