"""The ontology's axioms in words."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import RDF_TYPE, shorten
from ...ontology.vocabulary import OWL, RDF
from ..rdf import union_quads, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["name_blank", "say_axiom"]

_FIRST, _REST = RDF.first, RDF.rest
_ON, _SOME = OWL.onProperty, OWL.someValuesFrom
_RESTRICTION = {"en": "one with “{}” to some {}", "zh": "以“{}”指向某个{}者"}
_THEN = {"en": ", then ", "zh": "”，再“"}


def say_axiom(triple: ox.Triple, name: Callable[[object], str], *, language: str = "en") -> str:
    """Say an axiom in words; ``""`` for what only spells out a list or a restriction.

    >>> from oneplusn.ontology.namespaces import OPN
    >>> inverse = ox.Triple(OPN.partOf, OWL.inverseOf, OPN.hasPart)
    >>> say_axiom(inverse, lambda term: shorten(term.value))
    'opn:partOf is the inverse of opn:hasPart'
    """
    said = triple.object if triple.predicate == RDF_TYPE else triple.predicate
    form = _forms().get(shorten(value(said)), {}).get(language, "")
    return form.format(s=name(triple.subject), o=name(triple.object))


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    text = (files("oneplusn.graph.reasoning") / "axioms.csv").read_text("utf-8")
    return MappingProxyType({row["construct"]: row for row in csv.DictReader(text.splitlines())})


def name_blank(
    store: ox.Store, blank: ox.BlankNode, name: Callable[[object], str], *, language: str = "en"
) -> str:
    """Name a node that has no IRI by what it is: a list by its members, a restriction by both."""
    members = tuple(_members(store, blank))
    if members:
        return _THEN[language].join(map(name, members))
    named = [name(term) for key in (_ON, _SOME) for term in _objects(store, blank, key)]
    return _RESTRICTION[language].format(*named) if len(named) == 2 else str(blank)  # noqa: PLR2004


def _members(store: ox.Store, start: ox.BlankNode) -> Iterator[object]:
    rest: object = start
    while isinstance(rest, ox.BlankNode):
        yield from _objects(store, rest, _FIRST)
        rest = next(_objects(store, rest, _REST), None)


def _objects(store: ox.Store, subject: ox.BlankNode, predicate: ox.NamedNode) -> Iterator[object]:
    return (quad.object for quad in union_quads(store, subject, predicate))
