"""All checks, in the order in which their results are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .constructs import check_constructs
from .context import check_context
from .evidence import check_names, check_passages
from .figures import check_figures
from .numerals import check_numerals
from .outcome import Outcome, Problem
from .shapes import check_ontology_shapes, check_shapes
from .terms import check_labels, check_references, check_relations, check_terms
from .usage import check_usage
from .verify import check_verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...errors import EncodingError
    from ..dataset import Dataset

__all__ = ["CHECKS", "run_checks"]

CHECKS: tuple[Callable[[Dataset], Outcome], ...] = (
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
    lambda _: check_ontology_shapes(),
    lambda _: check_constructs(),
    check_verify,
)


def run_checks(dataset: Dataset, *, unreadable: Sequence[EncodingError] = ()) -> Iterator[Outcome]:
    """Run every check on the dataset; *unreadable* are the files that are not in it."""
    problems = tuple(Problem(error.place, error.problem) for error in unreadable)
    files = len(dataset.encodings)
    yield Outcome("files", files, files + len(unreadable), problems)
    for check in CHECKS:
        yield check(dataset)
