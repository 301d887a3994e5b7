"""``oneplusn context``: questions about what stands around the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...graph.cache import load_store
from ...ontology.bilingual import LANGUAGES
from ...queries.library.binding import run
from ...queries.library.catalog import context_library, get_context_query
from ..options import format_option, print_table

if TYPE_CHECKING:
    from ...queries.library.header import Query

__all__ = ["context"]


def _complete(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    return [query.name for query in context_library() if query.name.startswith(begun)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@click.option(
    "--lang",
    type=click.Choice([*LANGUAGES, "both"]),
    default="en",
    show_default=True,
    help="Language of names.",
)
@format_option
def context(name: str | None, lang: str, form: str) -> None:
    """Answer the question NAME on facts from outside the reports; without a name, list all.

    `oneplusn query NAME --context` is the same, with all options of that command.

    \b
    Examples:
      oneplusn context
      oneplusn context plan-identifications --lang zh --format md
    """
    if name is None:
        for question in context_library():
            click.echo(f"{question.name:<26} {_title(question, lang)}")
        return
    question = get_context_query(name)
    table = run(load_store(context=True), question)
    print_table(table, form, title=_title(question, lang), lang=lang)


def _title(question: Query, lang: str) -> str:
    return question.title.get("en" if lang == "both" else lang)
