"""Questions of the library with their parameters bound, as terms, never spliced into the text."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownParameterError, UsageError
from ..entities.reports import find_report, loaded_reports
from ..entities.resolve import resolve
from ..sparql.bounds import check_timeout
from ..sparql.engine import Table, ask, refuse_halves
from ..sparql.limits import ROWS, SECONDS, QueryTimeoutError
from .header import REPORT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .header import Parameter, Query

__all__ = ["bind", "run", "run_within", "text_for"]

_YEAR = re.compile(r"[0-9]{4}")


def run(
    store: ox.Store,
    query: Query,
    params: Mapping[str, str] | None = None,
    *,
    limit: int | None = None,
) -> Table:
    """Answer a query of the library; *params* are names, labels or IRIs as people write them.

    Raises `UnknownNameError` for a parameter or an entity that does not exist.
    """
    values = params or {}
    bound = bind(store, query, values)
    return ask(store, text_for(store, query, values), bound, limit=limit)


def text_for(store: ox.Store, query: Query, params: Mapping[str, str]) -> str:
    """Return a query's SPARQL, for the reports that the store holds and the one in *params*.

    While the store holds one report, that is its own text. Raises `UnknownReportError`.
    """
    name = params.get(REPORT.name, REPORT.default)
    only = ox.NamedNode(find_report(store, name).iri) if name != REPORT.default else None
    if query.all_reports or len(loaded_reports(store)) <= 1:
        return query.text
    return query.text_by_report(only=only)


def bind(
    store: ox.Store, query: Query, params: Mapping[str, str]
) -> dict[ox.Variable, ox.NamedNode | ox.Literal]:
    """Turn parameters as people write them, and the defaults of the others, into terms.

    The one for reports is none of them: `text_for` writes it into the text.
    """
    by_name = {param.name: param for param in query.params}
    accepted = {param.name for param in query.parameters}
    for name in params:
        if name == REPORT.name and query.all_reports:
            msg = f"{query.name!r} is about all reports together: {query.all_reports}"
            raise UsageError(msg)
        if name not in accepted:
            raise UnknownParameterError(query.name, name, accepted)
    values = {name: params.get(name, param.default) for name, param in by_name.items()}
    return {ox.Variable(name): _term(store, by_name[name], value) for name, value in values.items()}


def _term(store: ox.Store, param: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    refuse_halves(value)
    match param.kind:
        case "iri":
            return resolve(store, value, among=param.allowed)
        case "year":
            if not _YEAR.fullmatch(value):
                msg = f"parameter {param.name!r} is a year of four digits, not {value!r}"
                raise UsageError(msg)
            return ox.Literal(value)
        case _:
            return ox.Literal(value)


def run_within(
    store: ox.Store,
    query: Query,
    params: Mapping[str, str] | None = None,
    *,
    timeout: float = SECONDS,
    limit: int | None = ROWS,
) -> Table:
    """Answer a query of the library, or raise `QueryTimeoutError`.

    After that the query goes on in its thread until the process ends: for a command
    that is about to end, and that wants no second process for questions known to be quick.
    """
    check_timeout(timeout)
    outcomes: list[Table | BaseException] = []

    def work() -> None:
        try:
            outcomes.append(run(store, query, params, limit=limit))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            outcomes.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout)
    if not outcomes:
        raise QueryTimeoutError(timeout)
    if isinstance(outcomes[0], BaseException):
        raise outcomes[0]
    return outcomes[0]
