"""The questions that need facts from outside the report, apart from the library."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ..errors import UnknownNameError
from .header import Query, parse_query

__all__ = ["context_library", "get_context_query"]


@cache
def context_library() -> tuple[Query, ...]:
    """Return every query on the context, by name.

    They find nothing in a store without it: build the dataset with ``context=True``.
    """
    folder = files("oneplusn.queries") / "context"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq"))
    read = (parse_query(f.name.removesuffix(".rq"), f.read_text("utf-8")) for f in found)
    return tuple(sorted(read, key=lambda query: query.name))


def get_context_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    known = {query.name: query for query in context_library()}
    if name not in known:
        raise UnknownNameError("query on the context", name, known)
    return known[name]
