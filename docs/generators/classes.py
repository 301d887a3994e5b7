"""The data model as a picture and a table, read from the ontology."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from oneplusn.ontology.namespaces import OPN, RDF_TYPE
from oneplusn.ontology.resources import term_triples
from oneplusn.ontology.vocabulary import OWL, RDFS

from .mermaid import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["class_blocks"]

_ANYTHING = "Anything"
"""What a property without a domain or a range begins or ends at."""


def class_blocks() -> dict[str, str]:
    """Return the block of the picture and that of the table, by the name of their marks."""
    return {"classes": block(_picture()), "kinds": "".join(_table())}


@cache
def _objects() -> Mapping[tuple[str, str], list[str]]:
    """Return subject and predicate → objects that are IRIs."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for triple in term_triples():
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            found[triple.subject.value, triple.predicate.value].append(triple.object.value)
    return found


def _of(name: str, predicate: ox.NamedNode) -> list[str]:
    """Return the local names of what *name* has as *predicate*, of our own terms."""
    objects = _objects().get((OPN[name].value, predicate.value), [])
    return sorted(_local(iri) for iri in objects if iri in OPN)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _members(kind: ox.NamedNode) -> list[str]:
    return sorted(
        _local(subject)
        for (subject, predicate), kinds in _objects().items()
        if predicate == RDF_TYPE.value and kind.value in kinds and subject in OPN
    )


@cache
def _tops_of(name: str) -> frozenset[str]:
    """Return the top classes above a class: two for a polity, which acts and has a place."""
    above = _of(name, RDFS.subClassOf)
    return frozenset().union(*map(_tops_of, above)) if above else frozenset((name,))


def _tops() -> list[str]:
    return sorted({top for name in _members(OWL.Class) for top in _tops_of(name)})


def _end(name: str, side: ox.NamedNode) -> str:
    """Return the top class at which a property begins or ends."""
    classes = _of(name, side)
    return min(_tops_of(classes[0])) if classes else _ANYTHING


def _picture() -> Iterator[str]:
    yield "classDiagram"
    yield f"  class {_ANYTHING}"
    for name in _tops():
        yield f"  class {name}"
        yield from (f"  {name} : {value}" for value in _values(name))
    for (source, target), names in sorted(_relations().items()):
        yield f"  {source} --> {target} : {', '.join(names)}"


def _values(name: str) -> list[str]:
    """Name the properties of a class whose values are no things."""
    objects = {*_members(OWL.ObjectProperty)}
    plain = {*_members(OWL.DatatypeProperty), *_members(OWL.AnnotationProperty)}
    return sorted(p for p in plain - objects if _end(p, RDFS.domain) == name)


def _relations() -> Mapping[tuple[str, str], list[str]]:
    """Return the properties between two classes; of a pair of inverses, the one that says so."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    properties = _members(OWL.ObjectProperty)
    inverses = {other for name in properties for other in _of(name, OWL.inverseOf)}
    for name in properties:
        ends = _end(name, RDFS.domain), _end(name, RDFS.range)
        if name not in inverses and ends != (_ANYTHING, _ANYTHING):
            found[ends].append(name)
    return found


def _table() -> Iterator[str]:
    yield "| class | 中文 | English | kinds |\n| --- | --- | --- | --- |\n"
    for name in _tops():
        below = (kind for kind in _members(OWL.Class) if kind != name and name in _tops_of(kind))
        kinds = (f"`{kind}`" for kind in below)
        yield f"| `{name}` | {_label(name, 'zh')} | {_label(name, 'en')} | {', '.join(kinds)} |\n"


def _label(name: str, language: str) -> str:
    return next(
        t.object.value
        for t in term_triples()
        if t.subject == OPN[name]
        and t.predicate == RDFS.label
        and isinstance(t.object, ox.Literal)
        and t.object.language == language
    )
