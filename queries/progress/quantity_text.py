"""Numbers, targets and figures in words, in Chinese and in English."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ...graph.quantities.english.wording import UnitName, english_quantity, scale_of, scaled_digits
from ...graph.quantities.lexicon import load_lexicon
from ...graph.quantities.parse import canonical
from ...ontology.bilingual import Bilingual
from ...ontology.data_files import read_toml
from ...ontology.message_catalog import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...graph.quantities.interval import Interval
    from .targets import Evidence, Target, Unit

__all__ = [
    "difference",
    "figure_of",
    "goal_of",
    "headline",
    "in_form",
    "name_of",
    "number",
    "percentages",
    "title_of",
]

_PERCENT = "%"
_HAN = re.compile(r"[\u4e00-\u9fff]")


def headline() -> Sequence[str]:
    """List the slugs of the targets that stand for all in a short table, in their order."""
    slugs: list[str] = _file()["headline"]
    return slugs


@cache
def _file() -> Mapping[str, Any]:
    return read_toml(files("oneplusn.queries.progress") / "progress.toml")


def number(value: Decimal, unit: Unit, lang: str, *, rounding: str = ROUND_HALF_EVEN) -> str:
    """Write a number with its unit, in 亿 and 万 or in billions and millions.

    In English what a classifier counts is named by the indicator, and needs no unit.

    >>> from oneplusn.ontology.bilingual import Bilingual
    >>> from oneplusn.queries.progress.targets import Unit
    >>> tonne = Unit(Bilingual("吨", "tonne"), "tonnes")
    >>> number(Decimal(4500000000), tonne, "zh"), number(Decimal(4500000000), tonne, "en")
    ('45亿吨', '4.5 billion tonnes')
    """
    digits = scaled_digits(value, lang, rounding=rounding)
    if unit.name.zh == _PERCENT:
        return f"{digits}%"
    name = None if unit.counts else UnitName(unit.name.en, unit.plural)
    return Bilingual(
        f"{digits}{scale_of(value, lang)[1]}{unit.name.zh}",
        english_quantity(value, name, rounding=rounding),
    ).get(lang)


def name_of(target: Target, lang: str) -> str:
    """Name what a target is about: the indicator, or for a share the part and its whole."""
    words, name, whole = _file()[lang], target.name.get(lang), target.whole.get(lang)
    if not whole or any(word in name for word in words["share-words"]):
        return name
    part, of = (text.removeprefix(words["counting"]) for text in (name, whole))
    return messages("progress").say("share-of", lang, part=part, whole=of)


def title_of(target: Target, lang: str) -> str:
    """Name a target: what it is about, by when, and what it asks for."""
    parts = {"name": name_of(target, lang), "period": target.period.get(lang)}
    return messages("progress").say("title", lang, goal=goal_of(target, lang), **parts)


def goal_of(target: Target, lang: str) -> str:
    """Say what a target asks for, with its base: ``比2005年下降65%以上``, ``at least 65% …``."""
    zero = f"form-zero-{target.direction}"
    if target.goal.value == 0 and zero in messages("progress"):
        return messages("progress").say(zero, lang)
    base = target.base.get(lang)
    forms = (
        f"form-{target.measure}-{target.direction}",
        f"form-{target.direction}-base" if base else f"form-{target.direction}",
        f"form-{target.measure}",
    )
    return in_form(forms, lang, quantity=_quantity(target, lang), base=base)


def in_form(forms: Iterable[str], lang: str, *, quantity: str, base: str) -> str:
    """Put a quantity, and its base where that is named, in the first form that there is."""
    form = next((key for key in forms if key in messages("progress")), None)
    if form is None:
        return quantity
    values = {"quantity": quantity, "base": base}
    blanks = messages("progress")[form].blanks
    return messages("progress").say(form, lang, **{name: values[name] for name in blanks})


def _quantity(target: Target, lang: str) -> str:
    if lang == "zh":
        return _printed(
            target.written, target.qualifier, "" if _exact(target) else target.compared.zh
        )
    amount = number(target.goal.value, target.unit, lang)
    if target.upper is not None:
        upper = number(target.upper, target.unit, lang)
        amount = messages("progress").say("between", lang, low=amount, high=upper)
    return amount if _exact(target) else f"{target.compared.en} {amount}"


def _exact(target: Target) -> bool:
    return target.goal.comparator == "exactly"


def _printed(written: str, qualifier: str, compared: str) -> str:
    """Put the qualifiers of a source where they stand in Chinese; ours where it has other words.

    >>> _printed("80%", "力争；以上", "不少于"), _printed("65%", "over", "超过")
    ('力争80%以上', '超过65%')
    """
    lexicon, ours = load_lexicon(), _file()["before"]
    before, after, not_comparable = list[str](), list[str](), list[str]()
    for word in filter(None, qualifier.split("；")):
        if word in {*dict(lexicon.before), *ours}:
            before.append(word)
        elif word in dict(lexicon.after):
            after.append(word)
        elif _HAN.search(word):
            not_comparable.append(f"（{word}）")
    if not _HAN.search(qualifier) and compared:
        before.append(compared)
    return "".join((*before, written, *after, *not_comparable))


def figure_of(evidence: Evidence, lang: str) -> str:
    """Say a figure: in Chinese as the report writes it, in English with the same comparator.

    A change from a base names the base.
    """
    if lang == "zh":
        return evidence.written
    amount = number(evidence.value, evidence.unit, lang)
    return amount if evidence.comparator == "exactly" else f"{evidence.compared.en} {amount}"


def percentages(share: Interval, lang: str) -> str:
    """Write a share as percentages; a bound without another is never rounded to say more."""
    step = Decimal("0.001")
    ends = zip((share.low, share.high), _roundings(share), strict=True)
    first, last = (
        f"{canonical(100 * end.quantize(step, rounding=way))}%" if end.is_finite() else ""
        for end, way in ends
    )
    return _between(first, last, lang)


def _roundings(interval: Interval) -> tuple[str, str]:
    return (
        ROUND_HALF_EVEN if interval.high.is_finite() else ROUND_FLOOR,
        ROUND_HALF_EVEN if interval.low.is_finite() else ROUND_CEILING,
    )


def _between(low: str, high: str, lang: str) -> str:
    catalog = messages("progress")
    if low == high:
        return low
    if not high:
        return catalog.say("at-least", lang, number=low)
    if not low:
        return catalog.say("at-most", lang, number=high)
    return catalog.say("between", lang, low=low, high=high)


def difference(interval: Interval, target: Target, lang: str) -> str:
    """Write a difference from a target; between percentages it is in points."""
    ends = zip((interval.low, interval.high), _roundings(interval), strict=True)
    first, last = (
        number(end, target.unit, lang, rounding=way).replace(
            "%", messages("progress").say("points", lang)
        )
        if end.is_finite()
        else ""
        for end, way in ends
    )
    return _between(first, last, lang)
