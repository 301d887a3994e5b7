"""The terms of the ontology, with what is said of them and how the data uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.message_catalog import messages
from ...ontology.namespaces import BASE, RDF_TYPE, prefixes
from ...ontology.resources import alignment_prefixes, alignment_triples, term_triples
from ...ontology.vocabulary import OWL, SKOS
from .axiom_words import class_facts, phrase, property_facts
from .index import Index
from .model import AlignmentMatch, Term, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import AxiomLine
    from .usage import Usage

__all__ = ["KINDS", "find_matches", "read_terms", "trees"]

KINDS = {
    "class": "Class",
    "object": "ObjectProperty",
    "data": "DatatypeProperty",
    "annotation": "AnnotationProperty",
}
"""Kinds of terms in the order of the page → what OWL calls them."""


def read_terms(axioms: Index, usage: Usage) -> tuple[Term, ...]:
    """Return the classes, then the object, data and annotation properties, by name.

    *axioms* has the ontology alone, so that a term is told what is said of it, not what follows.
    """
    own = Index(term_triples())
    aligned = Index(alignment_triples())
    return tuple(
        _term(axioms, usage, aligned, iri, kind)
        for kind, owl in KINDS.items()
        for iri in own.subjects(OWL[owl].value, RDF_TYPE.value)
        if iri.startswith(BASE)
    )


def _term(index: Index, usage: Usage, aligned: Index, iri: str, kind: str) -> Term:
    is_class = kind == "class"
    facts = class_facts(index, iri) if is_class else property_facts(index, iri)
    counts = usage.of_class(iri) if is_class else usage.of_property(iri)
    group = "class" if is_class else "property"
    notes = ("scopeNote", "editorialNote", "historyNote", "changeNote")
    return Term(
        ref=index.ref(iri),
        iri=iri,
        kind=kind,
        definition=index.name(iri, SKOS.definition.value),
        notes=tuple(note for name in notes for note in index.names(iri, SKOS[name].value)),
        facts=(*facts, _usage_line(group, *counts)),
        uses=counts[0],
        examples=usage.class_examples(iri) if is_class else usage.property_examples(iri),
        matches=find_matches(aligned, iri),
        remarks=aligned.names(iri, SKOS.editorialNote.value),
    )


def _usage_line(group: str, total: int, inferred: int) -> AxiomLine:
    """Say how often a term is used, and how much of it the reasoner adds."""
    if not total:
        return phrase("unused")
    if inferred in {0, total}:
        return phrase(f"{group}_inferred" if inferred else f"{group}_all", count=f"{total:,}")
    return phrase(f"{group}_uses", count=f"{total:,}", inferred=f"{inferred:,}")


def find_matches(aligned: Index, iri: str) -> tuple[AlignmentMatch, ...]:
    """Return what the alignment file says of a term or concept, the closest relation first."""
    return tuple(
        AlignmentMatch(messages("matches").pair(relation), target, _foreign(target))
        for relation in messages("matches")
        for target in aligned.values(iri, _expand(relation))
    )


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return prefixes()[prefix] + local


def _foreign(iri: str) -> str:
    """Write a foreign IRI with the prefix that the alignment file gives it."""
    candidates = [
        (len(ns), name) for name, ns in alignment_prefixes().items() if iri.startswith(ns)
    ]
    length, name = max(candidates)
    return f"{name}:{iri[length:]}"


def trees(terms: Iterable[Term], index: Index, *, above: str) -> tuple[Tree, ...]:
    """Arrange terms under those that *above* (a property's IRI) names, each list by its key.

    A term that is below two stands under the first of them; its article names both.
    """
    term_of = {term.iri: term for term in terms}

    def home(iri: str) -> str:
        return next((up for up in index.values(iri, above) if up in term_of), "")

    def grow(iri: str) -> Tree:
        below = (name for name in index.subjects(iri, above) if name in term_of)
        return Tree(term_of[iri], tuple(grow(name) for name in below if home(name) == iri))

    roots = (iri for iri in term_of if not home(iri))
    return tuple(map(grow, sorted(roots)))
