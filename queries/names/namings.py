"""What each thing is called: labels, other names, hidden ones, and the last part of its IRI."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ...graph.labels import RDFS_LABEL
from ...graph.named_graphs import OUTSIDE
from ...graph.rdf import graph_name, value
from ...ontology.namespaces import BASE
from ...ontology.vocabulary import SKOS
from .fold import fold_words
from .phrases import read_terms
from .synonyms import idle_words, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from .phrases import Term

__all__ = ["Naming", "NamingKind", "namings_of", "terms_of"]


class NamingKind(IntEnum):
    """What sort of name it is; the smaller the more a thing is called so."""

    LABEL = 1
    OTHER_NAME = 2
    HIDDEN_NAME = 3
    SLUG = 4


@dataclass(frozen=True, order=True, slots=True)
class Naming:
    """A name of a thing, as it is and folded.

    *outside* says that the report, and what we add to it, does not have it.
    """

    kind: NamingKind
    text: str
    folded: str
    outside: bool = False


_KINDS = {
    RDFS_LABEL: NamingKind.LABEL,
    SKOS.altLabel: NamingKind.OTHER_NAME,
    SKOS.hiddenLabel: NamingKind.HIDDEN_NAME,
}
_LONGEST = 5
"""How many words a name has at most that can stand for another name of the thing."""


def namings_of(store: ox.Store) -> Mapping[str, tuple[Naming, ...]]:
    """Return the IRI of each thing that has a label → its names, sorted; figures are left out."""
    graphs: dict[tuple[str, NamingKind, str], set[bool]] = defaultdict(set)
    for predicate, kind in _KINDS.items():
        for quad in store.quads_for_pattern(None, predicate, None):
            iri = value(quad.subject)
            if iri.startswith(BASE) and not iri.startswith(f"{BASE}quantity/"):
                own = graphs[iri, kind, value(quad.object)]
                # Of the union of all graphs nobody knows where its triples come from.
                own.update([quad.graph_name in OUTSIDE] if graph_name(quad) else [])
    namings: dict[str, set[Naming]] = defaultdict(set)
    for (iri, kind, text), outside in graphs.items():
        namings[iri].add(Naming(kind, text, fold_words(text), outside == {True}))
    return {iri: (*sorted(found), *_slug(iri, found)) for iri, found in sorted(namings.items())}


def terms_of(text: str, namings: Mapping[str, tuple[Naming, ...]]) -> tuple[Term, ...]:
    """Read a text as terms: the other names of a thing can stand for one, and synonyms."""
    groups = (
        [one.folded for one in own if one.kind is not NamingKind.SLUG and _is_short(one.folded)]
        for own in namings.values()
    )
    return read_terms(text, synonyms(group for group in groups if group[1:]), idle_words())


def _is_short(folded: str) -> bool:
    return 0 < len(folded.split()) <= _LONGEST


def _slug(iri: str, own: set[Naming]) -> Iterator[Naming]:
    """Yield the last part of an IRI; it is the report's if one of the names is."""
    slug = iri.removeprefix(f"{BASE}report/").rpartition("/")[2].rpartition("#")[2]
    if "/report/" not in iri:
        yield Naming(NamingKind.SLUG, slug, fold_words(slug), all(one.outside for one in own))
