"""``oneplusn export``: the dataset as one file."""

from __future__ import annotations

import click

from ...graph.dataset import build_dataset
from ...graph.export.evidence import write_evidence
from ...graph.export.serialize import serialize
from ...graph.export.sssom import write_sssom
from ...graph.export.void import describe
from ...graph.text.catalog import find_reports
from ...queries.library.sparql_examples import examples
from ..output import STANDARD, write_output

__all__ = ["export"]

_OF_THE_DATASET = {"evidence": write_evidence, "void": describe}
_WITHOUT_DATA = {"examples": examples, "sssom": write_sssom}


@click.command()
@click.option(
    "--format",
    "form",
    default="trig",
    show_default=True,
    help="turtle, trig, nquads, jsonld; evidence for Turtle 1.2 in which each triple names its "
    "sentences; void for the dataset's description, sssom for the mappings of our terms, or "
    "examples for the library of queries as RDF.",
)
@click.option("--output", default="-", show_default=True, help="A file, or - for standard output.")
@click.option(
    "--without",
    type=click.Choice(["context"]),
    help="Leave out the facts from outside the reports, and all that follows only from them.",
)
def export(form: str, output: str, without: str | None) -> None:
    """Write the whole graph for linked-data consumers; the same bytes on each run.

    \b
    Examples:
      oneplusn export --format turtle --output oneplusn.ttl
      oneplusn export --format nquads --without context
    """
    if form in _WITHOUT_DATA:
        text = _WITHOUT_DATA[form]()
    else:
        text = _dataset(form, context=without is None)
    place = write_output(output, text)
    if output != STANDARD:
        click.echo(f"wrote {place}", err=True)


def _dataset(form: str, *, context: bool) -> str:
    dataset = build_dataset(reports=find_reports(), context=context)
    write = _OF_THE_DATASET.get(form)
    return write(dataset) if write else serialize(dataset, form)
