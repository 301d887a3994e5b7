"""The query library: one question a file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ...errors import UnknownNameError, UsageError
from ...ontology.data_files import read_data
from ...ontology.resources import data_folder
from .header import Query, parse_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

__all__ = [
    "context_library",
    "find_query",
    "get_context_query",
    "get_query",
    "library",
    "pick_query",
    "read_queries",
    "wider_library",
]


@cache
def library() -> tuple[Query, ...]:
    """Return every query, by name."""
    return read_queries("questions")


def get_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    return pick_query("query", name, library())


def read_queries(folder: str) -> tuple[Query, ...]:
    """Read the queries in a folder of this package and the folders in it, by name."""
    files = _query_files(data_folder("oneplusn.queries") / folder, f"queries/{folder}")
    queries = (parse_query(path, read_data(file)) for path, file in files)
    return tuple(sorted(queries, key=lambda query: query.name))


def _query_files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _query_files(entry, name)
        elif entry.name.endswith(".rq"):
            yield name, entry


def pick_query(kind: str, name: str, queries: Iterable[Query]) -> Query:
    """Return the one called *name*; raise `UnknownNameError`, which calls them *kind*."""
    by_name = {query.name: query for query in queries}
    if name not in by_name:
        raise UnknownNameError(kind, name, by_name)
    return by_name[name]


@cache
def context_library() -> tuple[Query, ...]:
    """Return every query on the context, by name.

    They find nothing in a store without it: build the dataset with ``context=True``.
    """
    return read_queries("external")


def get_context_query(name: str) -> Query:
    """Return the query of that name; raise `UnknownNameError` with near names if none has it."""
    return pick_query("query on the context", name, context_library())


def wider_library() -> tuple[Query, ...]:
    """Return the library with the queries on the context, by name.

    Where both have a name, it is the one on the context: `targets` is then all targets.
    """
    by_name = {query.name: query for query in (*library(), *context_library())}
    return tuple(by_name[name] for name in sorted(by_name))


def find_query(name: str, *, context: bool) -> Query:
    """Return the query of that name, of the library or with *context* of the wider one.

    Raises `UnknownNameError` with near names, or `UsageError` for one that needs the context.
    """
    if quick := _read_query(name, "external" if context else "questions"):
        return quick
    if context:
        return pick_query("query", name, wider_library())
    names = {query.name for query in library()}
    if name not in names and name in {query.name for query in context_library()}:
        where = "they come with --context, in Python with load(context=True)"
        raise UsageError(f"{name!r} asks for facts from outside the reports; {where}")
    return get_query(name)


def _read_query(name: str, folder: str) -> Query | None:
    """Read the one file of that name, which is quicker than to read all and choose."""
    for path, file in _query_files(data_folder("oneplusn.queries") / folder, f"queries/{folder}"):
        if file.name == f"{name}.rq":
            return parse_query(path, read_data(file))
    return None
