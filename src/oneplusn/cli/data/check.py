"""``oneplusn check``: prove the graph against the report."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from ...graph.checks.numeral_coverage import cover_numerals
from ...graph.checks.run import run_checks
from ...graph.checks.shacl.process import start_shacl_process
from ...graph.dataset import Dataset, build_dataset
from ...graph.encoding.trig import encoding_path, try_encodings
from ...graph.text.keys import part_key
from ...ontology.message_catalog import messages
from ..options import lang_option, pad, pick_reports, pick_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.checks.outcome import Outcome

__all__ = ["check"]


@click.command()
@click.option("--section", help="Show only what is wrong in this section's file, such as 2.2.")
@click.option("--by-section", is_flag=True, help="Show the account of numerals section by section.")
@click.option(
    "--reference-reasoner",
    is_flag=True,
    help="Compare what is inferred with what owlrl infers; slow.",
)
@lang_option
def check(section: str | None, lang: str, *, by_section: bool, reference_reasoner: bool) -> None:
    """Check evidence, names, figures, numerals, references and shapes.

    Prints what was checked out of how much, then each problem with file, line and
    passage. Exits with 1 if anything is wrong.

    \b
    Example:
      oneplusn check --by-section
      oneplusn check --reference-reasoner
    """
    # The section first: it picks one report, and all of them are checked.
    files = _files(section)
    reports = pick_reports(None)
    with start_shacl_process() as shacl_process:
        encodings, unreadable = try_encodings(reports)
        dataset = build_dataset(encodings, reports=reports, context=True)
        outcomes = list(
            run_checks(
                dataset,
                unreadable=unreadable,
                shacl_process=shacl_process,
                reference_reasoner=reference_reasoner,
            )
        )
    for outcome in outcomes:
        click.echo(_line(outcome, lang))
    if by_section:
        for line in _by_section(dataset, lang):
            click.echo(line)
    for line in _problems(outcomes, files, lang):
        click.echo(line, err=True)
    if not all(outcome.passed for outcome in outcomes):
        sys.exit(1)


def _files(section: str | None) -> frozenset[str]:
    """Return the file whose problems are shown; none stands for all of them."""
    if section is None:
        return frozenset()
    report, key = pick_section(None, section)
    return frozenset({encoding_path(report, key)})


def _line(outcome: Outcome, lang: str) -> str:
    words = messages("checks")
    state = words.say("ok" if outcome.passed else "failed", lang)
    return f"{pad(words.say(outcome.name, lang), 12)} {outcome.checked}/{outcome.total}  {state}"


def _problems(outcomes: list[Outcome], files: frozenset[str], lang: str) -> Iterator[str]:
    words = messages("checks")
    for outcome in outcomes:
        name = words.say(outcome.name, lang)
        for problem in outcome.problems:
            if not files or problem.place.file in {*files, ""}:
                yield words.say("problem", lang, check=name, problem=problem.say(lang))


def _by_section(dataset: Dataset, lang: str) -> Iterator[str]:
    words = messages("checks")
    counts = Counter((entry.report, entry.section, entry.kind) for entry in cover_numerals(dataset))
    kinds = ("figure", "date", "name", "ordinal", "layout", "idiom", "")
    names = (words.say(kind or "unaccounted", lang) for kind in kinds)
    comma = messages("punctuation").say("comma", lang)
    yield words.say("by-section", lang, kinds=comma.join(names))
    for encoding in dataset.encodings:
        row = [counts[encoding.report.iri, encoding.section, kind] for kind in kinds]
        section = encoding.report.section(encoding.section)
        key = part_key(section.iri, several=len(dataset.reports) > 1)
        yield f"  {key:<5} {sum(row):>4} = " + " + ".join(map(str, row))
