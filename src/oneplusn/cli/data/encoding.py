"""Commands for those who encode: a section's skeleton, and its triples as plain lines."""

from __future__ import annotations

import click

from ...graph.dataset import build_dataset
from ...graph.encoding.review import review
from ...graph.encoding.template import skeleton as write_skeleton
from ...graph.encoding.trig import try_encodings
from ...ontology.bilingual import LANGUAGES

__all__ = ["read", "skeleton"]


@click.command()
@click.argument("section")
def skeleton(section: str) -> None:
    """Write the TriG file to start from for SECTION, such as 2.2.

    \b
    Example:
      oneplusn skeleton 2.2 > graph/reports/2023/encoding/2.2.trig
    """
    click.echo(write_skeleton(section), nl=False)


@click.command()
@click.argument("section")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of labels.")
def read(section: str, lang: str) -> None:
    """Read SECTION, such as 2.2, aloud: each sentence, then what its graph says, in words.

    \b
    Example:
      oneplusn read 2.2 --lang zh
    """
    dataset = build_dataset(try_encodings()[0])
    for line in review(section, dataset.quads, language=lang):
        click.echo(line)
