"""The library gives the same answers on stores of other people as on ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine_answers import NAMES, NASTY, assert_answers_like_ours, assert_text_arrives
from engine_servers import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from oneplusn.graph.dataset import Dataset

DIFFERS = {
    ("virtuoso", "carbon-market-industries"): "loses all rows where a path is in an OPTIONAL",
    ("virtuoso", "carbon-market-rules"): "loses rows where a path stands in a UNION",
    ("virtuoso", "hedging-words"): "NOT EXISTS in an OPTIONAL hides rows that it should not",
}
"""(Engine, question) → in what Virtuoso 7.2.5 goes wrong; all others give the same answer."""

DIFFERS_AT_TIMES = {
    ("virtuoso", "sector-figures"): "loses all rows of a long join or none, by the samples it took",
}
"""The same where the answer is right in one run and wrong in the next."""


@pytest.fixture(scope="module", params=("oxigraph", "virtuoso"))
def engine(
    request: pytest.FixtureRequest, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Run one engine after the other, and give its name and its endpoint."""
    name = request.param
    with SERVERS[name](dataset.quads, tmp_path_factory.mktemp(name)) as endpoint:
        yield name, endpoint


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_the_same_answer_there(
    request: pytest.FixtureRequest, engine: tuple[str, str], store: ox.Store, name: str
) -> None:
    """Each question of the library, with its default parameters."""
    where, endpoint = engine
    if reason := DIFFERS.get((where, name)):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    if reason := DIFFERS_AT_TIMES.get((where, name)):
        request.applymarker(pytest.mark.xfail(strict=False, reason=reason))
    assert_answers_like_ours(endpoint, store, name)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_arrives_there_as_it_is(engine: tuple[str, str], text: str) -> None:
    """A parameter is a term, whatever it looks like."""
    assert_text_arrives(engine[1], text)
