"""Labels in the language asked for; a fall-back shows which language it is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.labels import RDFS_LABEL
from ...graph.rdf import language, union_quads, value
from ...graph.text.keys import part_key
from ...ontology.bilingual import LANGUAGES
from ...ontology.message_catalog import messages
from ...ontology.namespaces import RDF_TYPE, shorten
from ...ontology.vocabulary import SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALT_LABEL", "key_of", "label_in", "labels_of", "other_names"]

ALT_LABEL = SKOS.altLabel


def labels_of(store: ox.Store, term: ox.NamedNode) -> Mapping[str, str]:
    """Return language → label of one thing; ``""`` stands for a label without language."""
    labels = sorted(
        (language(quad.object), value(quad.object)) for quad in union_quads(store, term, RDFS_LABEL)
    )
    return dict(reversed(labels)) or _unlabelled(term)


def _unlabelled(term: ox.NamedNode) -> Mapping[str, str]:
    """Name the one term of our statements that has no label in the data."""
    if term != RDF_TYPE:
        return {}
    return dict(zip(LANGUAGES, messages("vocabulary").pair("rdf:type"), strict=True))


def other_names(store: ox.Store, term: ox.NamedNode) -> tuple[str, ...]:
    """Return the other names of one thing, sorted."""
    return tuple(sorted({value(quad.object) for quad in union_quads(store, term, ALT_LABEL)}))


def label_in(store: ox.Store, term: object, lang: str) -> str:
    """Return a term's label in *lang*, else in the other language with a mark, else its name.

    A literal is its own label.
    """
    if not isinstance(term, ox.NamedNode):
        return "" if term is None else value(term)
    labels = labels_of(store, term)
    if lang in labels:
        return labels[lang]
    others = [f"{label} [{spoken}]" if spoken else label for spoken, label in labels.items()]
    return min(others, default=key_of(term.value))


@cache
def key_of(iri: str) -> str:
    """Write an IRI short: the key of a passage or section, else a prefixed name.

    >>> key_of("https://w3id.org/oneplusn/report/2023/2.7/p1/s2")
    '2.7/p1/s2'
    """
    return part_key(iri) or shorten(iri)
