"""What the commands share: options, completion of names, and tables."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from ..errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from ..queries.engine import Table

__all__ = [
    "bold",
    "complete_entity",
    "complete_question",
    "format_option",
    "lang_option",
    "note_cut",
    "print_table",
    "split_param",
]

_FORMATS = ("csv", "json", "md", "table", "tsv")

lang_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="en",
    show_default=True,
    help="Language of labels.",
)


def _check_format(_: click.Context, __: click.Parameter, form: str) -> str:
    if form not in _FORMATS:
        raise UnknownNameError("format", form, _FORMATS)
    return form


format_option = click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    callback=_check_format,
    shell_complete=lambda _, __, begun: [form for form in _FORMATS if form.startswith(begun)],
    help="table, csv, tsv, json or md.",
)


def complete_entity(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer names that begin alike; those with spaces or colons no shell would take."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    from ..graph.cache import load_store  # noqa: PLC0415 - slow to import
    from ..queries.resolve import names_of  # noqa: PLC0415

    folded = begun.casefold()
    names = (n for n in names_of(load_store()) if n.startswith(folded) and ":" not in n)
    return [CompletionItem(name) for name in sorted(names)]


def complete_question(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the questions of the library whose names begin alike, each with its summary."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    from ..queries.library import library  # noqa: PLC0415 - slow to import

    fitting = (query for query in library() if query.name.startswith(begun))
    return [CompletionItem(query.name, help=query.summary) for query in fitting]


def split_param(param: str) -> tuple[str, str]:
    """Split a parameter as it is written, ``NAME=VALUE``; raise `UsageError` otherwise."""
    key, equals, value = param.partition("=")
    if not equals:
        msg = f"a parameter is written NAME=VALUE, not {param!r}"
        raise UsageError(msg)
    return key, value


def bold(text: str) -> str:
    """Set text in bold on a terminal, unless NO_COLOR is set or the terminal cannot."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else click.style(text, bold=True)


def print_table(table: Table, form: str, *, title: str = "") -> None:
    """Print a table: aligned on a terminal, with tabs or as *form* says otherwise."""
    from ..queries.grid import draw  # noqa: PLC0415 - slow to import
    from ..queries.tables import cells, format_table  # noqa: PLC0415

    if form != "table" or not sys.stdout.isatty():
        click.echo(format_table(table, form), nl=False)
        return
    if title:
        click.echo(bold(title))
    _print_lines(draw(table.columns, cells(table), room=shutil.get_terminal_size().columns))


def _print_lines(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line)


def note_cut(table: Table, limit: int) -> None:
    """Say on standard error that there is more than was shown."""
    if table.more:
        click.echo(f"only the first {limit} rows; --limit N shows more", err=True)
