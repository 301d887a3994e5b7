"""``show`` says what the reports do not say: no date, no issuer, no place, a list that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oneplusn.graph.rdf import node
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.entities.silence import goes_on, unsaid

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox
    from ended import Ended


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("policy/climate-change-law", ("date", "issuer")),
        ("policy/wetlands-protection-law", ("issuer",)),
        ("policy/national-adaptation-strategy-2035", ()),
        ("topic/wetlands", ()),
    ],
)
def test_what_nobody_says_is_named(store: ox.Store, slug: str, expected: tuple[str, ...]) -> None:
    """Of a thing whose class makes a reader expect it."""
    assert expected == unsaid(store, node(BASE + slug))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "What the reports do not say\n  no date\n  no issuer\n"),
        ("zh", "报告没有说的\n  没有日期\n  没有印发者\n"),
    ],
)
def test_show_prints_it(run: Callable[..., Ended], lang: str, expected: str) -> None:
    """As a part of its own, and not at all where all is said."""
    assert expected in run("show", "policy:climate-change-law", "--lang", lang).out
    shown = run("show", "policy:national-adaptation-strategy-2035", "--lang", lang).out
    assert expected.partition("\n")[0] not in shown


def test_a_list_that_goes_on_is_marked(store: ox.Store, run: Callable[..., Ended]) -> None:
    """The sentence has 等 behind what it names last; elsewhere the list is whole."""
    named = [node(f"{BASE}policy/qinghai-tibet-plateau-protection-law")]
    assert goes_on(store, named, ["5.1/p1/s2"])
    assert not goes_on(store, [node(f"{BASE}policy/energy-law")], ["5.1/p1/s2"])
    assert not goes_on(store, [], ["5.1/p1/s2"])
    shown = run("show", "programme:energy-efficiency-leaders").out
    assert "… and others: the sentence leaves its list open" in shown
