"""The views: what a page begins with and how it grows, and the queries they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.data_files import read_data, read_toml
from ...queries.entities.labels import key_writer
from ...queries.sparql.engine import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["View", "answers", "terms", "text_writer", "views"]

_FOLDER = files("oneplusn.viz.select")


@dataclass(frozen=True, order=True, slots=True)
class View:
    """Five queries by their names in ``view_queries/``, and how many steps the view reaches."""

    name: str
    start: str
    expand: str
    node: str
    edge: str
    detail: str
    steps: int


@cache
def views() -> Mapping[str, View]:
    """Return the views by name.

    >>> views()["around"].start
    'start-around'
    """
    tables = read_toml(_FOLDER / "views.toml")
    return MappingProxyType({name: View(name, **fields) for name, fields in tables.items()})


def terms(
    store: ox.Store, query: str, value: ox.NamedNode | None = None
) -> tuple[tuple[object, ...], ...]:
    """Answer a query of ``view_queries/``; *value*, if there is one, is what was asked for."""
    text = read_data(_FOLDER / "view_queries" / f"{query}.rq")
    return ask(store, text, {ox.Variable("value"): value} if value else {}).rows


def answers(
    store: ox.Store, query: str, value: ox.NamedNode | None = None
) -> list[tuple[str, ...]]:
    """Answer a query with keys for IRIs, the text of literals, ``""`` for what is not bound."""
    text_of = text_writer(store)
    return [tuple(map(text_of, row)) for row in terms(store, query, value)]


def text_writer(store: ox.Store) -> Callable[[object], str]:
    """Return what writes terms of a store: IRIs as keys, literals as texts, all else as ``""``."""
    return partial(_text_of, key_writer(store))


def _text_of(key_of: Callable[[str], str], term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return key_of(term.value)
    return term.value if isinstance(term, ox.Literal) else ""
