"""What the reports leave unsaid of a thing: a date, an issuer, a place, the rest of a list."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.rdf import union_quads, value
from ...ontology.namespaces import OPN, RDF_TYPE
from ...ontology.resources import data_folder
from .labels import labels_of
from .passages import text_of
from .resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["goes_on", "unsaid"]

_CLOSING = "[”》’）]?"


def unsaid(store: ox.Store, thing: ox.NamedNode) -> tuple[str, ...]:
    """Name what a reader expects of a thing of its classes and nobody says, sorted.

    The names are those of ``expected.toml``: ``date``, ``issuer``, ``place``.
    """
    kinds = {value(quad.object) for quad in union_quads(store, thing, RDF_TYPE)}
    missing = (
        name
        for kind, expected in _expected().items()
        if OPN[kind].value in kinds
        for name, properties in expected.items()
        if not any(next(union_quads(store, thing, OPN[one]), None) for one in properties)
    )
    return tuple(sorted(set(missing)))


def goes_on(store: ox.Store, others: Iterable[object], passages: Iterable[str]) -> bool:
    """Tell whether a sentence names one of several things and goes on with 等, “and others”.

    *passages* are keys. The list is then open: the graph has what is named, and there is more.
    """
    nodes = [other for other in others if isinstance(other, ox.NamedNode)]
    names = [labels_of(store, other).get("zh", "") for other in nodes]
    listed = re.compile(f"(?:{'|'.join(map(re.escape, filter(None, names)))}){_CLOSING}等")
    texts = (text_of(store, resolve(store, key)) for key in dict.fromkeys(passages))
    return any(names) and any(map(listed.search, texts))


@cache
def _expected() -> Mapping[str, Mapping[str, list[str]]]:
    text = (data_folder("oneplusn.queries") / "entities" / "expected.toml").read_text("utf-8")
    return tomllib.loads(text)
