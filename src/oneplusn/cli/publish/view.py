"""``oneplusn view``: the graph, or a part of it, as a page for a browser."""

from __future__ import annotations

from pathlib import Path

import click

from ...ontology.bilingual import LANGUAGES
from ..completions import (
    complete_class,
    complete_entity,
    complete_param,
    complete_question,
    complete_section,
    complete_sector,
)
from ..options import pick_reports, read_params, report_option
from ..output import STANDARD, write_output

__all__ = ["view"]


@click.command()
@click.option(
    "--focus",
    metavar="ENTITY",
    shell_complete=complete_entity,
    help="Show what lies around this: a label, a slug or an IRI.",
)
@click.option(
    "--depth",
    type=click.IntRange(0, 6),
    help="How many steps around; 2 for --focus, else 0, unless given.",
)
@click.option(
    "--sector",
    metavar="ENTITY",
    shell_complete=complete_sector,
    help="Show a sector and what applies to it.",
)
@click.option(
    "--section",
    metavar="NUMBER",
    shell_complete=complete_section,
    help="Show what a chapter or section speaks of.",
)
@click.option(
    "--kind",
    metavar="CLASS",
    shell_complete=complete_class,
    help="Show a class, by its name or label.",
)
@click.option(
    "--query",
    metavar="NAME",
    shell_complete=complete_question,
    help="Show the answer of a question whose view is a graph.",
)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=complete_param,
    help="For --query.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("oneplusn.html"),
    show_default=True,
    help="The file to write, or - for standard output.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    help="The language that the page opens in; it can be switched there.",
)
@report_option
def view(  # noqa: PLR0913 - one argument for each option
    *,
    focus: str | None,
    depth: int | None,
    sector: str | None,
    section: str | None,
    kind: str | None,
    query: str | None,
    params: tuple[str, ...],
    output: Path,
    lang: str,
    report: str | None,
) -> None:
    """Write one HTML file that shows the graph, without any network.

    Without --focus, --sector, --section, --kind or --query the page has the whole graph.

    \b
    Examples:
      oneplusn view --output oneplusn.html
      oneplusn view --focus 1+N --depth 2 --output one-plus-n.html
      oneplusn view --sector 能源 --lang zh
      oneplusn view --section 4 --output carbon-market.html
      oneplusn view --kind Event --depth 1
      oneplusn view --query cooperation --lang en
    """
    from ...graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ...queries.progress.comparison import progress  # noqa: PLC0415
    from ...viz.charts.progress_page import progress_on  # noqa: PLC0415
    from ...viz.page.render import render_page  # noqa: PLC0415
    from ...viz.select.request import Request  # noqa: PLC0415
    from ...viz.select.selection import build_page  # noqa: PLC0415

    bound = read_params(params)
    request = Request(focus, sector, section, kind, query, bound, depth)
    reports = pick_reports(report)
    page = build_page(load_store(reports=reports), request)
    entries = progress_on(page, progress(load_store(context=True, reports=reports)))
    place = write_output(output, render_page(page, language=lang, progress=entries))
    nodes, edges = len(page.shown.nodes), len(page.shown.edges)
    said = f"{place}: {nodes} of {page.total} entities, {edges} relations"
    click.echo(said, err=str(output) == STANDARD)
