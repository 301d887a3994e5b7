"""``oneplusn progress``: how far along, target by target, as a table or as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import UsageError
from ..options import format_option, lang_option, print_table
from ..output import STANDARD, write_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...queries.progress.targets import Progress

__all__ = ["progress"]


@click.command()
@click.argument("text", required=False, default="")
@lang_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Also the targets without any figure.")
@click.option("--headline", is_flag=True, help="Only the few targets that stand for all.")
@click.option("--sources", is_flag=True, help="Print both sources of each verdict in full.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page for a browser that opens on these targets, with the graph beside them.",
)
def progress(  # noqa: PLR0913 - one argument for each option
    text: str,
    lang: str,
    form: str,
    *,
    everything: bool,
    headline: bool,
    sources: bool,
    output: Path | None,
) -> None:
    """Hold the reports' figures against the targets of the documents that they point to.

    Each verdict is met, on the straight line, behind it, or cannot be said, and why. The
    line runs from the base period, where nothing is done, to the last day of the target
    year; for a level from the earliest figure of a report. Nothing is compared across
    units, bases or indicators. TEXT narrows the targets to those with it in their name.

    \b
    Examples:
      oneplusn progress
      oneplusn progress 非化石 --lang zh --sources
      oneplusn progress --headline --format md
      oneplusn progress --all --format csv
      oneplusn progress --lang zh --output progress.html
    """
    from ...queries.progress.rows import summary  # noqa: PLC0415 - slow to import

    if output and (sources or headline):
        msg = "--output writes all there is; --sources and --headline belong to the table"
        raise UsageError(msg)
    entries = _entries(text, headline=headline)
    if output:
        _write(entries, output, lang)
    else:
        selection = [
            entry
            for entry in entries
            if everything or headline or entry.comparisons or entry.not_comparable or text
        ]
        _print(selection, lang, form, headline=headline, sources=sources)
    click.echo(summary(entries, lang), err=True)


def _entries(text: str, *, headline: bool) -> list[Progress]:
    """Return the targets asked for; those of the headline in their own order."""
    from ...graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ...queries.progress.comparison import headlines  # noqa: PLC0415
    from ...queries.progress.comparison import progress as measure  # noqa: PLC0415

    candidates = measure(load_store(context=True))
    entries = [
        entry for entry in (headlines(candidates) if headline else candidates) if _has(entry, text)
    ]
    if not entries:
        click.echo(f"no target has {text!r} in its name", err=True)
        raise click.exceptions.Exit(1)
    return entries


def _has(entry: Progress, text: str) -> bool:
    return text.casefold() in f"{entry.target.name.zh}\n{entry.target.name.en}".casefold()


def _print(
    entries: Sequence[Progress], lang: str, form: str, *, headline: bool, sources: bool
) -> None:
    from ...graph.rdf import literal  # noqa: PLC0415 - slow to import
    from ...queries.progress.rows import (  # noqa: PLC0415
        BRIEF,
        COLUMNS,
        header,
        rows,
    )
    from ...queries.sparql.engine import Table  # noqa: PLC0415

    if sources:
        _print_sources(entries, lang)
        return
    columns = BRIEF if headline else COLUMNS
    cells = tuple(tuple(map(literal, row)) for row in rows(entries, lang, columns))
    print_table(Table(header(lang, columns), cells), form)


def _print_sources(entries: Sequence[Progress], lang: str) -> None:
    from ...queries.progress.rows import details, rows  # noqa: PLC0415 - slow to import

    for entry in entries:
        for row in rows([entry], lang):
            target, *cells, _, _ = row
            click.echo(" | ".join(filter(None, (target, *cells))))
        for line in details(entry, lang):
            click.echo(f"  {line}")


def _write(entries: Sequence[Progress], output: Path, lang: str) -> None:
    from ...graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ...viz.page.render import render_page  # noqa: PLC0415
    from ...viz.select.selection import build_page  # noqa: PLC0415

    page = build_page(load_store())
    html = render_page(page, language=lang, progress=entries, tab="progress")
    place = write_output(output, html)
    click.echo(f"{place}: {len(entries)} targets", err=str(output) == STANDARD)
