"""From what people call a statement's three parts to a triple."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError
from ...graph.rdf import union_quads, value
from ...ontology.namespaces import OPN, RDF_TYPE, prefixes, shorten
from ...ontology.vocabulary import RDFS
from .resolve import AmbiguousNameError, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["resolve_property", "resolve_triple"]

_TYPE = frozenset({"a", "isa", "类型", "rdf:type", RDF_TYPE.value.casefold()})
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty")


def resolve_triple(store: ox.Store, subject: str, predicate: str, object_: str) -> ox.Triple:
    """Find the triple that three names mean: IRIs, prefixed names, slugs or labels.

    ``a``, ``is a`` and 类型 are `rdf:type`. A property with a range narrows what its
    object can mean. A value stands for the literal that the subject has.
    Raises `UnknownNameError` or `AmbiguousNameError`.
    """
    thing = resolve(store, subject)
    verb = resolve_property(store, predicate)
    for quad in union_quads(store, thing, verb):
        if isinstance(quad.object, ox.Literal) and quad.object.value == object_:
            return quad.triple
    return ox.Triple(thing, verb, _resolve_object(store, verb, object_))


def resolve_property(store: ox.Store, name: str) -> ox.NamedNode:
    """Find the property that a name means, as `resolve_triple` does.

    The local name of a property of the ontology, such as ``partOf``, will do too.
    """
    if "".join(name.split()).casefold() in _TYPE:
        return RDF_TYPE
    if name in OPN.names:
        return OPN[name]
    prefix, _, local = name.partition(":")
    if prefix in prefixes():
        iri = ox.NamedNode(prefixes()[prefix] + local)
        if next(union_quads(store, None, iri), None):
            return iri
    return resolve(store, name, among=_PROPERTIES)


def _resolve_object(store: ox.Store, verb: ox.NamedNode, name: str) -> ox.NamedNode:
    classes = ("owl:Class",) if verb == RDF_TYPE else tuple(_ranges(store, verb))
    if verb == RDF_TYPE and name in OPN.names:
        return OPN[name]
    if not classes:
        return resolve(store, name)
    try:
        return resolve(store, name, among=classes)
    except AmbiguousNameError:
        raise
    except UnknownNameError:
        # To ask for what cannot be is allowed: the answer is that it is not.
        return resolve(store, name)


def _ranges(store: ox.Store, verb: ox.NamedNode) -> Iterator[str]:
    for quad in union_quads(store, verb, RDFS.range):
        yield shorten(value(quad.object))
