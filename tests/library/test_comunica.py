"""The library gives the same answers on an engine in JavaScript as on ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine_answers import (
    COVERING,
    NAMES,
    NASTY,
    assert_answers_like_ours,
    assert_text_arrives,
    quick,
)
from engine_servers import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from oneplusn.graph.dataset import Dataset


@pytest.fixture(scope="module")
def comunica(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run Comunica on the dataset, and give its endpoint."""
    with SERVERS["comunica"](dataset.quads, tmp_path_factory.mktemp("comunica")) as endpoint:
        yield endpoint


@pytest.mark.parametrize("name", quick(NAMES, COVERING))
def test_a_question_has_the_same_answer_there(comunica: str, store: ox.Store, name: str) -> None:
    """Each question of the library, with its default parameters; a quick run asks some."""
    assert_answers_like_ours(comunica, store, name)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_arrives_there_as_it_is(comunica: str, text: str) -> None:
    """A parameter is a term, whatever it looks like."""
    assert_text_arrives(comunica, text)
