"""The questions that need facts from outside the report, apart from the library."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..errors import UsageError
from .library import get_query, library, pick_query, read_queries

if TYPE_CHECKING:
    from .header import Query

__all__ = ["context_library", "find_query", "get_context_query", "wider_library"]


@cache
def context_library() -> tuple[Query, ...]:
    """Return every query on the context, by name.

    They find nothing in a store without it: build the dataset with ``context=True``.
    """
    return read_queries("context")


def get_context_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    return pick_query("query on the context", name, context_library())


def wider_library() -> tuple[Query, ...]:
    """Return the library with the queries on the context, by name.

    Where both have a name, it is the one on the context: `targets` is then all targets.
    """
    found = {query.name: query for query in (*library(), *context_library())}
    return tuple(found[name] for name in sorted(found))


def find_query(name: str, *, context: bool) -> Query:
    """Return the query of that name, of the library or with *context* of the wider one.

    Raises `UnknownNameError` with near names, or `UsageError` for one that needs the context.
    """
    if context:
        return pick_query("query", name, wider_library())
    known = {query.name for query in library()}
    if name not in known and name in {query.name for query in context_library()}:
        where = "they come with --context, in Python with load(context=True)"
        raise UsageError(f"{name!r} asks for facts from outside the report; {where}")
    return get_query(name)
