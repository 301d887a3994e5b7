"""The report's arithmetic done again: parts and totals, shares, growth, figures stated twice."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ...errors import Place, UnknownNameError
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


def audit(report: Report, encodings: Iterable[Encoding]) -> tuple[Finding, ...]:
    """Run every check of the report's ``arithmetic.toml``, in its order; none without that file.

    Two numbers agree if the intervals that their rounding and comparator words leave have
    a value in common. Raises `UnknownNameError` for a figure or formula that does not exist.
    """
    figures = {
        figure.subject.removeprefix(f"{BASE}quantity/{report.id}/"): figure
        for encoding in encodings
        if encoding.report == report
        for figure in figures_of(encoding)
    }
    return tuple(_find(check, figures, report) for check in _checks(report))


def _checks(report: Report) -> Sequence[Mapping[str, object]]:
    file = report.folder / FILE
    if not file.is_file():
        return ()
    checks: Sequence[Mapping[str, object]] = tomllib.loads(file.read_text("utf-8"))["check"]
    return checks


def _find(
    check: Mapping[str, object], figures: Mapping[str, FigureAnnotation], report: Report
) -> Finding:
    file = f"{report.path}/{FILE}"
    slugs = [str(slug) for slug in _list(check["from"], file)]
    stated = str(check.get("stated", ""))
    sources = [_figure(slug, figures, file) for slug in [stated, *slugs] if slug]
    formula = str(check["formula"])
    if formula not in FORMULAS:
        raise UnknownNameError(f"formula in {file}", formula, FORMULAS)
    operands = [_interval(_figure(slug, figures, file)) for slug in slugs]
    computed = FORMULAS[formula](operands, int(str(check.get("years", 1))))
    return Finding(
        name=str(check["name"]),
        label=Bilingual(str(check["zh"]), str(check["en"])),
        stated=_written(sources[0]) if stated else "",
        computed=computed,
        verdict=_verdict(_interval(sources[0]) if stated else None, computed),
        sentences=_sentences(sources, report),
    )


def _list(value: object, file: str) -> Sequence[object]:
    if not isinstance(value, list):
        msg = f"{Place(file)}: Unexpected operands: {value!r}"
        raise TypeError(msg)
    return value


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


def _sentences(figures: Sequence[FigureAnnotation], report: Report) -> tuple[tuple[str, str], ...]:
    """Collect the passages of the figures, once each, in the order of the report."""
    keys = {figure.passage for figure in figures}
    return tuple((part_key(p.iri), p.text) for p in report.passages if p.key in keys)


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
