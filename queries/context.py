"""The questions that need facts from outside the report, apart from the library."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .library import pick_query, read_queries

if TYPE_CHECKING:
    from .header import Query

__all__ = ["context_library", "get_context_query"]


@cache
def context_library() -> tuple[Query, ...]:
    """Return every query on the context, by name.

    They find nothing in a store without it: build the dataset with ``context=True``.
    """
    return read_queries("context")


def get_context_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    return pick_query("query on the context", name, context_library())
