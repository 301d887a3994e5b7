"""Charts of progress: what stands where on one scale of one unit, and over which years."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...graph.quantities.english.wording import scale_of
from ...ontology.bilingual import LANGUAGES, Bilingual
from ...ontology.namespaces import BASE
from ...queries.progress.assessment import moment
from ...queries.progress.quantity_text import figure_of, in_form, name_of, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ...queries.progress.targets import Comparison, Progress, Target

__all__ = ["charts"]


def charts(progress: Iterable[Progress]) -> list[dict[str, Any]]:
    """Describe a chart for all targets of one indicator, unit, base, place and whole."""
    return [_chart(group) for group in _groups(progress)]


def _groups(progress: Iterable[Progress]) -> list[list[Progress]]:
    """Put targets together that one scale can show, the soonest first."""
    groups: dict[tuple[object, ...], list[Progress]] = {}
    for entry in progress:
        if entry.comparisons:
            target = entry.target
            same = (
                target.indicator,
                target.measure,
                target.direction,
                target.unit,
                target.base,
                target.place,
            )
            groups.setdefault((*same, target.whole), []).append(entry)
    return [sorted(group, key=_soonest) for group in groups.values()]


def _soonest(entry: Progress) -> tuple[Decimal, Decimal]:
    ends = entry.target.goal.ends
    return (moment(ends) if ends else Decimal("Infinity"), entry.target.goal.value)


def _chart(group: Sequence[Progress]) -> dict[str, Any]:
    """Say what stands where: base, figures, targets, and the line with what it asks for."""
    target = group[0].target
    comparisons = {
        comparison.state.figure: comparison for entry in group for comparison in entry.comparisons
    }
    greatest = max(_greatest(entry) for entry in group)
    begin = _begin(group[0])
    return {
        "name": [*Bilingual.of(lambda lang: name_of(target, lang))],
        "axis": [*Bilingual.of(lambda lang: _axis(target, greatest, lang))],
        "scale": [float(scale_of(greatest, lang)[0]) for lang in LANGUAGES],
        "base": _base(target) if begin else None,
        "figures": [_point(comparison) for comparison in comparisons.values()],
        "targets": [_target(entry, begin) for entry in group],
    }


def _greatest(entry: Progress) -> Decimal:
    values = [e.value for comparison in entry.comparisons for e in comparison.evidence]
    return max(entry.target.goal.value, entry.target.upper or Decimal(0), *values)


def _axis(target: Target, greatest: Decimal, lang: str) -> str:
    """Name the scale: the unit, and for a change from what."""
    unit, base = _unit(target, greatest).get(lang), target.base.get(lang)
    if not base:
        return unit
    inside = Bilingual(f"（{unit}）", unit).get(lang)
    form = in_form([f"form-{target.direction}-base"], lang, quantity=inside, base=base)
    return unit if form == inside else form


def _unit(target: Target, greatest: Decimal) -> Bilingual:
    if target.unit.name.zh == "%":
        return Bilingual("%", "%")
    zh, en = (scale_of(greatest, lang)[1] for lang in LANGUAGES)
    name = target.unit.plural or target.unit.name.en
    return Bilingual(f"{zh}{target.unit.name.zh}", f"{en} {name}".strip())


def _begin(entry: Progress) -> tuple[Decimal, Decimal] | None:
    """Return when and at what value the way begins, where that is known."""
    goal, first = entry.target.goal, entry.comparisons[0].state.figure
    if goal.start:
        return moment(goal.start), Decimal(0)
    if len(entry.comparisons) > 1 and first.when and first.value.low == first.value.high:
        return moment(first.when), first.value.low
    return None


def _base(target: Target) -> dict[str, Any] | None:
    """Draw a base of its own only for a change: a level begins at one of the figures."""
    start = target.goal.start
    if not start:
        return None
    return {"when": _when(start), "value": 0, "said": [*target.base]}


def _when(day: date | None) -> float | None:
    return None if day is None else float(round(moment(day), 4))


def _point(comparison: Comparison) -> dict[str, Any]:
    """Place a figure, or a sum of figures, on its day."""
    first = comparison.evidence[0]
    return {
        "when": _when(comparison.state.figure.when),
        "value": float(comparison.value),
        "comparator": f"comparator:{first.comparator}",
        "label": [*Bilingual.of(lambda lang: _label(comparison, lang))],
        "period": [*first.period],
        "figures": [evidence.figure.removeprefix(BASE) for evidence in comparison.evidence],
    }


def _label(comparison: Comparison, lang: str) -> str:
    first, *others = comparison.summands
    return number(comparison.value, first.unit, lang) if others else figure_of(first, lang)


def _target(entry: Progress, begin: tuple[Decimal, Decimal] | None) -> dict[str, Any]:
    """Place a target at its date, with its line from where the way begins."""
    target = entry.target
    lines = [
        (comparison.state.figure.when, comparison.state.line)
        for comparison in entry.comparisons
        if comparison.state.line is not None
    ]
    return {
        "key": entry.target.targets[0].removeprefix(f"{BASE}quantity/"),
        "when": _when(target.goal.ends),
        "value": float(target.goal.value),
        "upper": float(target.upper) if target.upper else None,
        "comparator": f"comparator:{target.goal.comparator}",
        "label": [*Bilingual.of(lambda lang: number(target.goal.value, target.unit, lang))],
        "from": [float(part) for part in begin] if begin and lines else None,
        "line": [
            {"when": _when(when), "value": float(value), "label": _line_label(entry, value)}
            for when, value in lines
        ],
    }


def _line_label(entry: Progress, value: Decimal) -> list[str]:
    return [*Bilingual.of(lambda lang: number(value, entry.target.unit, lang))]
