"""``oneplusn export``: the dataset as one file."""

from __future__ import annotations

from pathlib import Path

import click

from ...graph.dataset import build_dataset
from ...graph.export.serialize import serialize
from ...graph.export.void import describe
from ...graph.files import write_text
from ...graph.text.catalog import find_reports
from ...queries.library.sparql_examples import examples

__all__ = ["export"]


@click.command()
@click.option(
    "--format",
    "form",
    default="trig",
    show_default=True,
    help="turtle, trig, nquads, jsonld, void for the dataset's description, or examples for the "
    "library of queries as RDF.",
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
    text = examples() if form == "examples" else _dataset(form, context=without is None)
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_text(Path(output), text)
        click.echo(f"wrote {output}", err=True)


def _dataset(form: str, *, context: bool) -> str:
    dataset = build_dataset(reports=find_reports(), context=context)
    return describe(dataset) if form == "void" else serialize(dataset, form)
