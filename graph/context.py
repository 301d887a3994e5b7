"""Facts from outside the report: official documents, their targets, public identifiers."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import EncodingError, Place
from ..ontology.namespaces import OPN, RDF_TYPE
from .derive import RDFS_LABEL, Labels, concept_labels
from .encoding import as_declared
from .quads import CONTEXT, CONTEXT_TERMS, DERIVED_CONTEXT, in_graph, literal, node, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = ["context_files", "context_quads", "derive_context", "read_context"]

_OURS = frozenset({"names.ttl", "terms.ttl"})
"""The files that hold our own words and concepts, not what a source says."""
_PARTS = ("indicator", "period", "asPrinted", "printedQualifier", "value", "unit", "comparator")


def context_files() -> tuple[Traversable, ...]:
    """List the files of the context, by name."""
    folder = files("oneplusn.graph") / "context"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".ttl"))
    return tuple(sorted(found, key=lambda entry: entry.name))


def read_context(file: Traversable) -> tuple[ox.Quad, ...]:
    """Read one file of the context; raise `EncodingError` with its line for a syntax error."""
    graph = CONTEXT_TERMS if file.name in _OURS else CONTEXT
    try:
        parsed = list(ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        place = Place(f"graph/context/{file.name}", error.lineno or 0)
        raise EncodingError(f"not Turtle: {error.msg}", place) from error
    return tuple(
        as_declared(ox.Quad(quad.subject, quad.predicate, quad.object, graph)) for quad in parsed
    )


@cache
def context_quads() -> tuple[ox.Quad, ...]:
    """Return what the project says of the world outside the report, in its own graphs."""
    return tuple(quad for file in context_files() for quad in read_context(file))


def derive_context(quads: Iterable[ox.Quad], labels: Labels) -> list[ox.Quad]:
    """Compute labels of targets and SKOS labels from the context; *labels* name the parts."""
    known = list(quads)
    triples = {*_target_labels(known, labels), *concept_labels(known)}
    return in_graph(triples, DERIVED_CONTEXT)


def _target_labels(quads: Iterable[ox.Quad], labels: Labels) -> Iterator[ox.Triple]:
    parts = {OPN[name]: name for name in _PARTS}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    targets = set()
    for quad in quads:
        if quad.predicate in parts:
            said[value(quad.subject)][parts[quad.predicate]] = value(quad.object)
        if quad.predicate == RDF_TYPE and quad.object == OPN.Target:
            targets.add(value(quad.subject))
    for target in sorted(targets):
        for spoken, text in _target_label(said[target], labels):
            yield ox.Triple(node(target), RDFS_LABEL, literal(text, language=spoken))


def _target_label(parts: Mapping[str, str], labels: Labels) -> Iterator[tuple[str, str]]:
    """Name a target as the report's figures are named: indicator, period, quantity."""
    zh, en = (
        {name: labels.get(parts.get(name, ""), {}).get(spoken, "") for name in _PARTS}
        for spoken in ("zh", "en")
    )
    qualifier = parts.get("printedQualifier", "")
    printed = parts.get("asPrinted", "") + (f"（{qualifier}）" if qualifier else "")
    yield "zh", f"{zh['indicator']}，{zh['period']}：{printed}"
    quantity = f"{en['comparator']} {parts.get('value', '')} {en['unit']}"
    yield "en", f"{en['indicator']}, {en['period']}: {quantity.removeprefix('exactly ')}"
