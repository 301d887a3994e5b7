"""The data files of the package: read as what they have to be, or refused with file and line."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..errors import DataFileError, Place
from .literals import literal_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

__all__ = [
    "LIST",
    "check_data_files",
    "data_files",
    "file_name",
    "read_csv",
    "read_data",
    "read_toml",
    "read_turtle",
]

LIST = "data-files.txt"
"""The file of the ontology that lists all data files of the graph and of itself."""
_HIDDEN = (".", "__pycache__")
_CODE = (".py", ".pyi")
_ROOT = f"oneplusn{os.sep}"


def file_name(file: Traversable) -> str:
    """Return how messages call a file of the package: by its path from the package on.

    >>> file_name(Path("/usr/lib/oneplusn/ontology/prefixes.ttl"))
    'ontology/prefixes.ttl'
    """
    return str(file).rpartition(_ROOT)[2].replace(os.sep, "/")


def read_data(file: Traversable) -> str:
    """Read a data file; raise `DataFileError` where it is missing, no file, or no UTF-8."""
    place = Place(file_name(file))
    if not file.is_file():
        is_there = file.is_dir() or (isinstance(file, Path) and file.exists())
        raise DataFileError("is no regular file" if is_there else "is missing", place)
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", place) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataFileError(f"not UTF-8: {error.reason}", Place(place.file, line)) from error
    if text.startswith("\ufeff"):
        raise DataFileError("begins with a byte order mark", Place(place.file, 1))
    return text.replace("\r\n", "\n")


def read_turtle(file: Traversable) -> tuple[ox.Triple, ...]:
    """Parse one Turtle file into triples, in the order of the file.

    Raises `DataFileError` for what is not Turtle, or no literal of its datatype, with the line,
    and as `read_data`.
    """
    text = read_data(file)
    try:
        triples = tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        place = Place(file_name(file), error.lineno or 0)
        raise DataFileError(f"not Turtle: {_first_line(error)}", place) from error
    for triple in triples:
        if problem := literal_problem(triple.object):
            raise DataFileError(problem, Place(file_name(file), _line_of(triple.object, text)))
    return triples


def _first_line(error: SyntaxError) -> str:
    return str(error.msg).partition("\n")[0]


def _line_of(term: object, text: str) -> int:
    """Return the first line that has a literal in quotes; 0 where none has."""
    quoted = f'"{term.value}"' if isinstance(term, ox.Literal) else ""
    return next((n for n, line in enumerate(text.split("\n"), 1) if quoted in line), 0)


def read_toml(file: Traversable) -> dict[str, Any]:
    """Read a TOML file; raise `DataFileError` for what is none, and as `read_data`."""
    import tomllib  # noqa: PLC0415 - slow to import, and many commands read none

    text = read_data(file)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataFileError(f"not TOML: {error}", Place(file_name(file))) from error


def read_csv(file: Traversable, columns: Iterable[str]) -> list[dict[str, str]]:
    """Read the rows of a CSV file by the names of its columns, which have to be *columns*.

    Raises `DataFileError` for other columns, for a row with more or fewer cells, and as
    `read_data`.
    """
    reader = csv.DictReader(read_data(file).splitlines(), strict=True)
    try:
        if list(columns) != reader.fieldnames:
            problem = f"has not the columns {', '.join(columns)}"
            raise DataFileError(problem, Place(file_name(file), 1))
        rows = [_row(row, Place(file_name(file), reader.line_num)) for row in reader]
    except csv.Error as error:
        raise DataFileError(f"not CSV: {error}", Place(file_name(file), reader.line_num)) from error
    return rows


def _row(row: dict[Any, Any], place: Place) -> dict[str, str]:
    if None in row or None in row.values():
        raise DataFileError("has not as many cells as columns", place)
    return row


def data_files(folder: Traversable, path: str) -> tuple[str, ...]:
    """List the data files of a folder and those in it, by their paths from *path* on, sorted."""
    names = list[str]()
    for entry in folder.iterdir():
        if entry.name.startswith(_HIDDEN) or entry.name == LIST:
            continue
        if entry.is_dir():
            names += data_files(entry, f"{path}/{entry.name}")
        elif not entry.name.endswith(_CODE):
            names.append(f"{path}/{entry.name}")
    return tuple(sorted(names))


def check_data_files(folders: dict[str, Traversable]) -> None:
    """Raise `DataFileError` for the first data file on the list that is missing, or is none.

    *folders* are the packages by the names that the list has for them. What is there beside
    the list is not looked at: it may be a draft.
    """
    for name in read_data(folders["ontology"] / LIST).split():
        package, *parts = name.split("/")
        file = folders[package].joinpath(*parts)
        if not file.is_file():
            read_data(file)
