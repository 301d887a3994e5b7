"""Progress for the page: charts of one unit each, with both sides of every comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...ontology.bilingual import LANGUAGES, Bilingual
from ...ontology.namespaces import BASE
from ...queries.entities.labels import key_of
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

_TOLD = ("figure", "share", "line", "missing", "yearly", "verdict")


def progress_data(found: Sequence[Progress]) -> dict[str, Any]:
    """Collect what the progress tab shows; nothing of it enters the graph of the page.

    *charts* have targets of one indicator, unit and base each; *apart* lists those that
    no figure can be held against, *without* those that the report has nothing near to.
    """
    documents = _documents(found)
    targets = {_key(one): _target(one, list(documents)) for one in found}
    return {
        "not_comparable": [
            _key(one) for one in found if not one.comparisons and one.not_comparable
        ],
        "charts": charts(found),
        "columns": {
            column: [zh, en]
            for column, zh, en in zip(COLUMNS, *map(header, LANGUAGES), strict=True)
        },
        "documents": list(documents.values()),
        "figures": {e.figure.removeprefix(BASE): _figure(e) for e in _evidence(found)},
        "summary": [*Bilingual.of(lambda lang: summary(found, lang))],
        "targets": targets,
        "without": [_key(one) for one in found if not one.comparisons and not one.not_comparable],
    }


def progress_on(page: Page, found: Sequence[Progress]) -> list[Progress]:
    """Choose what concerns a page: all on the whole graph, else what its figures speak to.

    A page that shows a part of the graph has the targets that one of its figures is held
    against, or was kept apart from.
    """
    if page.scope.view == "whole":
        return list(found)
    here = set(page.charted)
    return [one for one in found if here & {key_of(e.figure) for e in _evidence([one])}]


def cited_by(found: Iterable[Progress]) -> set[str]:
    """List the keys of the report's sentences that progress refers to."""
    sources = {source.passage for one in found for source in one.target.sources if source.passage}
    return sources | {evidence.passage for evidence in _evidence(found)}


def _key(one: Progress) -> str:
    return one.target.targets[0].removeprefix(f"{BASE}quantity/")


def _evidence(found: Iterable[Progress]) -> list[Evidence]:
    """List every figure that is compared or kept apart, in the order of the report."""
    compared = {e for one in found for stand in one.comparisons for e in stand.evidence}
    return sorted(
        compared | {a.evidence for one in found for a in one.not_comparable if a.evidence}
    )


def _figure(evidence: Evidence) -> dict[str, Any]:
    return {
        "key": key_of(evidence.figure),
        "written": evidence.written,
        "said": [*Bilingual.of(lambda lang: apart_figure(evidence, lang))],
        "passage": evidence.passage,
        "offset": evidence.offset,
    }


def _documents(found: Iterable[Progress]) -> dict[str, dict[str, Any]]:
    """List the documents that set targets, as they are known outside the report."""
    sources = {s.document: s for one in found for s in one.target.sources if s.document}
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


def _target(one: Progress, documents: Sequence[str]) -> dict[str, Any]:
    target = one.target
    return {
        "name": [*Bilingual.of(lambda lang: name_of(target, lang))],
        "period": [*target.period],
        "goal": [*Bilingual.of(lambda lang: goal_of(target, lang))],
        "title": [*Bilingual.of(lambda lang: title_of(target, lang))],
        "verdict": one.verdict.value,
        "open": [*Bilingual.of(lambda lang: open_in_words(one, lang))],
        "comparisons": [_stand(one, stand) for stand in one.comparisons],
        "not_comparable": [_apart(not_comparable) for not_comparable in one.not_comparable],
        "sources": [_source(source, documents) for source in target.sources],
    }


def _stand(one: Progress, stand: Comparison) -> dict[str, Any]:
    zh, en = (said_of(one, stand, lang) for lang in LANGUAGES)
    return {
        "said": {column: [zh[column], en[column]] for column in _TOLD},
        "figures": [evidence.figure.removeprefix(BASE) for evidence in stand.evidence],
    }


def _apart(not_comparable: NotComparable) -> dict[str, Any]:
    return {
        "said": [*Bilingual.of(lambda lang: apart_in_words(not_comparable, lang))],
        "figure": not_comparable.evidence.figure.removeprefix(BASE)
        if not_comparable.evidence
        else None,
    }


def _source(source: Source, documents: Sequence[str]) -> dict[str, Any]:
    if source.passage:
        return {"passage": source.passage}
    found = {
        "document": documents.index(source.document),
        "addresses": source.addresses,
        "note": [*source.note] if source.note.zh else None,
    }
    return {key: value for key, value in found.items() if value is not None}
