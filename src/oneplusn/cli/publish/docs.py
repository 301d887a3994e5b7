"""``oneplusn docs``: the ontology as a page to read."""

from __future__ import annotations

from pathlib import Path

import click

from ..output import STANDARD, write_output

__all__ = ["docs"]


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("ontology.html"),
    show_default=True,
    help="The file to write, or - for standard output.",
)
def docs(output: Path) -> None:
    """Write one HTML file on the ontology, in Chinese and English, without any network.

    Each class and property has its meaning, its axioms in plain words, its use in the data,
    examples with their sentences, and what it corresponds to in other vocabularies.

    \b
    Example:
      oneplusn docs --output ontology.html
    """
    from ...graph.dataset import build_dataset  # noqa: PLC0415 - slow to import
    from ...graph.text.catalog import find_reports  # noqa: PLC0415
    from ...viz.ontology_page.render import render_docs  # noqa: PLC0415

    html = render_docs(build_dataset(reports=find_reports(), context=True))
    place = write_output(output, html)
    click.echo(f"{place}: {html.count('<article')} terms", err=str(output) == STANDARD)
