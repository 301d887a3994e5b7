"""``oneplusn audit``: the report's arithmetic, done again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ...graph.checks.arithmetic import audit as find
from ...graph.encoding.trig import read_encodings
from ...ontology.bilingual import LANGUAGES
from ...ontology.message_catalog import messages
from ..options import pad, pick_reports, report_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...graph.checks.arithmetic import Finding

__all__ = ["audit"]


@click.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of names.")
@report_option
@click.option("--sentences", is_flag=True, help="Print the sentences under each check.")
def audit(lang: str, report: str | None, *, sentences: bool) -> None:
    """Do the arithmetic of each report again: stated figure, computed one, agree or differ.

    A difference is a finding about its report; nothing is smoothed. `derived` marks a
    number that the report does not state.

    \b
    Example:
      oneplusn audit --lang zh --sentences
    """
    # Figures stand in the encodings; nothing of the closure is needed.
    reports = pick_reports(report)
    encodings = read_encodings(reports)
    several = len(reports) > 1
    findings = [one for entry in reports for one in find(entry, encodings, several=several)]
    for finding in findings:
        click.echo(_line(finding, lang))
        for key, text in finding.sentences if sentences else ():
            click.echo(f"         [{key}] {text}")
    click.echo(_summary(findings, lang))


def _line(finding: Finding, lang: str) -> str:
    words = messages("audit")
    parts = {
        "verdict": pad(words.say(finding.verdict, lang), 8),
        "name": finding.label.get(lang),
        "computed": finding.computed,
    }
    if finding.stated:
        return words.say("compared", lang, stated=finding.stated, **parts)
    return words.say("computed", lang, **parts)


def _summary(findings: Sequence[Finding], lang: str) -> str:
    words = messages("audit")
    counts = Counter(finding.verdict for finding in findings)
    verdicts = (
        words.say("counted", lang, count=counts[verdict], verdict=words.say(verdict, lang))
        for verdict in sorted(counts)
    )
    comma = messages("punctuation").say("comma", lang)
    return words.say("summary", lang, count=len(findings), verdicts=comma.join(verdicts))
