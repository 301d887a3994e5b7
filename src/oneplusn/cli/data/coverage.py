"""``oneplusn coverage``: what of the reports is in the graph, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...graph.cache import load_quads
from ...graph.encoding.coverage import coverage as count
from ...graph.encoding.trig import read_encodings
from ...ontology.message_catalog import messages
from ..options import lang_option, pad, pick_reports, report_option

if TYPE_CHECKING:
    from ...graph.encoding.coverage import Row

__all__ = ["coverage"]


_COLUMNS = ("section", "passages", "triples", "figures", "entities", "without-fact")
_WIDTHS = (7, 8, 7, 7, 8)


@click.command()
@lang_option
@report_option
def coverage(lang: str, report: str | None) -> None:
    """Count passages, triples, figures and entities of each section, and what has no fact.

    \b
    Example:
      oneplusn coverage --lang zh
    """
    words = messages("coverage")
    reports = pick_reports(report)
    encodings, quads = read_encodings(reports), load_quads(reports=reports)
    rows = count(encodings, quads, several=len(reports) > 1, language=lang)
    click.echo(_header(lang))
    for row in rows:
        numbers = f"{row.passages:>8} {row.triples:>7} {row.figures:>7} {row.entities:>8}"
        click.echo(f"{row.section:<7} {numbers} {_reasons(row, lang)}".rstrip())
    totals = [
        sum(row.passages for row in rows),
        sum(row.triples for row in rows),
        sum(row.figures for row in rows),
    ]
    click.echo(f"{pad(words.say('all', lang), 7)} {totals[0]:>8} {totals[1]:>7} {totals[2]:>7}")


def _header(lang: str) -> str:
    """Name the columns, each as wide as the longest English name, or wider."""
    names = [messages("coverage").say(column, lang) for column in _COLUMNS]
    first, *numbers = zip(names, _WIDTHS, strict=False)
    heads = (pad(name, cells, left=True) for name, cells in numbers)
    return " ".join((pad(*first), *heads, names[-1]))


def _reasons(row: Row, lang: str) -> str:
    words = messages("coverage")
    reasons = (
        words.say("reason", lang, reason=reason, number=number)
        for reason, number in row.without_fact
    )
    return messages("punctuation").say("comma", lang).join(reasons)
