"""The query library: one question a file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..errors import UnknownNameError
from .header import Query, parse_query

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["get_query", "library", "pick_query", "read_queries"]


@cache
def library() -> tuple[Query, ...]:
    """Return every query, by name."""
    return read_queries("rq")


def get_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    return pick_query("query", name, library())


def read_queries(folder: str) -> tuple[Query, ...]:
    """Read the queries in a folder of this package, by name."""
    entries = (files("oneplusn.queries") / folder).iterdir()
    found = (entry for entry in entries if entry.name.endswith(".rq"))
    read = (parse_query(f.name.removesuffix(".rq"), f.read_text("utf-8")) for f in found)
    return tuple(sorted(read, key=lambda query: query.name))


def pick_query(kind: str, name: str, queries: Iterable[Query]) -> Query:
    """Return the one called *name*; raise `UnknownNameError`, which calls them *kind*."""
    known = {query.name: query for query in queries}
    if name not in known:
        raise UnknownNameError(kind, name, known)
    return known[name]
