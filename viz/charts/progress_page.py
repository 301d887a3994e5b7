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

    from ...queries.progress.targets import Apart, Evidence, Progress, Source, Stand
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
        "apart": [_key(one) for one in found if not one.stands and one.apart],
        "charts": charts(found),
        "columns": {
            column: [zh, en]
            for column, zh, en in zip(COLUMNS, *map(header, LANGUAGES), strict=True)
        },
        "documents": list(documents.values()),
        "figures": {e.figure.removeprefix(BASE): _figure(e) for e in _evidence(found)},
        "summary": [*Bilingual.of(lambda lang: summary(found, lang))],
        "targets": targets,
        "without": [_key(one) for one in found if not one.stands and not one.apart],
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
    sources = {source.passage for one in found for source in one.aim.sources if source.passage}
    return sources | {evidence.passage for evidence in _evidence(found)}


def _key(one: Progress) -> str:
    return one.aim.targets[0].removeprefix(f"{BASE}quantity/")


def _evidence(found: Iterable[Progress]) -> list[Evidence]:
    """List every figure that is compared or kept apart, in the order of the report."""
    compared = {e for one in found for stand in one.stands for e in stand.evidence}
    return sorted(compared | {a.evidence for one in found for a in one.apart if a.evidence})


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
    sources = {s.document: s for one in found for s in one.aim.sources if s.document}
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
    aim = one.aim
    return {
        "name": [*Bilingual.of(lambda lang: name_of(aim, lang))],
        "period": [*aim.period],
        "goal": [*Bilingual.of(lambda lang: goal_of(aim, lang))],
        "title": [*Bilingual.of(lambda lang: title_of(aim, lang))],
        "verdict": one.verdict.value,
        "open": [*Bilingual.of(lambda lang: open_in_words(one, lang))],
        "stands": [_stand(one, stand) for stand in one.stands],
        "apart": [_apart(apart) for apart in one.apart],
        "sources": [_source(source, documents) for source in aim.sources],
    }


def _stand(one: Progress, stand: Stand) -> dict[str, Any]:
    zh, en = (said_of(one, stand, lang) for lang in LANGUAGES)
    return {
        "said": {column: [zh[column], en[column]] for column in _TOLD},
        "figures": [evidence.figure.removeprefix(BASE) for evidence in stand.evidence],
    }


def _apart(apart: Apart) -> dict[str, Any]:
    return {
        "said": [*Bilingual.of(lambda lang: apart_in_words(apart, lang))],
        "figure": apart.evidence.figure.removeprefix(BASE) if apart.evidence else None,
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
