"""``oneplusn coverage``: what of the report is in the graph, section by section."""

from __future__ import annotations

import click

from ...graph.cache import load_quads
from ...graph.encoding.coverage import coverage as count
from ...graph.encoding.trig import read_encodings
from ..options import pick_reports, report_option

__all__ = ["coverage"]


@click.command()
@report_option
def coverage(report: str | None) -> None:
    """Count passages, triples, figures and entities of each section, and what has no fact.

    \b
    Example:
      oneplusn coverage
    """
    chosen = pick_reports(report)
    rows = count(read_encodings(chosen), load_quads(reports=chosen))
    click.echo("section passages triples figures entities without-fact")
    for row in rows:
        reasons = ", ".join(f"{number} {reason}" for reason, number in row.without_fact)
        numbers = f"{row.passages:>8} {row.triples:>7} {row.figures:>7} {row.entities:>8}"
        click.echo(f"{row.section:<7} {numbers} {reasons}".rstrip())
    totals = [
        sum(row.passages for row in rows),
        sum(row.triples for row in rows),
        sum(row.figures for row in rows),
    ]
    click.echo(f"{'all':<7} {totals[0]:>8} {totals[1]:>7} {totals[2]:>7}")
