"""From what people call a thing to its IRI."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError, UsageError
from ...graph.rdf import union_quads, value
from ...graph.text.keys import part_iris, part_key
from ...ontology.namespaces import BASE, RDF_TYPE, prefixes, shorten
from ...ontology.vocabulary import RDFS, SKOS
from .fold import fold_name, half_width, plain_name
from .reports import loaded_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["AmbiguousNameError", "names_of", "resolve"]

_LABELS = (RDFS.label, SKOS.altLabel)
_ONE_LINE = 8
"""How many names fit on a line."""


class AmbiguousNameError(UsageError):
    """A name fits several things; the message lists them."""

    def __init__(self, name: str, fitting: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.fitting = tuple(sorted(fitting))

    def __str__(self) -> str:
        names = ", ".join(self.fitting[:_ONE_LINE])
        more = f" and {len(self.fitting) - _ONE_LINE} more" if self.fitting[_ONE_LINE:] else ""
        return f"{self.name!r} can mean {names}{more}"


def names_of(store: ox.Store, *, among: tuple[str, ...] = ()) -> Mapping[str, frozenset[str]]:
    """Collect name → IRIs: labels and other names in both languages, slugs, prefixed names.

    Each is in one word, as it can be typed. Where *among* names classes, as prefixed names,
    only of what belongs to one of them.
    """
    index: dict[str, set[str]] = defaultdict(set)
    for predicate in _LABELS:
        for quad in union_quads(store, None, predicate):
            iri = value(quad.subject)
            if iri.startswith(BASE) and not iri.startswith(f"{BASE}quantity/"):
                for name in (value(quad.object), _slug(iri), shorten(iri)):
                    index[plain_name(name)].add(iri)
    if not among:
        return {name: frozenset(iris) for name, iris in index.items()}
    members = _members(store, among)
    return {name: members & iris for name, iris in index.items() if members & iris}


def resolve(store: ox.Store, name: str, *, among: tuple[str, ...] = ()) -> ox.NamedNode:
    """Find what *name* means: an IRI, a prefixed name, a slug, a key, a label, or part of one.

    Where *among* names classes, as prefixed names, only what belongs to one of them is looked at.
    Raises `UnknownNameError` with near names, or `AmbiguousNameError`.
    """
    parts = () if among else _parts(store, half_width(name))
    if len(parts) > 1:
        raise AmbiguousNameError(name, (part_key(iri, several=True) for iri in parts))
    iri = parts[0] if parts else _expand(name)
    allowed = iri in _members(store, among) if among else iri.startswith(BASE)
    if allowed and (node := _node(store, iri)):
        return node
    index = names_of(store, among=among)
    folded = fold_name(name)
    if not folded:
        raise UnknownNameError("entity", name, ())
    fitting = index.get(plain_name(name)) or _fitting(index, folded)
    if not fitting:
        raise UnknownNameError("entity", name, index)
    if len(fitting) > 1:
        raise AmbiguousNameError(name, map(shorten, fitting))
    return ox.NamedNode(next(iter(fitting)))


def _parts(store: ox.Store, name: str) -> tuple[str, ...]:
    """Return the sections or passages that have *name* as a key, one of each report."""
    ids = (report.id for report in loaded_reports(store))
    return tuple(iri for iri in part_iris(name, ids) if _node(store, iri))


def _members(store: ox.Store, among: tuple[str, ...]) -> frozenset[str]:
    """Collect what belongs to one of the classes, inferred memberships included."""
    matches = (union_quads(store, None, RDF_TYPE, ox.NamedNode(_expand(name))) for name in among)
    return frozenset(value(quad.subject) for quads in matches for quad in quads)


def _node(store: ox.Store, iri: str) -> ox.NamedNode | None:
    """Return the node of an IRI that the store says something about."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    return node if next(union_quads(store, node), None) else None


def _fitting(index: Mapping[str, frozenset[str]], folded: str) -> frozenset[str]:
    """Collect what is called so but for what makes no difference, else what has it in a name."""
    names = [(fold_name(name), iris) for name, iris in index.items()]
    exact = frozenset(iri for name, iris in names for iri in iris if name == folded)
    return exact or frozenset(iri for name, iris in names for iri in iris if folded in name)


def _expand(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{prefixes()[prefix]}{local}" if colon and prefix in prefixes() else name


def _slug(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2]
