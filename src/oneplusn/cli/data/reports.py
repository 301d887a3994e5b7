"""``oneplusn reports``: which reports are loaded, and in what state they are."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from ...errors import OneplusnError, SourceError
from ...graph.checks.arithmetic import audit
from ...graph.checks.arithmetic_file import read_checks
from ...graph.encoding.figures import figures_of
from ...graph.encoding.trig import try_encodings
from ...graph.rdf import literal
from ...graph.text.additions import read_terms, read_translation
from ...graph.text.catalog import find_reports
from ...graph.text.folder import ARITHMETIC
from ...ontology.message_catalog import messages
from ...queries.sparql.engine import Table
from ..options import format_option, lang_option, print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...graph.encoding.trig import Encoding
    from ...graph.text.passages import Passage
    from ...graph.text.report import Report

__all__ = ["reports"]

_COLUMNS = ("report", "title", "date", "date_source", "state", "passages", "figures", "arithmetic")


@click.command()
@lang_option
@format_option
def reports(lang: str, form: str) -> None:
    """List the reports: title, date and where it is known from, state, passages, figures, files.

    *state* is complete; partial or unencoded where sections lack a file; or faulty where a
    file cannot be read or is not what it has to be. Then what is wrong is printed, and the
    exit code is 1. What the files say is looked at by `oneplusn check`. *arithmetic* says
    whether the report has checks of its arithmetic for `oneplusn audit`.

    \b
    Examples:
      oneplusn reports
      oneplusn reports --reports ~/my-reports --format csv
    """
    entries = [_read(report) for report in find_reports()]
    rows = tuple(tuple(map(literal, _cells(entry, lang))) for entry in entries)
    print_table(Table(_COLUMNS, rows), form)
    problems = [problem for entry in entries for problem in entry.problems]
    for problem in problems:
        click.echo(f"oneplusn: {problem}", err=True)
    if problems:
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A report, what can be read of it, and what is wrong with its files."""

    report: Report
    passages: tuple[Passage, ...]
    encodings: tuple[Encoding, ...]
    problems: tuple[str, ...]

    @property
    def state(self) -> str:
        if self.problems:
            return "faulty"
        if not self.encodings:
            return "unencoded"
        sections = {passage.section for passage in self.passages}
        return "partial" if sections - {one.section for one in self.encodings} else "complete"


def _read(report: Report) -> _Entry:
    problems = [
        *_problems(lambda: report.clean_text),
        *_problems(lambda: report.passages),
        *_problems(lambda: read_terms(report)),
        *_problems(lambda: read_translation(report)),
    ]
    passages: tuple[Passage, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    with suppress(SourceError):
        # Without a text, which is told above, there is nothing to hold an encoding against.
        passages = report.passages
        encodings, unreadable = try_encodings([report])
        problems += map(str, unreadable)
    entry = _Entry(report, passages, encodings, tuple(dict.fromkeys(problems)))
    # Figures that are not encoded yet are no fault of the arithmetic.
    if entry.state == "complete":
        arithmetic = _problems(lambda: audit(report, encodings, several=False))
    else:
        arithmetic = _problems(lambda: read_checks(report))
    return replace(entry, problems=(*entry.problems, *arithmetic))


def _problems(step: Callable[[], object]) -> Iterator[str]:
    """Yield what is wrong with a file that a step has to read."""
    try:
        step()
    except OneplusnError as error:
        yield str(error)


def _cells(entry: _Entry, lang: str) -> tuple[str | int, ...]:
    words, report = messages("reports"), entry.report
    return (
        report.id,
        report.title.get(lang),
        report.date.isoformat(),
        words.say(report.date_source, lang),
        words.say(entry.state, lang),
        len(entry.passages),
        sum(1 for encoding in entry.encodings for _ in figures_of(encoding)),
        words.say("yes" if (report.folder / ARITHMETIC).is_file() else "no", lang),
    )
