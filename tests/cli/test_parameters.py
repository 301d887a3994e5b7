"""What a question takes, and what it was asked with: in the help, in the error, above the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oneplusn.queries.library.catalog import library
from oneplusn.queries.library.parameter_text import say_parameters
from oneplusn.queries.output.tables import same_as_above

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_lists_the_parameters_of_a_question(run: Callable[..., Ended], lang: str) -> None:
    """Each with what it is and its default; without a name it is the help of the command."""
    ended = run("query", "--help", "year-overview", "--lang", lang)
    query = next(query for query in library() if query.name == "year-overview")
    lines = list(say_parameters(query, lang))
    assert (0, "") == (ended.code, ended.err)
    assert lines == ended.out.splitlines()[-len(lines) :]
    assert [param.name for param in query.parameters] == [line.split()[0] for line in lines[1:]]
    assert run("query", "--help").out.startswith("Usage: oneplusn query [OPTIONS] [NAME]")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "year=2023 (the default; --param year=… takes another)"),
        (("--lang", "zh"), "year=2023（默认值；--param year=… 可另选）"),
        (("--param", "year=2022"), ""),
        (("--format", "csv"), ""),
    ],
)
def test_a_default_is_never_silent(
    run: Callable[..., Ended], options: tuple[str, ...], expected: str
) -> None:
    """It is said before the table for people; programs asked for what they asked for."""
    ended = run("query", "year-overview", *options)
    assert 0 == ended.code
    assert [expected] * bool(expected) == [x for x in ended.err.splitlines() if "year=" in x]


def test_a_name_that_only_comes_near_is_told(run: Callable[..., Ended]) -> None:
    """In a parameter too."""
    asked = "entity=Hainan smart climate management platform"
    ended = run("query", "about-entity", "--param", asked)
    assert "closest match: Hainan Smart Management Platform" in ended.err
    assert "closest" not in run("query", "about-entity", "--param", "entity=１＋Ｎ").err


def test_an_unknown_parameter_says_which_there_are(run: Callable[..., Ended]) -> None:
    """All of them, near or not."""
    ended = run("query", "sector-plans", "--param", "body=1")
    expected = "oneplusn: unknown parameter of 'sector-plans' 'body'; there are: policy, report\n"
    assert (2, expected) == (ended.code, ended.err)


def test_a_sentence_that_rows_share_is_printed_once() -> None:
    """Below it stands a mark; other columns are left as they are."""
    rows = [["a", "x"], ["a", "x"], ["b", ""], ["b", ""], ["b", "x"]]
    expected = [["a", "x"], ["a", "〃"], ["b", ""], ["b", ""], ["b", "x"]]
    assert expected == same_as_above(("plan", "sentence"), rows)
