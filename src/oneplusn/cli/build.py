"""``oneplusn build``: make the dataset and write it to a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import OutputError
from ..graph.dataset import build_dataset
from ..graph.export import EXPORTS, serialize
from ..graph.files import write_text
from ..graph.metadata import describe

__all__ = ["build"]

_ENDINGS = {"jsonld": "jsonld", "nquads": "nq", "trig": "trig", "turtle": "ttl"}


@click.command()
@click.option("--output", default="build", show_default=True, help="The folder to write to.")
def build(output: str) -> None:
    """Make the dataset from report, ontology and encoding, close it and write every format.

    Its description for catalogues (DCAT and VoID) is written beside, as void.ttl.

    \b
    Example:
      oneplusn build --output build
    """
    folder = Path(output)
    dataset = build_dataset(context=True, report=_progress)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"cannot make the folder {output!r}: {error.strerror}"
        raise OutputError(msg) from error
    for form in EXPORTS:
        _progress(f"writing {form}")
        write_text(folder / f"oneplusn.{_ENDINGS[form]}", serialize(dataset, form))
    write_text(folder / "void.ttl", describe(dataset))
    _progress("")
    for name, count in dataset.counts().items():
        click.echo(f"{name:<16} {count}")
    click.echo(f"{'all':<16} {len(dataset.quads)}")


def _progress(step: str) -> None:
    """Show the step on a terminal, each over the last; an empty one clears the line."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{step}", nl=False, err=True)
