"""From what people call a thing to its IRI."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError, UsageError
from ...graph.rdf import node, union_quads, value
from ...graph.text.keys import part_iris, part_key
from ...ontology.namespaces import BASE, RDF_TYPE, prefixes, shorten
from ..names.fold import fold_name, fold_words, half_width, plain_name
from ..names.namings import NamingKind, namings_of
from .labels import label_in
from .reports import loaded_reports
from .search import Match, things_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..names.namings import Naming
    from .search import Hit

__all__ = ["AmbiguousNameError", "Choice", "choose", "names_of", "resolve"]

_INDICATOR = "indicator:"
_ONE_LINE = 8
"""How many names fit on a line."""


class AmbiguousNameError(UsageError):
    """A name fits several things; the message lists them, each with what *described* says of it."""

    def __init__(
        self, name: str, fitting: Iterable[str], described: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(name)
        self.name = name
        self.fitting = tuple(sorted(fitting))
        self.described = dict(described or {})

    def __str__(self) -> str:
        names = ", ".join(map(self._describe, self.fitting[:_ONE_LINE]))
        more = f" and {len(self.fitting) - _ONE_LINE} more" if self.fitting[_ONE_LINE:] else ""
        return f"{self.name!r} can mean {names}{more}"

    def _describe(self, key: str) -> str:
        text = self.described.get(key)
        return f"{key} ({text})" if text else key


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken for.

    *closest* says that the thing is not called so, but that nothing else comes as near; *others*
    are the short names of what is called so too.
    """

    node: ox.NamedNode
    closest: bool = False
    others: tuple[str, ...] = ()


def names_of(store: ox.Store, *, among: tuple[str, ...] = ()) -> Mapping[str, frozenset[str]]:
    """Collect name → IRIs: labels and other names in both languages, slugs, prefixed names.

    Each is in one word, as it can be typed. Where *among* names classes, as prefixed names,
    only of what belongs to one of them.
    """
    index: dict[str, set[str]] = defaultdict(set)
    for iri, own in _namings(store, among).items():
        for text in (
            *(one.text for one in own if one.kind is not NamingKind.HIDDEN_NAME),
            shorten(iri),
        ):
            index[plain_name(text)].add(iri)
    return {name: frozenset(iris) for name, iris in index.items()}


def resolve(store: ox.Store, name: str, *, among: tuple[str, ...] = ()) -> ox.NamedNode:
    """Find what *name* means, as `choose` does, and say nothing of what else it could be."""
    return choose(store, name, among=among).node


def choose(store: ox.Store, name: str, *, among: tuple[str, ...] = ()) -> Choice:
    """Find what *name* means: an IRI, a prefixed name, a slug, a key, a label, or words of one.

    Where *among* names classes, as prefixed names, only what belongs to one of them is looked at.
    Of an indicator and the thing that it counts, both called so, it is the thing. Words are
    found as `search` finds them, whole ones before beginnings; of several things that have them,
    the one whose words all others have too. Raises `UnknownNameError` with near names, or
    `AmbiguousNameError`.
    """
    parts = () if among else _parts(store, half_width(name))
    if len(parts) > 1:
        raise AmbiguousNameError(name, (part_key(iri, several=True) for iri in parts))
    iri = parts[0] if parts else _expand(name)
    allowed = iri in _members(store, among) if among else iri.startswith(BASE)
    if allowed and (own := _node(store, iri)):
        return Choice(own)
    if not fold_name(name):
        raise UnknownNameError("entity", name, ())
    namings = _namings(store, among)
    exact = _called(namings, name)
    things = [key for key in exact if not shorten(key).startswith(_INDICATOR)]
    chosen = things if len(things) == 1 else exact
    closest = [] if exact else _closest(namings, name)
    if not (chosen or closest):
        texts = {one.text for own_names in namings.values() for one in own_names}
        raise UnknownNameError("entity", name, texts, fold=fold_name)
    fitting = chosen or closest
    if len(fitting) > 1:
        raise AmbiguousNameError(name, map(shorten, fitting), _described(store, fitting))
    others = tuple(sorted(shorten(key) for key in exact if key not in chosen))
    return Choice(ox.NamedNode(fitting[0]), closest=not exact, others=others)


def _namings(store: ox.Store, among: tuple[str, ...]) -> Mapping[str, tuple[Naming, ...]]:
    namings = namings_of(store)
    members = _members(store, among) if among else frozenset(namings)
    return {iri: own for iri, own in namings.items() if iri in members}


def _called(namings: Mapping[str, tuple[Naming, ...]], name: str) -> list[str]:
    """List what is called so: to the letter, else but for what makes no difference.

    What only its IRI calls so comes after all that has such a name.
    """
    folded, plain = fold_name(name), plain_name(name)
    ranked: dict[tuple[bool, bool], list[str]] = defaultdict(list)
    for iri, own in namings.items():
        fitting = [one for one in own if one.folded.replace(" ", "") == folded]
        if fitting:
            by_slug = all(one.kind is NamingKind.SLUG for one in fitting)
            literally = any(plain_name(one.text) == plain for one in fitting)
            ranked[by_slug, not literally].append(iri)
        elif fold_name(shorten(iri)) == folded:
            ranked[True, True].append(iri)
    return sorted(ranked[min(ranked)]) if ranked else []


def _closest(namings: Mapping[str, tuple[Naming, ...]], name: str) -> list[str]:
    found: Sequence[Hit] = things_with(namings, name)
    literal = [hit for hit in found if hit.match is not Match.SYNONYM] or found
    hits = list(filter(_is_whole, literal)) or literal
    iris = sorted({hit.iri for hit in hits})
    return list(_common(hits)) or iris if " " in name.strip() else iris


def _is_whole(hit: Hit) -> bool:
    """Tell whether English words stand there as a whole; Chinese ones show no end."""
    return hit.text.isascii() and hit.match <= Match.WORDS


def _common(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield the one thing whose words stand in the names of all others."""
    words = {hit.iri: frozenset(fold_words(hit.text).split()) for hit in hits}
    least = [iri for iri, own in words.items() if all(own <= other for other in words.values())]
    if len(least) == 1:
        yield least[0]


def _described(store: ox.Store, iris: Iterable[str]) -> Mapping[str, str]:
    """Return short name → English label; the prefix of the name says of what kind it is."""
    return {shorten(iri): label_in(store, node(iri), "en") for iri in iris}


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


def _expand(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{prefixes()[prefix]}{local}" if colon and prefix in prefixes() else name
