"""Check that nothing is found which must not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dataset import open_store
from ..verification import failures, verifications
from .outcome import Outcome, Problem
from .places import FirstPlaces

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["check_verify"]


def check_verify(dataset: Dataset) -> Outcome:
    """No verification query finds a failure in the closed dataset."""
    store = open_store(dataset)
    places = FirstPlaces(dataset)
    queries = verifications()
    problems = tuple(
        Problem(places.find(failure.thing), f"{query.name}: {failure}")
        for query in queries
        for failure in failures(store, query)
    )
    return Outcome("verify", len(queries), len(queries), problems)
