"""Check that a translated report has one English sentence for each passage, all English."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ....ontology.namespaces import OPN, shorten
from ...rdf import language, value
from ...text.additions import Addition, read_translation
from ..outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from ....errors import Place
    from ...dataset import Dataset
    from ...text.report import Report
    from ..outcome import Problem

__all__ = ["check_translations"]

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
"""Characters and punctuation of Chinese, in full width too."""
_QUOTED = re.compile("“[^”]*”")


def check_translations(dataset: Dataset) -> Outcome:
    """Each passage of a report that has a translation has exactly one sentence in English.

    Chinese characters stand only between quotation marks, where a name is told as it is.
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
        if not numbers[iri]:
            yield problem(_place(report, translation, iri), "no-translation", passage=key)
        elif numbers[iri] > 1:
            place = _place(report, translation, iri)
            yield problem(place, "several-translations", passage=key, number=numbers[iri])
    for quad in translation.quads:
        for key, values in _faults(quad, passages):
            yield problem(_place(report, translation, value(quad.subject)), key, **values)


def _faults(quad: ox.Quad, passages: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is wrong with a statement: the key of the problem, and its blanks."""
    if value(quad.subject) not in passages:
        yield "not-a-passage", {"thing": shorten(value(quad.subject))}
    if han := _HAN.search(_QUOTED.sub("", value(quad.object))):
        yield "not-english", {"written": repr(han[0])}
    if not _is_translation(quad):
        yield (
            "not-a-translation",
            {"statement": f"{shorten(quad.predicate.value)} {quad.object}"},
        )


def _is_translation(quad: ox.Quad) -> bool:
    return bool(quad.predicate == OPN.translation and language(quad.object) == "en")


def _place(report: Report, translation: Addition, iri: str) -> Place:
    """Find where a passage stands in the file: by its key, or by its whole IRI."""
    return translation.place(f"<{iri.removeprefix(f'{report.iri}/')}>", f"<{iri}>")
