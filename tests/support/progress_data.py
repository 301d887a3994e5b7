"""Targets for the tests of the progress page: every verdict, both directions, hostile texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from view_data import HOSTILE, page, sentence

from oneplusn.ontology.bilingual import Bilingual
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.progress.assessment import Goal, Quantity, states_of, stretch
from oneplusn.queries.progress.targets import (
    Comparison,
    Evidence,
    NotComparable,
    Progress,
    Source,
    Target,
    Unit,
)
from oneplusn.viz.page.render import render_page

__all__ = ["DOCUMENT", "SENTENCE", "made", "render"]

SENTENCE = "2.7/p3/s2"
DOCUMENT = Bilingual("方案（外部）", f"Outside plan {HOSTILE}")
_SETS = Unit(Bilingual("台", "set"), "sets")
_PERCENT = Unit(Bilingual("%", "percent"))
_WRITTEN = "不足10万台"


def _source(document: Bilingual, *, later: bool = False, key: str = "policy/outside") -> Source:
    return Source(
        name=document,
        document=f"{BASE}{key}",
        number="国发〔2021〕99号",
        issuers=Bilingual("国务院", "State Council"),
        issued="2021-10-24",
        dated=Bilingual("文件落款日期", "date of the document"),
        later=later,
        addresses=("javascript:alert(1)", 'https://example.org/"><img src=x onerror=alert(1)>'),
    )


def _evidence(key: str, value: str, comparator: str, when: Bilingual, unit: Unit) -> Evidence:
    return Evidence(
        position=5010,
        indicator=f"{BASE}indicator/coal-fired-boiler-count",
        written=_WRITTEN,
        value=Decimal(value),
        comparator=comparator,
        compared=Bilingual("不足", "less than")
        if comparator == "less-than"
        else Bilingual("超过", "more than"),
        unit=unit,
        measure="level",
        period=when,
        base=Bilingual(),
        passage=SENTENCE,
        sentence=sentence(SENTENCE),
        offset=sentence(SENTENCE).index(_WRITTEN),
        figure=f"{BASE}quantity/{key}",
    )


def _aim(
    slug: str,
    value: str,
    comparator: str,
    *,
    year: int = 2030,
    name: Bilingual | None = None,
    unit: Unit = _SETS,
    base: int | None = None,
    source: Source | None = None,
) -> Target:
    start = date(base, 12, 31) if base else None
    return Target(
        targets=(f"{BASE}quantity/{slug}",),
        indicator=f"{BASE}indicator/{slug.partition('-')[0]}",
        name=name or Bilingual("锅炉", "boilers"),
        measure="relative-change" if base else "level",
        direction="decrease" if base else "",
        place="",
        whole=Bilingual(),
        goal=Goal(Decimal(value), comparator, date(year, 12, 31), start),
        upper=None,
        compared=Bilingual("不少于", "at least"),
        written=f"{value}{unit.name.zh}",
        qualifier="以上" if comparator == "at-least" else "",
        unit=unit,
        period=Bilingual(f"{year}年", str(year)),
        base=Bilingual(f"{base}年", str(base)) if base else Bilingual(),
        sources=(source or _source(DOCUMENT),),
    )


def _progress(target: Target, *figures: tuple[Quantity, Evidence]) -> Progress:
    behind = dict(figures)
    states = states_of(target.goal, list(behind))
    return Progress(target, tuple(Comparison((behind[s.figure],), s) for s in states), ())


def _figure(value: str, comparator: str, year: int | None) -> Quantity:
    day = date(year, 12, 31) if year else None
    return Quantity(stretch(Decimal(value), comparator), day, comparator == "more-than")


@cache
def made() -> tuple[Progress, ...]:
    """Make a target of each verdict, one that is kept apart, and one without a figure."""
    end = Bilingual("2022年底", "end of 2022")
    fall = _evidence("boilers-now", "51", "more-than", Bilingual("2022年", "2022"), _PERCENT)
    level = _evidence("boilers-now", "90000", "exactly", end, _SETS)
    undated = _evidence(
        "boilers-now", "90000", "exactly", Bilingual("报告撰写时", "at the report"), _SETS
    )
    said = _figure("51", "more-than", 2022)
    ahead = _aim("fall-65", "65", "at-least", unit=_PERCENT, base=2005)
    behind = _aim("slow-90", "90", "exactly", year=2023, unit=_PERCENT, base=2005)
    later = _source(Bilingual("更晚的文件", "Later document"), later=True, key="policy/later")
    near = NotComparable(
        "indicator",
        Bilingual("另一锅炉", "other boiler"),
        Bilingual("口径不同。", "Another scope."),
    )
    return (
        _progress(ahead, (said, fall)),
        _progress(behind, (_figure("51", "exactly", 2022), fall)),
        _progress(
            _aim("stock-1", "100000", "at-least"), (_figure("90000", "exactly", 2022), level)
        ),
        _progress(
            _aim("stock-2", "200000", "at-least", year=2035, source=later),
            (_figure("90000", "exactly", 2022), level),
        ),
        _progress(
            _aim("open-1", "80000", "at-least", name=Bilingual("机关", "offices")),
            (_figure("90000", "exactly", None), undated),
        ),
        Progress(_aim("apart-1", "7", "exactly"), (), (NotComparable("base", evidence=fall), near)),
        Progress(_aim("none-1", "8", "exactly"), (), ()),
    )


@cache
def render(*, language: str = "zh", tab: str = "progress") -> str:
    """Render the tiny graph with these targets."""
    return render_page(page(), language=language, progress=made(), tab=tab)
