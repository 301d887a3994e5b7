"""The dataset as files for linked-data consumers, the same bytes on each run."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import XSD, Literal
from rdflib.plugins.serializers.turtle import TurtleSerializer

from ...errors import UnknownNameError
from ...ontology.namespaces import RDF_TYPE, prefixes, shorten
from ..rdf import graph_name
from .rdflib_bridge import to_rdflib_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rdflib.term import Node

    from ..dataset import Dataset

__all__ = ["EXPORTS", "serialize"]

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def serialize(dataset: Dataset, form: str) -> str:
    """Write the whole dataset in one of `EXPORTS`.

    Turtle is the union of all graphs: it keeps the evidence of entities
    (``opn:statedIn``); the other forms keep the graphs, and so the sentence of each triple.
    Raises `UnknownNameError` for another form.
    """
    if form not in EXPORTS:
        raise UnknownNameError("format", form, EXPORTS)
    return EXPORTS[form](dataset)


class _LexicalTurtle(TurtleSerializer):
    """Write a whole decimal in quotes: the short form would add a ``.0`` that nobody wrote."""

    def label(self, node: Node, position: int) -> str:
        if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in node:
            return node.n3(self.store.namespace_manager)
        return super().label(node, position)


def _turtle(dataset: Dataset) -> str:
    return _in_turtle(dataset.quads)


def _in_turtle(quads: Iterable[ox.Quad]) -> str:
    stream = io.BytesIO()
    _LexicalTurtle(to_rdflib_graph({quad.triple for quad in quads})).serialize(stream)
    return stream.getvalue().decode()


def _trig(dataset: Dataset) -> str:
    """Write one block a graph; rdflib's own TriG writer orders graphs anew on each run."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    blocks = (_block(name, quads) for name, quads in sorted(_by_graph(dataset.quads).items()))
    return "\n".join([head, *blocks])


def _block(name: str, quads: Iterable[ox.Quad]) -> str:
    lines = _in_turtle(quads).split("\n")
    head = list(takewhile(lambda line: line.startswith("@prefix"), lines))
    # A property without a declared prefix gets one that is made up for this graph.
    own = "".join(f"{line}\n" for line in head if line.split(" ")[1][:-1] not in prefixes())
    body = "\n".join(lines[len(head) :]).strip("\n")
    return f"{own}<{name}> {{\n{body}\n}}\n"


def _by_graph(quads: Iterable[ox.Quad]) -> Mapping[str, list[ox.Quad]]:
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[graph_name(quad)].append(quad)
    return found


def _nquads(dataset: Dataset) -> str:
    return "".join(f"{quad} .\n" for quad in dataset.quads)


def _jsonld(dataset: Dataset) -> str:
    graphs = [
        {"@id": _compact(name), "@graph": _nodes(quads)}
        for name, quads in sorted(_by_graph(dataset.quads).items())
    ]
    document = {"@context": dict(prefixes()), "@graph": graphs}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _nodes(quads: Iterable[ox.Quad]) -> list[dict[str, object]]:
    found: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            found[_name(quad.subject)]["@type"].append(_name(quad.object))
        else:
            found[_name(quad.subject)][_name(quad.predicate)].append(_value(quad.object))
    return [{"@id": name, **found[name]} for name in sorted(found)]


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == _XSD_STRING:
        return {"@value": term.value}
    return {"@type": _compact(term.datatype.value), "@value": term.value}


def _name(term: object) -> str:
    return _compact(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _compact(iri: str) -> str:
    short = shorten(iri)
    return iri if short.startswith("<") else short


EXPORTS: dict[str, Callable[[Dataset], str]] = {
    "jsonld": _jsonld,
    "nquads": _nquads,
    "trig": _trig,
    "turtle": _turtle,
}
"""Format → writer."""
