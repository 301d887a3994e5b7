"""The dataset as files for linked-data consumers, the same bytes on each run."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UnknownNameError
from ...ontology.namespaces import RDF_TYPE, prefixes, shorten
from ...ontology.vocabulary import XSD
from ..rdf import graph_name
from .turtle import write_trig, write_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..dataset import Dataset

__all__ = ["EXPORTS", "serialize"]


def serialize(dataset: Dataset, form: str) -> str:
    """Write the whole dataset in one of `EXPORTS`.

    Turtle is the union of all graphs: it keeps the evidence of entities
    (``opn:statedIn``); the other forms keep the graphs, and so the sentence of each triple.
    Raises `UnknownNameError` for another form.
    """
    if form not in EXPORTS:
        raise UnknownNameError("format", form, EXPORTS)
    return EXPORTS[form](dataset)


def _turtle(dataset: Dataset) -> str:
    return write_turtle(quad.triple for quad in dataset.quads)


def _trig(dataset: Dataset) -> str:
    return write_trig(dataset.quads)


def _by_graph(quads: Iterable[ox.Quad]) -> Mapping[str, list[ox.Quad]]:
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graphs[graph_name(quad)].append(quad)
    return graphs


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
    nodes: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            nodes[_name(quad.subject)]["@type"].append(_name(quad.object))
        else:
            nodes[_name(quad.subject)][_name(quad.predicate)].append(_value(quad.object))
    return [{"@id": name, **nodes[name]} for name in sorted(nodes)]


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype == XSD.string:
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
