"""The report's arithmetic done again: parts and totals, shares, growth, figures stated twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import NumeralError, UnknownNameError
from ...ontology.namespaces import BASE, OPN, shorten
from ..encoding.figures import figures_of
from ..quantities.formulas import FORMULAS
from ..quantities.interval import Interval, interval_of
from ..quantities.parse import read_at
from ..text.keys import part_key
from .arithmetic_file import read_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...ontology.bilingual import Bilingual
    from ..encoding.figures import FigureAnnotation
    from ..encoding.trig import Encoding
    from ..text.report import Report
    from .arithmetic_file import ArithmeticCheck

__all__ = ["Finding", "audit"]


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
    for a file of another form, for figures of several units where a formula takes one, and for
    a figure that cannot be read.
    """
    figures = {
        figure.subject.removeprefix(f"{BASE}quantity/{report.id}/"): figure
        for encoding in encodings
        if encoding.report == report
        for figure in figures_of(encoding)
    }
    return tuple(_find(check, figures, report, several=several) for check in read_checks(report))


def _find(
    check: ArithmeticCheck,
    figures: Mapping[str, FigureAnnotation],
    report: Report,
    *,
    several: bool,
) -> Finding:
    operands = [_figure(slug, figures, check) for slug in check.figures]
    stated = _figure(check.stated, figures, check) if check.stated else None
    _refuse_mixed(check, operands, stated)
    computed = _compute(check, operands)
    return Finding(
        name=check.name,
        label=check.label,
        stated=_written(stated) if stated else "",
        computed=computed,
        verdict=_verdict(_interval(check, stated) if stated else None, computed),
        sentences=_sentences([stated, *operands] if stated else operands, report, several=several),
    )


def _figure(
    slug: str, figures: Mapping[str, FigureAnnotation], check: ArithmeticCheck
) -> FigureAnnotation:
    if slug not in figures:
        raise UnknownNameError(f"figure in {check.place}: check {check.number}:", slug, figures)
    return figures[slug]


def _refuse_mixed(
    check: ArithmeticCheck, operands: Sequence[FigureAnnotation], stated: FigureAnnotation | None
) -> None:
    """Raise `EncodingError` where figures of several units are added or held against each other."""
    formula = FORMULAS[check.formula]
    alike = [*operands, stated] if stated and formula.result_too else operands
    units = sorted({shorten(figure.parts.get(OPN.unit.value, "")) for figure in alike})
    if formula.one_unit and len(units) > 1:
        raise check.error(f"{check.formula!r} takes figures of one unit, not {', '.join(units)}")


def _compute(check: ArithmeticCheck, operands: Sequence[FigureAnnotation]) -> Interval:
    intervals = [_interval(check, operand) for operand in operands]
    try:
        return FORMULAS[check.formula].compute(intervals, check.years)
    except ArithmeticError as error:
        values = ", ".join(map(str, intervals))
        raise check.error(f"{check.formula!r} has no result for {values}") from error


def _interval(check: ArithmeticCheck, figure: FigureAnnotation) -> Interval:
    report = figure.report
    try:
        return interval_of(read_at(report.clean_text, figure.span[0], lexicon=report.lexicon))
    except NumeralError as error:
        raise check.error(f"{shorten(figure.subject)}: {error}") from error


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
