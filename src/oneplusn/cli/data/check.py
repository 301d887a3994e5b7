"""``oneplusn check``: prove the graph against the report."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...graph.checks.numeral_coverage import cover_numerals
from ...graph.checks.run import run_checks
from ...graph.checks.shacl.process import start_shacl_process
from ...graph.dataset import Dataset, build_dataset
from ...graph.encoding.trig import encoding_path, try_encodings
from ...graph.files import unfinished
from ...graph.text.keys import part_key
from ...ontology.message_catalog import messages
from ..completions import complete_section
from ..options import lang_option, pad, pick_reports, pick_section, report_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...errors import Place
    from ...graph.checks.outcome import Outcome
    from ...graph.text.report import Report

__all__ = ["check"]


@click.command()
@click.option(
    "--section",
    shell_complete=complete_section,
    help="Show only what is wrong in this section's file, such as 2.2.",
)
@click.option("--by-section", is_flag=True, help="Show the account of numerals section by section.")
@click.option(
    "--reference-reasoner",
    is_flag=True,
    help="Compare what is inferred with what owlrl infers; slow.",
)
@click.option(
    "--dataset",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Check only that the files in this folder are those of one build, written to its end.",
)
@lang_option
@report_option
def check(  # noqa: PLR0913 - one argument for each option
    section: str | None,
    lang: str,
    report: str | None,
    folder: Path | None,
    *,
    by_section: bool,
    reference_reasoner: bool,
) -> None:
    """Check evidence, names, figures, numerals, references and shapes.

    Prints what was checked out of how much, then each problem with file, line and
    passage. Exits with 1 if anything is wrong. With --report what one report says is
    checked, against all that are loaded, and what is wrong elsewhere does not count.

    \b
    Example:
      oneplusn check --by-section
      oneplusn check --report 2023
      oneplusn check --reference-reasoner
      oneplusn check --dataset dataset
    """
    if folder is not None:
        _check_folder(folder, lang)
        return
    # These first: they pick one report, and all of them are read.
    files = _files(report, section)
    only = None if report is None else pick_reports(report)[0]
    reports = pick_reports(None)
    with start_shacl_process() as shacl_process:
        encodings, unreadable = try_encodings(reports)
        dataset = build_dataset(encodings, reports=reports, context=True)
        dataset = dataset.of_report(only) if only else dataset
        outcomes = [
            _of_report(outcome, only)
            for outcome in run_checks(
                dataset,
                unreadable=[error for error in unreadable if _concerns(error.place, only)],
                shacl_process=shacl_process,
                reference_reasoner=reference_reasoner,
            )
        ]
    for line in _lines(outcomes, lang):
        click.echo(line)
    if by_section:
        for line in _by_section(dataset, lang):
            click.echo(line)
    for line in _problems(outcomes, files, lang):
        click.echo(line, err=True)
    if not all(outcome.passed for outcome in outcomes):
        sys.exit(1)


def _check_folder(folder: Path, lang: str) -> None:
    """Say which files of a build are not as they were written; end with 1 if any is."""
    words = messages("checks")
    names = unfinished(folder)
    click.echo(words.say("folder-of-build" if not names else "folder-unfinished", lang))
    for name in names:
        click.echo(words.say("file-differs", lang, file=str(folder / name)), err=True)
    if names:
        sys.exit(1)


def _files(report_id: str | None, section: str | None) -> frozenset[str]:
    """Return the file whose problems are shown; none stands for all of them."""
    if section is None:
        return frozenset()
    report, key = pick_section(report_id, section)
    return frozenset({encoding_path(report, key)})


def _of_report(outcome: Outcome, report: Report | None) -> Outcome:
    """Leave out what is wrong in the files of others, if it is about one report."""
    problems = tuple(one for one in outcome.problems if _concerns(one.place, report))
    return replace(outcome, problems=problems)


def _concerns(place: Place, report: Report | None) -> bool:
    """Tell whether a place is in a file of the report, or in none."""
    return report is None or not place.file or place.file.startswith(f"{report.path}/")


def _lines(outcomes: list[Outcome], lang: str) -> Iterator[str]:
    from ...queries.output.terminal import width  # noqa: PLC0415 - slow to import

    words = messages("checks")
    names = [words.say(outcome.name, lang) for outcome in outcomes]
    cells = max(map(width, names))
    for name, outcome in zip(names, outcomes, strict=True):
        state = words.say("ok" if outcome.passed else "failed", lang)
        yield f"{pad(name, cells)} {outcome.checked}/{outcome.total}  {state}"


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
