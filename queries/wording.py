"""Progress in words: the rows of a table, and the sentences and addresses behind them."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..graph.numerals import canonical
from .judge import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..graph.interval import Interval
    from .progress import Aim, Progress, Source, Stand

__all__ = ["COLUMNS", "details", "header", "rows", "summary"]

COLUMNS = (
    *("target", "figure", "share", "line", "missing"),
    *("yearly", "verdict", "set_by", "stated_in"),
)
"""The columns of the table, as keys of the words."""
_SCALES = {
    "zh": ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
    "en": ((Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million")),
}
_PERCENT = ("%", "per cent")
_HUNDREDTH = Decimal("0.01")
_PLAIN = frozenset({"Level", "Count"})


@cache
def _words(lang: str) -> Mapping[str, str]:
    text = (files("oneplusn.queries") / "progress.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)[lang]
    return found


def header(lang: str) -> tuple[str, ...]:
    """Name the columns in a language."""
    return tuple(_words(lang)[column] for column in COLUMNS)


def rows(found: Iterable[Progress], lang: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each figure that was held against a target, or one that says why none was."""
    for one in found:
        target, setters = _target(one.aim, lang), _setters(one.aim.sources, lang)
        for stand in one.stands:
            yield (target, *_stand(one.aim, stand, lang), setters, _stated_in(stand))
        if not one.stands:
            empty = ("",) * 5
            yield (target, *empty, _open(one, lang), setters, _compared(one))


def _target(aim: Aim, lang: str) -> str:
    words = _words(lang)
    kind = aim.measure_zh if lang == "zh" else aim.measure_en
    way = aim.direction_zh if lang == "zh" else aim.direction_en
    inside = words["comma"].join(filter(None, ("" if aim.measure in _PLAIN else kind, way)))
    left, right = ("（", "）") if lang == "zh" else (" (", ")")
    name = (aim.zh if lang == "zh" else aim.en) + (f"{left}{inside}{right}" if inside else "")
    period = aim.period_zh if lang == "zh" else aim.period_en
    base = aim.base_zh if lang == "zh" else aim.base_en
    on = words["on-base"].format(base=base) if base else ""
    return f"{name}{words['comma']}{period}{words['colon']}{_goal(aim, lang)}{on}"


def _goal(aim: Aim, lang: str) -> str:
    if lang == "zh":
        return aim.written + (f"（{aim.qualifier}）" if aim.qualifier else "")
    number = _number(aim.value, aim, lang)
    if aim.upper is not None:
        number = _words(lang)["between"].format(low=number, high=_number(aim.upper, aim, lang))
    compared = aim.comparator_en
    return number if aim.comparator == "Exactly" else f"{compared} {number}"


def _number(value: Decimal, aim: Aim, lang: str, *, rounding: str = ROUND_HALF_EVEN) -> str:
    """Write a number with its unit, in 亿 and 万 or in billions and millions."""
    unit = aim.unit_zh if lang == "zh" else aim.unit_en
    scale, word = next(
        ((size, name) for size, name in _SCALES[lang] if abs(value) >= size), (Decimal(1), "")
    )
    number = canonical((value / scale).quantize(_HUNDREDTH, rounding=rounding))
    if unit in _PERCENT:
        return f"{number}%"
    return f"{number}{word}{unit}" if lang == "zh" else f"{number}{word} {unit}"


def _stand(aim: Aim, stand: Stand, lang: str) -> tuple[str, ...]:
    words, state = _words(lang), stand.state
    verdict = words[state.verdict.value]
    if state.reason:
        form = "not-met" if state.missing.low > 0 else "open-with"
        verdict = words[form].format(reason=words[state.reason])
    return (
        _figure(stand, lang),
        _share(stand, lang),
        "" if state.line is None else _number(state.line, aim, lang),
        _missing(aim, state.missing, lang),
        "" if state.yearly is None else _bounds(aim, state.yearly, lang),
        verdict,
    )


def _figure(stand: Stand, lang: str) -> str:
    written = list(dict.fromkeys(evidence.written for evidence in stand.evidence))
    periods = list(
        dict.fromkeys(e.zh if lang == "zh" else e.en for e in stand.evidence if e.zh and e.en)
    )
    left, right = ("（", "）") if lang == "zh" else (" (", ")")
    return f"{' + '.join(written)}{left}{_words(lang)['semicolon'].join(periods)}{right}"


def _share(stand: Stand, lang: str) -> str:
    words, share = _words(lang), stand.state.share
    if share is None:
        return ""
    low, high = (f"{number}%" if number else "" for number in _ends(share, Decimal("0.001"), 100))
    said = _between(low, high, lang)
    return words["of-way" if stand.state.from_base else "of-target"].format(share=said)


def _ends(interval: Interval, step: Decimal, times: int = 1) -> tuple[str, str]:
    """Write both ends of an interval; a bound without another is never rounded to say more."""
    low, high = interval.low, interval.high
    down = ROUND_HALF_EVEN if high.is_finite() else ROUND_FLOOR
    up = ROUND_HALF_EVEN if low.is_finite() else ROUND_CEILING
    return (
        canonical(times * low.quantize(step, rounding=down)) if low.is_finite() else "",
        canonical(times * high.quantize(step, rounding=up)) if high.is_finite() else "",
    )


def _between(low: str, high: str, lang: str) -> str:
    words = _words(lang)
    if low == high:
        return low
    if not high:
        return words["at-least"].format(number=low)
    if not low:
        return words["at-most"].format(number=high)
    return words["between"].format(low=low, high=high)


def _missing(aim: Aim, missing: Interval, lang: str) -> str:
    if missing.high <= 0:
        return _words(lang)["beyond"].format(number=_bounds(aim, _negated(missing), lang))
    return _bounds(aim, missing, lang)


def _negated(interval: Interval) -> Interval:
    return type(interval)(-interval.high, -interval.low)


def _bounds(aim: Aim, interval: Interval, lang: str) -> str:
    """Write a difference; between percentages it is in points."""
    low, high = interval.low, interval.high
    down = ROUND_HALF_EVEN if high.is_finite() else ROUND_FLOOR
    up = ROUND_HALF_EVEN if low.is_finite() else ROUND_CEILING
    first, last = (
        _number(end, aim, lang, rounding=way).replace("%", _words(lang)["points"])
        if end.is_finite()
        else ""
        for end, way in ((low, down), (high, up))
    )
    return _between(first, last, lang)


def _open(one: Progress, lang: str) -> str:
    words = _words(lang)
    reasons = dict.fromkeys(words[apart.difference] for apart in one.apart)
    reason = words["semicolon"].join(reasons) or words["no-figure"]
    return words["open-with"].format(reason=reason)


def _setters(sources: Sequence[Source], lang: str) -> str:
    return _words(lang)["semicolon"].join(_setter(source, lang) for source in sources)


def _setter(source: Source, lang: str, *, short: bool = True) -> str:
    """Name a source: by its number where there is one and *short* is asked for."""
    words = _words(lang)
    if source.passage:
        return f"{words['no-source']} {source.passage}"
    name = source.zh if lang == "zh" else source.en
    if source.number and source.number not in name:
        name = source.number if short else f"{name}（{source.number}）"
    return f"{name}{words['later'] if source.later else ''}"


def _stated_in(stand: Stand) -> str:
    return " ".join(dict.fromkeys(evidence.passage for evidence in stand.evidence))


def _compared(one: Progress) -> str:
    found = (apart.evidence.passage for apart in one.apart if apart.evidence)
    return " ".join(dict.fromkeys(found))


def details(one: Progress, lang: str) -> Iterator[str]:
    """Yield the sources of a target and of its figures, a line each: addresses and sentences."""
    words = _words(lang)
    for source in one.aim.sources:
        yield f"{words['set_by']}{words['colon']}{_setter(source, lang, short=False)}"
        yield from (f"  {line}" for line in (*source.addresses, source.sentence) if line)
    for evidence in dict.fromkeys(e for stand in one.stands for e in stand.evidence):
        yield f"{words['stated_in']}{words['colon']}[{evidence.passage}] {evidence.sentence}"
    for apart in one.apart:
        reason = apart.zh if lang == "zh" else apart.en
        told = f"{words['not-compared']}{words['colon']}{words[apart.difference]}"
        if apart.evidence:
            yield f"{told}{words['colon']}[{apart.evidence.passage}] {apart.evidence.sentence}"
        else:
            yield f"{told}{words['colon']}{reason}"


def summary(found: Sequence[Progress], lang: str) -> str:
    """Count the verdicts on the latest figures."""
    counts = Counter(one.verdict for one in found)
    return _words(lang)["summary"].format(
        targets=len(found),
        met=counts[Verdict.MET],
        on_line=counts[Verdict.ON_LINE],
        behind=counts[Verdict.BEHIND],
        open=counts[Verdict.OPEN],
        without=sum(not one.stands for one in found),
    )
