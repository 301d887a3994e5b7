"""The axioms of a term in plain words, in both languages."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from ...ontology.bilingual import LANGUAGES
from ...ontology.message_catalog import messages
from ...ontology.namespaces import RDF_TYPE
from ...ontology.vocabulary import OWL, RDFS, SCHEMA
from .model import AxiomLine, Part, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .index import Index

__all__ = ["class_facts", "phrase", "property_facts"]

_TYPE = RDF_TYPE.value
_CHARACTERISTICS = {
    "AsymmetricProperty": "asymmetric",
    "FunctionalProperty": "functional",
    "InverseFunctionalProperty": "inverse_functional",
    "IrreflexiveProperty": "irreflexive",
    "SymmetricProperty": "symmetric",
    "TransitiveProperty": "transitive",
}


def phrase(key: str, **values: Sequence[Ref] | str) -> AxiomLine:
    """Say one thing in both languages, with names or words in its blanks.

    >>> phrase("class_uses", count="3", inferred="2").en
    ('3', ' in the data, ', '2', ' of them classed here by the reasoner.')
    """
    zh, en = (tuple(_fill(key, lang, values)) for lang in LANGUAGES)
    return AxiomLine(zh, en)


def _fill(key: str, lang: str, values: Mapping[str, Sequence[Ref] | str]) -> Iterator[Part]:
    comma = messages("punctuation").say("comma", lang)
    for words, name, _, _ in Formatter().parse(messages("term_facts")[key].pattern(lang)):
        if words:
            yield words
        if name is not None:
            yield from _slot_parts(values[name], comma)


def _slot_parts(slot: Sequence[Ref] | str, comma: str) -> Iterator[Part]:
    if isinstance(slot, str):
        yield slot
        return
    for number, ref in enumerate(slot):
        if number:
            yield comma
        yield ref


def class_facts(index: Index, iri: str) -> tuple[AxiomLine, ...]:
    """Tell what is above, below and apart from a class, and which properties are its own."""
    above = [name for name in index.values(iri, RDFS.subClassOf.value) if ":" in name]
    below = [name for name in index.subjects(iri, RDFS.subClassOf.value) if ":" in name]
    relatives = {
        "subclass": above,
        "subclasses": below,
        "has": index.subjects(iri, RDFS.domain.value),
        "pointed": index.subjects(iri, RDFS.range.value),
        "disjoint": _disjoint(index, iri),
    }
    lines = (phrase(key, names=_refs(index, names)) for key, names in relatives.items() if names)
    return (*_membership(index, iri), *lines)


def _refs(index: Index, iris: Iterable[str]) -> list[Ref]:
    return [index.ref(iri) for iri in iris]


def _membership(index: Index, iri: str) -> Iterator[AxiomLine]:
    """Tell what makes something a member: restrictions that are subclasses of the class."""
    for name in index.subjects(iri, RDFS.subClassOf.value):
        for relation in index.values(name, OWL.onProperty.value):
            kinds = index.values(name, OWL.someValuesFrom.value)
            yield phrase("member", relation=[index.ref(relation)], kind=_refs(index, kinds))


def _disjoint(index: Index, iri: str) -> list[str]:
    """List the classes that a class is declared disjoint with, in whatever list."""
    groups = (
        index.members(head)
        for axiom in index.subjects(OWL.AllDisjointClasses.value, _TYPE)
        for head in index.values(axiom, OWL.members.value)
    )
    disjoint = OWL.disjointWith.value
    pairs = (*index.values(iri, disjoint), *index.subjects(iri, disjoint))
    together = {name for group in groups if iri in group for name in group}
    return sorted({*together, *pairs} - {iri})


def property_facts(index: Index, iri: str) -> tuple[AxiomLine, ...]:
    """Tell what a property joins, what it follows from, and how it behaves."""
    is_data = OWL.DatatypeProperty.value in index.values(iri, _TYPE)
    return (
        *_ends(index, iri, is_data=is_data),
        *_relatives(index, iri),
        *_behaviour(index, iri),
    )


def _ends(index: Index, iri: str, *, is_data: bool) -> Iterator[AxiomLine]:
    yield _end(index, iri, "domain", (RDFS.domain.value, SCHEMA.domainIncludes.value))
    values = "datatype" if is_data else "range"
    yield _end(index, iri, values, (RDFS.range.value, SCHEMA.rangeIncludes.value))


def _end(index: Index, iri: str, key: str, ways: tuple[str, str]) -> AxiomLine:
    """Tell what a property is inferred to join, or where OWL leaves it open what it is for."""
    closed, open_ = (index.values(iri, way) for way in ways)
    names = _refs(index, closed or open_)
    return phrase(key if closed else f"{key}_includes", names=names)


def _relatives(index: Index, iri: str) -> Iterator[AxiomLine]:
    inverses = {*index.values(iri, OWL.inverseOf.value), *index.subjects(iri, OWL.inverseOf.value)}
    relatives = {
        "subproperty": index.values(iri, RDFS.subPropertyOf.value),
        "subproperties": index.subjects(iri, RDFS.subPropertyOf.value),
        "inverse": sorted(inverses),
    }
    for key, names in relatives.items():
        if names:
            yield phrase(key, names=_refs(index, names))


def _behaviour(index: Index, iri: str) -> Iterator[AxiomLine]:
    for kind in index.values(iri, _TYPE):
        if kind.removeprefix(OWL.base) in _CHARACTERISTICS:
            yield phrase(_CHARACTERISTICS[kind.removeprefix(OWL.base)])
    chains = (index.members(head) for head in index.values(iri, OWL.propertyChainAxiom.value))
    for chain in sorted(chains):
        yield phrase("chain", names=_refs(index, chain))
