"""Labels in the language asked for, a fall-back marked with its own; keys and short names."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.labels import RDFS_LABEL
from ...graph.rdf import language, union_quads, value
from ...graph.text.keys import part_key
from ...ontology.bilingual import LANGUAGES
from ...ontology.message_catalog import messages
from ...ontology.namespaces import RDF_TYPE, shorten
from ...ontology.vocabulary import SKOS
from .reports import loaded_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "ALT_LABEL",
    "key_of",
    "key_writer",
    "label_in",
    "labels_of",
    "other_names",
    "write_key",
]

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
    return min(others) if others else key_of(store, term.value)


def write_key(iri: str, *, several: bool) -> str:
    """Write an IRI short: the key of a passage or section, else a prefixed name.

    Where *several* reports are loaded, the key names its report.

    >>> write_key("https://w3id.org/oneplusn/report/2023/2.7/p1/s2", several=True)
    '2023:2.7/p1/s2'
    >>> write_key("https://w3id.org/oneplusn/policy/one-plus-n", several=True)
    'policy:one-plus-n'
    """
    return part_key(iri, several=several) or shorten(iri)


def key_of(store: ox.Store, iri: str) -> str:
    """Write an IRI short, as it is unmistakable among the reports of a store."""
    return key_writer(store)(iri)


def key_writer(store: ox.Store) -> Callable[[str], str]:
    """Return what writes the IRIs of a store short, where there are many of them.

    The store is asked for its reports once, here; what is written is remembered as long as
    the writer is held, and no longer, since another store may have other reports.
    """
    return cache(partial(write_key, several=len(loaded_reports(store)) > 1))
