"""Check that a translated report has one English sentence for each passage."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...ontology.namespaces import OPN, shorten
from ..rdf import language, value
from ..text.additions import Addition, read_translation
from .outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from ...errors import Place
    from ..dataset import Dataset
    from ..text.report import Report
    from .outcome import Problem

__all__ = ["check_translations"]


def check_translations(dataset: Dataset) -> Outcome:
    """Each passage of a report that has a translation has exactly one sentence in English.

    Where no report has one, there is nothing to check and nothing checked.
    """
    problems: list[Problem] = []
    total = 0
    for report in dataset.reports:
        if translation := read_translation(report):
            total += len(report.passages)
            problems += _problems(report, translation)
    return Outcome("translations", total, total, tuple(sorted(set(problems))))


def _problems(report: Report, translation: Addition) -> Iterator[Problem]:
    passages = {passage.iri: passage.key for passage in report.passages}
    numbers = Counter(value(quad.subject) for quad in translation.quads if _is_translation(quad))
    for iri, key in passages.items():
        place = _place(report, translation, iri)
        if not numbers[iri]:
            yield problem(place, "no-translation", passage=key)
        elif numbers[iri] > 1:
            yield problem(place, "several-translations", passage=key, number=numbers[iri])
    for quad in translation.quads:
        place = _place(report, translation, value(quad.subject))
        if value(quad.subject) not in passages:
            yield problem(place, "not-a-passage", thing=shorten(value(quad.subject)))
        if not _is_translation(quad):
            statement = f"{shorten(quad.predicate.value)} {quad.object}"
            yield problem(place, "not-a-translation", statement=statement)


def _is_translation(quad: ox.Quad) -> bool:
    return bool(quad.predicate == OPN.translation and language(quad.object) == "en")


def _place(report: Report, translation: Addition, iri: str) -> Place:
    """Find where a passage stands in the file: by its key, or by its whole IRI."""
    return translation.place(f"<{iri.removeprefix(f'{report.iri}/')}>", f"<{iri}>")
