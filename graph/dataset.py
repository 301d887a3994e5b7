"""The dataset: what the report asserts, what is ours, and what follows, in graphs apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..ontology.data_files import check_data_files
from ..ontology.resources import data_folder, ontology_triples, scheme_triples
from .encoding.classification import classify
from .encoding.external import context_quads, derive_context
from .encoding.states import state_quads
from .encoding.trig import Encoding, read_encodings
from .labels import derive
from .named_graphs import INFERRED_CONTEXT, ONTOLOGY, SCHEMES, is_asserted
from .rdf import graph_name, in_graph, open_quads, sort_quads
from .reasoning.closure import infer
from .text.additions import read_terms, read_translation
from .text.catalog import shipped_reports
from .text.structure import structure_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pyoxigraph as ox

    from .text.report import Report

__all__ = ["Dataset", "build_dataset", "open_store"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """All quads, sorted, with the encodings and reports that the asserted ones come from.

    Of a part (see `of_report`), *whole* is the dataset that it is a part of.
    """

    quads: tuple[ox.Quad, ...]
    encodings: tuple[Encoding, ...]
    reports: tuple[Report, ...] = field(default_factory=shipped_reports)
    whole: Dataset | None = field(default=None, repr=False, compare=False)

    def of_report(self, report: Report) -> Dataset:
        """Return the same quads with the encodings of one report: what is checked of it alone.

        The quads stay, since a report speaks of things that others describe.
        """
        encodings = tuple(one for one in self.encodings if one.report == report)
        return Dataset(self.quads, encodings, (report,), whole=self.whole or self)

    def counts(self) -> dict[str, int]:
        """Count the quads of each graph; the passages' graphs count as one, ``asserted``."""
        counts: dict[str, int] = {}
        for quad in self.quads:
            counts[_kind(quad)] = counts.get(_kind(quad), 0) + 1
        return dict(sorted(counts.items()))


def _kind(quad: ox.Quad) -> str:
    if is_asserted(quad):
        return "asserted"
    head, _, tail = graph_name(quad).rpartition("/graph/")
    return tail if head else graph_name(quad).rpartition("/")[2]


def build_dataset(
    encodings: tuple[Encoding, ...] | None = None,
    *,
    reports: tuple[Report, ...] | None = None,
    context: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Dataset:
    """Read the text, the ontology and the encoding, and close them under the rules.

    *reports* are those that the package ships, if none are given; *encodings* what is read
    of them. With *context* the facts from outside the report stand beside them, in graphs of
    their own, and so does what follows only from them. *progress* is told of each step.
    Raises `DataFileError` where a data file of the package is missing, `SourceError` and
    `EncodingError`.
    """
    check_data_files({part: data_folder(f"oneplusn.{part}") for part in ("graph", "ontology")})
    reports = shipped_reports() if reports is None else reports
    progress("reading the reports")
    quads = structure_quads(reports)
    progress("reading the ontology")
    quads += in_graph(ontology_triples(), ONTOLOGY) + in_graph(scheme_triples(), SCHEMES)
    quads += _additions(reports)
    progress("reading the encoding")
    encodings = read_encodings(reports) if encodings is None else encodings
    quads += [quad for encoding in encodings for quad in encoding.quads]
    progress("deriving labels and evidence")
    quads += [*derive(quads), *classify(quads, reports), *state_quads(quads, reports)]
    progress("inferring")
    quads += infer(quad.triple for quad in quads)
    if context:
        progress("reading the context")
        quads += _with_context(quads)
    return Dataset(sort_quads(quads), encodings, reports)


def _additions(reports: Iterable[Report]) -> list[ox.Quad]:
    """Return what stands beside the texts: terms of their own, and translations."""
    additions = (read(report) for report in reports for read in (read_terms, read_translation))
    return [quad for addition in additions if addition for quad in addition.quads]


def _with_context(quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the context, its labels, and what follows from both graphs and not from one."""
    context = context_quads()
    outside = [*context, *derive_context(context, quads)]
    inferences = infer(quad.triple for quad in (*quads, *outside))
    return outside + in_graph((quad.triple for quad in inferences), INFERRED_CONTEXT)


def open_store(dataset: Dataset) -> ox.Store:
    """Load a dataset into a store whose default graph is the union of all graphs, as a set."""
    return open_quads(dataset.quads)
