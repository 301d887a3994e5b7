"""``oneplusn check``: prove the graph against the report."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from ...graph.checks.numeral_coverage import account
from ...graph.checks.run import run_checks
from ...graph.checks.shacl_process import shapes_apart
from ...graph.dataset import Dataset, build_dataset
from ...graph.encoding.trig import encoding_file, try_encodings
from ...graph.text.passages import section as find_section

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
def check(section: str | None, *, by_section: bool, reference_reasoner: bool) -> None:
    """Check evidence, names, figures, numerals, references and shapes.

    Prints what was checked out of how much, then each problem with file, line and
    passage. Exits with 1 if anything is wrong.

    \b
    Example:
      oneplusn check --by-section
      oneplusn check --reference-reasoner
    """
    if section is not None:
        find_section(section)
    with shapes_apart() as apart:
        encodings, unreadable = try_encodings()
        dataset = build_dataset(encodings, context=True)
        outcomes = list(
            run_checks(
                dataset,
                unreadable=unreadable,
                apart=apart,
                reference_reasoner=reference_reasoner,
            )
        )
    for outcome in outcomes:
        state = "ok" if outcome.passed else "FAILED"
        click.echo(f"{outcome.name:<12} {outcome.checked}/{outcome.total}  {state}")
    if by_section:
        for line in _by_section(dataset):
            click.echo(line)
    for line in _problems(outcomes, section):
        click.echo(line, err=True)
    if not all(outcome.passed for outcome in outcomes):
        sys.exit(1)


def _problems(outcomes: list[Outcome], section: str | None) -> Iterator[str]:
    name = f"graph/reports/2023/encoding/{encoding_file(section).name}" if section else ""
    for outcome in outcomes:
        for problem in outcome.problems:
            if not section or problem.place.file in {name, ""}:
                yield f"{outcome.name}: {problem}"


def _by_section(dataset: Dataset) -> Iterator[str]:
    counts = Counter((entry.section, entry.kind) for entry in account(dataset))
    kinds = ("figure", "date", "name", "ordinal", "layout", "idiom", "")
    yield "numerals by section: " + ", ".join(kind or "unaccounted" for kind in kinds)
    for encoding in dataset.encodings:
        row = [counts[encoding.section, kind] for kind in kinds]
        yield f"  {encoding.section:<5} {sum(row):>4} = " + " + ".join(map(str, row))
