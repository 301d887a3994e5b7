"""What a source prints is read whole: number, unit and comparator."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from oneplusn.errors import NumeralError
from oneplusn.graph.checks.figures import encoded_quantity, printed_quantity
from oneplusn.graph.quantities.lexicon import load_lexicon
from oneplusn.ontology.namespaces import COMPARATOR, OPN

LEXICON = replace(load_lexicon(), units=("千瓦时", *load_lexicon().units))
LABELS = {"kwh": {"zh": "千瓦时"}, "t": {"zh": "吨"}, "one": {"zh": "无量纲"}}


def encoded(value: str, unit: str, comparator: str, upper: str = "") -> str:
    """Say a quantity of the graph."""
    parts = {
        OPN.value.value: value,
        OPN.unit.value: unit,
        OPN.comparator.value: COMPARATOR[comparator].value,
        OPN.upperValue.value: upper,
    }
    return encoded_quantity(parts, LABELS)


@pytest.mark.parametrize(
    ("printed", "beside", "expected"),
    [
        ("3.3万亿千瓦时", ["approximately"], ("3300000000000", "kwh", "approximately")),
        ("3.3万亿千瓦时左右", [], ("3300000000000", "kwh", "approximately")),
        ("3.3万亿千瓦时左右", ["approximately"], ("3300000000000", "kwh", "approximately")),
        ("4.5亿吨", ["exactly"], ("450000000.0", "t", "exactly")),
        ("4.5亿吨", ["exactly", "at-least"], ("450000000", "t", "at-least")),
        ("100—200万吨", [], ("1000000", "t", "exactly", "2000000")),
        ("7", [], ("7", "one", "exactly")),
    ],
)
def test_what_is_printed_is_what_the_graph_has(
    printed: str, beside: list[str], expected: tuple[str, ...]
) -> None:
    """Words in the expression and words beside it say the comparator."""
    assert encoded(*expected) == printed_quantity(printed, beside, lexicon=LEXICON)


@pytest.mark.parametrize(
    ("printed", "false"),
    [
        ("3.3万亿千瓦时左右", ("3300000000000", "kwh", "exactly")),
        ("3.3亿千瓦时", ("3300000000000", "kwh", "exactly")),
        ("4.5亿吨", ("450000000", "kwh", "exactly")),
        ("100—200万吨", ("1000000", "t", "exactly")),
        ("100—200万吨", ("100", "t", "exactly", "2000000")),
    ],
)
def test_a_slip_shows(printed: str, false: tuple[str, ...]) -> None:
    """Another comparator, number, unit or end of a range is another quantity."""
    assert encoded(*false) != printed_quantity(printed, [], lexicon=LEXICON)


@pytest.mark.parametrize(
    ("printed", "beside", "message"),
    [
        ("4.5亿吨公里", [], "it goes on after '4.5亿吨'"),
        ("4.5亿吨，", [], "it goes on after '4.5亿吨'"),
        ("65%左右", ["more-than"], "comparators ['approximately', 'more-than'] disagree"),
        ("65%", ["at-least", "more-than"], "comparators ['at-least', 'more-than'] disagree"),
        ("很多—65%", [], "'很多' is no number"),
        ("很多", [], "no number begins at 0"),
        ("", [], "no number begins at 0"),
    ],
)
def test_what_is_no_single_quantity_is_refused(
    printed: str, beside: list[str], message: str
) -> None:
    """A unit that runs on, words that disagree, no number: the reading says which."""
    with pytest.raises(NumeralError, match=re.escape(message)):
        printed_quantity(printed, beside, lexicon=LEXICON)
