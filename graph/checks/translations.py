"""Check that a translated report has one English sentence for each passage."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...ontology.namespaces import OPN
from ..rdf import language, value
from ..text.additions import Addition, read_translation
from ..text.keys import is_part, part_key
from .outcome import Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..dataset import Dataset
    from ..text.report import Report

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
    numbers = Counter(
        value(quad.subject)
        for quad in translation.quads
        if quad.predicate == OPN.translation and language(quad.object) == "en"
    )
    for iri, key in passages.items():
        if numbers[iri] != 1:
            what = "no translation" if not numbers[iri] else f"{numbers[iri]} translations"
            place = translation.place(f"<{key}>", f"<{iri}>")
            yield Problem(place, f"the passage {key} has {what}")
    for quad in translation.quads:
        where = value(quad.subject)
        place = translation.place(f"<{where.removeprefix(report.iri + '/')}>", f"<{where}>")
        if where not in passages:
            name = part_key(where) if is_part(where) else f"<{where}>"
            yield Problem(place, f"{name} is no passage of the report")
        if quad.predicate != OPN.translation or language(quad.object) != "en":
            yield Problem(place, f"not a translation into English: {quad.predicate} {quad.object}")
