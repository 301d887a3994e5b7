"""How far along: the arithmetic, the matches, and what is not compared."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from oneplusn.cli.progress import progress as command
from oneplusn.graph.dataset import Dataset, build_dataset, open_store
from oneplusn.graph.interval import Interval
from oneplusn.graph.quads import node, value
from oneplusn.ontology.namespaces import BASE, OPN
from oneplusn.queries.judge import Figure, Goal, Verdict, judge, states_of, stretch
from oneplusn.queries.progress import Progress, progress
from oneplusn.queries.wording import COLUMNS, details, rows, summary

if TYPE_CHECKING:
    from collections.abc import Mapping

INFINITY = Decimal("Infinity")
END_2022 = date(2022, 12, 31)


@pytest.fixture(scope="module")
def whole() -> Dataset:
    """Build the dataset with the context."""
    return build_dataset(context=True)


@pytest.fixture(scope="module")
def found(whole: Dataset) -> tuple[Progress, ...]:
    """Hold the report against every target."""
    return progress(open_store(whole))


def about(found: tuple[Progress, ...], target: str) -> Progress:
    """Find the progress on a target by its slug."""
    iri = f"{BASE}quantity/{target}"
    return next(one for one in found if iri in one.aim.targets)


# target → what stands: figures as written, verdict, reason, share in tenths of a per cent, line
STANDS = {
    "carbon-neutrality-opinions-2021-co2-emission-intensity-2030": (
        "超过51%", Verdict.ON_LINE, "", (784, None), "44.20",
    ),
    "ndc-2021-co2-emission-intensity-2030": ("超过51%", Verdict.ON_LINE, "", (784, None), "44.20"),
    "public-institutions-peaking-plan-2021-public-institution-energy-per-floor-area-2025": (
        "2.44%", Verdict.ON_LINE, "", (488, 488), "2.00",
    ),
    "public-institutions-peaking-plan-2021-conservation-oriented-party-and-government-bodies-2025": (
        "89.7%", Verdict.MET, "", (1121, 1121), None,
    ),
    "carbon-neutrality-opinions-2021-non-fossil-energy-consumption-2025": (
        "17.5% 17.5%", Verdict.OPEN, "no-base", (875, 875), None,
    ),
    "ndc-2021-non-fossil-energy-consumption-2030": (
        "17.5% 17.5%", Verdict.OPEN, "no-base", (700, 700), None,
    ),
    "carbon-neutrality-opinions-2021-wind-and-solar-power-capacity-2030": (
        "3.65亿千瓦 3.93亿千瓦", Verdict.OPEN, "no-base", (631, 631), None,
    ),
    "carbon-neutrality-opinions-2021-forest-coverage-2025": (
        "24.02% 24.02%", Verdict.OPEN, "no-base", (996, 996), None,
    ),
    "carbon-peaking-action-plan-2030-new-energy-storage-capacity-2025": (
        "870万千瓦", Verdict.OPEN, "no-base", (290, 290), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("target", sorted(STANDS))
def test_where_things_stand(found: tuple[Progress, ...], target: str) -> None:
    """The figures held against a target, the verdict, the share of the way, the straight line."""
    (stand,) = about(found, target).stands
    state = stand.state
    assert state.share is not None
    share = tuple(
        int(end * 1000) if end.is_finite() else None for end in (state.share.low, state.share.high)
    )
    line = None if state.line is None else str(round(state.line, 2))
    written = " ".join(evidence.written for evidence in stand.evidence)
    assert STANDS[target] == (written, state.verdict, state.reason, share, line)


# target → what is not compared, and why
APART = {
    "14th-five-year-plan-outline-energy-intensity-2025": [("base", "26.4%")],
    "14th-five-year-plan-outline-co2-emission-intensity-2025": [("base", "超过51%")],
    "industry-peaking-plan-2022-industrial-energy-intensity-2025": [
        ("base", "超过36%"),
        ("indicator", "energy intensity of the economy"),
    ],
    "industry-peaking-plan-2022-industrial-solid-waste-use-rate-2025": [
        ("measure", "近10个百分点")
    ],
    "14th-fyp-renewable-energy-plan-renewable-energy-consumption-2025-share": [
        ("indicator", "non-fossil energy consumption"),
        ("indicator", "renewable power capacity"),
    ],
    "central-enterprises-opinions-2021-central-enterprise-renewable-capacity-2025": [
        ("indicator", "renewable power capacity")
    ],
    "carbon-neutrality-opinions-2021-forest-stock-volume-2030": [],
}


@pytest.mark.parametrize("target", sorted(APART))
def test_what_is_not_compared(found: tuple[Progress, ...], target: str) -> None:
    """Another base, measure or indicator: no state, and the reason."""
    one = about(found, target)
    said = [
        (apart.difference, apart.evidence.written if apart.evidence else apart.en.partition(":")[0])
        for apart in one.apart
    ]
    assert ((), sorted(APART[target])) == (one.stands, sorted(said))
    assert Verdict.OPEN is one.verdict


def described(whole: Dataset) -> Mapping[str, dict[str, set[str]]]:
    """Collect what each figure says, straight from the quads."""
    found: dict[str, dict[str, set[str]]] = {}
    for quad in whole.quads:
        said = found.setdefault(value(quad.subject), {})
        said.setdefault(quad.predicate.value, set()).add(value(quad.object))
    return found


def test_nothing_is_compared_across_units_bases_or_indicators(
    whole: Dataset, found: tuple[Progress, ...]
) -> None:
    """Whatever stands agrees with its target in unit, measure, base, place and indicator."""
    said = described(whole)
    by_passage = {
        (next(iter(one[OPN.asWritten.value])), place.removeprefix(f"{BASE}report/2023/")): one
        for one in said.values()
        if OPN.asWritten.value in one
        for place in one.get(OPN.statedIn.value, ())
    }
    alike = (OPN.unit, OPN.measure, OPN.basePeriod, OPN.place, OPN.shareOf, OPN.direction)
    compared = 0
    for one in found:
        for stand in one.stands:
            for target in one.aim.targets:
                for evidence in stand.evidence:
                    figure, goal = by_passage[evidence.written, evidence.passage], said[target]
                    indicator = next(iter(goal[OPN.indicator.value]))
                    allowed = {indicator} | said[indicator].get(OPN.sumOf.value, set())
                    assert figure[OPN.indicator.value] <= allowed
                    for term in alike:
                        assert goal.get(term.value) == figure.get(term.value), (target, term)
                    compared += 1
    assert compared > 30


def test_each_verdict_has_both_sources(found: tuple[Progress, ...]) -> None:
    """A target has its addresses or its sentence; a figure stands in the sentence that is named."""
    for one in found:
        assert all(source.addresses or source.sentence for source in one.aim.sources)
        for stand in one.stands:
            assert stand.evidence
            assert all(e.written in e.sentence and e.passage for e in stand.evidence)


FLOOR = "public-institutions-peaking-plan-2021-public-institution-energy-per-floor-area-2025"
FALL = "public-institution-energy-per-floor-area-fall-2020-2022"


@pytest.mark.parametrize(
    ("predicate", "new", "difference"),
    [
        ("unit", "unit/percentage-point", "unit"),
        ("measure", "ontology#Share", "measure"),
        ("place", "place/beijing", "place"),
        ("direction", "ontology#Increase", "direction"),
        ("basePeriod", "period/2015", "base"),
        ("basePeriod", "", "base"),
        ("period", "period/2035", "late"),
        ("indicator", "indicator/energy-intensity", ""),
    ],
)
def test_one_difference_is_enough(
    whole: Dataset, predicate: str, new: str, difference: str
) -> None:
    """A figure that is changed in one respect is no longer compared, and the respect is told."""
    figure, term = node(f"{BASE}quantity/{FALL}"), OPN[predicate]
    store = open_store(whole)
    for quad in list(store.quads_for_pattern(figure, term, None)):
        store.remove(quad)
        if new:
            store.add(ox.Quad(figure, term, node(f"{BASE}{new}"), quad.graph_name))
    one = about(progress(store), FLOOR)
    assert () == one.stands
    assert ([difference] if difference else []) == [apart.difference for apart in one.apart]


def test_a_sum_needs_all_its_summands(whole: Dataset) -> None:
    """Without the figure for solar power there is no total of wind and solar power."""
    store = open_store(whole)
    solar = node(f"{BASE}quantity/solar-power-capacity-2022")
    for quad in list(store.quads_for_pattern(solar, OPN.value, None)):
        store.remove(quad)
    target = "carbon-neutrality-opinions-2021-wind-and-solar-power-capacity-2030"
    assert () == about(progress(store), target).stands


def test_without_the_context_only_the_targets_of_the_report_are_left(store: ox.Store) -> None:
    """The report's own targets need no context, and none of its figures measures them."""
    found = progress(store)
    assert 3 == len(found)
    assert [()] * 3 == [one.stands for one in found]
    assert all(source.sentence for one in found for source in one.aim.sources)


def point(number: str, when: date | None = END_2022) -> Figure:
    """Make a figure that is exactly a number."""
    return Figure(stretch(Decimal(number), "Exactly"), when)


END_2030 = date(2030, 12, 31)
END_2020 = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("goal", "figure", "expected"),
    [
        (Goal(Decimal(10), "Exactly", END_2030, END_2020), point("2"), (Verdict.ON_LINE, "")),
        (Goal(Decimal(10), "Exactly", END_2030, END_2020), point("1.9"), (Verdict.BEHIND, "")),
        (Goal(Decimal(10), "AtLeast", END_2030, END_2020), point("10"), (Verdict.MET, "")),
        (Goal(Decimal(10), "MoreThan", END_2030, END_2020), point("10"), (Verdict.ON_LINE, "")),
        (
            Goal(Decimal(10), "MoreThan", END_2030, END_2020),
            Figure(stretch(Decimal(10), "MoreThan"), END_2022, is_more=True),
            (Verdict.MET, ""),
        ),
        (
            Goal(Decimal(10), "AtLeast", END_2030, END_2020),
            Figure(stretch(Decimal(1), "MoreThan"), END_2022, is_more=True),
            (Verdict.OPEN, "spans"),
        ),
        (
            Goal(Decimal(10), "AtLeast", END_2030, END_2020),
            Figure(stretch(Decimal(1), "LessThan"), END_2022),
            (Verdict.BEHIND, ""),
        ),
        (Goal(Decimal(10), "AtMost", END_2030), point("9"), (Verdict.MET, "")),
        (Goal(Decimal(10), "AtMost", END_2030), point("11"), (Verdict.OPEN, "ceiling")),
        (Goal(Decimal(10), "LessThan", END_2030), point("10"), (Verdict.OPEN, "ceiling")),
        (Goal(Decimal(10), "Exactly", END_2030), point("9"), (Verdict.OPEN, "no-base")),
        (Goal(Decimal(10), "Exactly", END_2030), point("9", None), (Verdict.OPEN, "no-date")),
        (Goal(Decimal(10), "Exactly"), point("9"), (Verdict.OPEN, "no-date")),
        (Goal(Decimal(10), "Exactly", END_2030), point("10", None), (Verdict.MET, "")),
    ],
)
def test_verdicts(goal: Goal, figure: Figure, expected: tuple[Verdict, str]) -> None:
    """Comparators of goal and figure are respected; what cannot be said has its reason."""
    state = judge(goal, figure)
    assert expected == (state.verdict, state.reason)


def test_a_level_begins_at_its_earliest_figure() -> None:
    """The first figure is the base of the later ones: half the years, more than half the way."""
    goal = Goal(Decimal(30), "Exactly", date(2030, 12, 31))
    first, later = states_of(goal, [point("22", date(2025, 12, 31)), point("10", END_2020)])
    assert (Verdict.OPEN, "no-base", None) == (first.verdict, first.reason, first.line)
    assert (Interval(Decimal("0.6"), Decimal("0.6")), True) == (later.share, later.from_base)
    assert later.line is not None
    assert (Decimal("20.0"), Verdict.ON_LINE) == (round(later.line, 1), later.verdict)


def test_a_bound_stays_a_bound() -> None:
    """More than 51 % of over 65 % is at least 78 % of the way; at most 14 points are missing."""
    goal = Goal(Decimal(65), "MoreThan", END_2030, date(2005, 12, 31))
    state = judge(goal, Figure(stretch(Decimal(51), "MoreThan"), END_2022, is_more=True))
    assert Interval(-INFINITY, Decimal(14)) == state.missing
    assert state.share is not None
    assert (Decimal(51) / 65, INFINITY) == (state.share.low, state.share.high)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                (
                    "carbon dioxide emissions per unit of GDP (relative change, decrease), 2030:"
                    " more than 65% (on 2005)"
                ),
                "超过51% (2022)",
                "at least 78.4% of the way",
                "44.2%",
                "at most 14 points",
                "at most 1.75 points",
                "on the straight line",
                (
                    "China's Achievements, New Goals and New Measures for Nationally Determined"
                    " Contributions (2021)"
                ),
                "0/p3/s1",
            ),
        ),
        (
            "zh",
            (
                "单位国内生产总值二氧化碳排放（相对变化，减少），2030年：65%（over）（比2005年）",
                "超过51%（2022年）",
                "全程的至少78.4%",
                "44.2%",
                "至多14个百分点",
                "至多1.75个百分点",
                "达到直线进度",
                "中国落实国家自主贡献成效和新目标新举措",
                "0/p3/s1",
            ),
        ),
    ],
)
def test_a_row_in_words(found: tuple[Progress, ...], lang: str, expected: tuple[str, ...]) -> None:
    """A row says all in one language, and a bound is not rounded to say more than it does."""
    one = about(found, "ndc-2021-co2-emission-intensity-2030")
    assert [expected] == list(rows([one], lang))
    assert len(COLUMNS) == len(expected)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_can_be_said(found: tuple[Progress, ...], lang: str) -> None:
    """Each target has a row with target, verdict and source, and details that name the sources."""
    for one in found:
        for row in rows([one], lang):
            said = dict(zip(COLUMNS, row, strict=True))
            assert all(said[column] for column in ("target", "verdict", "set_by"))
        lines = list(details(one, lang))
        addresses = {address for source in one.aim.sources for address in source.addresses}
        assert addresses <= {line.strip() for line in lines}
    assert str(len(found)) in summary(found, lang)


def test_both_languages_have_the_same_words() -> None:
    """No phrase is missing in a language or empty."""
    text = (files("oneplusn.queries") / "progress.toml").read_text("utf-8")
    words = tomllib.loads(text)
    assert set(words["zh"]) == set(words["en"])
    assert all(phrase for phrases in words.values() for phrase in phrases.values())


def test_the_command_prints_rows_and_sources() -> None:
    """``progress`` prints the table; ``--sources`` the sentence and the addresses of a verdict."""
    table = CliRunner().invoke(command, ["non-fossil", "--format", "csv"])
    full = CliRunner().invoke(command, ["非化石", "--lang", "zh", "--sources"])
    assert (0, 0) == (table.exit_code, full.exit_code)
    assert "87.5% of the target's value" in table.output
    assert "[2.2/p1/s2] 2022年，中国非化石能源消费比重达17.5%" in full.output
    assert "    http://shb.sm.gov.cn/zwxx/dqhjgl/202301/t20230103_1867946.htm" in full.output


def test_the_command_says_when_there_is_no_such_target() -> None:
    """A text that no target has in its name is told, and the exit code is 1."""
    result = CliRunner().invoke(command, ["perpetuum mobile"])
    assert (1, "no target has 'perpetuum mobile' in its name\n") == (
        result.exit_code,
        result.output,
    )


def test_a_comparator_stretches_a_number() -> None:
    """A number stands for itself; a comparator widens it, or leaves one side open."""
    assert Interval(Decimal(5), Decimal(5)) == stretch(Decimal(5), "Exactly")
    assert Interval(Decimal(5), INFINITY) == stretch(Decimal(5), "AtLeast")
    assert Interval(Decimal("4.75"), Decimal("5.25")) == stretch(Decimal(5), "Approximately")
