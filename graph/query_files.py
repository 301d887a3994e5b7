"""Files of SPARQL with a head of ``#+ name: text`` lines."""

from __future__ import annotations

import re
from importlib.resources import files

from ..errors import DataFileError, Place
from ..ontology.data_files import read_data

__all__ = ["headers", "rq_error", "rq_files"]

_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


def headers(text: str) -> dict[str, str]:
    """Return what the head of a query says, by name.

    >>> headers("#+ summary: Nothing is a part of itself.\\nSELECT …")
    {'summary': 'Nothing is a part of itself.'}
    """
    return dict(_HEADER.findall(text))


def rq_error(folder: str, name: str, problem: str) -> DataFileError:
    """Make the error of a file of a folder of this layer that has another form."""
    return DataFileError(problem, Place(f"graph/{folder}/{name}.rq"))


def rq_files(folder: str) -> tuple[tuple[str, str], ...]:
    """Return name and text of the ``.rq`` files of a folder of this layer, by name."""
    entries = (files("oneplusn.graph") / folder).iterdir()
    return tuple(
        (entry.name.removesuffix(".rq"), read_data(entry))
        for entry in sorted(entries, key=lambda entry: entry.name)
        if entry.name.endswith(".rq")
    )
