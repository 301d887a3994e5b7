"""``oneplusn audit``: the report's arithmetic, done again."""

from __future__ import annotations

from collections import Counter

import click

from ...graph.checks.arithmetic import audit as find
from ...graph.encoding.trig import read_encodings
from ..options import pick_reports, report_option

__all__ = ["audit"]


@click.command()
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", help="Language of names.")
@report_option
@click.option("--sentences", is_flag=True, help="Print the sentences under each check.")
def audit(lang: str, report: str | None, *, sentences: bool) -> None:
    """Do the report's arithmetic again: stated figure, computed one, agree or differ.

    A difference is a finding about the report; nothing is smoothed. `derived` marks a
    number that the report does not state.

    \b
    Example:
      oneplusn audit --lang zh --sentences
    """
    # Figures stand in the encodings; nothing of the closure is needed.
    chosen = pick_reports(report)
    encodings = read_encodings(chosen)
    findings = [finding for one in chosen for finding in find(one, encodings)]
    for finding in findings:
        name = finding.zh if lang == "zh" else finding.en
        stated = f"stated {finding.stated}, " if finding.stated else ""
        click.echo(f"{finding.verdict:<8} {name}: {stated}computed {finding.computed}")
        for key, text in finding.sentences if sentences else ():
            click.echo(f"         [{key}] {text}")
    counts = Counter(finding.verdict for finding in findings)
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in sorted(counts))
    click.echo(f"{len(findings)} checks: {summary}")
