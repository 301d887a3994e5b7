"""The report's arithmetic: intervals, formulas, and the findings on the real report."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import REPORT

from oneplusn.graph.checks.arithmetic import Finding, audit
from oneplusn.graph.quantities.interval import Interval, interval_of
from oneplusn.graph.quantities.lexicon import load_lexicon
from oneplusn.graph.quantities.parse import read_at

if TYPE_CHECKING:
    from oneplusn.graph.dataset import Dataset

INFINITE = Decimal("Infinity")
LESS = [
    "renewable-additions",
    "renewable-capacity",
]


@pytest.fixture(scope="module")
def findings(dataset: Dataset) -> dict[str, Finding]:
    """Audit the real report once."""
    return {finding.name: finding for finding in audit(REPORT, dataset.encodings, several=False)}


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("3.65亿千瓦", Decimal(364500000), Decimal(365500000)),
        ("17.5%", Decimal("17.45"), Decimal("17.55")),
        ("81个", Decimal(81), Decimal(81)),
        ("6304万亩", Decimal(63035000), Decimal(63045000)),
        ("约94%", Decimal("89.3"), Decimal("98.7")),
        ("近100%", Decimal(90), Decimal(100)),
        ("超过51%", Decimal(51), INFINITE),
        ("110%以上", Decimal(110), INFINITE),
        ("不足10万台", Decimal(0), Decimal(100000)),
        ("6100亿立方米以内", Decimal(0), Decimal(610000000000)),
    ],
)
def test_a_figure_stands_for_an_interval(written: str, low: Decimal, high: Decimal) -> None:
    """Rounding and comparator words say which values an expression can mean."""
    found = interval_of(read_at(written, 0, lexicon=load_lexicon()))
    assert Interval(low, high) == Interval(found.low.normalize(), found.high.normalize())


NUMBERS = st.decimals(min_value=1, max_value=10**6, places=2)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """Draw an interval and a value in it."""
    low, middle, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Interval(low, high), middle


@given(one=intervals(), other=intervals())
def test_arithmetic_keeps_what_it_is_about(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    """A sum, difference, product or quotient of two values is in that of their intervals."""
    (first, a), (second, b) = one, other
    results = [
        (first + second, a + b),
        (first - second, a - b),
        (first * second, a * b),
        (first / second, a / b),
    ]
    assert [] == [
        (found, value) for found, value in results if not found.low <= value <= found.high
    ]


def test_division_by_what_may_be_zero_is_refused() -> None:
    """An interval around zero divides nothing."""
    with pytest.raises(ZeroDivisionError, match="Unexpected zero"):
        Interval(Decimal(1), Decimal(2)) / Interval(Decimal(-1), Decimal(1))


def test_the_verdicts_on_the_report(findings: dict[str, Finding]) -> None:
    """At least fifteen checks state a figure; only the renewables do not add up."""
    verdicts = Counter(finding.verdict for finding in findings.values())
    assert Counter({"agree": 17, "derived": 9, "differ": 2}) == verdicts
    assert LESS == sorted(name for name, found in findings.items() if found.verdict == "differ")


def test_the_new_renewables_sum_to_less_than_is_stated(findings: dict[str, Finding]) -> None:
    """3763 + 8741 + 334 + 1507 万千瓦 make 1.4345 亿, and the report states 1.52 亿."""
    found = findings["renewable-additions"]
    assert "1.52亿千瓦" == found.stated
    assert Interval(Decimal(143430000), Decimal(143470000)) == found.computed
    assert ["2.2/p1/s2", "2.2/p1/i1", "2.2/p1/i2", "2.2/p1/i3", "2.2/p1/i4"] == [
        key for key, _ in found.sentences
    ]


def test_the_carbon_price_follows_from_turnover_and_volume(findings: dict[str, Finding]) -> None:
    """109.12 亿元 for 2.38 亿吨 is some 45.85 yuan a tonne."""
    found = findings["carbon-price"].computed
    assert found.low < Decimal("45.85") < found.high
    assert Decimal("0.2") > found.high - found.low


def test_every_check_is_named_once_in_both_languages(findings: dict[str, Finding]) -> None:
    """No finding lacks a name, and none lacks its sentences."""
    blank = [f.name for f in findings.values() if not (f.label.zh and f.label.en and f.sentences)]
    assert [] == blank
    assert len(findings) == len({f.label.zh for f in findings.values()})
