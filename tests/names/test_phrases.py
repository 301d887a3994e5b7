"""What an analyst types leads to the thing: English phrases, and the names of things folded."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneplusn.ontology.namespaces import BASE, shorten
from oneplusn.queries.entities.resolve import AmbiguousNameError, choose
from oneplusn.queries.entities.search import Match, search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyoxigraph as ox
    from ended import Ended

PHRASES: Mapping[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("phrases.toml").read_text("utf-8")
)
FIRST = 5
"""How many results are looked at."""


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_leads_to_the_thing(store: ox.Store, phrase: str) -> None:
    """In one command, among the first results, and each result says why it is there."""
    hits = search(store, phrase)
    assert set(PHRASES[phrase]) & {shorten(hit.iri) for hit in hits[:FIRST]}
    assert all(hit.reason.places for hit in hits)
    assert [] == [h for h in hits if (h.match is Match.FEWER) != bool(h.reason.missing)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("１＋Ｎ", "policy/one-plus-n"),
        ("Ｇ20", "agent/g20"),
        ("应对气候变化重点任务(2023-2025)", "policy/key-climate-tasks-2023-2025"),
        ("全國碳市場", "programme/national-carbon-market"),
        ("non fossil energy", "technology/non-fossil-energy"),
        ("cop 27", "event/cop27"),
        ("hydrogen-refuelling-stations", "programme/hydrogen-refuelling-stations"),
        ("energy-efficiency-leaders", "programme/energy-efficiency-leaders"),
    ],
)
def test_a_folded_name_is_the_name(store: ox.Store, name: str, slug: str) -> None:
    """Not only near: the thing is called so. Of an indicator and what it counts it is the latter."""
    choice = choose(store, name)
    assert (BASE + slug, False) == (choice.node.value, choice.closest)


def test_what_is_called_so_too_is_told(store: ox.Store) -> None:
    """The indicator that has the name of a program."""
    assert ("indicator:hydrogen-refuelling-stations",) == choose(
        store, "hydrogen-refuelling-stations"
    ).others


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Hainan smart climate management platform", "programme/hainan-smart-climate-platform"),
        ("forest cover", "indicator/forest-coverage"),
    ],
)
def test_the_closest_is_called_the_closest(store: ox.Store, name: str, slug: str) -> None:
    """All words stand in its name, and its words in the names of whatever else has them."""
    choice = choose(store, name)
    assert (BASE + slug, True) == (choice.node.value, choice.closest)


def test_nothing_is_opened_in_silence(run: Callable[..., Ended]) -> None:
    """Whoever asks for something else is told what was taken for it."""
    ended = run("show", "Hainan smart climate management platform")
    assert 0 == ended.code
    assert "closest match: Hainan Smart Management Platform" in ended.err
    assert "" == run("show", "１＋Ｎ").err


def test_several_are_listed_with_their_labels(store: ox.Store) -> None:
    """And none of them is guessed."""
    with pytest.raises(AmbiguousNameError) as caught:
        choose(store, "voluntary emission reduction")
    named = str(caught.value)
    assert "policy:voluntary-reduction-supporting-rules (supporting management rules" in named


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("应对气候变化重点任务 谁印发", "without “谁印发”"),
        ("key emitters", "“key emitting entity” for “key emitter”"),
        ("cop 27", "other name"),
        ("17.5%", "the report's text"),
    ],
)
def test_each_result_says_why_it_was_found(
    run: Callable[..., Ended], text: str, because: str
) -> None:
    """In which name or text, in which words, and which of them are missing."""
    ended = run("search", text)
    assert 0 == ended.code
    header, first, *_ = (line.split("\t") for line in ended.out.splitlines())
    assert "because" == header[-1]
    assert because in first[-1]
