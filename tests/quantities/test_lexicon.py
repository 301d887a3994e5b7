"""The words of quantities come from the ontology's schemes."""

from __future__ import annotations

from oneplusn.graph.quantities.lexicon import Lexicon, load_lexicon
from oneplusn.ontology.namespaces import COMPARATOR


def test_units_stand_longest_first() -> None:
    """A longer unit word is tried before the shorter one that it begins with."""
    units = load_lexicon().units
    assert sorted(units, key=lambda word: (-len(word), word)) == list(units)
    assert ["吨标准煤", "亩次", "人次", "亩", "人", "吨"] == [
        word for word in units if word[0] in "吨人亩"
    ]


def test_no_unit_is_no_word() -> None:
    """The dimensionless unit is never written."""
    assert [] == [word for word in load_lexicon().units if not word or "无量纲" in word]


def test_comparator_words_stand_longest_first() -> None:
    """不超过 is found before the 超过 within it."""
    before = [word for word, _ in load_lexicon().before]
    assert sorted(before, key=lambda word: (-len(word), word)) == before
    assert ["不超过", "超过", "超"] == [word for word in before if "超" in word]


def test_comparators_are_terms_of_the_ontology() -> None:
    """Every comparator that a word names is declared."""
    lexicon = load_lexicon()
    names = {name for _, name in (*lexicon.before, *lexicon.after)}
    assert set() == names - COMPARATOR.names
    assert ("more-than", "more-than", "at-least") == (
        lexicon.comparator("超过", before=True),
        lexicon.comparator("余", before=False),
        lexicon.comparator("以上", before=False),
    )


def test_the_lexicon_is_read_once() -> None:
    """Loading it again gives the same value."""
    assert load_lexicon() is load_lexicon()
    assert Lexicon((), (), ()) != load_lexicon()
