"""Progress for the page: charts of one unit each, with both sides of every comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...ontology.bilingual import LANGUAGES, Bilingual
from ...ontology.namespaces import BASE, shorten
from ...queries.progress.quantity_text import goal_of, name_of, title_of
from ...queries.progress.rows import (
    COLUMNS,
    apart_figure,
    apart_in_words,
    header,
    open_in_words,
    said_of,
    summary,
)
from .target_charts import charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...queries.progress.targets import Comparison, Evidence, NotComparable, Progress, Source
    from ..select.model import Page

__all__ = ["cited_by", "progress_data", "progress_on"]

_COMPARISON_COLUMNS = ("figure", "share", "line", "missing", "yearly", "verdict")


def progress_data(progress: Sequence[Progress]) -> dict[str, Any]:
    """Collect what the progress tab shows; nothing of it enters the graph of the page.

    *charts* have targets of one indicator, unit and base each; *apart* lists those that
    no figure can be held against, *without* those that the report has nothing near to.
    """
    documents = _documents(progress)
    targets = {_key(entry): _target(entry, list(documents)) for entry in progress}
    return {
        "not_comparable": [
            _key(entry) for entry in progress if not entry.comparisons and entry.not_comparable
        ],
        "charts": charts(progress),
        "columns": {
            column: [zh, en]
            for column, zh, en in zip(COLUMNS, *map(header, LANGUAGES), strict=True)
        },
        "documents": list(documents.values()),
        "figures": {e.figure.removeprefix(BASE): _figure(e) for e in _evidence(progress)},
        "summary": [*Bilingual.of(lambda lang: summary(progress, lang))],
        "targets": targets,
        "without": [
            _key(entry) for entry in progress if not entry.comparisons and not entry.not_comparable
        ],
    }


def progress_on(page: Page, progress: Sequence[Progress]) -> list[Progress]:
    """Choose what concerns a page: all on the whole graph, else what its figures speak to.

    A page that shows a part of the graph has the targets that one of its figures is held
    against, or was kept apart from.
    """
    if page.scope.view == "whole":
        return list(progress)
    here = set(page.charted)
    return [entry for entry in progress if here & {shorten(e.figure) for e in _evidence([entry])}]


def cited_by(progress: Iterable[Progress]) -> set[str]:
    """List the keys of the report's sentences that progress refers to."""
    sources = {
        source.passage for entry in progress for source in entry.target.sources if source.passage
    }
    return sources | {evidence.passage for evidence in _evidence(progress)}


def _key(entry: Progress) -> str:
    return entry.target.targets[0].removeprefix(f"{BASE}quantity/")


def _evidence(progress: Iterable[Progress]) -> list[Evidence]:
    """List every figure that is compared or kept apart, in the order of the report."""
    compared = {
        e for entry in progress for comparison in entry.comparisons for e in comparison.evidence
    }
    return sorted(
        compared
        | {
            exclusion.evidence
            for entry in progress
            for exclusion in entry.not_comparable
            if exclusion.evidence
        }
    )


def _figure(evidence: Evidence) -> dict[str, Any]:
    return {
        "key": shorten(evidence.figure),
        "written": evidence.written,
        "said": [*Bilingual.of(lambda lang: apart_figure(evidence, lang))],
        "passage": evidence.passage,
        "offset": evidence.offset,
    }


def _documents(progress: Iterable[Progress]) -> dict[str, dict[str, Any]]:
    """List the documents that set targets, as they are known outside the report."""
    sources = {s.document: s for entry in progress for s in entry.target.sources if s.document}
    return {
        key: {
            "name": [*sources[key].name],
            "number": sources[key].number,
            "issuers": [*sources[key].issuers],
            "issued": sources[key].issued,
            "dated": [*sources[key].dated],
            "later": sources[key].later,
        }
        for key in sorted(sources)
    }


def _target(entry: Progress, documents: Sequence[str]) -> dict[str, Any]:
    target = entry.target
    return {
        "name": [*Bilingual.of(lambda lang: name_of(target, lang))],
        "period": [*target.period],
        "goal": [*Bilingual.of(lambda lang: goal_of(target, lang))],
        "title": [*Bilingual.of(lambda lang: title_of(target, lang))],
        "verdict": entry.verdict.value,
        "open": [*Bilingual.of(lambda lang: open_in_words(entry, lang))],
        "comparisons": [_comparison(entry, comparison) for comparison in entry.comparisons],
        "not_comparable": [_not_comparable(exclusion) for exclusion in entry.not_comparable],
        "sources": [_source(source, documents) for source in target.sources],
    }


def _comparison(entry: Progress, comparison: Comparison) -> dict[str, Any]:
    zh, en = (said_of(entry, comparison, lang) for lang in LANGUAGES)
    return {
        "said": {column: [zh[column], en[column]] for column in _COMPARISON_COLUMNS},
        "figures": [evidence.figure.removeprefix(BASE) for evidence in comparison.evidence],
    }


def _not_comparable(exclusion: NotComparable) -> dict[str, Any]:
    return {
        "said": [*Bilingual.of(lambda lang: apart_in_words(exclusion, lang))],
        "figure": exclusion.evidence.figure.removeprefix(BASE) if exclusion.evidence else None,
    }


def _source(source: Source, documents: Sequence[str]) -> dict[str, Any]:
    if source.passage:
        return {"passage": source.passage}
    fields = {
        "document": documents.index(source.document),
        "addresses": source.addresses,
        "note": [*source.note] if source.note.zh else None,
    }
    return {key: value for key, value in fields.items() if value is not None}
