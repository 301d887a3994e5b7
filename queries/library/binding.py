"""Questions of the library with their parameters bound, as terms, never spliced into the text."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError, UsageError
from ..entities.resolve import resolve
from ..sparql.engine import Table, ask, refuse_halves
from ..sparql.limits import ROWS, SECONDS, QueryTimeoutError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .header import Parameter, Query

__all__ = ["bind", "run", "run_within"]

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
    return ask(store, query.text, bind(store, query, params or {}), limit=limit)


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
    found: list[Table | BaseException] = []

    def work() -> None:
        try:
            found.append(run(store, query, params, limit=limit))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            found.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout)
    if not found:
        raise QueryTimeoutError(timeout)
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]
