"""The report's arithmetic done again: parts and totals, shares, growth, figures stated twice."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from ...errors import EncodingError, Place, UnknownNameError
from ...ontology.bilingual import Bilingual
from ...ontology.namespaces import BASE
from ..encoding.figures import FigureAnnotation, figures_of
from ..quantities.interval import Interval, interval_of
from ..quantities.parse import read_at
from ..text.keys import part_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..encoding.trig import Encoding
    from ..text.report import Report

__all__ = ["FILE", "FORMULAS", "Finding", "audit"]

FILE = "arithmetic.toml"
"""The file of a report's folder that names what its arithmetic allows to check."""
_TEXTS = ("name", "zh", "en", "formula")
_OF_ONE = frozenset({"at_most", "same"})
_OF_ANY = frozenset({"sum"})
_MOST_YEARS = 1000
_HUNDRED = Interval(Decimal(100), Decimal(100))
_ONE = Interval(Decimal(1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: the figure stated, what the others make of it, and the sentences.

    *verdict* is ``agree``, ``differ``, or ``derived`` where the report states no such figure.
    """

    name: str
    label: Bilingual
    stated: str
    computed: Interval
    verdict: str
    sentences: tuple[tuple[str, str], ...]


def audit(report: Report, encodings: Iterable[Encoding], *, several: bool) -> tuple[Finding, ...]:
    """Run every check of the report's ``arithmetic.toml``, in its order; none without that file.

    Two numbers agree if the intervals that their rounding and comparator words leave have
    a value in common. Where *several* reports are audited, the keys of sentences name theirs.
    Raises `UnknownNameError` for a figure or formula that does not exist, and `EncodingError`
    for a file of another form.
    """
    figures = {
        figure.subject.removeprefix(f"{BASE}quantity/{report.id}/"): figure
        for encoding in encodings
        if encoding.report == report
        for figure in figures_of(encoding)
    }
    return tuple(_find(check, figures, report, several=several) for check in _checks(report))


def _checks(report: Report) -> Sequence[Mapping[str, object]]:
    file = report.folder / FILE
    if not file.is_file():
        return ()
    place = Place(f"{report.path}/{FILE}")
    try:
        checks = tomllib.loads(file.read_text("utf-8")).get("check", ())
    except (OSError, RecursionError, ValueError) as error:
        raise EncodingError(f"cannot be read: {error}", place) from error
    for number, check in enumerate(checks, 1):
        _refuse_malformed(check, number, place)
    return tuple(checks)


def _refuse_malformed(check: object, number: int, place: Place) -> None:
    if not isinstance(check, dict):
        raise EncodingError(f"check {number} is no table: {check!r}", place)
    for name in _TEXTS:
        if not isinstance(check.get(name), str):
            raise EncodingError(f"check {number}: {name!r} is no text: {check.get(name)!r}", place)
    figures, years = check.get("from"), check.get("years", 1)
    if not isinstance(figures, list) or not all(isinstance(slug, str) for slug in figures):
        raise EncodingError(f"check {number}: 'from' is no list of texts: {figures!r}", place)
    if type(years) is not int or not 0 < years <= _MOST_YEARS:
        raise EncodingError(f"check {number}: 'years' is no number of years: {years!r}", place)
    if check["formula"] not in FORMULAS:
        raise UnknownNameError(f"formula in {place.file}", check["formula"], FORMULAS)
    if not _takes(check["formula"], len(figures)):
        problem = f"check {number}: {check['formula']!r} does not take {len(figures)} figures"
        raise EncodingError(problem, place)


def _takes(formula: str, figures: int) -> bool:
    """Tell whether a formula takes so many figures; most take two."""
    if formula in _OF_ANY:
        return figures > 0
    return figures == (1 if formula in _OF_ONE else 2)


def _find(
    check: Mapping[str, object],
    figures: Mapping[str, FigureAnnotation],
    report: Report,
    *,
    several: bool,
) -> Finding:
    file = f"{report.path}/{FILE}"
    slugs = [str(slug) for slug in cast("list[object]", check["from"])]
    stated = str(check.get("stated", ""))
    sources = [_figure(slug, figures, file) for slug in [stated, *slugs] if slug]
    formula = str(check["formula"])
    operands = [_interval(_figure(slug, figures, file)) for slug in slugs]
    computed = FORMULAS[formula](operands, int(str(check.get("years", 1))))
    return Finding(
        name=str(check["name"]),
        label=Bilingual(str(check["zh"]), str(check["en"])),
        stated=_written(sources[0]) if stated else "",
        computed=computed,
        verdict=_verdict(_interval(sources[0]) if stated else None, computed),
        sentences=_sentences(sources, report, several=several),
    )


def _figure(slug: str, figures: Mapping[str, FigureAnnotation], file: str) -> FigureAnnotation:
    if slug not in figures:
        raise UnknownNameError(f"figure in {file}", slug, figures)
    return figures[slug]


def _interval(figure: FigureAnnotation) -> Interval:
    return interval_of(
        read_at(figure.report.clean_text, figure.span[0], lexicon=figure.report.lexicon)
    )


def _written(figure: FigureAnnotation) -> str:
    start, end = figure.span
    return figure.report.clean_text[start:end]


def _verdict(stated: Interval | None, computed: Interval) -> str:
    if stated is None:
        return "derived"
    return "agree" if stated.meets(computed) else "differ"


def _sentences(
    figures: Sequence[FigureAnnotation], report: Report, *, several: bool
) -> tuple[tuple[str, str], ...]:
    """Collect the passages of the figures, once each, in the order of the report."""
    keys = {figure.passage for figure in figures}
    passages = (passage for passage in report.passages if passage.key in keys)
    return tuple((part_key(p.iri, several=several), p.text) for p in passages)


def _same(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0]


def _sum(operands: Sequence[Interval], _: int) -> Interval:
    total, *rest = operands
    for operand in rest:
        total += operand
    return total


def _share(operands: Sequence[Interval], _: int) -> Interval:
    part, whole = operands
    return part / whole * _HUNDRED


def _growth_from_addition(operands: Sequence[Interval], _: int) -> Interval:
    level, added = operands
    return added / (level - added) * _HUNDRED


def _compound_decline(operands: Sequence[Interval], years: int) -> Interval:
    above, below = ((operand / _HUNDRED) + _ONE for operand in operands)
    ratio = above / below
    return (_ONE - Interval(ratio.low**years, ratio.high**years)) * _HUNDRED


def _at_most(operands: Sequence[Interval], _: int) -> Interval:
    whole = operands[0]
    return Interval(Decimal(0), whole.high if whole.high.is_finite() else whole.low)


def _whole(operands: Sequence[Interval], _: int) -> Interval:
    part, share = operands
    return part / share * _HUNDRED


def _at_most_whole(operands: Sequence[Interval], years: int) -> Interval:
    return _at_most([_whole(operands, years)], years)


def _quotient(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0] / operands[1]


def _before_growth_times(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0] / (operands[1] + _ONE)


def _before_points(operands: Sequence[Interval], _: int) -> Interval:
    return operands[0] - operands[1]


FORMULAS: Mapping[str, Callable[[Sequence[Interval], int], Interval]] = {
    "at_most": _at_most,
    "at_most_whole": _at_most_whole,
    "before_growth_times": _before_growth_times,
    "before_points": _before_points,
    "compound_decline": _compound_decline,
    "growth_from_addition": _growth_from_addition,
    "quotient": _quotient,
    "same": _same,
    "share": _share,
    "sum": _sum,
    "whole": _whole,
}
"""Name → what computes the interval from the operands, and a number of years."""
