"""``oneplusn view``: the graph, or what lies around one thing, as a page for a browser."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["view"]


@click.command()
@click.option("--focus", help="Show what lies around this: a label, a slug or an IRI.")
@click.option(
    "--depth",
    type=click.IntRange(1, 6),
    default=2,
    show_default=True,
    help="How many steps around the focus.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("oneplusn.html"),
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="The language that the page opens in; it can be switched there.",
)
def view(focus: str | None, depth: int, output: Path, lang: str) -> None:
    """Write one HTML file that shows the graph, without any network.

    Without --focus the page has the whole graph.

    \b
    Examples:
      oneplusn view --output oneplusn.html
      oneplusn view --focus 1+N --depth 2 --output one-plus-n.html
    """
    from ..graph.dataset import build_dataset, open_store  # noqa: PLC0415 - slow to import
    from ..viz.page import render_page, write_page  # noqa: PLC0415
    from ..viz.select import build_page  # noqa: PLC0415

    page = build_page(open_store(build_dataset()), focus=focus, depth=depth)
    write_page(render_page(page, language=lang), output)
    nodes, edges = len(page.shown.nodes), len(page.shown.edges)
    click.echo(f"{output}: {nodes} of {page.total} entities, {edges} relations")
