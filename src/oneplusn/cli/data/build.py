"""``oneplusn build``: make the dataset and write it to a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ...errors import OutputError
from ...graph.dataset import build_dataset
from ...graph.export.evidence import write_evidence
from ...graph.export.serialize import EXPORTS, serialize
from ...graph.export.sssom import write_sssom
from ...graph.export.void import describe
from ...graph.files import write_texts
from ...graph.text.catalog import find_reports

__all__ = ["build"]

_ENDINGS = {"jsonld": "jsonld", "nquads": "nq", "trig": "trig", "turtle": "ttl"}


@click.command()
@click.option("--output", default="dataset", show_default=True, help="The folder to write to.")
def build(output: str) -> None:
    """Make the dataset from reports, ontology and encodings, close it and write every format.

    Written beside: its description for catalogs (DCAT and VoID) as void.ttl, Turtle 1.2 with
    the sentences of each triple as oneplusn-evidence.ttl, and the mappings of our terms to
    other vocabularies as alignment.sssom.tsv. SHA256SUMS has the hash of each file (`sha256sum -c`)
    and is written last: where it is missing, the build was cut off, and files may not fit together.

    \b
    Example:
      oneplusn build --output dataset
    """
    folder = _folder(output)
    dataset = build_dataset(reports=find_reports(), context=True, progress=_progress)
    texts = {}
    for form in EXPORTS:
        _progress(f"writing {form}")
        texts[f"oneplusn.{_ENDINGS[form]}"] = serialize(dataset, form)
    _progress("writing evidence, mappings and description")
    texts["oneplusn-evidence.ttl"] = write_evidence(dataset)
    texts["alignment.sssom.tsv"] = write_sssom()
    texts["void.ttl"] = describe(dataset)
    write_texts(folder, texts)
    _progress("")
    for name, count in dataset.counts().items():
        click.echo(f"{name:<16} {count}")
    click.echo(f"{'all':<16} {len(dataset.quads)}")


def _folder(output: str) -> Path:
    """Make the folder first: better to fail before the work than after it."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        msg = f"cannot make the folder {output!r}: {reason}"
        raise OutputError(msg) from error
    return folder


def _progress(step: str) -> None:
    """Show the step on a terminal, each over the last; an empty one clears the line."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{step}", nl=False, err=True)
