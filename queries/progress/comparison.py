"""How far along: each target with the report's figures that can be held against it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from ...errors import UnknownNameError
from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import BASE
from ..entities.labels import key_writer
from ..library.binding import run
from ..library.catalog import get_context_query
from .assessment import Goal, Quantity, states_of, stretch, total
from .quantity_text import headline
from .targets import Comparison, Evidence, NotComparable, Progress, Source, Target, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyoxigraph as ox


__all__ = ["headlines", "progress"]

Row = dict[str, str]
"""Column → text; what is not bound is an empty text, a passage is its key."""
_SAME = (
    *("indicator", "measure", "direction", "comparator", "value", "upper", "unit_zh"),
    *("period", "base", "place", "whole_en"),
)
"""The columns in which two targets agree that are one target in several documents."""


def progress(store: ox.Store) -> tuple[Progress, ...]:
    """Hold the report's figures against every target of a store built with the context.

    Only figures of the same indicator, unit, measure, place and whole are compared, and
    changes only from the same base; the query ``target-observations`` decides that.
    """
    observed: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(store, "target-observations"):
        observed[row["target"]].append(row)
    near = _near(store)
    documents = {row["document"]: row for row in _rows(store, "official-documents")}
    return tuple(
        _progress(rows, documents, observed[rows[0]["target"]], near.get(rows[0]["indicator"], []))
        for rows in _grouped(_rows(store, "targets"))
    )


def _rows(store: ox.Store, name: str) -> Iterator[Row]:
    table, key_of = run(store, get_context_query(name)), key_writer(store)
    for terms in table.rows:
        row = {c: getattr(term, "value", "") for c, term in zip(table.columns, terms, strict=True)}
        yield row | ({"passage": key_of(row["passage"])} if row.get("passage") else {})


def _near(store: ox.Store) -> Mapping[str, list[NotComparable]]:
    """Map each target's indicator to those of the report that are near and another thing.

    They are near by a judgement, or because one is broader than the other by its parts.
    """
    near: dict[str, list[NotComparable]] = defaultdict(list)
    for row in _rows(store, "indicator-comparisons"):
        if row["same"] == "false":
            one = NotComparable(
                "indicator", _bilingual(row, "report_indicator"), _bilingual(row, "reason")
            )
            near[row["target_indicator"]].append(one)
    for row in _rows(store, "neighboring-indicators"):
        reason = messages("progress").pair(row["relation"])
        one = NotComparable("indicator", _bilingual(row, "report_indicator"), reason)
        near[row["target_indicator"]].append(one)
    return near


def _grouped(rows: Iterable[Row]) -> Iterator[list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in _SAME), []).append(row)
    yield from groups.values()


def _progress(
    rows: Sequence[Row],
    documents: Mapping[str, Row],
    observed: Sequence[Row],
    near: Sequence[NotComparable],
) -> Progress:
    target = _target(rows, documents)
    evidence: dict[Quantity, tuple[Evidence, ...]] = {}
    for figure, behind in _figures(row for row in observed if not row["difference"]):
        evidence[figure] = tuple(sorted({*evidence.get(figure, ()), *behind}))
    states = states_of(target.goal, list(evidence))
    comparisons = tuple(Comparison(evidence[state.figure], state) for state in states)
    differing = dict.fromkeys(
        NotComparable(row["difference"], evidence=_evidence(row))
        for row in observed
        if row["difference"]
    )
    return Progress(target, comparisons, (*differing, *near))


def _figures(rows: Iterable[Row]) -> Iterator[tuple[Quantity, tuple[Evidence, ...]]]:
    """Yield each figure with its evidence; the summands of a sum are added day by day."""
    days: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    summands = 1
    for row in rows:
        days[row["date"]][row["summand"]].append(row)
        summands = max(1, int(row["summands"]))
    for parts in days.values():
        if len(parts) == summands:
            for combination in product(*(parts[name] for name in sorted(parts))):
                figure = total([_figure(row) for row in combination])
                yield figure, tuple(_evidence(row) for row in combination)


def _figure(row: Row) -> Quantity:
    lower, upper = (Decimal(row[end]) if row[end] else None for end in ("lower", "upper"))
    value = stretch(Decimal(row["value"]), _local(row["comparator"]), lower=lower, upper=upper)
    return Quantity(value, _day(row["date"]), row["lower_included"] == "false")


def _evidence(row: Row) -> Evidence:
    return Evidence(
        position=int(row["at"]),
        indicator=row["summand"],
        written=row["written"],
        value=Decimal(row["value"]),
        comparator=_local(row["comparator"]),
        compared=_bilingual(row, "comparator"),
        unit=_unit(row),
        measure=_local(row["measure"]),
        period=_bilingual(row, "period"),
        base=_bilingual(row, "base"),
        passage=row["passage"],
        sentence=row["sentence"],
        offset=int(row["at"]) - int(row["start"]),
        figure=row["observation"],
    )


def _target(rows: Sequence[Row], documents: Mapping[str, Row]) -> Target:
    first = rows[0]
    return Target(
        targets=tuple(row["target"] for row in rows),
        indicator=first["indicator"],
        name=_bilingual(first, "indicator"),
        measure=_local(first["measure"]),
        direction=_local(first["direction"]),
        place=first["place"],
        whole=_bilingual(first, "whole"),
        goal=_goal(first),
        upper=Decimal(first["upper"]) if first["upper"] else None,
        compared=_bilingual(first, "comparator"),
        written=first["written"],
        qualifier=first["qualifier"],
        unit=_unit(first),
        period=_bilingual(first, "period"),
        base=_bilingual(first, "base"),
        sources=tuple(_source(row, documents.get(row["document"], {})) for row in rows),
    )


def _goal(row: Row) -> Goal:
    comparator = _local(row["comparator"])
    return Goal(Decimal(row["value"]), comparator, _day(row["ends"]), _day(row["base_ends"]))


def _source(row: Row, document: Mapping[str, str]) -> Source:
    return Source(
        name=_bilingual(row, "document"),
        document=row["document"],
        number=row["number"],
        issuers=_bilingual(document, "issuers"),
        issued=document.get("date", ""),
        dated=_bilingual(document, "date_note"),
        later=bool(row["later"]),
        note=_bilingual(row, "note"),
        addresses=tuple(filter(None, row["addresses"].split("\n"))),
        passage=row["passage"],
        sentence=row["sentence"],
    )


def _bilingual(row: Mapping[str, str], column: str) -> Bilingual:
    return Bilingual(row.get(f"{column}_zh", ""), row.get(f"{column}_en", ""))


def _unit(row: Row) -> Unit:
    return Unit(_bilingual(row, "unit"), row["unit_plural"], row["unit_counts"] == "true")


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def headlines(assessments: Iterable[Progress]) -> tuple[Progress, ...]:
    """Pick the targets of the short table, in its order.

    Raises `UnknownNameError` for one that the data does not have.
    """
    by_slug = {
        target.removeprefix(f"{BASE}quantity/"): one
        for one in assessments
        for target in one.target.targets
    }
    for slug in headline():
        if slug not in by_slug:
            raise UnknownNameError("headline target", slug, by_slug)
    return tuple(by_slug[slug] for slug in headline())
