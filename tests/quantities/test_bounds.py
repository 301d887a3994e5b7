"""Bounds say what a number and its comparator state, and no more than its interval."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.graph.quantities.bounds import Bounds, bound_triples, bounds_of
from oneplusn.graph.quantities.interval import Interval, interval_of
from oneplusn.graph.quantities.parse import Reading
from oneplusn.graph.rdf import literal, node
from oneplusn.ontology.namespaces import COMPARATOR, OPN

FIGURE = node("https://example.org/figure")
INFINITY = Decimal("Infinity")
NUMBERS = st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        ("approximately", Bounds()),
        ("at-least", Bounds(lower=Decimal(5))),
        ("at-most", Bounds(upper=Decimal(5))),
        ("exactly", Bounds(Decimal(5), Decimal(5))),
        ("less-than", Bounds(upper=Decimal(5), upper_inclusive=False)),
        ("more-than", Bounds(lower=Decimal(5), lower_inclusive=False)),
        ("nearly", Bounds()),
    ],
)
def test_each_comparator_states_its_bounds(comparator: str, expected: Bounds) -> None:
    """No comparator is forgotten: the scheme has these seven."""
    assert expected == bounds_of(Decimal(5), comparator)
    assert comparator in COMPARATOR.names


@given(number=NUMBERS, comparator=st.sampled_from(sorted(COMPARATOR.names)))
def test_bounds_are_the_ends_of_the_interval(number: Decimal, comparator: str) -> None:
    """Where words state a bound, the interval of the same number ends there."""
    bounds = bounds_of(number, comparator)
    interval = interval_of(Reading(0, 0, "", number, "", comparator))
    if bounds == Bounds():
        assert comparator in {"approximately", "nearly"}
    else:
        low = Decimal(0) if bounds.lower is None else bounds.lower
        high = INFINITY if bounds.upper is None else bounds.upper
        assert Interval(low, high) == interval


@given(low=NUMBERS, more=NUMBERS)
def test_a_range_has_both_ends(low: Decimal, more: Decimal) -> None:
    """The value is the lower end and the upper value the other."""
    assert Bounds(low, low + more) == bounds_of(low, "exactly", upper=low + more)


def derived(**parts: ox.NamedNode | ox.Literal) -> set[tuple[str, str]]:
    """Derive the bounds of a figure with some parts, as local names and texts."""
    quads = [ox.Quad(FIGURE, OPN[name], term) for name, term in parts.items()]
    triples = bound_triples(quads)
    return {
        (t.predicate.value.rpartition("#")[2], t.object.value)
        for t in triples
        if isinstance(t.object, ox.Literal)
    }


def test_a_figure_gets_its_bounds() -> None:
    """Numbers and booleans, and nothing at the end that is open."""
    fifty = literal("51", datatype="decimal")
    above = {("lowerBound", "51"), ("lowerInclusive", "false")}
    assert above == derived(value=fifty, comparator=COMPARATOR["more-than"])
    span = {("lowerBound", "51"), ("lowerInclusive", "true")}
    span |= {("upperBound", "60"), ("upperInclusive", "true")}
    upper = literal("60", datatype="decimal")
    assert span == derived(value=fifty, upperValue=upper, comparator=COMPARATOR.exactly)


def test_what_is_no_number_has_no_bounds() -> None:
    """A trend has no value, and what is no number is refused by the shapes, not here."""
    assert set() == derived(comparator=COMPARATOR.exactly)
    assert set() == derived(value=literal("many"), comparator=COMPARATOR.exactly)
    assert set() == derived(value=literal("5"), comparator=node("https://example.org/x"))
