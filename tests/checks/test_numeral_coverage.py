"""Every numeral of the report belongs to something, and the account says to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shipped import REPORT

from oneplusn.graph.checks.numeral_coverage import Entry, cover_numerals, non_quantity_words
from oneplusn.graph.quantities.lexicon import load_lexicon
from oneplusn.graph.quantities.parse import find_numerals

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneplusn.graph.dataset import Dataset

KINDS = {"figure", "date", "name", "layout", "idiom", "ordinal"}


@pytest.fixture(scope="module")
def entries(dataset: Dataset) -> tuple[Entry, ...]:
    """Account for the real data once."""
    return cover_numerals(dataset)


def test_every_numeral_is_entered_once(entries: tuple[Entry, ...]) -> None:
    """The account lists exactly the numerals of the text, in its order, none left out."""
    numerals = find_numerals(REPORT.clean_text, lexicon=load_lexicon())
    assert [(n.start, n.written) for n in numerals] == [(e.start, e.written) for e in entries]


def test_every_entry_knows_its_passage(entries: tuple[Entry, ...]) -> None:
    """Passage and section are those that hold the numeral."""
    places = [
        next(p for p in REPORT.passages if p.start <= entry.start < p.end) for entry in entries
    ]
    assert [(p.key, p.section) for p in places] == [(e.passage, e.section) for e in entries]


def test_every_numeral_is_accounted_for(entries: tuple[Entry, ...]) -> None:
    """No numeral of the report is left without its reason."""
    assert [] == [entry for entry in entries if entry.kind not in KINDS]


def test_the_sample_accounts_for_its_numerals(quick: Callable[[str], Dataset], sample: str) -> None:
    """The heading's number is layout, the half-year a date, and both counts are figures."""
    found = [(entry.start, entry.written, entry.kind) for entry in cover_numerals(quick(sample))]
    assert [
        (10847, "六", "layout"),
        (10870, "2023", "date"),
        (10876, "半", "date"),
        (10882, "三", "figure"),
        (10884, "81", "figure"),
    ] == found


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ('"三批" ; opn:textOffset 10882', '"三批" ; opn:textOffset 10883', ["layout", "date", "date", "", "figure"]),
        ("period:2023-H1", "period:2022", ["layout", "", "", "figure", "figure"]),
        ("<5.6/p1/s2> {", "<5.6/p1/s2> { place:test-china opn:ordinal 3 .", ["layout", "date", "date", "figure", "figure"]),
        ('"三批" ; opn:textOffset 10882', '"三批" ; opn:textOffset 10883 ; opn:ordinal 3',
         ["layout", "date", "date", "ordinal", "figure"]),
        ('"81个" ; opn:textOffset 10884 .', '"81个" ; opn:textOffset "here" .', ["layout", "date", "date", "figure", ""]),
        ('"低碳城市试点"@zh ;', '"81个低碳城市试点"@zh ;', ["layout", "date", "date", "figure", "figure"]),
        ("graph:names {", 'graph:names { place:test-china skos:altLabel "全国三批"@zh .',
         ["layout", "date", "date", "figure", "figure"]),
    ],
    ids=["figure elsewhere", "other period", "figure before ordinal", "ordinal", "no offset", "figure before name",
         "figure before alias"],
)  # fmt: skip
def test_what_accounts_for_a_numeral(
    quick: Callable[[str], Dataset], sample: str, old: str, new: str, kinds: list[str]
) -> None:
    """A figure stands before a date, a name, the layout, an idiom and an ordinal."""
    assert old in sample
    assert kinds == [entry.kind for entry in cover_numerals(quick(sample.replace(old, new)))]


def test_a_name_accounts_for_the_numerals_in_it(
    quick: Callable[[str], Dataset], sample: str
) -> None:
    """Without its figure, a numeral in the Chinese name of something in the graph is of the name."""
    text = sample.replace('"三批" ; opn:textOffset 10882', '"三批" ; opn:textOffset 10883').replace(
        "graph:names {", 'graph:names { place:test-china skos:altLabel "全国三批"@zh .'
    )
    assert "name" == cover_numerals(quick(text))[3].kind


def test_sections_that_are_not_encoded_are_not_in_the_account(
    quick: Callable[[str], Dataset], sample: str
) -> None:
    """Only encoded sections are accounted for: others would drown what is missing."""
    assert {"5.6"} == {entry.section for entry in cover_numerals(quick(sample))}


def test_idioms_are_words_of_the_text_with_a_reason() -> None:
    """No idiom stands in the list without need or without reason, and none stands twice."""
    words = [word for word, _ in non_quantity_words()]
    assert [] == [
        word
        for word, reason in non_quantity_words()
        if word not in REPORT.clean_text or not reason.strip()
    ]
    assert len(words) == len(set(words))


def test_without_idioms_numerals_are_left(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset, entries: tuple[Entry, ...]
) -> None:
    """The list of idioms is needed, and it changes nothing but the numerals that it is for."""
    monkeypatch.setattr("oneplusn.graph.checks.numeral_coverage.non_quantity_words", tuple)
    changed = [
        (old, new) for old, new in zip(entries, cover_numerals(dataset), strict=True) if old != new
    ]
    assert {"idiom"} == {old.kind for old, _ in changed}
    assert "" in {new.kind for _, new in changed}
