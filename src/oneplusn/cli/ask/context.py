"""``oneplusn context``: questions about what stands around the report."""

from __future__ import annotations

import click

from ...graph.cache import load_store
from ...queries.library.binding import run
from ...queries.library.catalog import context_library, get_context_query
from ..options import format_option, print_table

__all__ = ["context"]


def _complete(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    return [query.name for query in context_library() if query.name.startswith(begun)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en", "both"]),
    default="en",
    show_default=True,
    help="Language of names.",
)
@format_option
def context(name: str | None, lang: str, form: str) -> None:
    """Answer the question NAME on facts from outside the report; without a name, list all.

    `oneplusn query NAME --context` is the same, with all options of that command.

    \b
    Examples:
      oneplusn context
      oneplusn context plan-identifications --lang zh --format md
    """
    if name is None:
        for found in context_library():
            click.echo(f"{found.name:<26} {found.summary_zh if lang == 'zh' else found.summary}")
        return
    asked = get_context_query(name)
    table = run(load_store(context=True), asked)
    title = asked.summary_zh if lang == "zh" else asked.summary
    print_table(table, form, title=title, lang=lang)
