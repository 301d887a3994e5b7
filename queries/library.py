"""The query library: one question a file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ..errors import UnknownNameError
from .header import Query, parse_query

__all__ = ["get_query", "library"]


@cache
def library() -> tuple[Query, ...]:
    """Return every query, by name."""
    folder = files("oneplusn.queries") / "rq"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq"))
    read = (parse_query(f.name.removesuffix(".rq"), f.read_text("utf-8")) for f in found)
    return tuple(sorted(read, key=lambda query: query.name))


def get_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    known = {query.name: query for query in library()}
    if name not in known:
        raise UnknownNameError("query", name, known)
    return known[name]
