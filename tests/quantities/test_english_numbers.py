"""English numbers: written and read again, both ways, and the forms of the translations."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.graph.quantities.english.numbers import EnglishNumber, read_english_numbers
from oneplusn.graph.quantities.english.wording import UnitName, english_quantity
from oneplusn.graph.quantities.english.words import comparator_words, number_words
from oneplusn.graph.quantities.parse import EXACTLY

NAMES = (
    "%", "kW", "mu", "mu-times", "percentage points", "square kilometers", "tonnes",
    "tonnes of standard coal", "yuan",
)  # fmt: skip
UNITS = frozenset(NAMES)

names = st.sampled_from(["", *NAMES])
comparators = st.sampled_from([("", EXACTLY), *sorted(comparator_words("before").items())])
numbers = st.decimals("0.01", "99999999999", places=2, allow_nan=False, allow_infinity=False)


def told(text: str) -> list[tuple[str, str, str]]:
    """Read a text; say value, unit and comparator of each number."""
    found = read_english_numbers(text, units=UNITS)
    return [(f"{one.value.normalize():f}", one.unit, one.comparator) for one in found]


@given(value=numbers, name=names, comparator=comparators, scaled=st.booleans())
def test_what_is_written_is_read(
    *, value: Decimal, name: str, comparator: tuple[str, str], scaled: bool
) -> None:
    """With each unit and comparator, in full and in millions."""
    word, iri = comparator
    rounding = ROUND_HALF_EVEN if scaled else ""
    unit = UnitName(name) if name else None
    text = english_quantity(value, unit, comparator=word, rounding=rounding)
    [found] = read_english_numbers(f"It is {text}.", units=UNITS)
    assert (name, iri) == (found.unit, found.comparator)
    assert text == found.written
    assert abs(value - found.value) <= (value / 100 if scaled else 0)


@given(
    digits=st.integers(1, 999_999),
    places=st.integers(0, 2),
    scale=st.sampled_from(["", " million", " billion", " trillion"]),
    name=names,
    comparator=comparators,
)
def test_what_is_read_is_written_again(
    digits: int, places: int, scale: str, name: str, comparator: tuple[str, str]
) -> None:
    """The number that is read from a text is that of its parts."""
    number = Decimal(digits).scaleb(-places)
    text = " ".join(filter(None, (comparator[0], f"{number:,f}{scale}", name)))
    value = number * number_words("scale")[scale.strip()] if scale else number
    expected = EnglishNumber(0, len(text), text, value, name, comparator[1])
    assert (expected,) == read_english_numbers(text, units=UNITS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 51%", [("51", "%", "more-than")]),
        ("More than 30 million kW", [("30000000", "kW", "more-than")]),
        ("nearly 3 billion tonnes less of coal", [("3000000000", "tonnes", "nearly")]),
        (
            "1.4 billion tonnes less of standard coal",
            [("1400000000", "tonnes of standard coal", "exactly")],
        ),
        ("5 million yuan or more", [("5000000", "yuan", "at-least")]),
        ("within 610 billion mu", [("610000000000", "mu", "at-most")]),
        ("at least half of them", [("50", "%", "at-least")]),
        ("nine projects, twice", [("9", "", "exactly"), ("2", "", "exactly")]),
        ("a million-tonne-class project", [("1000000", "", "exactly")]),
        ("6.1 and 3.6 percentage points", [
            ("6.1", "percentage points", "exactly"), ("3.6", "percentage points", "exactly"),
        ]),
        ("542,600, or 77.2%", [("542600", "", "exactly"), ("77.2", "%", "exactly")]),
        ("COP27 and HFC-32", [("27", "", "exactly"), ("32", "", "exactly")]),
        ("12.6 mu.", [("12.6", "mu", "exactly")]),
        ("someone often weighs tense lessons, networks and thirds", []),
    ],
)  # fmt: skip
def test_the_forms_of_sentences(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Capitals, words, parts, scales on their own, units that two numbers share."""
    assert expected == told(text)


@pytest.mark.parametrize("text", ["20th", "first", "31st", "Seventh", "2nd"])
def test_ordinals_are_told_from_amounts(text: str) -> None:
    """No ordinal stands for a figure."""
    assert [True] == [one.ordinal for one in read_english_numbers(text, units=UNITS)]
