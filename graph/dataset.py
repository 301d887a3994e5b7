"""The dataset: what the report asserts, what is ours, and what follows, in graphs apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ontology.resources import ontology_triples, scheme_triples
from .encoding.external import context_quads, derive_context
from .encoding.trig import Encoding, read_encodings
from .labels import derive
from .named_graphs import INFERRED_CONTEXT, ONTOLOGY, SCHEMES, is_outside
from .rdf import graph_name, in_graph, open_quads, sort_quads
from .reasoning.closure import infer
from .text.structure import structure_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyoxigraph as ox

__all__ = ["Dataset", "build_dataset", "open_store", "report_only"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """All quads, sorted, and the encodings that the asserted ones come from."""

    quads: tuple[ox.Quad, ...]
    encodings: tuple[Encoding, ...]

    def counts(self) -> dict[str, int]:
        """Count the quads of each graph; the passages' graphs count as one, ``asserted``."""
        found: dict[str, int] = {}
        for quad in self.quads:
            found[_kind(quad)] = found.get(_kind(quad), 0) + 1
        return dict(sorted(found.items()))


def _kind(quad: ox.Quad) -> str:
    head, _, tail = graph_name(quad).rpartition("/graph/")
    return tail if head else "asserted"


def build_dataset(
    encodings: tuple[Encoding, ...] | None = None,
    *,
    context: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> Dataset:
    """Read the text, the ontology and the encoding, and close them under the rules.

    With *context* the facts from outside the report stand beside them, in graphs of
    their own, and so does what follows only from them. *report* is told of each step.
    Raises `SourceError` and `EncodingError`.
    """
    report("reading the report")
    quads = structure_quads()
    report("reading the ontology")
    quads += in_graph(ontology_triples(), ONTOLOGY) + in_graph(scheme_triples(), SCHEMES)
    report("reading the encoding")
    read = read_encodings() if encodings is None else encodings
    quads += [quad for encoding in read for quad in encoding.quads]
    report("deriving labels and evidence")
    quads += derive(quads)
    report("inferring")
    quads += infer(quad.triple for quad in quads)
    if context:
        report("reading the context")
        quads += _with_context(quads)
    return Dataset(sort_quads(quads), read)


def _with_context(quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the context, its labels, and what follows from both graphs and not from one."""
    given = context_quads()
    added = [*given, *derive_context(given, quads)]
    found = infer(quad.triple for quad in (*quads, *added))
    return added + in_graph((quad.triple for quad in found), INFERRED_CONTEXT)


def report_only(dataset: Dataset) -> Dataset:
    """Leave out the context, and all that was computed or inferred with its help."""
    return Dataset(tuple(quad for quad in dataset.quads if not is_outside(quad)), dataset.encodings)


def open_store(dataset: Dataset) -> ox.Store:
    """Load a dataset into a store whose default graph is the union of all graphs, as a set."""
    return open_quads(dataset.quads)
