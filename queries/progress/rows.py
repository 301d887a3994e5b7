"""Progress in words: the rows of a table, and the sentences and addresses behind them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...ontology.message_catalog import messages
from .assessment import Verdict
from .quantity_text import difference, figure_of, number, percentages, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...graph.quantities.interval import Interval
    from .targets import Comparison, Evidence, NotComparable, Progress, Source

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
    return tuple(messages("progress").say(column, lang) for column in columns)


def rows(
    assessments: Iterable[Progress], lang: str, columns: Sequence[str] = COLUMNS
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each figure that was held against a target, or one that says why none was."""
    for one in assessments:
        target_cells = {
            "target": title_of(one.target, lang),
            "set_by": _setters(one.target.sources, lang),
        }
        for comparison in one.comparisons:
            cells = {**target_cells, **said_of(one, comparison, lang)}
            yield tuple(cells[column] for column in columns)
        if not one.comparisons:
            cells = {**target_cells, **_without(one, lang)}
            yield tuple(cells.get(column, "") for column in columns)


def said_of(one: Progress, comparison: Comparison, lang: str) -> dict[str, str]:
    """Say where a figure stands against its target: column → text."""
    target, state = one.target, comparison.state
    return {
        "figure": _figure(one, comparison, lang),
        "share": _share(comparison, lang),
        "line": "" if state.line is None else number(state.line, target.unit, lang),
        "missing": _missing(one, state.missing, lang),
        "yearly": "" if state.yearly is None else difference(state.yearly, target, lang),
        "verdict": _verdict(one, comparison, lang),
        "stated_in": " ".join(dict.fromkeys(e.passage for e in comparison.evidence)),
    }


def _verdict(one: Progress, comparison: Comparison, lang: str) -> str:
    catalog, state = messages("progress"), comparison.state
    if not state.reason:
        return catalog.say(state.verdict.value, lang)
    form = "open-with"
    if state.missing.low > 0:
        form = "not-met" if state.figure.when == one.target.goal.ends else "not-yet"
    return catalog.say(form, lang, reason=catalog.say(state.reason, lang))


def _figure(one: Progress, comparison: Comparison, lang: str) -> str:
    """Say the figures behind a state, the summands of a sum with what they amount to."""
    text = " + ".join(figure_of(evidence, lang) for evidence in comparison.summands)
    if len(comparison.summands) > 1:
        text = f"{text} = {number(comparison.value, one.target.unit, lang)}"
    return _within(text, (e.period.get(lang) for e in comparison.evidence), lang)


def _within(text: str, parts: Iterable[str], lang: str) -> str:
    """Add what is known of a figure in brackets."""
    inside = _joined(dict.fromkeys(filter(None, parts)), lang)
    return f"{text}{_in_brackets(inside, lang)}" if inside else text


def _in_brackets(text: str, lang: str) -> str:
    return messages("punctuation").say("brackets", lang, text=text)


def _joined(parts: Iterable[str], lang: str) -> str:
    return messages("punctuation").say("semicolon", lang).join(parts)


def _share(comparison: Comparison, lang: str) -> str:
    share = comparison.state.share
    if share is None:
        return ""
    form = "of-way" if comparison.state.from_base else "of-target"
    return messages("progress").say(form, lang, share=percentages(share, lang))


def _missing(one: Progress, missing: Interval, lang: str) -> str:
    if missing.high <= 0:
        beyond = type(missing)(-missing.high, -missing.low)
        number_beyond = difference(beyond, one.target, lang)
        return messages("progress").say("beyond", lang, number=number_beyond)
    return difference(missing, one.target, lang)


def _without(one: Progress, lang: str) -> dict[str, str]:
    """Say why nothing was compared: the figures that differ, and in what."""
    not_comparable = dict.fromkeys(
        apart_figure(e, lang) for e in map(_evidence, one.not_comparable) if e
    )
    figures = _joined(not_comparable, lang)
    return {
        "figure": messages("progress").say("apart-figure", lang, figure=figures) if figures else "",
        "verdict": open_in_words(one, lang),
        "stated_in": " ".join(
            dict.fromkeys(e.passage for e in map(_evidence, one.not_comparable) if e)
        ),
    }


def _evidence(not_comparable: NotComparable) -> Evidence | None:
    return not_comparable.evidence


def apart_figure(evidence: Evidence, lang: str) -> str:
    """Say a figure that is not compared, with its period and its base."""
    base = evidence.base.get(lang)
    on = messages("progress").say("on-base", lang, base=base) if base else ""
    return _within(figure_of(evidence, lang), (evidence.period.get(lang), on), lang)


def open_in_words(one: Progress, lang: str) -> str:
    """Say why a target without a figure to compare cannot be judged."""
    catalog = messages("progress")
    reasons = dict.fromkeys(
        catalog.say(not_comparable.difference, lang) for not_comparable in one.not_comparable
    )
    reason = _joined(reasons, lang) or catalog.say("no-figure", lang)
    return catalog.say("open-with", lang, reason=reason)


def _setters(sources: Sequence[Source], lang: str) -> str:
    return _joined((setter(source, lang) for source in sources), lang)


def setter(source: Source, lang: str, *, short: bool = True) -> str:
    """Name a source: by its number where there is one and *short* is asked for."""
    catalog = messages("progress")
    if source.passage:
        return f"{catalog.say('no-source', lang)} {source.passage}"
    name = source.name.get(lang)
    if source.number and source.number not in name:
        name = source.number if short else f"{name}{_in_brackets(source.number, lang)}"
    return f"{name}{catalog.say('later', lang) if source.later else ''}"


def details(one: Progress, lang: str) -> Iterator[str]:
    """Yield the sources of a target and of its figures, a line each: addresses and sentences."""
    for source in one.target.sources:
        yield _headed("set_by", setter(source, lang, short=False), lang)
        note = source.note.get(lang)
        yield from (f"  {line}" for line in (*source.addresses, source.sentence, note) if line)
    for evidence in dict.fromkeys(e for comparison in one.comparisons for e in comparison.evidence):
        yield _headed("stated_in", f"[{evidence.passage}] {evidence.sentence}", lang)
    for not_comparable in one.not_comparable:
        yield _headed("not-compared", apart_in_words(not_comparable, lang), lang)
        if not_comparable.evidence:
            yield f"  [{not_comparable.evidence.passage}] {not_comparable.evidence.sentence}"


def _headed(key: str, text: str, lang: str) -> str:
    return _with_colon(messages("progress").say(key, lang), text, lang)


def _with_colon(head: str, text: str, lang: str) -> str:
    return head + messages("punctuation").say("colon", lang) + text


def apart_in_words(not_comparable: NotComparable, lang: str) -> str:
    """Say what is not compared, and why."""
    if not_comparable.evidence:
        text = apart_figure(not_comparable.evidence, lang)
    else:
        text = _with_colon(not_comparable.name.get(lang), not_comparable.reason.get(lang), lang)
    return _headed(not_comparable.difference, text, lang)


def summary(assessments: Sequence[Progress], lang: str) -> str:
    """Count the verdicts on the latest figures."""
    counts = Counter(one.verdict for one in assessments)
    return messages("progress").say(
        "summary",
        lang,
        targets=len(assessments),
        met=counts[Verdict.MET],
        on_line=counts[Verdict.ON_LINE],
        behind=counts[Verdict.BEHIND],
        open=counts[Verdict.OPEN],
        without=sum(not one.comparisons for one in assessments),
    )
