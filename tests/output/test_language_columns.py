"""Tables in one language: of two columns for one thing, the asked one is left."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from oneplusn.graph.rdf import literal
from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import context_library, library
from oneplusn.queries.output.language_columns import in_language
from oneplusn.queries.output.tables import show_term
from oneplusn.queries.sparql.engine import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox
    from ended import Ended


def table(columns: str, *rows: str) -> Table:
    """Write a table in short: ``-`` is an empty cell."""
    cells = (tuple(None if c == "-" else literal(c) for c in row.split()) for row in rows)
    return Table(tuple(columns.split()), tuple(cells))


@pytest.mark.parametrize(
    ("given", "lang", "expected"),
    [
        (table("a_zh a_en n", "一 one 1"), "zh", table("a n", "一 1")),
        (table("a_zh a_en n", "一 one 1"), "en", table("a n", "one 1")),
        (table("a_en a_zh", "one 一"), "zh", table("a", "一")),
        (table("a a_zh a_en", "x 一 one"), "en", table("a a_en", "x one")),
        (table("a_zh n", "一 1"), "en", table("a_zh n", "一 1")),
        (table("a_zh a_en b_zh b_en", "一 one 二 two"), "zh", table("a b", "一 二")),
        (table("_zh _en", "一 one"), "en", table("", "one")),
        (Table(("a_zh", "a_en"), (), more=True), "zh", Table(("a",), (), more=True)),
    ],
)
def test_of_two_columns_one_stays(given: Table, lang: str, expected: Table) -> None:
    """Under the common name, unless another column has it; what has no twin stays as it is."""
    if not expected.columns:
        expected = Table(("",), expected.rows)
    assert expected == in_language(given, lang)


def test_an_empty_cell_shows_the_other_language() -> None:
    """With a mark, as labels do; empty in both stays empty."""
    given = table("a_zh a_en", "一 -", "- -", "- two")
    shown = [show_term(row[0]) for row in in_language(given, "en").rows]
    assert ["一 [zh]", "", "two"] == shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_answer_mixes_languages(store: ox.Store, lang: str) -> None:
    """Each answer of the library keeps its rows and has no column of the other language left."""
    other = "en" if lang == "zh" else "zh"
    for query in library():
        whole = run(store, query)
        shown = in_language(whole, lang)
        left = [name for name in shown.columns if name.endswith(f"_{other}")]
        assert ([], len(whole.rows)) == (left, len(shown.rows)), query.name


def test_words_of_the_graph_come_in_both_languages(store: ox.Store) -> None:
    """No answer in Chinese has a column that is only ever in English: a state, a unit, a kind."""
    english = {
        (query.name, name)
        for query in library()
        for found in [in_language(run(store, query), "zh")]
        for number, name in enumerate(found.columns)
        for cells in [[row[number] for row in found.rows if row[number] is not None]]
        if cells and all(getattr(cell, "language", None) == "en" for cell in cells)
    }
    assert set() == english


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        ((), ("category", "plan", "plan_en", "sector", "status", "sentence", "passage")),
        (("--lang", "zh"), ("category", "plan", "plan_zh", "sector", "status", "sentence", "passage")),
        (("--format", "csv", "--lang", "en"), (
            "category", "plan", "plan_en", "sector", "status", "sentence", "passage",
        )),
        (("--format", "csv"), (
            "category_zh", "category_en", "plan", "plan_zh", "plan_en", "sector_zh", "sector_en",
            "status_zh", "status_en", "sentence_zh", "sentence_en", "passage",
        )),
    ],
)  # fmt: skip
def test_tables_for_people_are_in_one_language(
    run: Callable[..., Ended], options: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    """English unless asked otherwise; what a program reads has both, unless asked otherwise."""
    ended = run("query", "sector-plans", *options)
    mark = "," if "csv" in options else "\t"
    assert columns == tuple(next(csv.reader(io.StringIO(ended.out), delimiter=mark)))
    assert ended == run("query", "sector-plans", *options)


def test_both_is_both_everywhere(run: Callable[..., Ended]) -> None:
    """And a Chinese table has Chinese words."""
    assert run("query", "laws", "--lang", "both").out.startswith("rank_zh\trank_en\t")
    assert "\n修订中\t" in run("query", "policies-under-way", "--lang", "zh").out


def test_columns_of_free_sparql_stay(run: Callable[..., Ended]) -> None:
    """Whoever writes two columns wants two, unless a language is asked for."""
    text = "SELECT ('一' AS ?x_zh) ('one' AS ?x_en) {}"
    assert "x_zh\tx_en\n一\tone\n" == run("query", "--sparql", text).out
    assert "x\none\n" == run("query", "--sparql", text, "--lang", "en").out


@pytest.mark.parametrize("query", context_library(), ids=lambda query: query.name)
def test_the_context_is_told_in_one_language(run: Callable[..., Ended], query: object) -> None:
    """The command has the same option."""
    name = getattr(query, "name", "")
    for lang, other in (("zh", "en"), ("en", "zh")):
        head = run("context", name, "--lang", lang, "--format", "csv").out.partition("\r\n")[0]
        twins = [c for c in head.split(",") if c.endswith(f"_{other}")]
        assert [] == [c for c in twins if f"{c[:-2]}{lang}" in head.split(",")]
