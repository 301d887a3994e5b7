"""The ontology's axioms in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.message_catalog import messages
from ...ontology.namespaces import RDF_TYPE, shorten
from ...ontology.vocabulary import OWL, RDF
from ..rdf import union_quads, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["name_blank", "say_axiom"]

_FIRST, _REST = RDF.first, RDF.rest
_ON, _SOME = OWL.onProperty, OWL.someValuesFrom


def say_axiom(triple: ox.Triple, name: Callable[[object], str], *, language: str = "en") -> str:
    """Say an axiom in words; ``""`` for what only spells out a list or a restriction.

    >>> from oneplusn.ontology.namespaces import OPN
    >>> inverse = ox.Triple(OPN.hasPart, OWL.inverseOf, OPN.partOf)
    >>> say_axiom(inverse, lambda term: shorten(term.value))
    'opn:hasPart is the inverse of opn:partOf'
    """
    term = triple.object if triple.predicate == RDF_TYPE else triple.predicate
    construct, axioms = shorten(value(term)), messages("axioms")
    if construct not in axioms:
        return ""
    names = {"subject": name(triple.subject), "object": name(triple.object)}
    return axioms.say(construct, language, **{key: names[key] for key in axioms[construct].blanks})


def name_blank(
    store: ox.Store, blank: ox.BlankNode, name: Callable[[object], str], *, language: str = "en"
) -> str:
    """Name a node that has no IRI by what it is: a list by its members, a restriction by both."""
    members = tuple(_members(store, blank))
    if members:
        return messages("axioms").say("then", language).join(map(name, members))
    names = [name(term) for key in (_ON, _SOME) for term in _objects(store, blank, key)]
    if len(names) != len((_ON, _SOME)):
        return str(blank)
    parts = {"property": names[0], "class": names[1]}
    return messages("axioms").say("restriction", language, **parts)


def _members(store: ox.Store, start: ox.BlankNode) -> Iterator[object]:
    rest: object = start
    while isinstance(rest, ox.BlankNode):
        yield from _objects(store, rest, _FIRST)
        rest = next(_objects(store, rest, _REST), None)


def _objects(store: ox.Store, subject: ox.BlankNode, predicate: ox.NamedNode) -> Iterator[object]:
    return (quad.object for quad in union_quads(store, subject, predicate))
