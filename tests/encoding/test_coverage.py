"""What of the report is in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipped import REPORT

from oneplusn.graph.encoding.coverage import Row, coverage
from oneplusn.graph.named_graphs import is_asserted

if TYPE_CHECKING:
    from oneplusn.graph.dataset import Dataset


def test_every_section_has_its_row(dataset: Dataset) -> None:
    """The rows follow the report, and their passages are all of its passages."""
    rows = coverage(dataset.encodings, dataset.quads, several=False)
    assert [section.key for section in REPORT.sections] == [row.section for row in rows]
    assert len(REPORT.passages) == sum(row.passages for row in rows)


def test_triples_are_counted_where_they_are_asserted(dataset: Dataset) -> None:
    """The sum over sections is the number of asserted quads."""
    asserted = sum(is_asserted(quad) for quad in dataset.quads)
    assert asserted == sum(
        row.triples for row in coverage(dataset.encodings, dataset.quads, several=False)
    )


def test_a_section_that_is_only_a_heading(dataset: Dataset) -> None:
    """Chapter two's own heading states nothing, and says so."""
    rows = {row.section: row for row in coverage(dataset.encodings, dataset.quads, several=False)}
    assert Row("2", 1, 0, 0, 0, (("heading only", 1),)) == rows["2"]
