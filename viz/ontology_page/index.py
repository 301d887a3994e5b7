"""The quads by subject and by object, and names to show for what they speak of."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.rdf import language, value
from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import shorten
from ...ontology.resources import scheme_triples, term_triples
from ...ontology.vocabulary import RDF, RDFS, SKOS
from ...queries.entities.labels import write_key
from .model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Index"]

_ONTOLOGY = "https://w3id.org/oneplusn/ontology#"


@cache
def _declared() -> frozenset[str]:
    """List what has a place on the page: terms, and concepts that belong to a scheme."""
    filed = (t for t in scheme_triples() if t.predicate == SKOS.inScheme)
    triples = (*term_triples(), *filed)
    return frozenset(t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode))


class Index:
    """Triples by subject and predicate, and by object and predicate; each list is sorted.

    Where they are of *several* reports, the key of a passage names its report.
    """

    def __init__(self, triples: Iterable[ox.Triple], *, several: bool = False) -> None:
        self._several = several
        self._ahead: dict[tuple[str, str], set[object]] = defaultdict(set)
        self._back: dict[tuple[str, str], set[str]] = defaultdict(set)
        for triple in triples:
            predicate = triple.predicate.value
            self._ahead[value(triple.subject), predicate].add(triple.object)
            self._back[value(triple.object), predicate].add(value(triple.subject))

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the values of a property as text, sorted."""
        return tuple(sorted(value(term) for term in self._ahead.get((subject, predicate), ())))

    def subjects(self, target: str, predicate: str) -> tuple[str, ...]:
        """Return what has *target* as a value, sorted."""
        return tuple(sorted(self._back.get((target, predicate), ())))

    def members(self, head: str) -> tuple[str, ...]:
        """Return the members of an RDF list in order."""
        members: list[str] = []
        while head != RDF.nil.value:
            members += self.values(head, RDF.first.value)
            head = self.values(head, RDF.rest.value)[0]
        return tuple(members)

    def name(self, subject: str, predicate: str = RDFS.label.value) -> Bilingual:
        """Return the value in each language; an empty text where there is none."""
        terms = self._ahead.get((subject, predicate), ())
        labels = {language(term): value(term) for term in terms if language(term)}
        return Bilingual(labels.get("zh", ""), labels.get("en", ""))

    def names(self, subject: str, predicate: str) -> tuple[Bilingual, ...]:
        """Return the values as one name, or none."""
        name = self.name(subject, predicate)
        return (name,) if name.zh or name.en else ()

    def key(self, iri: str) -> str:
        """Write an IRI short: the key of a passage or section, else a prefixed name."""
        return write_key(iri, several=self._several)

    def ref(self, iri: str) -> Ref:
        """Bilingual something, with a link if it has a place on the page or is not ours."""
        if shorten(iri) in messages("vocabulary"):
            return Ref(shorten(iri), messages("vocabulary").pair(shorten(iri)), iri)
        href = f"#{anchor_of(iri)}" if iri in _declared() else ""
        return Ref(self.key(iri), self.name(iri), href)


def anchor_of(iri: str) -> str:
    """Return the place of a term or concept on the page.

    >>> base = "https://w3id.org/oneplusn/"
    >>> anchor_of(f"{base}ontology#Policy"), anchor_of(f"{base}sector/energy")
    ('Policy', 'sector-energy')
    """
    if iri.startswith(_ONTOLOGY):
        return iri.removeprefix(_ONTOLOGY)
    return shorten(iri).replace(":", "-")
