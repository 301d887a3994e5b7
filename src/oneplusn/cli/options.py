"""What the commands share: options, parameters, and tables."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from ..errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..queries.sparql.engine import Table

__all__ = [
    "bold",
    "context_option",
    "format_option",
    "lang_option",
    "list_questions",
    "note_cut",
    "print_table",
    "read_params",
]

_FORMATS = ("csv", "json", "md", "table", "tsv")

lang_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="en",
    show_default=True,
    help="Language of labels.",
)


context_option = click.option(
    "--context",
    is_flag=True,
    help="Also facts from outside the report, each with its source; without, the report alone.",
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


def read_params(params: Sequence[str]) -> dict[str, str]:
    """Read parameters as they are written, each ``NAME=VALUE`` and once.

    Raises `UsageError` otherwise.
    """
    found: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals:
            msg = f"a parameter is written NAME=VALUE, not {param!r}"
            raise UsageError(msg)
        if key in found:
            msg = f"parameter {key!r} is given twice: {found[key]!r} and {value!r}"
            raise UsageError(msg)
        found[key] = value
    return found


def bold(text: str) -> str:
    """Set text in bold on a terminal, unless NO_COLOR is set or the terminal cannot."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else click.style(text, bold=True)


def list_questions(lang: str, *, context: bool) -> None:
    """Print the questions of the library, with *context* also those on it, a line each."""
    from ..queries.library.catalog import library, wider_library  # noqa: PLC0415 - slow to import

    for found in wider_library() if context else library():
        click.echo(f"{found.name:<26} {found.summary_zh if lang == 'zh' else found.summary}")


def print_table(table: Table, form: str, *, title: str = "", lang: str = "both") -> None:
    """Print a table: aligned on a terminal, with tabs or as *form* says otherwise.

    Of columns in two languages the one in *lang* is printed, unless that is ``both``.
    """
    from ..queries.output.language_columns import in_language  # noqa: PLC0415
    from ..queries.output.tables import cells, format_table  # noqa: PLC0415

    if lang != "both":
        table = in_language(table, lang)
    if form != "table" or not sys.stdout.isatty():
        click.echo(format_table(table, form), nl=False)
        return
    import shutil  # noqa: PLC0415 - slow to import, as what follows, and for a terminal alone

    from ..queries.output.terminal import draw  # noqa: PLC0415

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
