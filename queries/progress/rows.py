"""Progress in words: the rows of a table, and the sentences and addresses behind them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .assessment import Verdict
from .quantity_text import difference, figure_of, number, percentages, title_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...graph.quantities.interval import Interval
    from .targets import Apart, Evidence, Progress, Source, Stand

__all__ = [
    "BRIEF",
    "COLUMNS",
    "apart_figure",
    "apart_in_words",
    "details",
    "header",
    "open_in_words",
    "rows",
    "said_of",
    "setter",
    "summary",
]

COLUMNS = (
    *("target", "figure", "share", "line", "missing"),
    *("yearly", "verdict", "set_by", "stated_in"),
)
"""The columns of the table, as keys of the words."""
BRIEF = ("target", "figure", "share", "line", "missing", "verdict")
"""Those of the short table."""


def header(lang: str, columns: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """Name the columns in a language."""
    return tuple(words(lang)[column] for column in columns)


def rows(
    found: Iterable[Progress], lang: str, columns: Sequence[str] = COLUMNS
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each figure that was held against a target, or one that says why none was."""
    for one in found:
        always = {"target": title_of(one.aim, lang), "set_by": _setters(one.aim.sources, lang)}
        for stand in one.stands:
            said = {**always, **said_of(one, stand, lang)}
            yield tuple(said[column] for column in columns)
        if not one.stands:
            said = {**always, **_without(one, lang)}
            yield tuple(said.get(column, "") for column in columns)


def said_of(one: Progress, stand: Stand, lang: str) -> dict[str, str]:
    """Say where a figure stands against its target: column → text."""
    aim, state = one.aim, stand.state
    return {
        "figure": _figure(one, stand, lang),
        "share": _share(stand, lang),
        "line": "" if state.line is None else number(state.line, aim.unit, lang),
        "missing": _missing(one, state.missing, lang),
        "yearly": "" if state.yearly is None else difference(state.yearly, aim, lang),
        "verdict": _verdict(one, stand, lang),
        "stated_in": " ".join(dict.fromkeys(e.passage for e in stand.evidence)),
    }


def _verdict(one: Progress, stand: Stand, lang: str) -> str:
    said, state = words(lang), stand.state
    if not state.reason:
        return str(said[state.verdict.value])
    form = "open-with"
    if state.missing.low > 0:
        form = "not-met" if state.figure.when == one.aim.goal.ends else "not-yet"
    return str(said[form]).format(reason=said[state.reason])


def _figure(one: Progress, stand: Stand, lang: str) -> str:
    """Say the figures behind a state, the summands of a sum with what they amount to."""
    said = " + ".join(figure_of(evidence, lang) for evidence in stand.summands)
    if len(stand.summands) > 1:
        said = f"{said} = {number(stand.value, one.aim.unit, lang)}"
    return _within(said, (e.period.get(lang) for e in stand.evidence), lang)


def _within(text: str, parts: Iterable[str], lang: str) -> str:
    """Add what is known of a figure in brackets."""
    inside = str(words(lang)["semicolon"]).join(dict.fromkeys(filter(None, parts)))
    left, right = ("（", "）") if lang == "zh" else (" (", ")")
    return f"{text}{left}{inside}{right}" if inside else text


def _share(stand: Stand, lang: str) -> str:
    said, share = words(lang), stand.state.share
    if share is None:
        return ""
    form = said["of-way" if stand.state.from_base else "of-target"]
    return str(form).format(share=percentages(share, lang))


def _missing(one: Progress, missing: Interval, lang: str) -> str:
    if missing.high <= 0:
        beyond = type(missing)(-missing.high, -missing.low)
        return str(words(lang)["beyond"]).format(number=difference(beyond, one.aim, lang))
    return difference(missing, one.aim, lang)


def _without(one: Progress, lang: str) -> dict[str, str]:
    """Say why nothing was compared: the figures that differ, and in what."""
    said = words(lang)
    apart = dict.fromkeys(apart_figure(e, lang) for e in map(_evidence, one.apart) if e)
    told = str(said["semicolon"]).join(apart)
    return {
        "figure": str(said["apart-figure"]).format(figure=told) if told else "",
        "verdict": open_in_words(one, lang),
        "stated_in": " ".join(dict.fromkeys(e.passage for e in map(_evidence, one.apart) if e)),
    }


def _evidence(apart: Apart) -> Evidence | None:
    return apart.evidence


def apart_figure(evidence: Evidence, lang: str) -> str:
    """Say a figure that is not compared, with its period and its base."""
    base = evidence.base.get(lang)
    on = str(words(lang)["on-base"]).format(base=base) if base else ""
    return _within(figure_of(evidence, lang), (evidence.period.get(lang), on), lang)


def open_in_words(one: Progress, lang: str) -> str:
    """Say why a target without a figure to compare cannot be judged."""
    said = words(lang)
    reasons = dict.fromkeys(said[apart.difference] for apart in one.apart)
    reason = str(said["semicolon"]).join(reasons) or said["no-figure"]
    return str(said["open-with"]).format(reason=reason)


def _setters(sources: Sequence[Source], lang: str) -> str:
    return str(words(lang)["semicolon"]).join(setter(source, lang) for source in sources)


def setter(source: Source, lang: str, *, short: bool = True) -> str:
    """Name a source: by its number where there is one and *short* is asked for."""
    said = words(lang)
    if source.passage:
        return f"{said['no-source']} {source.passage}"
    name = source.name.get(lang)
    if source.number and source.number not in name:
        left, right = ("（", "）") if lang == "zh" else (" (", ")")
        name = source.number if short else f"{name}{left}{source.number}{right}"
    return f"{name}{said['later'] if source.later else ''}"


def details(one: Progress, lang: str) -> Iterator[str]:
    """Yield the sources of a target and of its figures, a line each: addresses and sentences."""
    said = words(lang)
    for source in one.aim.sources:
        yield f"{said['set_by']}{said['colon']}{setter(source, lang, short=False)}"
        note = source.note.get(lang)
        yield from (f"  {line}" for line in (*source.addresses, source.sentence, note) if line)
    for evidence in dict.fromkeys(e for stand in one.stands for e in stand.evidence):
        yield f"{said['stated_in']}{said['colon']}[{evidence.passage}] {evidence.sentence}"
    for apart in one.apart:
        yield f"{said['not-compared']}{said['colon']}{apart_in_words(apart, lang)}"
        if apart.evidence:
            yield f"  [{apart.evidence.passage}] {apart.evidence.sentence}"


def apart_in_words(apart: Apart, lang: str) -> str:
    """Say what is not compared, and why."""
    said = words(lang)
    if apart.evidence:
        told = apart_figure(apart.evidence, lang)
    else:
        told = f"{apart.name.get(lang)}{said['colon']}{apart.reason.get(lang)}"
    return f"{said[apart.difference]}{said['colon']}{told}"


def summary(found: Sequence[Progress], lang: str) -> str:
    """Count the verdicts on the latest figures."""
    counts = Counter(one.verdict for one in found)
    return str(words(lang)["summary"]).format(
        targets=len(found),
        met=counts[Verdict.MET],
        on_line=counts[Verdict.ON_LINE],
        behind=counts[Verdict.BEHIND],
        open=counts[Verdict.OPEN],
        without=sum(not one.stands for one in found),
    )
