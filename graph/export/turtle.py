"""Turtle and TriG by pyoxigraph: sorted terms and prefixes, the same bytes on each run."""

from __future__ import annotations

from itertools import chain, dropwhile
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.namespaces import prefixes
from ...ontology.vocabulary import RDF, XSD
from ..rdf import graph_name, sort_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["write_trig", "write_turtle"]

_UNWRITTEN = frozenset({RDF.langString, XSD.string})
"""The datatypes that a literal has without naming them."""


def write_turtle(
    triples: Iterable[ox.Triple], *, namespaces: Mapping[str, str] | None = None
) -> str:
    """Write triples as Turtle.

    *namespaces* (prefix → namespace) are declared beside the project's prefixes, those alone
    that a term needs. A blank node keeps its name.

    >>> from ..rdf import node
    >>> a = node("https://w3id.org/oneplusn/place/china")
    >>> print(write_turtle([ox.Triple(a, a, a)]), end="")
    @prefix place: <https://w3id.org/oneplusn/place/> .
    place:china place:china place:china .
    """
    ordered = sorted(set(triples), key=str)
    return _write(ordered, ox.RdfFormat.TURTLE, namespaces or {}, ordered, [])


def write_trig(quads: Iterable[ox.Quad], *, namespaces: Mapping[str, str] | None = None) -> str:
    """Write quads as TriG, graph by graph; else as `write_turtle`."""
    ordered = sorted(sort_quads(quads), key=graph_name)
    triples = (quad.triple for quad in ordered)
    names = {graph_name(quad) for quad in ordered}
    return _write(ordered, ox.RdfFormat.TRIG, namespaces or {}, triples, names)


def _write(
    ordered: list[ox.Triple] | list[ox.Quad],
    form: ox.RdfFormat,
    namespaces: Mapping[str, str],
    triples: Iterable[ox.Triple],
    names: Iterable[str],
) -> str:
    declarations = _used({**prefixes(), **namespaces}, {*_iris(triples), *names})
    text = (ox.serialize(ordered, format=form, prefixes=declarations) or b"").decode()
    # pyoxigraph declares them in an order of its own.
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in declarations.items())
    body = dropwhile(lambda line: line.startswith("@prefix "), text.splitlines(keepends=True))
    return head + "".join(body)


def _used(namespaces: Mapping[str, str], iris: Iterable[str]) -> dict[str, str]:
    heads = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {name: iri for name, iri in sorted(namespaces.items()) if iri in heads}


def _iris(triples: Iterable[ox.Triple]) -> Iterator[str]:
    for term in chain.from_iterable(triples):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Triple):
            yield from _iris((term,))
        elif isinstance(term, ox.Literal) and term.datatype not in _UNWRITTEN:
            yield term.datatype.value
