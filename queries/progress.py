"""How far along: each target with the report's figures that can be held against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from ..graph.passages import REPORT
from .context import get_context_query
from .engine import run
from .judge import Figure, Goal, State, Verdict, states_of, stretch, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyoxigraph as ox

__all__ = ["Aim", "Apart", "Evidence", "Progress", "Source", "Stand", "progress"]

Row = dict[str, str]
"""Column → text; what is not bound is an empty text."""
_ONTOLOGY = "https://w3id.org/oneplusn/ontology#"
_SAME = (
    *("indicator", "measure", "direction", "comparator", "value", "upper", "unit_zh"),
    *("period", "base", "place"),
)
"""The columns in which two targets agree that are one target in several documents."""


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """Who sets a target: an outside document with addresses, or a sentence of the report."""

    zh: str
    en: str
    number: str = ""
    later: bool = False
    addresses: tuple[str, ...] = ()
    passage: str = ""
    sentence: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Evidence:
    """A figure of the report as written, its period, and the passage that states it."""

    written: str
    zh: str
    en: str
    passage: str
    sentence: str


@dataclass(frozen=True, order=True, slots=True)
class Aim:
    """A target, with every source that sets it in the same words of value, date and base."""

    targets: tuple[str, ...]
    indicator: str
    zh: str
    en: str
    measure: str
    measure_zh: str
    measure_en: str
    direction_zh: str
    direction_en: str
    comparator: str
    comparator_en: str
    value: Decimal
    upper: Decimal | None
    written: str
    qualifier: str
    unit_zh: str
    unit_en: str
    period_zh: str
    period_en: str
    base_zh: str
    base_en: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where things stand on a day: the figures of the report, and what they amount to."""

    evidence: tuple[Evidence, ...]
    state: State


@dataclass(frozen=True, order=True, slots=True)
class Apart:
    """What cannot be compared, and why.

    *difference* is the first thing in which a figure of the same indicator differs, or
    ``indicator`` for another indicator that is only near, with the reason in words.
    """

    difference: str
    zh: str
    en: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, where things stand, and what was not compared."""

    aim: Aim
    stands: tuple[Stand, ...]
    apart: tuple[Apart, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the latest figure."""
        return self.stands[-1].state.verdict if self.stands else Verdict.OPEN


def progress(store: ox.Store) -> tuple[Progress, ...]:
    """Hold the report's figures against every target of a store built with the context.

    Only figures of the same indicator, unit, measure, place and whole are compared, and
    changes only from the same base; the query ``target-observations`` decides that.
    """
    observed: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(store, "target-observations"):
        observed[row["target"]].append(row)
    near = _near(store)
    return tuple(
        _progress(rows, observed[rows[0]["target"]], near.get(rows[0]["indicator"], ()))
        for rows in _grouped(_rows(store, "targets"))
    )


def _rows(store: ox.Store, name: str) -> Iterator[Row]:
    table = run(store, get_context_query(name))
    for row in table.rows:
        cells = (getattr(term, "value", "") for term in row)
        yield dict(zip(table.columns, cells, strict=True))


def _near(store: ox.Store) -> Mapping[str, tuple[Apart, ...]]:
    """Map each target's indicator to those of the report that are near and another thing."""
    found: dict[str, list[Apart]] = defaultdict(list)
    for row in _rows(store, "indicator-comparisons"):
        if row["same"] == "false":
            zh = f"{row['report_indicator_zh']}：{row['reason_zh']}"
            en = f"{row['report_indicator_en']}: {row['reason_en']}"
            found[row["target_indicator"]].append(Apart("indicator", zh, en))
    return {indicator: tuple(sorted(ones)) for indicator, ones in found.items()}


def _grouped(rows: Iterable[Row]) -> Iterator[list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in _SAME), []).append(row)
    yield from found.values()


def _progress(rows: Sequence[Row], observed: Sequence[Row], near: tuple[Apart, ...]) -> Progress:
    first = rows[0]
    goal = Goal(
        Decimal(first["value"]),
        first["comparator"].removeprefix(_ONTOLOGY),
        _day(first["ends"]),
        _day(first["base_ends"]),
    )
    evidence: dict[Figure, tuple[Evidence, ...]] = {}
    for figure, behind in _figures(row for row in observed if not row["difference"]):
        evidence[figure] = tuple(sorted({*evidence.get(figure, ()), *behind}))
    stands = tuple(
        Stand(evidence[state.figure], state) for state in states_of(goal, list(evidence))
    )
    differing = (
        Apart(row["difference"], "", "", _evidence(row)) for row in observed if row["difference"]
    )
    return Progress(_aim(rows), stands, (*sorted(set(differing), key=str), *near))


def _figures(rows: Iterable[Row]) -> Iterator[tuple[Figure, tuple[Evidence, ...]]]:
    """Yield each figure with its evidence; the summands of a sum are added day by day."""
    days: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    wanted = 1
    for row in rows:
        days[row["date"]][row["summand"]].append(row)
        wanted = max(1, int(row["summands"]))
    for parts in days.values():
        if len(parts) == wanted:
            for combination in product(*(parts[name] for name in sorted(parts))):
                figure = total([_figure(row) for row in combination])
                yield figure, tuple(_evidence(row) for row in combination)


def _figure(row: Row) -> Figure:
    comparator = row["comparator"].removeprefix(_ONTOLOGY)
    value = stretch(Decimal(row["value"]), comparator)
    return Figure(value, _day(row["date"]), comparator == "MoreThan")


def _evidence(row: Row) -> Evidence:
    passage = row["passage"].removeprefix(f"{REPORT}/")
    return Evidence(row["written"], row["period_zh"], row["period_en"], passage, row["sentence"])


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


_AS_IT_IS = (
    *("indicator", "measure_zh", "measure_en", "direction_zh", "direction_en", "comparator_en"),
    *("written", "qualifier", "unit_zh", "unit_en", "period_zh", "period_en"),
    *("base_zh", "base_en"),
)
"""The columns that an aim has under their own names."""


def _aim(rows: Sequence[Row]) -> Aim:
    first = rows[0]
    return Aim(
        targets=tuple(row["target"] for row in rows),
        zh=first["indicator_zh"],
        en=first["indicator_en"],
        measure=first["measure"].removeprefix(_ONTOLOGY),
        comparator=first["comparator"].removeprefix(_ONTOLOGY),
        value=Decimal(first["value"]),
        upper=Decimal(first["upper"]) if first["upper"] else None,
        sources=tuple(map(_source, rows)),
        **{column: first[column] for column in _AS_IT_IS},
    )


def _source(row: Row) -> Source:
    passage = row["passage"].removeprefix(f"{REPORT}/")
    return Source(
        row["document_zh"],
        row["document_en"],
        row["number"],
        bool(row["later"]),
        tuple(filter(None, row["addresses"].split("\n"))),
        passage,
        row["sentence"],
    )
