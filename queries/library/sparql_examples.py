"""The library as RDF, in the form in which endpoints publish their example queries."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.export.turtle import write_turtle
from ...graph.rdf import literal, node
from ...ontology.data_files import read_turtle
from ...ontology.namespaces import BASE, RDF_TYPE, prefixes
from ...ontology.vocabulary import RDFS, SCHEMA, SH
from ..sparql.inline import inline_parameters
from .catalog import library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .header import Parameter, Query

__all__ = ["example_iri", "examples", "examples_triples"]

_PREFIXES = node(f"{BASE}ontology")


def example_iri(name: str) -> ox.NamedNode:
    """Name the query of the library that is called *name*.

    >>> example_iri("laws").value
    'https://w3id.org/oneplusn/query/laws'
    """
    return node(f"{BASE}query/{name}")


def examples_triples() -> tuple[ox.Triple, ...]:
    """Describe each query as a ``sh:SPARQLSelectExecutable``, with the prefixes' declarations.

    Parameters have their defaults written into the text, so that each query runs as it is.
    ``schema:target`` is left out: there is no endpoint. Sorted, without blank nodes.
    """
    declarations = read_turtle(files("oneplusn.ontology") / "prefixes.ttl")
    triples = {*declarations, *(triple for query in library() for triple in _example(query))}
    return tuple(sorted(triples, key=str))


def examples() -> str:
    """Write `examples_triples` as Turtle; the same bytes on each run."""
    namespaces = {"query": f"{BASE}query/", "schema": SCHEMA.base}
    return write_turtle(examples_triples(), namespaces=namespaces)


def _example(query: Query) -> Iterator[ox.Triple]:
    subject = example_iri(query.name)
    text = inline_parameters(query.text, {ox.Variable(p.name): _default(p) for p in query.params})
    yield ox.Triple(subject, RDF_TYPE, SH.SPARQLExecutable)
    yield ox.Triple(subject, RDF_TYPE, SH.SPARQLSelectExecutable)
    yield ox.Triple(subject, RDFS.comment, literal(query.summary, language="en"))
    yield ox.Triple(subject, RDFS.comment, literal(query.summary_zh, language="zh"))
    yield ox.Triple(subject, SH.prefixes, _PREFIXES)
    yield ox.Triple(subject, SH.select, literal(text))
    for tag in query.tags:
        yield ox.Triple(subject, SCHEMA.keywords, literal(tag))


def _default(param: Parameter) -> ox.NamedNode | ox.Literal:
    """Write a default as a term; that of an IRI is a prefixed name, so no store is needed."""
    if param.kind != "iri":
        return literal(param.default)
    prefix, _, local = param.default.partition(":")
    return node(f"{prefixes()[prefix]}{local}")
