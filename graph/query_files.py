"""Files of SPARQL with a head of ``#+ name: text`` lines."""

from __future__ import annotations

import re
from importlib.resources import files

__all__ = ["headers", "rq_files"]

_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


def headers(text: str) -> dict[str, str]:
    """Return what the head of a query says, by name.

    >>> headers("#+ summary: Nothing is a part of itself.\\nSELECT …")
    {'summary': 'Nothing is a part of itself.'}
    """
    return dict(_HEADER.findall(text))


def rq_files(folder: str) -> tuple[tuple[str, str], ...]:
    """Return name and text of the ``.rq`` files of a folder of this layer, by name."""
    entries = (files("oneplusn.graph") / folder).iterdir()
    return tuple(
        (entry.name.removesuffix(".rq"), entry.read_text("utf-8"))
        for entry in sorted(entries, key=lambda entry: entry.name)
        if entry.name.endswith(".rq")
    )
