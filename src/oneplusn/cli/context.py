"""``oneplusn context``: questions about what stands around the report."""

from __future__ import annotations

import click

from ..graph.dataset import build_dataset, open_store
from ..queries.context import context_library, get_context_query
from ..queries.engine import run
from .options import format_option, lang_option, print_table

__all__ = ["context"]


@click.command()
@click.argument("name", required=False)
@lang_option
@format_option
def context(name: str | None, lang: str, form: str) -> None:
    """Answer the question NAME on facts from outside the report; without a name, list all.

    \b
    Examples:
      oneplusn context
      oneplusn context plan-identifications --format md
    """
    if name is None:
        for found in context_library():
            click.echo(f"{found.name:<24} {found.summary_zh if lang == 'zh' else found.summary}")
        return
    asked = get_context_query(name)
    table = run(open_store(build_dataset(context=True)), asked)
    print_table(table, form, title=asked.summary_zh if lang == "zh" else asked.summary)
