"""Commands for those who encode: a section's skeleton, and its triples as plain lines."""

from __future__ import annotations

import click

from ...graph.dataset import build_dataset
from ...graph.encoding.review import review
from ...graph.encoding.template import encoding_template
from ...graph.encoding.trig import try_encodings
from ...ontology.bilingual import LANGUAGES
from ..completions import complete_section
from ..options import pick_section, report_option
from ..output import echo_data

__all__ = ["read", "skeleton"]


@click.command()
@click.argument("section", shell_complete=complete_section)
@report_option
def skeleton(section: str, report: str | None) -> None:
    """Write the TriG file to start from for SECTION, such as 2.2.

    \b
    Example:
      oneplusn skeleton 2.2 > graph/reports/2023/encoding/2.2.trig
    """
    echo_data(encoding_template(*pick_section(report, section)))


@click.command()
@click.argument("section", shell_complete=complete_section)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of labels.")
@report_option
def read(section: str, lang: str, report: str | None) -> None:
    """Read SECTION, such as 2.2, aloud: each sentence, then what its graph says, in words.

    \b
    Example:
      oneplusn read 2.2 --lang zh
    """
    source, key = pick_section(report, section)
    dataset = build_dataset(try_encodings([source])[0], reports=(source,))
    for line in review(source, key, dataset.quads, language=lang):
        click.echo(line)
