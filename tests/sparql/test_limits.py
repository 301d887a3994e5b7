"""A query of one's own is stopped, cut or refused, and tells where it is wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from fake_server import Answer, Asked, serving

from oneplusn import KnowledgeGraph
from oneplusn.errors import UsageError
from oneplusn.graph.cache import load_store
from oneplusn.graph.rdf import value
from oneplusn.queries.library.binding import bind, run, run_within
from oneplusn.queries.library.catalog import get_query, library
from oneplusn.queries.library.header import Query
from oneplusn.queries.output.values import to_result
from oneplusn.queries.sparql.engine import Table, ask
from oneplusn.queries.sparql.lexer import Kind, tokens
from oneplusn.queries.sparql.limits import QueryStoppedError, QueryTimeoutError, ask_in_subprocess
from oneplusn.queries.sparql.policy import QuerySyntaxError, refuse_outward

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDLESS = """SELECT (COUNT(*) AS ?n) {
  ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a != ?f && ?b != ?h && ?c < ?i) }"""
ALIVE = "oneplusn.queries.sparql.worker"


@pytest.fixture(scope="module", autouse=True)
def _warm(cache_folder: Path) -> None:
    """Keep the first build out of the times that are measured here."""
    assert cache_folder.is_dir()
    load_store()


def command(*args: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    whole = [sys.executable, "-m", "oneplusn", *args]
    return subprocess.run(whole, check=False, capture_output=True, input=given, timeout=60)


# --- tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?a $b", [(Kind.VARIABLE, "?a"), (Kind.VARIABLE, "$b")]),
        ("a:b.c. :x ex:", [
            (Kind.NAME, "a:b.c"), (Kind.SIGN, "."), (Kind.NAME, ":x"), (Kind.NAME, "ex:"),
        ]),
        ("_:b1 1.5e3 .5 7", [
            (Kind.BLANK, "_:b1"), (Kind.NUMBER, "1.5e3"), (Kind.NUMBER, ".5"), (Kind.NUMBER, "7"),
        ]),
        ("<a#b> # c", [(Kind.IRI, "<a#b>"), (Kind.COMMENT, "# c")]),
        ("1 < 2", [(Kind.NUMBER, "1"), (Kind.SIGN, "<"), (Kind.NUMBER, "2")]),
        ("'a\\'b' \"c\"@en-GB", [
            (Kind.STRING, "'a\\'b'"), (Kind.STRING, '"c"'), (Kind.LANGUAGE, "@en-GB"),
        ]),
        ("'''a'b\n''' \"\"\"x\"y\"\"\"", [(Kind.STRING, "'''a'b\n'''"), (Kind.STRING, '"""x"y"""')]),
        ("SELECT 1SERVICE", [(Kind.WORD, "SELECT"), (Kind.NUMBER, "1"), (Kind.WORD, "SERVICE")]),
        ("ex:a%20b\\,c", [(Kind.NAME, "ex:a%20b\\,c")]),
    ],
)  # fmt: skip
def test_a_query_is_cut_into_tokens(text: str, expected: list[tuple[Kind, str]]) -> None:
    """Names, strings, comments and words are told apart."""
    found = list(tokens(text))
    assert expected == [(token.kind, token.text) for token in found]
    assert [t.text for t in found] == [text[t.start : t.end] for t in found]


# --- what is refused

CALLED = "<http://127.0.0.1:1/>"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ sErViCe{CALLED}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT {CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE # here\n {CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p '#' . SERVICE {CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p <a#b> . SERVICE {CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o OPTIONAL {{ SERVICE {CALLED} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {CALLED} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ VALUES ?x {{ {CALLED} }} SERVICE ?x {{ ?s ?p ?o }} }}",
        f"PREFIX x: {CALLED} SELECT * {{ SERVICE x:y {{ ?s ?p ?o }} }}",
        f"PREFIX : {CALLED} SELECT * {{ SERVICE:y {{ ?s ?p ?o }} }}",
        f"PREFIX : {CALLED} SELECT * {{ SERVICESILENT:y {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 1SERVICE{CALLED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?s {{ {CALLED} }} FILTER (1<?b)SERVICE#>\n?s {{ ?s ?p ?o }} }}",
    ],
)
def test_no_spelling_of_service_gets_through(text: str) -> None:
    """Case, comments, missing spaces, names and hidden ends make no difference."""
    with pytest.raises(UsageError, match=r"^SERVICE is refused \(line \d\)"):
        refuse_outward(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?SERVICE 'SERVICE <x> {' }",
        'ASK { ?s ?p """ \n SERVICE <x> { """ } # SERVICE <x> {',
        "PREFIX service: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s service:a ?o }",
        "ASK { ?s <https://example.org/SERVICE> <https://example.org/a#service#b> }",
        "PREFIX service: <https://e.org/> ASK { GRAPH service:g { ?s ex:service 'x'@service } }",
        "ASK { _:service ?p ?o FILTER (?o < 3 && ?o > 1) }",
        "SELECT * FROM <https://w3id.org/oneplusn/graph/names> FROM NAMED graph:derived { ?s ?p ?o }",
    ],
)
def test_the_word_elsewhere_is_no_call(text: str) -> None:
    """Variables, strings, comments, names and IRIs may have it."""
    refuse_outward(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * FROM <https://example.org/g> { ?s ?p ?o }", "FROM <https://example.org/g>"),
        ("SELECT * FROM NAMED <https://e.org/g> { ?s ?p ?o }", "FROM <https://e.org/g>"),
        ("PREFIX e: <https://e.org/> ASK FROM e:g { ?s ?p ?o }", "FROM <https://e.org/g>"),
        ("PREFIX graph: <https://e.org/> ASK FROM graph:g { ?s ?p ?o }", "FROM <https://e.org/g>"),
        ("ASK FROM <names> { ?s ?p ?o }", "FROM <names>"),
        ("load <http://127.0.0.1:1/>", "LOAD is refused"),
        ("PREFIX e: <e:> # x\nINSERT DATA { e:a e:b e:c }", "INSERT is refused"),
        ("WITH <e:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is refused"),
        ("CLEAR ALL", "CLEAR is refused"),
    ],
)
def test_updates_and_foreign_graphs_are_refused(text: str, message: str) -> None:
    """The graph is read only, and nothing is fetched."""
    with pytest.raises(UsageError, match="is refused") as caught:
        ask(ox.Store(), text)
    assert str(caught.value).startswith(message)


# --- where a query is wrong


def test_the_caret_stands_under_the_character_that_it_means() -> None:
    """White space before it is as wide as the text above; tabs stay tabs."""
    error = QuerySyntaxError("wrong", "\t1+N政策?", 6)
    assert "line 1, column 7: wrong\n  \t1+N政策?\n  \t       ^" == str(error)


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ("SELECT ?x WHERE {\n ?x ?y }", 2, 8, "unexpected '}'"),
        ("SELECT ?x { ?x foo:bar ?z }", 1, 16, "the prefix of 'foo:bar' is not declared"),
        ("SELECT * {", 1, 11, "the query ends too early"),
        ("", 1, 1, "the query ends too early"),
        ("FOO", 1, 1, "unexpected 'FOO'"),
        ("SELECT ?中 {?中 '中文' ?c}", 1, 15, "unexpected \"'中文'\""),
        ("SELECT * {?a ?b ?c }}", 1, 21, "unexpected '}'"),
        ("SELECT ?a {?a ?b ?c} LIMIT x", 1, 28, "unexpected 'x'"),
        ("SELECT * {?a ?b ?c} GROUP BY ?a", 1, 32, "SELECT * is not authorized with GROUP BY"),
        ("# first\r\nSELECT ?x {\r\n ?x ?y ?z ?q }\r\n", 3, 11, "unexpected '?q'"),
    ],
)
def test_an_error_is_told_by_its_place(text: str, line: int, column: int, problem: str) -> None:
    """Line and column are those of the first token that cannot stand there."""
    with pytest.raises(QuerySyntaxError) as caught:
        ask(ox.Store(), text)
    error = caught.value
    assert (line, column, problem) == (error.line, error.column, error.problem)


def test_the_caret_stands_under_the_place() -> None:
    """Wide characters before it count as two."""
    with pytest.raises(QuerySyntaxError) as caught:
        ask(ox.Store(), 'SELECT ?x { ?x rdfs:label "碳市场" ?y }')
    assert [
        "line 1, column 33: unexpected '?y'",
        '  SELECT ?x { ?x rdfs:label "碳市场" ?y }',
        "                                     ^",
    ] == str(caught.value).splitlines()  # fmt: skip


# --- limits


def test_an_answer_is_cut_and_says_so(store: ox.Store) -> None:
    """*more* is true only where there is a row beyond the last one."""
    text = "SELECT ?x { ?x a opn:LegalAct } ORDER BY ?x"
    whole = ask(store, text)
    count = len(whole.rows)
    assert Table(whole.columns, whole.rows[:2], more=True) == ask(store, text, limit=2)
    assert whole == ask(store, text, limit=count) == ask(store, text, limit=count + 1)


@pytest.mark.parametrize(
    ("text", "columns", "count"),
    [
        ("ASK { ?x a opn:LegalAct }", ("answer",), 1),
        (
            "CONSTRUCT { ?x a opn:PolicyDocument } WHERE { ?x a opn:LegalAct }",
            ("subject", "predicate", "object"),
            2,
        ),
        ("SELECT (TRIPLE(opn:a, opn:b, 'c') AS ?t) (1/0 AS ?no) {}", ("t", "no"), 1),
        ("SELECT ?b { BIND (BNODE() AS ?b) }", ("b",), 1),
    ],
)
def test_every_form_of_question_is_answered(
    text: str, columns: tuple[str, ...], count: int
) -> None:
    """Here and in a process apart, from the same store, with the same columns and rows."""
    found = ask(load_store(), text, limit=2)
    assert (columns, count) == (found.columns, len(found.rows))
    apart = ask_in_subprocess(text, limit=2)
    assert (columns, count, found.more) == (apart.columns, len(apart.rows), apart.more)
    if "BNODE" not in text:
        assert found == apart


def test_a_runaway_is_stopped() -> None:
    """Soon after the time that it was given, and its process with it."""
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"^the query was stopped after 0\.5 seconds"):
        ask_in_subprocess(ENDLESS, timeout=0.5)
    assert time.monotonic() - begun < 10
    assert [] == workers()


def test_a_runaway_of_the_library_is_stopped(store: ox.Store) -> None:
    """The waiting ends, although the thread goes on until the process does."""
    query = Query(
        "x", "", "", "", "", (), "", (), ENDLESS.replace("?a ?b ?c .", "?a opn:textOffset ?c .", 1)
    )
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError):
        run_within(store, query, timeout=0.2)
    assert time.monotonic() - begun < 5


def test_an_error_in_the_thread_is_ours(store: ox.Store) -> None:
    """What the query raises is what the caller gets."""
    with pytest.raises(UsageError, match="unknown parameter"):
        run_within(store, get_query("sector-plans"), {"x": "y"})


def test_within_the_time_the_answer_is_the_same(store: ox.Store) -> None:
    """The thread, the process apart and the plain call give one answer."""
    query = get_query("sector-plans")
    plain = run(store, query)
    assert plain == run_within(store, query)
    text = "SELECT ?s ?o { ?s opn:partOf ?o } ORDER BY ?s ?o"
    assert ask(store, text) == ask_in_subprocess(text)


def test_errors_of_the_process_are_told() -> None:
    """A syntax error comes back with its place."""
    with pytest.raises(UsageError, match=r"^line 1, column 11: the query ends too early"):
        ask_in_subprocess("SELECT * {")


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it dies of."""
    dead = [sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)"]
    monkeypatch.setattr("oneplusn.queries.sparql.limits.worker_command", lambda: dead)
    with pytest.raises(QueryStoppedError, match="exit code 3"):
        ask_in_subprocess("ASK {}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs limits of the system")
def test_the_process_can_open_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the guard were outwitted: no socket can be opened."""
    code = (
        "from oneplusn.queries.sparql import engine, worker; engine.refuse_outward = lambda *_, **__: None; "
        "worker.main()"
    )
    monkeypatch.setattr(
        "oneplusn.queries.sparql.limits.worker_command", lambda: [sys.executable, "-c", code]
    )
    with pytest.raises(UsageError, match=r"the query cannot be answered: .*[Tt]oo many open files"):
        ask_in_subprocess("SELECT * { SERVICE <http://127.0.0.1:8/> { ?s ?p ?o } }", timeout=20)


# --- services

HI = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "hi"}}]}}'


def calling(url: str, *, how: str = "SERVICE") -> str:
    """Write a query that asks the service at *url*, and us for a law."""
    return f"SELECT ?x ?law {{ ?law a opn:LegalAct {how} <{url}> {{ ?s rdfs:label ?x }} }} LIMIT 1"


@pytest.mark.parametrize("how", ["SERVICE", "service", "SERVICE SILENT"])
def test_a_service_is_called_that_is_named(how: str) -> None:
    """Here and apart; the pattern in the braces goes there, and nothing of ours."""
    with serving(lambda _: Answer(HI)) as server:
        url = f"{server.url}/sparql"
        text = calling(url, how=how)
        here, apart = (
            ask(load_store(), text, services=[url]),
            ask_in_subprocess(text, services=[url]),
        )
        assert here == apart
        python = KnowledgeGraph(load_store()).query(text, services=[url])
        assert to_result(here) == python
        assert ("hi", True) == (value(here.rows[0][0]), here.rows[0][1] is not None)
        assert 3 == len(server.asked)
        for asked in server.asked:
            assert ("POST", "/sparql", False) == (
                asked.method, asked.path, "Authorization" in asked.headers
            )  # fmt: skip
            assert b"label" in asked.body
            assert b"Law" not in asked.body


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <{url}/other> { ?s ?p ?o } }",
        "SELECT * { SERVICE <{url}/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <{url}/sparql/x> { ?s ?p ?o } }",
        "SELECT * { SERVICE <{url}/sparql?x> { ?s ?p ?o } }",
        "SELECT * { SERVICE <{url}/SPARQL> { ?s ?p ?o } }",
        "BASE <{url}/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
        "PREFIX x: <{url}/> SELECT * { SERVICE x:sparql { ?s ?p ?o } }",
        "PREFIX x: <{url}/sparql> SELECT * { SERVICE x: { ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <{url}/sparql> } SERVICE ?u { ?s ?p ?o } }",
        "SELECT * { SERVICE <{url}/sparql> { ?s ?p ?o } SERVICE <{url}/other> { ?s ?p ?o } }",
        "SELECT * { SERVICE <{url}/sparql> { SERVICE <{url}/other> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p trueSERVICE<{url}/sparql> { ?s ?p ?o } }",
    ],
)
def test_no_other_service_is_called(text: str) -> None:
    """Neither a longer or shorter address, nor one that is named another way."""
    with serving(lambda _: Answer(HI)) as server:
        with pytest.raises(UsageError, match="it would send a request elsewhere than to http"):
            ask_in_subprocess(text.replace("{url}", server.url), services=[f"{server.url}/sparql"])
        assert [] == server.asked


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_service_cannot_send_us_on(status: int) -> None:
    """A redirect is an error, and is not followed."""
    away = Answer(status=status, headers={"Location": "/other"})
    with serving(lambda asked: away if asked.path == "/sparql" else Answer(HI)) as server:
        url = f"{server.url}/sparql"
        with pytest.raises(UsageError, match=r"cannot be answered: .*edirect"):
            ask_in_subprocess(calling(url), services=[url])
        assert ["/sparql"] == [asked.path for asked in server.asked]


def test_a_service_is_named_on_the_command_line() -> None:
    """Without the option nothing is sent; with it the answer has what came back."""
    with serving(lambda _: Answer(HI)) as server:
        url = f"{server.url}/sparql"
        ask_it = ("query", "--sparql", calling(url))
        refused = command(*ask_it)
        assert (2, b"", []) == (refused.returncode, refused.stdout, server.asked)
        assert refused.stderr.startswith(b"oneplusn: SERVICE is refused (line 1): it would send")
        done = command(*ask_it, "--allow-service", "http://a.org/", "--allow-service", url)
        assert (0, b"", True) == (done.returncode, done.stderr, b"\nhi\t" in done.stdout)
        assert 1 == len(server.asked)


def test_a_service_that_does_not_answer_is_given_up() -> None:
    """The time limit holds for it too."""

    def slow(_: Asked) -> Answer:
        time.sleep(3)
        return Answer(HI)

    with serving(slow) as server:
        url = f"{server.url}/sparql"
        with pytest.raises(QueryTimeoutError):
            ask_in_subprocess(calling(url), services=[url], timeout=0.5)


# --- the command line


def workers() -> list[int]:
    """List the processes that answer queries of our own cache, if the system can tell."""
    mine = os.environ["ONEPLUSN_CACHE"].encode()
    return [
        pid
        for pid in _processes()
        if _has(pid, "cmdline", ALIVE.encode()) and _has(pid, "environ", mine)
    ]


def _processes() -> Iterator[int]:
    if sys.platform.startswith("linux"):
        yield from (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())


def _has(pid: int, file: str, part: bytes) -> bool:
    try:
        with open(f"/proc/{pid}/{file}", "rb") as opened:  # noqa: PTH123 - no path of ours
            return part in opened.read()
    except OSError:
        return False


def until(seconds: float = 20) -> Iterator[int]:
    """Count up in small steps until the time is over."""
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        yield number
        number += 1
        time.sleep(0.05)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [(signal.SIGINT, 130, b"stopped\n"), (signal.SIGKILL, -9, b""), (signal.SIGTERM, -15, b"")],
)
def test_nothing_is_left_behind(sent: signal.Signals, code: int, said: bytes) -> None:
    """Ctrl-C, or any other end of the command, ends the process that answers."""
    with subprocess.Popen(
        [sys.executable, "-m", "oneplusn", "query", "--sparql", ENDLESS, "--timeout", "50"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert any(workers() for _ in until())
        time.sleep(0.3)
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
    assert (code, b"", said) == (process.returncode, out, err.lstrip())
    assert any(not workers() for _ in until())


def test_free_sparql_from_all_three_places(tmp_path: Path) -> None:
    """An argument, a file with a byte order mark, and standard input give one answer."""
    text = "SELECT ?law { ?law a opn:LegalAct } ORDER BY ?law"
    file = tmp_path / "q.rq"
    file.write_text(f"\ufeff{text}", encoding="utf-8")
    answers = [
        command("query", "--sparql", text),
        command("query", "--file", str(file)),
        command("query", "--file", "-", given=text.encode()),
    ]
    assert {(0, b"")} == {(done.returncode, done.stderr) for done in answers}
    assert 1 == len({done.stdout for done in answers})
    assert answers[0].stdout.startswith(b"law\npolicy:")


@pytest.mark.parametrize("args", [("policy-timeline",), ("--sparql", "SELECT * { ?s ?p ?o }")])
def test_the_cut_is_said_on_standard_error(args: tuple[str, ...]) -> None:
    """Standard output has rows only."""
    done = command("query", *args, "--limit", "3")
    assert (0, b"only the first 3 rows; --limit N shows more\n") == (done.returncode, done.stderr)
    assert 1 + 3 == len(done.stdout.splitlines())


def test_a_runaway_command_ends_with_one_line() -> None:
    """Exit code 2 and no traceback."""
    done = command("query", "--sparql", ENDLESS, "--timeout", "0.3")
    assert (2, b"") == (done.returncode, done.stdout)
    assert [b"oneplusn: the query was stopped after 0.3 seconds; --timeout gives it longer"] == (
        done.stderr.splitlines()
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--sparql", "ASK { SERVICE <http://127.0.0.1:1/> {} }"), "SERVICE is refused (line 1)"),
        (("--sparql", "DROP ALL"), "DROP is refused"),
        (("--sparql", "ASK {}", "--param", "a=b"), "--param belongs to the questions"),
        (("sector-plans", "--sparql", "ASK {}"), "a name, --sparql and --file exclude"),
        (("--file", "/nowhere/q.rq"), "cannot read '/nowhere/q.rq': No such file"),
        (("--file", "/"), "cannot read '/': Is a directory"),
        (("--sparql", "ASK {}", "--format", "cvs"), "unknown format 'cvs'; did you mean csv"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(args: tuple[str, ...], message: str) -> None:
    """Exit code 2, one line on standard error, nothing on standard output."""
    done = command("query", *args)
    assert (2, b"", 1) == (done.returncode, done.stdout, done.stderr.count(b"\n"))
    assert done.stderr.decode().startswith(f"oneplusn: {message}")


def test_a_file_that_is_no_text_is_refused() -> None:
    """The place of the first byte that is no UTF-8 is told."""
    done = command("query", "--file", "-", given=b"ASK \xff")
    assert (2, b"oneplusn: cannot read '-': not UTF-8 at byte 4\n") == (
        done.returncode,
        done.stderr,
    )


@pytest.mark.parametrize(
    "args",
    [
        ("--timeout", "0"),
        ("--timeout", "x"),
        ("--limit", "0"),
        ("--timeout", "nan"),
        ("--limit", "1e3"),
    ],
)
def test_a_wrong_limit_is_refused(args: tuple[str, ...]) -> None:
    """Times are positive numbers, rows whole ones."""
    done = command("query", "--sparql", "ASK {}", *args)
    assert (2, b"") == (done.returncode, done.stdout)
    assert done.stderr.decode().splitlines()[-1].startswith("Error: Invalid value for")


def test_explain_prints_what_would_run() -> None:
    """The parameter's term stands in the text; nothing runs, prefixes are declared."""
    done = command("query", "sector-plans", "--explain", "--param", "policy=1+N")
    assert (0, b"") == (done.returncode, done.stderr)
    assert b"<https://w3id.org/oneplusn/policy/one-plus-n>" in done.stdout
    free = command("query", "--sparql", ENDLESS.replace("?b", "opn:textOffset", 1), "--explain")
    assert free.stdout.startswith(b"PREFIX opn: <https://w3id.org/oneplusn/ontology#>\n")


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_what_is_explained_gives_the_same_answer(store: ox.Store, query: Query) -> None:
    """The text with its parameters is a query of its own."""
    from oneplusn.queries.sparql.inline import inline_parameters  # noqa: PLC0415

    bound = bind(store, query, {})
    whole = ask(store, inline_parameters(query.text, bound))
    shown = run(store, query)
    kept = [whole.columns.index(name) for name in shown.columns]
    assert shown.rows == tuple(tuple(row[index] for index in kept) for row in whole.rows)
