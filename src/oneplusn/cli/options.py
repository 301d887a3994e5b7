"""What the commands share: options, parameters, and tables."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from ..errors import UnknownNameError, UnknownReportError, UsageError
from ..ontology.bilingual import LANGUAGES
from ..queries.names.fold import half_width
from .output import echo_data, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

    from ..graph.text.report import Report
    from ..queries.sparql.engine import Table

__all__ = [
    "answer_format_option",
    "bold",
    "context_option",
    "find_thing",
    "format_option",
    "lang_option",
    "list_questions",
    "note_cut",
    "pad",
    "pick_reports",
    "pick_section",
    "print_table",
    "read_params",
    "report_option",
    "reports_option",
]

_FORMATS = ("csv", "excel", "json", "md", "table", "tsv")
_FOR_PROGRAMS = frozenset({"csv", "excel", "json", "tsv"})

lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of labels.",
)


context_option = click.option(
    "--context",
    is_flag=True,
    help="Also facts from outside the reports, each with its source; without, the reports alone.",
)


def _add_reports(_: click.Context, __: click.Parameter, folders: tuple[str, ...]) -> None:
    """Add the folders to those that the environment names: also for processes that we start."""
    if folders:
        from ..graph.text.catalog import VARIABLE, find_reports  # noqa: PLC0415 - slow to import

        unfit = next((folder for folder in folders if not folder or os.pathsep in folder), None)
        if unfit is not None:
            raise UsageError(f"no folder of reports can be called {unfit!r}")
        paths = filter(None, (os.environ.get(VARIABLE), *map(os.path.abspath, folders)))
        os.environ[VARIABLE] = os.pathsep.join(paths)
        find_reports()


reports_option = click.Option(
    ["--reports", "folders"],
    multiple=True,
    metavar="DIR",
    expose_value=False,
    is_eager=True,
    callback=_add_reports,
    help="Also the reports in this folder; can be repeated. ONEPLUSN_REPORTS names more.",
)
"""For every command that reads the dataset: `main` adds it to them."""


def _complete_report(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    from ..graph.text.catalog import find_reports  # noqa: PLC0415 - slow to import

    ids = (report.id for report in find_reports())
    return [report_id for report_id in ids if report_id.startswith(half_width(begun))]


report_option = click.option(
    "--report",
    metavar="ID",
    shell_complete=_complete_report,
    help="Only this report, by its id; `oneplusn reports` lists them.",
)


def pick_reports(report_id: str | None) -> tuple[Report, ...]:
    """Return the report of that id, or all; raise `UnknownReportError` if none has it."""
    from ..graph.text.catalog import find_reports  # noqa: PLC0415 - slow to import

    catalog = find_reports()
    ids = [report.id for report in catalog]
    report_id = None if report_id is None else half_width(report_id)
    if report_id is not None and report_id not in ids:
        raise UnknownReportError(report_id, ids)
    return tuple(report for report in catalog if report_id in {None, report.id})


def pick_section(report_id: str | None, key: str) -> tuple[Report, str]:
    """Return the report that has the section *key*, and the key without the report's id.

    Raises `UnknownNameError` if none has it, and `UsageError` if several have.
    """
    key = half_width(key)
    report_id = None if report_id is None else half_width(report_id)
    prefix, colon, local = key.partition(":")
    if colon and report_id not in {None, prefix}:
        raise UsageError(f"{key!r} is no section of the report {report_id!r}")
    if colon:
        report_id, key = prefix, local
    reports = pick_reports(report_id)
    matches = [r for r in reports if key in {section.key for section in r.sections}]
    if len(matches) > 1:
        ids = ", ".join(report.id for report in matches)
        msg = f"the reports {ids} have a section {key!r}; {matches[0].id}:{key} says which"
        raise UsageError(msg)
    if not matches:
        raise UnknownNameError("section", key, (s.key for r in reports for s in r.sections))
    return matches[0], key


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
    help="table, csv, tsv, json or md; excel for CSV that a spreadsheet opens as it is.",
)


_RDF = ("jsonld", "nquads", "ntriples", "rdfxml", "trig", "turtle")


def _check_answer_format(_: click.Context, __: click.Parameter, form: str | None) -> str | None:
    if form not in {None, *_FORMATS, *_RDF}:
        raise UnknownNameError("format", str(form), (*_FORMATS, *_RDF))
    return form


answer_format_option = click.option(
    "--format",
    "form",
    callback=_check_answer_format,
    shell_complete=lambda _, __, begun: [
        form for form in (*_FORMATS, *_RDF) if form.startswith(begun)
    ],
    help="table, csv, tsv, json or md; for the triples of CONSTRUCT and DESCRIBE also turtle, "
    "ntriples, rdfxml, jsonld, trig or nquads. Without it: turtle for triples, else table.",
)
"""For answers whose form is known only when they are there; ``None`` where it is not given."""


def read_params(params: Sequence[str]) -> dict[str, str]:
    """Read parameters as they are written, each ``NAME=VALUE`` and once.

    Raises `UsageError` otherwise.
    """
    values: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals:
            msg = f"a parameter is written NAME=VALUE, not {param!r}"
            raise UsageError(msg)
        if key in values:
            msg = f"parameter {key!r} is given twice: {values[key]!r} and {value!r}"
            raise UsageError(msg)
        values[key] = value
    return values


def bold(text: str) -> str:
    """Set text in bold on a terminal, unless NO_COLOR is set or the terminal cannot."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else click.style(text, bold=True)


def pad(text: str, cells: int, *, left: bool = False) -> str:
    """Fill text up with spaces, behind it or to its left, to a width in cells of the terminal.

    >>> pad("文件", 6), pad("files", 6, left=True)
    ('文件  ', ' files')
    """
    from ..queries.output.terminal import width  # noqa: PLC0415 - slow to import

    spaces = " " * (cells - width(text))
    return spaces + text if left else text + spaces


def find_thing(store: ox.Store, name: str, lang: str) -> ox.NamedNode:
    """Return what a name means; say on standard error where it is only the closest, or one of two.

    Raises what `choose` raises.
    """
    from ..ontology.message_catalog import messages  # noqa: PLC0415 - slow to import, as the rest
    from ..queries.entities.labels import key_of, label_in  # noqa: PLC0415
    from ..queries.entities.resolve import choose  # noqa: PLC0415

    choice = choose(store, name)
    words, key = messages("search"), key_of(store, choice.node.value)
    if choice.closest:
        label = label_in(store, choice.node, lang)
        click.echo(words.say("closest", lang, name=name, label=label, key=key), err=True)
    if choice.others:
        click.echo(words.say("others", lang, name=name, keys=", ".join(choice.others)), err=True)
    return choice.node


def list_questions(lang: str, *, context: bool) -> None:
    """Print the questions of the library, with *context* also those on it, a line each."""
    from ..queries.library.catalog import library, wider_library  # noqa: PLC0415 - slow to import

    for question in wider_library() if context else library():
        click.echo(f"{question.name:<26} {question.title.get(lang)}")


def print_table(table: Table, form: str, *, title: str = "", lang: str = "both") -> None:
    """Print a table: aligned on a terminal, with tabs or as *form* says otherwise.

    Of columns in two languages the one in *lang* is printed, unless that is ``both``. Below
    sentences in English a terminal is told whose words they are.
    """
    from ..queries.output.language_columns import in_language  # noqa: PLC0415
    from ..queries.output.tables import cells, format_table, same_as_above  # noqa: PLC0415

    is_translated = lang == "en" and "sentence_en" in table.columns
    if lang != "both":
        table = in_language(table, lang)
    if form in _FOR_PROGRAMS:
        echo_data(format_table(table, form))
        return
    if form != "table" or not sys.stdout.isatty():
        click.echo(_shown(format_table(table, form)), nl=False)
        return
    import shutil  # noqa: PLC0415 - slow to import, as what follows, and for a terminal alone

    from ..queries.output.terminal import draw  # noqa: PLC0415

    if title:
        click.echo(bold(title))
    rows = same_as_above(table.columns, cells(table))
    _print_lines(draw(table.columns, rows, room=shutil.get_terminal_size().columns))
    if is_translated:
        click.echo("the sentences are our unofficial translation; --lang zh has the report's own")


def _shown(text: str) -> str:
    return printable(text) if sys.stdout.isatty() else text


def _print_lines(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line)


def note_cut(table: Table, limit: int) -> None:
    """Say on standard error that there is more than was shown."""
    if table.more:
        click.echo(f"only the first {limit} rows; --limit N shows more", err=True)
