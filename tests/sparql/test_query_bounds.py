"""Bounds of what is asked: time, rows, services, and how deep a text may be."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fake_server import Answer, serving

from oneplusn.api import KnowledgeGraph
from oneplusn.errors import UsageError
from oneplusn.queries.library.catalog import wider_library
from oneplusn.queries.output.tables import FORMATS
from oneplusn.queries.remote.endpoint import ask_endpoint
from oneplusn.queries.sparql.bounds import check_services, refuse_deep
from oneplusn.queries.sparql.engine import ask
from oneplusn.queries.sparql.limits import QueryTimeoutError, ask_in_subprocess

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyoxigraph as ox
    from ended import Ended

DEEP: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?x) {{}}",
    "brackets that stay open": lambda n: f"SELECT ({'(' * n}",
    "groups": lambda n: f"SELECT * {'{' * n}{'}' * n}",
    "NOT EXISTS": lambda n: f"SELECT * {{{'FILTER NOT EXISTS {' * n}{'}' * n}}}",
    "calls": lambda n: f"SELECT ({'abs(' * n}1{')' * n} AS ?x) {{}}",
    "GRAPH": lambda n: f"SELECT * {{{'GRAPH ?g {' * n}{'}' * n}}}",
    "property lists": lambda n: f"SELECT * {{?s ?p {'[?p ' * n}1{']' * n}}}",
    "lists": lambda n: f"SELECT * {{?s ?p {'(' * n}1{')' * n}}}",
}
LONG: dict[str, Callable[[int], str]] = {
    "sums": lambda n: f"SELECT (1{'+1' * n} AS ?x) {{}}",
    "alternatives": lambda n: f"SELECT (1{'||1' * n} AS ?x) {{}}",
    "OPTIONAL": lambda n: f"SELECT * {{{'OPTIONAL {} ' * n}}}",
    "MINUS": lambda n: f"SELECT * {{{'MINUS {} ' * n}}}",
    "UNION": lambda n: f"SELECT * {{{'{} UNION ' * n}{{}}}}",
    "BIND": lambda n: f"SELECT * {{{' '.join(f'BIND(1 AS ?x{i})' for i in range(n))}}}",
    "columns": lambda n: f"SELECT {' '.join(f'(1 AS ?x{i})' for i in range(n))} {{}}",
    "triples": lambda n: f"SELECT * {{{'?s ?p ?o . ' * n}}}",
    "objects": lambda n: f"SELECT * {{ ?s ?p 0{',1' * n} }}",
    "paths": lambda n: f"SELECT * {{ ?s a{'/a' * n} ?o }}",
    "not": lambda n: f"SELECT ({'! ' * n}1 AS ?x) {{}}",
}
WIDE: dict[str, Callable[[int], str]] = {
    "VALUES": lambda n: f"SELECT * {{ VALUES ?x {{ {'1 ' * n} }} }}",
    "rows of VALUES": lambda n: f"SELECT * {{ VALUES (?x ?y) {{ {'(1 UNDEF) ' * n} }} }}",
    "arguments": lambda n: f"SELECT (COALESCE({'?x,' * n}1) AS ?y) {{}}",
    "a text": lambda n: f"SELECT ('{'(' * n}{'+' * n}' AS ?x) {{}}",
    "a comment": lambda n: f"SELECT (1 AS ?x) {{}} # {'(' * n}",
}
"""What has many parts, of which none stands in another."""


@pytest.fixture
def kg(store: ox.Store) -> KnowledgeGraph:
    """Open the graph."""
    return KnowledgeGraph(store)


@pytest.mark.parametrize("name", DEEP)
def test_what_is_too_deep_is_refused(kg: KnowledgeGraph, name: str) -> None:
    """With or without a process of its own; a hundred levels are no hindrance."""
    for ways in ({}, {"timeout": 10.0}):
        with pytest.raises(UsageError, match="the query is nested more than 200 deep"):
            kg.query(DEEP[name](8000), **ways)  # type: ignore[arg-type]
    refuse_deep(DEEP[name](150))


@pytest.mark.parametrize("name", LONG)
def test_what_is_too_long_a_chain_is_refused(kg: KnowledgeGraph, name: str) -> None:
    """The engine makes a tree of it that is as deep as the chain is long."""
    with pytest.raises(UsageError, match="the query has more than 5000 keywords and signs"):
        kg.query(LONG[name](20_000))
    refuse_deep(LONG[name](800))


@pytest.mark.parametrize("name", [name for name in DEEP if "open" not in name])
def test_what_is_let_in_harms_nobody(name: str) -> None:
    """The engine itself takes what is as deep as it may be, in the smallest stack there is."""
    text = DEEP[name](5 if "list" in name else 190)
    _in_a_process_of_its_own(text)


@pytest.mark.parametrize("name", ["sums", "alternatives", "OPTIONAL", "MINUS", "UNION", "BIND"])
def test_a_chain_that_is_let_in_harms_nobody(name: str) -> None:
    """The longest there may be, unless it would take more than a minute."""
    _in_a_process_of_its_own(LONG[name](1000))


def _in_a_process_of_its_own(text: str) -> None:
    refuse_deep(text)
    code = "import sys, pyoxigraph as ox; ox.Store().query(sys.stdin.read())"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, input=text.encode(), capture_output=True
    )
    assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize("name", WIDE)
def test_data_may_be_long(store: ox.Store, name: str) -> None:
    """Rows and arguments stand beside each other."""
    assert ask(store, WIDE[name](20_000), limit=1).columns


def test_questions_of_the_library_are_far_from_it() -> None:
    """Twice as deep and as long would do."""
    for query in wider_library():
        refuse_deep(f"{query.text} {query.text}")


@pytest.mark.parametrize("timeout", [math.nan, math.inf, -1, 0, 1e300, "1", None.__class__, True])
@pytest.mark.parametrize("question", ["laws", "ASK {}"])
def test_a_timeout_is_a_number_of_seconds(
    kg: KnowledgeGraph, question: str, timeout: object
) -> None:
    """An error of ours, for the library and for SPARQL."""
    with pytest.raises(
        UsageError, match=r"^not a timeout of more than 0 and at most 86400 seconds"
    ):
        kg.query(question, timeout=timeout)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [-1, 1.5, "1", 1 << 63, True])
@pytest.mark.parametrize("question", ["laws", "ASK {}"])
@pytest.mark.parametrize("timeout", [None, 10.0])
def test_a_limit_is_a_number_of_rows(
    kg: KnowledgeGraph, question: str, timeout: float | None, limit: object
) -> None:
    """The same."""
    with pytest.raises(UsageError, match=r"^not a number of rows: "):
        kg.query(question, limit=limit, timeout=timeout)  # type: ignore[arg-type]


def test_an_endpoint_has_the_same_bounds() -> None:
    """Before anything is sent."""
    with serving(lambda _: Answer()) as server:
        for wrong in ({"timeout": math.nan}, {"limit": -1}):
            with pytest.raises(UsageError, match=r"^not a "):
                ask_endpoint(server.url, "ASK {}", **wrong)
        with pytest.raises(UsageError, match="nested"):
            ask_endpoint(server.url, DEEP["brackets"](8000))
        assert [] == server.asked


def test_a_question_of_the_library_has_its_time(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stopped when that is over, and else answered as without."""
    assert kg.query("laws") == kg.query("laws", timeout=60)
    monkeypatch.setattr("oneplusn.queries.library.binding.ask", lambda *_, **__: time.sleep(2))
    with pytest.raises(QueryTimeoutError):
        kg.query("laws", timeout=0.1)


@pytest.mark.parametrize(
    "services", ["http://a.org/ok", b"http://a.org/ok", [7], [b"http://a.org"]]
)
def test_services_are_a_list_of_addresses(kg: KnowledgeGraph, services: object) -> None:
    """A text has parts, and each of them would be let in."""
    for timeout in (None, 10.0):
        with pytest.raises(TypeError, match=r"^services are a list of addresses"):
            kg.query("ASK { SERVICE <http://a.org/> {} }", services=services, timeout=timeout)  # type: ignore[arg-type]
    check_services(("http://a.org/ok",))


def test_a_part_of_an_address_is_another_one(kg: KnowledgeGraph) -> None:
    """Addresses are compared as a whole."""
    for near in ("http://a.org/o", "http://a.org", "http://a.org/ok/", "a.org"):
        with pytest.raises(UsageError, match="SERVICE is refused"):
            kg.query(f"ASK {{ SERVICE <{near}> {{}} }}", services=["http://a.org/ok"])


def test_a_long_text_arrives() -> None:
    """More than the engine's own reader of answers takes."""
    text = f"SELECT (CONCAT('{'a' * (9 << 20)}', '{'b' * (9 << 20)}') AS ?x) (1 AS ?y) {{}}"
    table = ask_in_subprocess(text)
    assert (("x", "y"), [18 << 20, 1]) == (
        table.columns,
        [
            len(term.value)
            for row in table.rows
            for term in row
            if term is not None and hasattr(term, "value")
        ],
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no endless device")
@pytest.mark.parametrize(
    "args",
    [
        ("query", "--file", "/dev/zero"),
        ("push", "http://127.0.0.1:1/store", "--ledger", "/dev/zero"),
        ("push", "http://127.0.0.1:1/store", "--ledger", "/dev/full"),
    ],
    ids=" ".join,
)
def test_a_file_without_end_is_one_line(run: Callable[..., Ended], args: tuple[str, ...]) -> None:
    """It is read for as long as a query or a ledger can be."""
    ended = run(*args)
    assert (2, "") == ended[:2]
    assert ended.err.endswith(f"oneplusn: cannot read {args[-1]!r}: it has more than 64 MiB\n")


def test_what_steers_a_terminal_is_shown_as_a_mark(
    run: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the line of a syntax error, and on a terminal in every form of a table."""
    error = run("query", "--sparql", "SELECT \x1b[31m {}").err
    assert ("\x1b" not in error, "\ufffd[31m" in error) == (True, True)
    text = "SELECT ('a\\u001B[31mb' AS ?x) {}"
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda _: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    for form in (*FORMATS, "table"):
        shown = run("query", "--sparql", text, "--format", form)
        assert (0, "\x1b" not in shown.out) == (shown.code, True), form
        assert form in {"json", "tsv"} or "\ufffd[31mb" in shown.out
