"""The concept schemes, each as a list of concepts with the narrower ones below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.namespaces import RDF_TYPE
from ...ontology.resources import alignment_triples, scheme_triples
from ...ontology.vocabulary import SKOS
from .index import Index, anchor_of
from .model import Concept, Scheme
from .terms import find_matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...ontology.bilingual import Bilingual
    from .usage import Usage

__all__ = ["read_schemes"]


def read_schemes(index: Index, usage: Usage) -> tuple[Scheme, ...]:
    """Return the schemes by name."""
    reader = _Reader(index, usage)
    own = Index(scheme_triples())
    names = own.subjects(SKOS.ConceptScheme.value, RDF_TYPE.value)
    return tuple(reader.scheme(iri, own.subjects(iri, SKOS.inScheme.value)) for iri in names)


class _Reader:
    def __init__(self, index: Index, usage: Usage) -> None:
        self._index = index
        self._usage = usage
        self._aligned = Index(alignment_triples())

    def scheme(self, iri: str, concepts: Iterable[str]) -> Scheme:
        members = set(concepts)
        tops = [name for name in members if not set(self._broader(name)) & members]
        return Scheme(
            self._index.ref(iri), anchor_of(iri), len(members), self._concepts(tops, members)
        )

    def _broader(self, iri: str) -> tuple[str, ...]:
        return self._index.values(iri, SKOS.broader.value)

    def _concepts(self, names: Iterable[str], members: set[str]) -> tuple[Concept, ...]:
        return tuple(self._concept(name, members) for name in sorted(names, key=self._order))

    def _order(self, iri: str) -> tuple[list[tuple[int, str]], str]:
        """Order concepts by their notations, A.2 before A.10, and by name where they have none."""
        parts = self._notation(iri).split(".")
        return [(len(part), part) for part in parts], iri

    def _notation(self, iri: str) -> str:
        return next(iter(self._index.values(iri, SKOS.notation.value)), "")

    def _home(self, iri: str) -> str:
        """Return the broader concept from which the notation goes on: there a concept stands."""
        broader = self._broader(iri)
        notation = self._notation(iri)
        own = (up for up in broader if notation.startswith(f"{self._notation(up)}."))
        return next(own, next(iter(broader), ""))

    def _concept(self, iri: str, members: set[str]) -> Concept:
        below = set(self._index.subjects(iri, SKOS.broader.value)) & members
        return Concept(
            self._index.ref(iri),
            anchor_of(iri),
            self._index.name(iri, SKOS.definition.value),
            self._usage.of_concept(iri),
            (*find_matches(self._index, iri), *find_matches(self._aligned, iri)),
            self._remarks(iri),
            self._concepts((one for one in below if self._home(one) == iri), members),
            self._notation(iri),
        )

    def _remarks(self, iri: str) -> tuple[Bilingual, ...]:
        return (
            *self._index.names(iri, SKOS.scopeNote.value),
            *self._aligned.names(iri, SKOS.editorialNote.value),
        )
