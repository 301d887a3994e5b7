"""Where a fact from outside the report comes from: the document, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import CONTEXT, OUTSIDE
from ...graph.rdf import named_quads, value
from ...ontology.message_catalog import messages
from ...ontology.namespaces import OPN
from .labels import ALT_LABEL, label_in

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Origin", "is_outside_only", "names_outside", "origin_of", "origins", "say_origin"]

_ADDRESSES = (OPN.sourceAddress, OPN.identifierSource)


@dataclass(frozen=True, order=True, slots=True)
class Origin:
    """A document, ``""`` where there is none, and the addresses or registers it was found in."""

    document: str
    addresses: tuple[str, ...]


def origin_of(store: ox.Store, thing: object) -> Origin | None:
    """Return where a thing of the context was found; ``None`` for any other."""
    if not isinstance(thing, ox.NamedNode):
        return None
    addresses = sorted({a for name in _ADDRESSES for a in _values(store, thing, name)})
    if not addresses:
        return None
    own = [thing.value] if _values(store, thing, OPN.officialTitle) else [""]
    named = _values(store, thing, OPN.setBy) or _values(store, thing, OPN.officialDocument)
    documents = named or own
    return Origin(min(documents), tuple(addresses))


def origins(store: ox.Store, triple: ox.Triple) -> tuple[Origin, ...]:
    """Return the origins of a triple that the context states, sorted.

    That is where its subject was found; a subject without an address of its own is
    vouched for by what points to it, and if possible to the triple's object too: the
    document that a body issued, the judgement that identifies a plan, the identifier.
    None are returned for our own judgements, which have a reason in place of a source.
    """
    if own := origin_of(store, triple.subject):
        return (own,)
    vouching = set(_pointing(store, triple.subject))
    matches = {thing for thing in vouching if _names(store, thing, triple.object)}
    sources = (origin_of(store, thing) for thing in matches or vouching)
    return tuple(sorted({origin for origin in sources if origin}))


def is_outside_only(store: ox.Store, triple: ox.Triple) -> bool:
    """Tell whether a triple that is in the store would not be there without the context."""
    quads = named_quads(store, triple.subject, triple.predicate, triple.object)
    return all(quad.graph_name in OUTSIDE for quad in quads)


def names_outside(store: ox.Store, thing: ox.NamedNode) -> frozenset[str]:
    """Return the other names of a thing that only the context gives it."""
    quads = list(named_quads(store, thing, ALT_LABEL))
    own = {value(quad.object) for quad in quads if quad.graph_name not in OUTSIDE}
    return frozenset(value(quad.object) for quad in quads) - own


def say_origin(store: ox.Store, origin: Origin, lang: str) -> str:
    """Write an origin on one line: title, number, a mark if it is newer, addresses."""
    if not origin.document:
        return " ".join(origin.addresses)
    document = ox.NamedNode(origin.document)
    title = label_in(store, document, lang)
    notes = [n for n in sorted(_values(store, document, OPN.documentNumber)) if n not in title]
    if _values(store, document, OPN.laterThan):
        notes.append(messages("sources").say("later", lang))
    brackets = messages("punctuation")
    named = title + "".join(brackets.say("brackets", lang, text=note) for note in notes)
    return " ".join((named, *origin.addresses))


def _values(store: ox.Store, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    quads = store.quads_for_pattern(thing, predicate, None, CONTEXT)
    return [value(quad.object) for quad in quads]


def _pointing(
    store: ox.Store, thing: ox.NamedNode | ox.BlankNode | ox.Triple
) -> Iterable[ox.NamedNode]:
    if not isinstance(thing, ox.NamedNode):
        return ()
    quads = store.quads_for_pattern(None, None, thing, CONTEXT)
    return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _names(store: ox.Store, thing: ox.NamedNode, other: object) -> bool:
    """Tell whether *thing* has *other* as an object, or is the identifier that stands in it."""
    if not isinstance(other, ox.NamedNode):
        return False
    if any(True for _ in store.quads_for_pattern(thing, None, other, CONTEXT)):
        return True
    return any(
        identifier in other.value for identifier in _values(store, thing, OPN.identifierValue)
    )
