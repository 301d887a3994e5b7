"""The English of a report against its Chinese and its graph: what is right, and each fault."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from invented import ID, altered

from oneplusn.graph.checks.outcome import Outcome
from oneplusn.graph.checks.translation.dates import check_translated_dates
from oneplusn.graph.checks.translation.figures import check_translated_figures
from oneplusn.graph.checks.translation.names import check_translated_names, is_called
from oneplusn.graph.checks.translation.passages import translated_passages
from oneplusn.graph.checks.translation.sentences import check_translations
from oneplusn.graph.labels import labels_by_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oneplusn.graph.dataset import Dataset

pytestmark = pytest.mark.usefixtures("no_added_reports")

CHECKS = (
    check_translations,
    check_translated_figures,
    check_translated_dates,
    check_translated_names,
)


def of_invented(both: Dataset) -> Dataset:
    """Return the dataset with the invented report alone to be checked."""
    return replace(both, reports=tuple(one for one in both.reports if one.id == ID))


def with_sentence(dataset: Dataset, folder: Path, old: str, new: str) -> Dataset:
    """Return the dataset with a word of the translation replaced once, in a copy in *folder*."""
    copy = altered(folder, "translation.ttl", old, new)
    [report] = of_invented(dataset).reports
    return replace(dataset, reports=(replace(report, folder=copy),))


def missing(passage: str, thing: str, written: str) -> str:
    """Say that a figure is not translated."""
    return (
        f"the English of {passage} has no number with value, unit and comparator of "
        f"quantity:{ID}/{thing} ('{written}')"
    )


def added(passage: str, written: str, *, kind: str = "number") -> str:
    """Say that the English has too much."""
    return f"the English of {passage} has a {kind} that the Chinese has not: '{written}'"


def test_the_shipped_english_is_proved(dataset: Dataset) -> None:
    """Every sentence, figure, date and name of the report of 2023."""
    expected = [
        Outcome("translations", 367, 367),
        Outcome("translated-figures", 193, 193),
        Outcome("translated-dates", 84, 84),
        Outcome("translated-names", 434, 434),
    ]
    assert expected == [check(dataset) for check in CHECKS]


def test_the_invented_english_is_proved(both: Dataset) -> None:
    """By the same checks."""
    expected = [
        Outcome("translations", 35, 35),
        Outcome("translated-figures", 19, 19),
        Outcome("translated-dates", 10, 10),
        Outcome("translated-names", 20, 20),
    ]
    assert expected == [check(of_invented(both)) for check in CHECKS]


WIND = missing("1.1/p1/s1", "wind-power-capacity-2022-revised", "1250万千瓦")
LOST = (
    "the English of 2.1/p1/s3 has neither label nor alternative label of "
    "policy:yunze-wetland-regulation"
)


@pytest.mark.parametrize(
    ("check", "old", "new", "problems"),
    [
        pytest.param(
            check_translated_figures, "12.5 million kW", "12.6 million kW", [
                WIND,
                added("1.1/p1/s1", "12.6 million kW"),
            ], id="a digit",
        ),
        pytest.param(
            check_translated_figures, "12.5 million kW", "12.5 billion kW", [
                WIND,
                added("1.1/p1/s1", "12.5 billion kW"),
            ], id="a scale",
        ),
        pytest.param(
            check_translated_figures, "12.5 million kW", "12.5 million tonnes", [
                WIND,
                added("1.1/p1/s1", "12.5 million tonnes"),
            ], id="a unit",
        ),
        pytest.param(
            check_translated_figures, "was 46.2%.", "was 46.2.", [
                missing("0/p2/s2", "forest-coverage-2024", "46.2%"),
                added("0/p2/s2", "46.2"),
            ], id="no unit",
        ),
        pytest.param(
            check_translated_figures, "12 lakes", "12 tonnes", [
                missing("2.2/p1/s1", "pilot-lakes", "12个"),
            ], id="a unit for what is counted",
        ),
        pytest.param(
            check_translated_figures, "fewer than 500", "500", [
                missing("1.2/p1/s2", "coal-fired-boilers", "不足500台"),
                added("1.2/p1/s2", "500"),
            ], id="a lost comparator",
        ),
        pytest.param(
            check_translated_figures, "nearly 1.9", "about 1.9", [
                missing("1.1/p2/i2", "solar-power-capacity-added-2023", "近190万千瓦"),
                added("1.1/p2/i2", "about 1.9 million kW"),
            ], id="another comparator",
        ),
        pytest.param(
            check_translated_figures, "hand in hand", "hand in hand for seven years", [
                added("3/p1/s5", "seven years"),
            ], id="an added number",
        ),
        pytest.param(
            check_translated_dates, "As of 30 June 2024, the", "The", [
                "the English of 0/p2/s2 has no date '2024年6月30日'",
            ], id="a lost date",
        ),
        pytest.param(
            check_translated_dates, "At the end of 2022", "In 2022", [
                "the English of 1.1/p1/s1 has no date '2022年底'",
                added("1.1/p1/s1", "2022", kind="date"),
            ], id="another date",
        ),
        pytest.param(
            check_translated_dates, "hand in hand", "hand in hand by 2030", [
                added("3/p1/s5", "2030", kind="date"),
            ], id="an added date",
        ),
        pytest.param(
            check_translated_names, "Yunze Wetland Protection Regulation", "Wetland Regulation", [
                LOST,
            ], id="a lost name",
        ),
        pytest.param(
            check_translations, "ground color", "ground 底色", [
                "Chinese characters '底色' in the English",
            ], id="Han characters",
        ),
        pytest.param(
            check_translations, "Let us go", "Let us go，", [
                "Chinese characters '，' in the English",
            ], id="Chinese punctuation",
        ),
    ],
)  # fmt: skip
def test_a_planted_fault_is_told(
    both: Dataset,
    tmp_path: Path,
    check: Callable[[Dataset], Outcome],
    old: str,
    new: str,
    problems: list[str],
) -> None:
    """With the passage, the line of the translation, and what is wrong."""
    outcome = check(with_sentence(both, tmp_path, old, new))
    assert sorted(problems) == sorted(one.message for one in outcome.problems)
    lines = (tmp_path / ID / "translation.ttl").read_text("utf-8").split("\n")
    assert all(new in lines[one.place.line - 1] for one in outcome.problems)
    assert all(one.chinese for one in outcome.problems)


def test_what_is_not_encoded_has_no_figures(both: Dataset) -> None:
    """A translation may be there before the encoding is."""
    bare = replace(of_invented(both), encodings=())
    assert Outcome("translated-figures", 0, 0) == check_translated_figures(bare)


def test_a_quoted_name_may_stay_chinese(both: Dataset, tmp_path: Path) -> None:
    """Between quotation marks."""
    altered = with_sentence(both, tmp_path, "ground color", "“底色” (ground color)")
    assert () == check_translations(altered).problems


def test_a_heading_has_one_english_form(both: Dataset) -> None:
    """The label of a section is its heading without the number."""
    labels = labels_by_language(both.quads)
    number = re.compile(r"^(?:[0-9]+\. |\([0-9]+\) |Box [0-9]+\. )")
    headings = {
        f"{one.report.iri}/{one.passage.section}": number.sub("", one.sentence)
        for one in translated_passages(both)
        if one.passage.kind == "Heading"
    }
    assert headings == {iri: labels[iri]["en"] for iri in headings}


@pytest.mark.parametrize(
    ("name", "sentence", "expected"),
    [
        ("Forest Law", "the forest laws of the country", True),
        ("Law of the Forest", "a Forest-Law", True),
        ("1+N Policy System", "the “1+N” policy system", True),
        ("energy policies", "an energy policy", True),
        ("Pilots of Lakes and Rivers", "pilots of 12 lakes and rivers", True),
        ("Forest Law", "the law of forests, not of rivers", True),
        ("Forest Law", "forests need rivers, lakes and a law", False),
        ("Forest Law", "the forests", False),
        ("gas", "ga", False),
    ],
)
def test_how_a_name_is_said(name: str, sentence: str, *, expected: bool) -> None:
    """Folded by simple rules, and no further."""
    assert expected == is_called(name, sentence)
