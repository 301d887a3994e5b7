"""All checks, in the order in which their results are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .constraints import check_verify
from .evidence import check_names, check_passages
from .external import check_context
from .figures import check_figures
from .numeral_coverage import check_numerals
from .outcome import Outcome, Problem
from .owl_usage import check_constructs
from .reference_reasoner import check_reference_reasoner
from .report_terms import check_report_terms
from .shacl.shapes import check_ontology_shapes, check_shapes
from .terms import check_labels, check_references, check_relations, check_terms, check_usage
from .thesauri import check_thesauri
from .translation.dates import check_translated_dates
from .translation.figures import check_translated_figures
from .translation.names import check_translated_names
from .translation.sentences import check_translations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...errors import EncodingError
    from ..dataset import Dataset
    from .shacl.process import ShaclProcess

    Check = Callable[[Dataset], Outcome]

__all__ = ["CHECKS", "OF_ADDITIONS", "run_checks"]

CHECKS: tuple[Check, ...] = (
    check_passages,
    check_names,
    check_terms,
    check_references,
    check_labels,
    check_relations,
    check_usage,
    check_figures,
    check_numerals,
    check_context,
    check_shapes,
    check_ontology_shapes,
    check_thesauri,
    lambda _: check_constructs(),
    check_verify,
)
OF_ADDITIONS: tuple[Check, ...] = (
    check_report_terms,
    check_translations,
    check_translated_figures,
    check_translated_dates,
    check_translated_names,
)
"""The checks of what a report may have beside its text; without it they are left out."""


def run_checks(
    dataset: Dataset,
    *,
    unreadable: Sequence[EncodingError] = (),
    shacl_process: ShaclProcess | None = None,
    reference_reasoner: bool = False,
) -> Iterator[Outcome]:
    """Run every check on the dataset; *unreadable* are the files that are not in it.

    *shacl_process*, from `start_shacl_process`, takes over the shapes of the data; the outcomes
    and their order stay the same. With *reference_reasoner* the last one compares the closure
    with owlrl's.
    """
    problems = tuple(Problem(error.place, error.problem) for error in unreadable)
    files = len(dataset.encodings)
    elsewhere: dict[Check, Check] = {}
    if shacl_process is not None:
        shacl_process.send(dataset)
        elsewhere = {check_shapes: shacl_process.check_shapes}
    yield Outcome("files", files, files + len(unreadable), problems)
    # What is done elsewhere is waited for when there is nothing left to do here.
    outcomes = {check: check(dataset) for check in CHECKS if check not in elsewhere}
    for check in CHECKS:
        yield outcomes[check] if check in outcomes else elsewhere[check](dataset)
    additions = (check(dataset) for check in OF_ADDITIONS)
    yield from (outcome for outcome in additions if outcome.total)
    if reference_reasoner:
        yield check_reference_reasoner(dataset)
