"""Facts from outside the report: official documents, their targets, public identifiers."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ...ontology.data_files import read_turtle
from ...ontology.namespaces import OPN, RDF_TYPE
from ..labels import concept_labels, figure_label, labels_by_language, plurals
from ..named_graphs import CONTEXT, CONTEXT_TERMS, DERIVED_CONTEXT
from ..quantities.bounds import bound_triples
from ..quantities.described_periods import period_triples
from ..rdf import in_graph, value
from .trig import as_declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    import pyoxigraph as ox

    from ..labels import Labels

__all__ = ["context_files", "context_quads", "derive_context", "read_context"]

_OURS = frozenset({"names.ttl", "terms.ttl"})
"""The files that hold our own words and concepts, not what a source says."""
_PARTS = frozenset(
    OPN[name]
    for name in (
        *("indicator", "period", "measure", "asWritten", "qualifierAsWritten"),
        *("value", "unit", "comparator"),
    )
)


def context_files() -> tuple[Traversable, ...]:
    """List the files of the context, by name."""
    folder = files("oneplusn.graph") / "external"
    entries = (entry for entry in folder.iterdir() if entry.name.endswith(".ttl"))
    return tuple(sorted(entries, key=lambda entry: entry.name))


def read_context(file: Traversable) -> tuple[ox.Quad, ...]:
    """Read one file of the context; raise `DataFileError` with its line for a syntax error."""
    graph = CONTEXT_TERMS if file.name in _OURS else CONTEXT
    return tuple(map(as_declared, in_graph(read_turtle(file), graph)))


@cache
def context_quads() -> tuple[ox.Quad, ...]:
    """Return what the project says of the world outside the report, in its own graphs."""
    return tuple(quad for file in context_files() for quad in read_context(file))


def derive_context(quads: Iterable[ox.Quad], beside: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Compute periods, labels and bounds of targets and SKOS labels from the context.

    *beside* are the quads that the context stands beside; they name some of the parts.
    """
    context, beside = list(quads), list(beside)
    periods = period_triples(context, beside)
    union = (*beside, *context, *in_graph(periods, DERIVED_CONTEXT))
    triples = {
        *periods,
        *_target_labels(context, labels_by_language(union), plurals(union)),
        *bound_triples(context),
        *concept_labels(context),
    }
    return in_graph(triples, DERIVED_CONTEXT)


def _target_labels(
    quads: Iterable[ox.Quad], labels: Labels, several: Mapping[str, str]
) -> Iterator[ox.Triple]:
    parts_by_target: dict[str, dict[str, str]] = defaultdict(dict)
    targets = set()
    for quad in quads:
        if quad.predicate in _PARTS:
            parts_by_target[value(quad.subject)][quad.predicate.value] = value(quad.object)
        if quad.predicate == RDF_TYPE and quad.object == OPN.Target:
            targets.add(value(quad.subject))
    for target in sorted(targets):
        parts = parts_by_target[target]
        if OPN.value.value not in parts:
            continue  # a dated turn such as a peak has no figure, and a name of its own
        qualifier = parts.get(OPN.qualifierAsWritten.value, "")
        written = parts.get(OPN.asWritten.value, "") + (f"（{qualifier}）" if qualifier else "")
        yield from figure_label(target, parts, written, labels=labels, several=several)
