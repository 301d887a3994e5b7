"""What a page was asked for: from names as people write them to a view and its beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError, UsageError
from ...ontology.bilingual import Bilingual
from ...ontology.namespaces import shorten
from ...queries.entities.labels import key_of, key_writer, labels_of
from ...queries.entities.resolve import AmbiguousNameError, resolve
from ...queries.library.binding import bind, run
from ...queries.library.catalog import get_query
from ...queries.names.fold import half_width
from .model import Scope
from .views import answers, terms, views

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Request", "begin"]

_NUMBER = re.compile(r"\d+(\.\d+)*|box\d+")


@dataclass(frozen=True, slots=True)
class Request:
    """At most one of focus, sector, section, kind and query, each a name; none means all.

    *steps* overrides how far the view reaches; *params* are those of the query.
    """

    focus: str | None = None
    sector: str | None = None
    section: str | None = None
    kind: str | None = None
    query: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    steps: int | None = None


def begin(store: ox.Store, request: Request) -> tuple[Scope, frozenset[str]]:
    """Return the scope of the page and the entities that it begins with.

    Raises `UnknownNameError`, `AmbiguousNameError`, or `UsageError` where two things are
    asked for at once, and where a query's answer is no graph.
    """
    name, text = _only(request)
    steps = views()[name].steps if request.steps is None else request.steps
    if name == "query":
        about, keys = _answer(store, text, request.params)
        return Scope(name, about, "", steps), keys
    value = _value(store, name, text)
    rows = answers(store, views()[name].start, value)
    about = _name(store, value) if value else Bilingual()
    focus = key_of(store, value.value) if value and name == "around" else ""
    keys = frozenset(key for (key,) in rows)
    if not keys:
        msg = f"nothing to show for --{name} {text!r}"
        raise UsageError(msg)
    return Scope(name, about, focus, steps), keys


def _only(request: Request) -> tuple[str, str]:
    options = {
        "around": request.focus,
        "sector": request.sector,
        "section": request.section,
        "kind": request.kind,
        "query": request.query,
    }
    choices = [(name, text) for name, text in options.items() if text is not None]
    if len(choices) > 1:
        msg = "--focus, --sector, --section, --kind and --query exclude each other"
        raise UsageError(msg)
    if request.params and request.query is None:
        msg = "--param belongs to --query"
        raise UsageError(msg)
    return choices[0] if choices else ("whole", "")


def _value(store: ox.Store, view: str, text: str) -> ox.NamedNode | None:
    if view == "whole":
        return None
    if view == "kind":
        return _class(store, text)
    if view == "section" and _NUMBER.fullmatch(half_width(text)):
        return resolve(store, text)
    try:
        return resolve(store, text)
    except AmbiguousNameError as error:
        candidates = [key for key in error.fitting if key.startswith(f"{view}:")]
        if len(candidates) != 1:
            raise
        return resolve(store, candidates[0])


def _class(store: ox.Store, text: str) -> ox.NamedNode:
    """Find a class, or else a kind, by its local name or by a label in either language."""
    classes = {row[0] for row in terms(store, "classes")}
    kinds = {row[0] for row in terms(store, "kind-names")}
    class_of: dict[str, ox.NamedNode] = {}
    for term in (*sorted(classes, key=str), *sorted(kinds, key=str)):
        if isinstance(term, ox.NamedNode):
            key = shorten(term.value)
            for name in (key, key.partition(":")[2], *labels_of(store, term).values()):
                class_of.setdefault(name.casefold(), term)
    if text.casefold() not in class_of:
        raise UnknownNameError("class", text, class_of)
    return class_of[text.casefold()]


def _answer(
    store: ox.Store, name: str, params: Mapping[str, str]
) -> tuple[Bilingual, frozenset[str]]:
    """Take every entity that stands in the answer of a query, or that it was asked about."""
    query = get_query(name)
    if query.view != "graph":
        msg = f"the answer of {name!r} is shown as a {query.view}, not as a graph"
        raise UsageError(msg)
    values = bind(store, query, params).values()
    cells = [cell for row in run(store, query, params).rows for cell in row]
    entities = (term for term in (*values, *cells) if isinstance(term, ox.NamedNode))
    write = key_writer(store)
    return query.title, frozenset(write(term.value) for term in entities)


def _name(store: ox.Store, term: ox.NamedNode) -> Bilingual:
    labels = labels_of(store, term)
    return Bilingual(labels.get("zh", ""), labels.get("en", ""))
