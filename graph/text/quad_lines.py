"""Where in its file a statement stands."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["line_of"]


def line_of(text: str, wanted: Callable[[ox.Quad], bool], *, form: ox.RdfFormat, base: str) -> int:
    """Return the line, from 1, where the first quad that is *wanted* ends; 0 if none is.

    >>> text = "<a> <b> <c> .\\n<a> <b>\\n  <d> .\\n"
    >>> line_of(text, lambda q: q.object == ox.NamedNode("http://x/d"),
    ...         form=ox.RdfFormat.TURTLE, base="http://x/")
    3
    """
    read = _ByLine(text.encode())
    for quad in ox.parse(read, format=form, base_iri=base):
        if wanted(quad):
            return len(read.getvalue()[: read.tell()].splitlines())
    return 0


class _ByLine(BytesIO):
    """Bytes that are read a line at a time: how far a parser is tells where a quad stands."""

    def read(self, size: int | None = -1, /) -> bytes:
        return self.readline(size)
