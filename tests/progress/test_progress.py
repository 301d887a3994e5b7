"""How far along: the arithmetic, the matches, and what is not compared."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from paths import ROOT

from oneplusn.cli.ask.progress import progress as command
from oneplusn.errors import UnknownNameError
from oneplusn.graph.checks.constraints import failures, verifications
from oneplusn.graph.dataset import Dataset, build_dataset, open_store
from oneplusn.graph.labels import RDFS_LABEL
from oneplusn.graph.named_graphs import CONTEXT
from oneplusn.graph.quantities.interval import Interval
from oneplusn.graph.quantities.lexicon import UNIT_CLASSES
from oneplusn.graph.rdf import literal, node, value
from oneplusn.ontology.bilingual import Bilingual
from oneplusn.ontology.message_catalog import messages
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.queries.progress.assessment import (
    Goal,
    Quantity,
    Verdict,
    assess,
    moment,
    states_of,
    stretch,
    years,
)
from oneplusn.queries.progress.comparison import headlines, progress
from oneplusn.queries.progress.quantity_text import goal_of, headline, number, title_of
from oneplusn.queries.progress.rows import BRIEF, COLUMNS, details, header, rows, summary
from oneplusn.queries.progress.targets import Progress, Unit

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
    return next(one for one in found if iri in one.target.targets)


# target → what stands: figures as written, verdict, reason, share in tenths of a percent, line
STANDS = {
    "carbon-neutrality-opinions-2021/co2-emission-intensity-2030": (
        "超过51%", Verdict.ON_LINE, "", (784, None), "44.20",
    ),
    "ndc-2021/co2-emission-intensity-2030": ("超过51%", Verdict.ON_LINE, "", (784, None), "44.20"),
    "public-institutions-peaking-plan-2021/public-institution-energy-per-floor-area-2025": (
        "2.44%", Verdict.ON_LINE, "", (488, 488), "2.00",
    ),
    "public-institutions-peaking-plan-2021/conservation-oriented-party-and-government-bodies-2025": (
        "89.7%", Verdict.MET, "", (1121, 1121), None,
    ),
    "carbon-neutrality-opinions-2021/non-fossil-energy-consumption-2025": (
        "17.5% 17.5%", Verdict.OPEN, "no-base", (875, 875), None,
    ),
    "ndc-2021/non-fossil-energy-consumption-2030": (
        "17.5% 17.5%", Verdict.OPEN, "no-base", (700, 700), None,
    ),
    "carbon-neutrality-opinions-2021/wind-and-solar-power-capacity-2030": (
        "3.65亿千瓦 3.93亿千瓦", Verdict.OPEN, "no-base", (631, 631), None,
    ),
    "carbon-neutrality-opinions-2021/forest-coverage-2025": (
        "24.02% 24.02%", Verdict.OPEN, "no-base", (996, 996), None,
    ),
    "carbon-peaking-action-plan-2030/new-energy-storage-capacity-2025": (
        "870万千瓦", Verdict.OPEN, "no-base", (290, 290), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("target", sorted(STANDS))
def test_where_things_stand(found: tuple[Progress, ...], target: str) -> None:
    """The figures held against a target, the verdict, the share of the way, the straight line."""
    (stand,) = about(found, target).comparisons
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
    "14th-five-year-plan-outline/energy-intensity-2025": [("base", "26.4%")],
    "14th-five-year-plan-outline/co2-emission-intensity-2025": [("base", "超过51%")],
    "industry-peaking-plan-2022/industrial-energy-intensity-2025": [
        ("base", "超过36%"),
        ("indicator", "energy intensity of the economy"),
    ],
    "industry-peaking-plan-2022/industrial-solid-waste-use-rate-2025": [
        ("measure", "近10个百分点")
    ],
    "14th-fyp-renewable-energy-plan/renewable-energy-consumption-2025-share": [
        ("indicator", "non-fossil energy consumption"),
        ("indicator", "renewable power capacity"),
    ],
    "central-enterprises-opinions-2021/central-enterprise-renewable-capacity-2025": [
        ("indicator", "renewable power capacity")
    ],
    "carbon-neutrality-opinions-2021/forest-stock-volume-2030": [],
    "carbon-peaking-action-plan-2030/national-railway-energy-per-converted-turnover-2030": [
        ("base", "4.7%")
    ],
    "carbon-peaking-action-plan-2030/pumped-storage-capacity-2030": [
        ("indicator", "renewable power capacity")
    ],
    "public-institutions-peaking-plan-2021/public-institution-energy-consumption-2025": [
        ("indicator", "total energy consumption")
    ],
}


@pytest.mark.parametrize("target", sorted(APART))
def test_what_is_not_compared(found: tuple[Progress, ...], target: str) -> None:
    """Another base, measure or indicator: no state, and the reason."""
    one = about(found, target)
    said = [
        (
            not_comparable.difference,
            not_comparable.evidence.written if not_comparable.evidence else not_comparable.name.en,
        )
        for not_comparable in one.not_comparable
    ]
    assert ((), sorted(APART[target])) == (one.comparisons, sorted(said))
    assert Verdict.OPEN is one.verdict


def test_which_indicators_of_targets_are_the_reports(whole: Dataset) -> None:
    """Eleven of 99 are one with an indicator of the report; pairs that were judged apart are not."""
    of_targets: set[str] = set()
    of_report: set[str] = set()
    for quad in whole.quads:
        if quad.predicate == OPN.indicator:
            (of_targets if quad.graph_name == CONTEXT else of_report).add(value(quad.object))
    shared = {iri.removeprefix(f"{BASE}indicator/") for iri in of_targets & of_report}
    expected = {
        *("co2-emission-intensity", "energy-intensity", "industrial-energy-intensity"),
        *("conservation-oriented-party-and-government-bodies", "forest-coverage"),
        *("container-rail-water-transport-volume", "industrial-solid-waste-use-rate"),
        *("national-railway-energy-intensity", "new-energy-storage-capacity"),
        *("non-fossil-energy-consumption", "public-institution-energy-per-floor-area"),
    }
    assert (99, expected) == (len(of_targets), shared)


@pytest.mark.parametrize(
    "name", ["broader-indicators", "indicator-parts", "narrower-indicators", "same-indicators"]
)
def test_indicators_are_made_up_alike_inside_and_outside(whole: Dataset, name: str) -> None:
    """What holds for the indicators of a file holds for those of reports and targets together."""
    rule = next(one for one in verifications() if one.name == name)
    across = replace(rule, text=rule.text.replace("GRAPH ?file ", ""))
    assert () == failures(open_store(whole), across)


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
        for stand in one.comparisons:
            for target in one.target.targets:
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
        assert all(source.addresses or source.sentence for source in one.target.sources)
        for stand in one.comparisons:
            assert stand.evidence
            assert all(e.written in e.sentence and e.passage for e in stand.evidence)


FLOOR = "public-institutions-peaking-plan-2021/public-institution-energy-per-floor-area-2025"
FALL = "2023/public-institution-energy-per-floor-area-fall-2020-2022"


@pytest.mark.parametrize(
    ("predicate", "new", "difference"),
    [
        ("unit", "unit/percentage-point", "unit"),
        ("measure", "measure/share", "measure"),
        ("place", "place/beijing", "place"),
        ("direction", "direction/increase", "direction"),
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
    assert () == one.comparisons
    assert ([difference] if difference else []) == [
        not_comparable.difference for not_comparable in one.not_comparable
    ]


def test_a_sum_needs_all_its_summands(whole: Dataset) -> None:
    """Without the figure for solar power there is no total of wind and solar power."""
    store = open_store(whole)
    solar = node(f"{BASE}quantity/2023/solar-power-capacity-2022")
    for quad in list(store.quads_for_pattern(solar, OPN.value, None)):
        store.remove(quad)
    target = "carbon-neutrality-opinions-2021/wind-and-solar-power-capacity-2030"
    assert () == about(progress(store), target).comparisons


def test_without_the_context_only_the_targets_of_the_report_are_left(store: ox.Store) -> None:
    """The report's own targets need no context, and none of its figures measures them."""
    found = progress(store)
    assert 3 == len(found)
    assert [()] * 3 == [one.comparisons for one in found]
    assert all(source.sentence for one in found for source in one.target.sources)


def point(number: str, when: date | None = END_2022) -> Quantity:
    """Make a figure that is exactly a number."""
    return Quantity(stretch(Decimal(number), "exactly"), when)


END_2030 = date(2030, 12, 31)
END_2020 = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("goal", "figure", "expected"),
    [
        (Goal(Decimal(10), "exactly", END_2030, END_2020), point("2"), (Verdict.ON_LINE, "")),
        (Goal(Decimal(10), "exactly", END_2030, END_2020), point("1.9"), (Verdict.BEHIND, "")),
        (Goal(Decimal(10), "at-least", END_2030, END_2020), point("10"), (Verdict.MET, "")),
        (Goal(Decimal(10), "more-than", END_2030, END_2020), point("10"), (Verdict.ON_LINE, "")),
        (
            Goal(Decimal(10), "more-than", END_2030, END_2020),
            Quantity(stretch(Decimal(10), "more-than"), END_2022, is_more=True),
            (Verdict.MET, ""),
        ),
        (
            Goal(Decimal(10), "at-least", END_2030, END_2020),
            Quantity(stretch(Decimal(1), "more-than"), END_2022, is_more=True),
            (Verdict.OPEN, "spans"),
        ),
        (
            Goal(Decimal(10), "at-least", END_2030, END_2020),
            Quantity(stretch(Decimal(1), "less-than"), END_2022),
            (Verdict.BEHIND, ""),
        ),
        (Goal(Decimal(10), "at-most", END_2030), point("9"), (Verdict.MET, "")),
        (Goal(Decimal(10), "at-most", END_2030), point("11"), (Verdict.OPEN, "ceiling")),
        (Goal(Decimal(10), "less-than", END_2030), point("10"), (Verdict.OPEN, "ceiling")),
        (Goal(Decimal(10), "exactly", END_2030), point("9"), (Verdict.OPEN, "no-base")),
        (Goal(Decimal(10), "exactly", END_2030), point("9", None), (Verdict.OPEN, "no-date")),
        (Goal(Decimal(10), "exactly"), point("9"), (Verdict.OPEN, "no-date")),
        (Goal(Decimal(10), "exactly", END_2030), point("10", None), (Verdict.MET, "")),
    ],
)
def test_verdicts(goal: Goal, figure: Quantity, expected: tuple[Verdict, str]) -> None:
    """Comparators of goal and figure are respected; what cannot be said has its reason."""
    state = assess(goal, figure)
    assert expected == (state.verdict, state.reason)


def test_a_level_begins_at_its_earliest_figure() -> None:
    """The first figure is the base of the later ones: half the years, more than half the way."""
    goal = Goal(Decimal(30), "exactly", date(2030, 12, 31))
    first, later = states_of(goal, [point("22", date(2025, 12, 31)), point("10", END_2020)])
    assert (Verdict.OPEN, "no-base", None) == (first.verdict, first.reason, first.line)
    assert (Interval(Decimal("0.6"), Decimal("0.6")), True) == (later.share, later.from_base)
    assert later.line is not None
    assert (Decimal("20.0"), Verdict.ON_LINE) == (round(later.line, 1), later.verdict)


def test_a_bound_stays_a_bound() -> None:
    """More than 51 % of over 65 % is at least 78 % of the way; at most 14 points are missing."""
    goal = Goal(Decimal(65), "more-than", END_2030, date(2005, 12, 31))
    state = assess(goal, Quantity(stretch(Decimal(51), "more-than"), END_2022, is_more=True))
    assert Interval(-INFINITY, Decimal(14)) == state.missing
    assert state.share is not None
    assert (Decimal(51) / 65, INFINITY) == (state.share.low, state.share.high)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                "carbon dioxide emissions per unit of GDP, 2030: more than 65% below 2005",
                "more than 51% (2022)",
                "at least 78.4% of the way",
                "44.2%",
                "at most 14 points",
                "at most 1.75 points",
                "on or ahead of the straight line",
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
                "单位国内生产总值二氧化碳排放，2030年：比2005年下降超过65%",
                "超过51%（2022年）",
                "走完至少78.4%的路程",
                "44.2%",
                "至多14个百分点",
                "至多1.75个百分点",
                "达到或快于直线进度",
                "中国落实国家自主贡献成效和新目标新举措",
                "0/p3/s1",
            ),
        ),
    ],
)
def test_a_row_in_words(found: tuple[Progress, ...], lang: str, expected: tuple[str, ...]) -> None:
    """A row says all in one language, and a bound is not rounded to say more than it does."""
    one = about(found, "ndc-2021/co2-emission-intensity-2030")
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
        addresses = {address for source in one.target.sources for address in source.addresses}
        assert addresses <= {line.strip() for line in lines}
    assert str(len(found)) in summary(found, lang)


def test_both_languages_have_the_same_words() -> None:
    """No phrase is missing in a language or empty, but for the word that only English drops."""
    text = (files("oneplusn.queries.progress") / "progress.toml").read_text("utf-8")
    words = tomllib.loads(text)
    zh, en = words["zh"], words["en"]
    assert zh.keys() == en.keys()
    assert [key for key in en if not (zh[key] and en[key])] == ["counting"]
    said = {key: messages("progress")[key].text for key in messages("progress")}
    assert [] == [key for key, pair in said.items() if not all(pair)]
    blanks = {
        key: [sorted(re.findall(r"{\w+}", text)) for text in pair] for key, pair in said.items()
    }
    assert [] == [key for key, (chinese, english) in blanks.items() if chinese != english]


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
    assert Interval(Decimal(5), Decimal(5)) == stretch(Decimal(5), "exactly")
    assert Interval(Decimal(5), INFINITY) == stretch(Decimal(5), "at-least")
    assert Interval(Decimal("4.75"), Decimal("5.25")) == stretch(Decimal(5), "approximately")


# target → how it is said; the qualifiers of a source stand where Chinese has them
TITLES = {
    "14th-fyp-renewable-energy-plan/renewable-energy-consumption-2025-share": (
        "可再生能源消费总量占能源消费总量的比重，2025年：18%左右",
        (
            "total renewable energy consumption as a share of total energy consumption, 2025:"
            " approximately 18%"
        ),
    ),
    "carbon-neutrality-opinions-2021/forest-coverage-2025": (
        "森林覆盖率，2025年：24.1%",
        "forest coverage rate, 2025: 24.1%",
    ),
    "ndc-2035/wind-and-solar-power-capacity-2035": (
        "风电、太阳能发电总装机容量，2035年：力争36亿千瓦（2020年的6倍以上）",
        "total wind and solar power capacity, 2035: 3.6 billion kW",
    ),
    "hydrogen-industry-plan-2021-2035/renewable-hydrogen-output-2025": (
        "可再生能源制氢量，2025年：10—20万吨",
        "hydrogen made from renewable energy, 2025: 100,000 tonnes to 200,000 tonnes",
    ),
}


@pytest.mark.parametrize("target", sorted(TITLES))
def test_how_a_target_is_said(found: tuple[Progress, ...], target: str) -> None:
    """Measure, direction and base become a phrase; a rate is not called a share again."""
    goal = about(found, target).target
    assert TITLES[target] == (title_of(goal, "zh"), title_of(goal, "en"))


def test_no_target_has_words_of_the_other_language(found: tuple[Progress, ...]) -> None:
    """English goals have no Chinese sign, and Chinese ones no English word."""
    mixed = [
        (zh, en)
        for one in found
        for zh, en in [(goal_of(one.target, "zh"), goal_of(one.target, "en"))]
        if re.search("[\u4e00-\u9fff]", en) or re.search("[A-Za-z]{3}", zh)
    ]
    assert mixed == []


TONNE = Unit(Bilingual("吨", "tonne"), "tonnes")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1", TONNE, ("1吨", "1 tonne")),
        ("10", TONNE, ("10吨", "10 tonnes")),
        ("11500000", TONNE, ("1150万吨", "11.5 million tonnes")),
        (
            "3300000000000",
            Unit(Bilingual("千瓦时", "kWh")),
            ("3.3万亿千瓦时", "3.3 trillion kWh"),
        ),
        ("1000", Unit(Bilingual("项", "piece"), "pieces", counts=True), ("1000项", "1,000")),
        ("17.5", Unit(Bilingual("%", "percent")), ("17.5%", "17.5%")),
    ],
)
def test_numbers_in_words(value: str, unit: Unit, expected: tuple[str, str]) -> None:
    """More than one is plural in English, and what is counted needs no unit there."""
    said = tuple(number(Decimal(value), unit, lang) for lang in ("zh", "en"))
    assert expected == said


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2005, 12, 31), date(2022, 12, 31), "17"),
        (date(2022, 12, 31), date(2025, 12, 31), "3"),
        (date(2023, 12, 31), date(2024, 12, 31), "1"),
        (date(2022, 12, 31), date(2023, 6, 30), "0.4959"),
    ],
)
def test_years_between_the_ends_of_days(first: date, last: date, expected: str) -> None:
    """The last days of two years are whole years apart, leap years or not."""
    assert Decimal(expected) == round(years(first, last), 4)
    assert moment(last) - moment(first) == years(first, last)


# What an analyst gets by hand: target → line on the day, share of the way or of the target's
# value, missing, and missing a year. 51/65; 65·17/25; 14/8 … 2.44/5; 5·2/5; 2.56/3 … 17.5/20 …
BY_HAND = {
    "carbon-neutrality-opinions-2021/co2-emission-intensity-2030": ("44.2", "0.7846", "14", "1.75"),
    FLOOR: ("2", "0.488", "2.56", "0.8533"),
    "carbon-neutrality-opinions-2021/non-fossil-energy-consumption-2025": (
        "", "0.875", "2.5", "0.8333",
    ),
    "carbon-neutrality-opinions-2021/non-fossil-energy-consumption-2030": (
        "", "0.7", "7.5", "0.9375",
    ),
    "carbon-neutrality-opinions-2021/non-fossil-energy-consumption-2060": (
        "", "0.2188", "62.5", "1.6447",
    ),
    "ndc-2035/non-fossil-energy-consumption-2035": ("", "0.5833", "12.5", "0.9615"),
    "carbon-neutrality-opinions-2021/forest-coverage-2025": ("", "0.9967", "0.08", "0.02"),
    "carbon-neutrality-opinions-2021/forest-coverage-2030": ("", "0.9608", "0.98", "0.1089"),
    "carbon-peaking-action-plan-2030/new-energy-storage-capacity-2025": (
        "", "0.29", "21300000", "7100000",
    ),
    "carbon-neutrality-opinions-2021/wind-and-solar-power-capacity-2030": (
        "", "0.6317", "442000000", "55250000",
    ),
    "ndc-2035/wind-and-solar-power-capacity-2035": (
        "", "0.2106", "2842000000", "218615384.6154",
    ),
    "public-institutions-peaking-plan-2021/conservation-oriented-party-and-government-bodies-2025": (
        "", "1.1212", "-9.7", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("target", sorted(BY_HAND))
def test_the_arithmetic_by_hand(found: tuple[Progress, ...], target: str) -> None:
    """Line, share, distance and yearly need are those worked out by hand for a dozen targets."""
    state = about(found, target).comparisons[-1].state
    assert state.share is not None
    line, share, missing, yearly = BY_HAND[target]
    assert line == ("" if state.line is None else f"{state.line.normalize():f}")
    assert Decimal(share) == round(state.share.low, 4)
    assert Decimal(missing) == state.missing.high
    assert Decimal(yearly or 0) == (round(state.yearly.high, 4) if state.yearly else 0)


def test_the_short_table_of_the_page() -> None:
    """The page has exactly what the command prints, with the targets that the data names."""
    result = CliRunner().invoke(command, ["--headline", "--format", "md"])
    page = (ROOT / "docs" / "progress.md").read_text("utf-8")
    assert result.exit_code == 0
    assert result.stdout in page
    assert len(headline()) + 2 == len(result.stdout.splitlines())


def test_a_headline_that_is_no_target_is_told(found: tuple[Progress, ...]) -> None:
    """A slug that the data does not have is an error with its name, not a missing row."""
    left = tuple(one for one in found if headline()[0] not in str(one.target.targets))
    with pytest.raises(UnknownNameError, match=headline()[0]):
        headlines(left)


def test_the_short_table_has_the_targets_in_their_order(found: tuple[Progress, ...]) -> None:
    """The order is that of the list; each row has the columns of the short table."""
    chosen = headlines(found)
    assert list(headline()) == [
        next(slug for slug in headline() if f"{BASE}quantity/{slug}" in one.target.targets)
        for one in chosen
    ]
    assert {len(BRIEF)} == {len(row) for row in rows(chosen, "zh", BRIEF)}
    assert header("zh", BRIEF)[1] == "报告的数字"


def test_units_have_plurals_where_english_has_them(whole: Dataset) -> None:
    """A plural is English and not the label again; what has none is a symbol or the same in both."""
    said = described(whole)
    units = {
        iri: one
        for iri, one in said.items()
        if {cls.value for cls in UNIT_CLASSES} & set(one.get(RDF_TYPE.value, ()))
    }
    plurals = {iri: one.get(OPN.pluralLabel.value, set()) for iri, one in units.items()}
    assert all(len(plural) <= 1 for plural in plurals.values())
    assert not any(plural & units[iri][RDFS_LABEL.value] for iri, plural in plurals.items())
    without = {iri.rpartition("/")[2] for iri, plural in plurals.items() if not plural}
    invariable = {"jin", "mu", "multiple", "yuan"}
    symbols = {"dimensionless", "kilowatt", "kilowatt-hour", "percent"}
    assert invariable | symbols == without


def test_summands_that_are_alike_are_both_added(whole: Dataset) -> None:
    """Two summands of the same number are two: 365 + 365 million is 730 million."""
    store = open_store(whole)
    solar = node(f"{BASE}quantity/2023/solar-power-capacity-2022")
    for quad in list(store.quads_for_pattern(solar, OPN.value, None)):
        store.remove(quad)
        store.add(
            ox.Quad(solar, OPN.value, literal("365000000", datatype="decimal"), quad.graph_name)
        )
    one = about(
        progress(store), "carbon-neutrality-opinions-2021/wind-and-solar-power-capacity-2030"
    )
    assert Decimal(730000000) == one.comparisons[0].value
    assert "= 730 million kW" in next(rows([one], "en"))[1]
