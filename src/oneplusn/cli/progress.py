"""``oneplusn progress``: how far along, target by target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..graph.dataset import build_dataset, open_store
from ..graph.quads import literal
from ..queries.engine import Table
from ..queries.progress import Progress
from ..queries.progress import progress as measure
from ..queries.wording import details, header, rows, summary
from .options import format_option, lang_option, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["progress"]


@click.command()
@click.argument("text", required=False, default="")
@lang_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Also the targets without any figure.")
@click.option("--sources", is_flag=True, help="Print both sources of each verdict in full.")
def progress(text: str, lang: str, form: str, *, everything: bool, sources: bool) -> None:
    """Hold the report's figures against the targets of the documents that it points to.

    Each verdict is met, on the straight line, behind it, or cannot be said, and why. The
    line runs from the base period, where nothing is done, to the last day of the target
    year; for a level from the earliest figure of the report. Nothing is compared across
    units, bases or indicators. TEXT narrows the targets to those with it in their name.

    \b
    Examples:
      oneplusn progress
      oneplusn progress 非化石 --lang zh --sources
      oneplusn progress --all --format csv
    """
    found = [one for one in measure(open_store(build_dataset(context=True))) if _has(one, text)]
    if not found:
        click.echo(f"no target has {text!r} in its name", err=True)
        raise click.exceptions.Exit(1)
    shown = [one for one in found if everything or one.stands or one.apart or text]
    if sources:
        _print_sources(shown, lang)
    else:
        cells = tuple(tuple(map(literal, row)) for row in rows(shown, lang))
        print_table(Table(header(lang), cells), form)
    click.echo(summary(found, lang), err=True)


def _has(one: Progress, text: str) -> bool:
    return text.casefold() in f"{one.aim.zh}\n{one.aim.en}".casefold()


def _print_sources(shown: Sequence[Progress], lang: str) -> None:
    for one in shown:
        for row in rows([one], lang):
            target, *said, _, _ = row
            click.echo(" | ".join(filter(None, (target, *said))))
        for line in details(one, lang):
            click.echo(f"  {line}")
