"""``oneplusn reports``: which reports are loaded."""

from __future__ import annotations

import click

from ...graph.checks.arithmetic import FILE as ARITHMETIC
from ...graph.encoding.figures import figures_of
from ...graph.encoding.trig import try_encodings
from ...graph.rdf import literal
from ...graph.text.catalog import find_reports
from ...queries.sparql.engine import Table
from ..options import format_option, lang_option, print_table

__all__ = ["reports"]

_COLUMNS = ("report", "title", "date", "date_source", "state", "passages", "figures", "arithmetic")


@click.command()
@lang_option
@format_option
def reports(lang: str, form: str) -> None:
    """List the reports: title, date and where it is known from, passages, figures, files.

    *arithmetic* says whether the report has checks of its arithmetic for `oneplusn audit`.

    \b
    Examples:
      oneplusn reports
      oneplusn reports --reports ~/my-reports --format csv
    """
    rows = []
    for report in find_reports():
        encodings, unreadable = try_encodings([report])
        figures = sum(1 for encoding in encodings for _ in figures_of(encoding))
        cells: tuple[str | int, ...] = (
            report.id,
            report.title.get(lang),
            report.date.isoformat(),
            report.date_source,
            "unreadable" if unreadable else "accepted",
            len(report.passages),
            figures,
            "yes" if (report.folder / ARITHMETIC).is_file() else "no",
        )
        rows.append(tuple(literal(cell) for cell in cells))
    print_table(Table(_COLUMNS, tuple(rows)), form)
