"""What no file of a report may speak of: classes and properties, which the ontology describes."""

from __future__ import annotations

import pyoxigraph as ox

from ...ontology.literals import literal_problem
from ...ontology.namespaces import BASE, RDF_TYPE, shorten
from ...ontology.vocabulary import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD

__all__ = ["ontology_problem"]

_LANGUAGES = (OWL.base, RDF.base, RDFS.base, SH.base)
_VOCABULARIES = (f"{BASE}ontology", DCTERMS.base, SKOS.base, XSD.base, *_LANGUAGES)
_OF_ANYTHING = frozenset({RDF_TYPE, RDFS.comment, RDFS.label})
"""What the languages of ontologies say of any thing."""


def ontology_problem(quad: ox.Quad) -> str:
    """Say by which term a quad speaks of classes or properties; ``""`` if it does not.

    The closure would take it for an axiom of ours. A literal that is none of its datatype is
    told too.
    """
    if problem := literal_problem(quad.object):
        return problem
    term = _ontology_term(quad)
    return f"{shorten(term)}: classes and properties are described by the ontology" if term else ""


def _ontology_term(quad: ox.Quad) -> str:
    """Return the subject where a vocabulary has it, else what only an ontology says."""
    if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_VOCABULARIES):
        return quad.subject.value
    if quad.predicate.value.startswith(_LANGUAGES) and quad.predicate not in _OF_ANYTHING:
        return quad.predicate.value
    kind = quad.object if quad.predicate == RDF_TYPE else None
    if isinstance(kind, ox.NamedNode) and kind.value.startswith(_LANGUAGES):
        return kind.value
    return ""
