"""Queries sent to a server: what is sent, what is read, and one line for what goes wrong."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from fake_server import RESULTS, Answer, Asked, serving

from oneplusn.errors import OneplusnError, UnknownNameError, UsageError
from oneplusn.graph.rdf import literal, node
from oneplusn.queries.library.catalog import get_query
from oneplusn.queries.library.header import Parameter, Query
from oneplusn.queries.remote import http_client as transport
from oneplusn.queries.remote.endpoint import ask_endpoint, run_endpoint
from oneplusn.queries.remote.http_client import AUTH, Address, EndpointError, read_address
from oneplusn.queries.sparql.engine import Table
from oneplusn.queries.sparql.results import read_json

if TYPE_CHECKING:
    from collections.abc import Callable

YES = json.dumps({"head": {}, "boolean": True}).encode()
NO = json.dumps({"head": {}, "boolean": False}).encode()
QUERY = Query(
    name="what",
    summary="What?",
    summary_zh="什么？",
    description="Says what.",
    topic="overview",
    tags=(),
    view="table",
    params=(Parameter("thing", "iri", "place:china", "a thing", "事物"),),
    source="SELECT ?thing ?what { ?thing a ?what }\n",
)


def results(columns: list[str], *rows: dict[str, dict[str, str]], **more: object) -> bytes:
    """Write SPARQL results in JSON."""
    return json.dumps(
        {"head": {"vars": columns}, "results": {"bindings": list(rows), **more}, **more}
    ).encode()


ONE = results(["what"], {"what": {"type": "uri", "value": "http://a/"}})
NONE = results(["what"])


def always(answer: Answer) -> Callable[[Asked], Answer]:
    """Respond with the same answer to whatever is asked."""
    return lambda _: answer


def query_of(asked: Asked) -> str:
    """Return the query that a request carries."""
    return parse_qs(asked.body.decode())["query"][0]


# --- what is sent


def test_a_query_is_posted_as_a_form() -> None:
    """Portable text, one media type, and no credentials or encodings that nobody asked for."""
    with serving(always(Answer(ONE))) as server:
        table = ask_endpoint(server.url, "SELECT ?what { ?what a opn:LegalAct }")
    (asked,) = server.asked
    said = {name: asked.headers.get(name) for name in ("Accept", "Content-Type", "Authorization")}
    assert said == {
        "Accept": RESULTS,
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": None,
    }
    prefix = "PREFIX opn: <https://w3id.org/oneplusn/ontology#>"
    assert query_of(asked) == f"{prefix}\nSELECT ?what {{ ?what a opn:LegalAct }}"
    assert Table(("what",), ((node("http://a/"),),)) == table


@pytest.mark.parametrize(
    ("said", "iri"),
    [
        ("海南", "https://w3id.org/oneplusn/place/hainan"),
        ("https://example.org/of-their-own", "https://example.org/of-their-own"),
    ],
)
def test_a_parameter_is_a_name_of_ours_or_any_iri(store: ox.Store, said: str, iri: str) -> None:
    """Its column is no part of the answer."""
    cells = {name: {"type": "uri", "value": iri} for name in ("thing", "what")}
    with serving(always(Answer(results(["thing", "what"], cells)))) as server:
        table = run_endpoint(server.url, QUERY, {"thing": said}, store=lambda: store)
    assert query_of(server.asked[0]) == f"SELECT (<{iri}> AS ?thing) ?what {{ <{iri}> a ?what }}\n"
    assert Table(("what",), ((node(iri),),)) == table


@pytest.mark.parametrize("said", ["2023", "https://w3id.org/oneplusn/report/2023"])
def test_a_report_is_asked_for_whatever_the_engine_holds(store: ox.Store, said: str) -> None:
    """How many there are is not known here; without the parameter the question is asked as it is."""
    query = get_query("laws")
    report = node("https://w3id.org/oneplusn/report/2023")
    cells = {"law": {"type": "uri", "value": report.value}}
    with serving(always(Answer(results(["report", "law"], cells)))) as server:
        run_endpoint(server.url, query, {"report": said}, store=lambda: store)
        run_endpoint(server.url, query, store=lambda: store)
    assert [query.text_by_report(only=report), query.text] == list(map(query_of, server.asked))


@pytest.mark.parametrize("said", ["2019", "https://example.org/a>b"])
def test_nothing_is_sent_for_an_unknown_report(store: ox.Store, said: str) -> None:
    """No id of ours, and no IRI."""
    with serving(always(Answer(ONE))) as server:
        with pytest.raises(
            UsageError, match=r"^(unknown report '2019'; loaded: 2023|not an IRI: )"
        ):
            run_endpoint(server.url, get_query("laws"), {"report": said}, store=lambda: store)
        assert server.asked == []


@pytest.mark.parametrize(
    ("params", "kind"),
    [
        ({"thing": "https://example.org/a b"}, UsageError),
        ({"thing": "https://example.org/a>b"}, UsageError),
        ({"thing": "no such thing"}, UnknownNameError),
        ({"nothing": "place:china"}, UnknownNameError),
    ],
)
def test_nothing_is_sent_for_a_wrong_parameter(
    store: ox.Store, params: dict[str, str], kind: type[OneplusnError]
) -> None:
    """A name that nobody has, a parameter that the query does not have, what is no IRI."""
    with serving(always(Answer(ONE))) as server:
        with pytest.raises(kind):
            run_endpoint(server.url, QUERY, params, store=lambda: store)
        assert server.asked == []


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "ASK { SERVICE <http://a/> {} }", "PREFIX a: <b>", ""]
)
def test_what_is_no_query_is_not_sent(text: str) -> None:
    """Updates, calls of other services, and text without a form of query."""
    with serving(always(Answer(ONE))) as server:
        with pytest.raises(UsageError):
            ask_endpoint(server.url, text)
        assert server.asked == []


# --- what is read


def test_results_of_other_engines_are_read() -> None:
    """Unbound cells, each kind of term, and members that the format does not know."""
    content = results(
        ["a", "b"],
        {"a": {"type": "literal", "value": "碳", "xml:lang": "zh"}},
        {"a": {"type": "typed-literal", "value": "1", "datatype": "http://a/"}},
        {"a": {"type": "literal", "value": "x"}, "b": {"type": "bnode", "value": "n"}},
        metadata={"httpRequests": 0},
        distinct=False,
    )
    expected = Table(
        ("a", "b"),
        (
            (literal("碳", language="zh"), None),
            (ox.Literal("1", datatype=node("http://a/")), None),
            (literal("x"), ox.BlankNode("n")),
        ),
    )
    assert expected == read_json(content)


def test_rows_beyond_the_limit_are_told() -> None:
    """The table says that there are more."""
    row = {"what": {"type": "uri", "value": "http://a/"}}
    with serving(always(Answer(results(["what"], row, row)))) as server:
        cut = ask_endpoint(server.url, "SELECT ?what {}", limit=1)
        whole = ask_endpoint(server.url, "SELECT ?what {}", limit=2)
    assert (1, True, 2, False) == (len(cut.rows), cut.more, len(whole.rows), whole.more)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("ASK {}", Answer(NO), Table(("answer",), ((literal("false", datatype="boolean"),),))),
        ("SELECT ?what {}", Answer(ONE, "application/json"), read_json(ONE)),
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            Answer(b'<http://a/> <http://b/> "c" .', "application/n-triples; charset=utf-8"),
            Table(
                ("subject", "predicate", "object"),
                ((node("http://a/"), node("http://b/"), literal("c")),),
            ),
        ),
    ],
)
def test_each_form_of_query_is_answered(text: str, answer: Answer, expected: Table) -> None:
    """As the local engine answers it."""
    with serving(always(answer)) as server:
        assert expected == ask_endpoint(server.url, text)


@pytest.mark.parametrize("ours", [True, False])
def test_no_rows_from_an_empty_default_graph_is_an_error(*, ours: bool) -> None:
    """Where the default graph has triples, no rows are an answer."""

    def respond(asked: Asked) -> Answer:
        if "SELECT" in query_of(asked):
            return Answer(NONE)
        return Answer(YES if ours else NO)

    with serving(respond) as server:
        if ours:
            assert Table(("what",), ()) == ask_endpoint(server.url, "SELECT ?what {}")
        else:
            with pytest.raises(EndpointError, match="has an empty default graph; make it the"):
                ask_endpoint(server.url, "SELECT ?what {}")


# --- what goes wrong


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            Answer(b"<html>", "text/html"),
            f"answers with 'text/html', not with {RESULTS}: is it a SPARQL endpoint?",
        ),
        (Answer(b"{", RESULTS), "gives an answer that cannot be read: Expecting property name"),
        (Answer(b"[]", RESULTS), "gives an answer that cannot be read: no SPARQL results in JSON"),
        (Answer(b'{"head": {}}'), "gives an answer that cannot be read: no SPARQL results in"),
        (Answer(b"\xff\xfe\x00"), "gives an answer that cannot be read: "),
        (
            Answer(results(["a"], {"a": {"type": "triple", "value": "x"}})),
            "gives an answer that cannot be read: no such kind of term: 'triple'",
        ),
        (
            Answer(results(["a"], {"a": {"type": "uri", "value": "no iri"}})),
            "gives an answer that cannot be read: Invalid IRI code point ' '",
        ),
        (
            Answer(b"line 1\n\x1b[31mline 2", "text/plain", 400),
            "answers 400 Bad Request: line 1 [31mline 2",
        ),
        (Answer(b"", status=503), "answers 503 Service Unavailable"),
        (
            Answer(b"", status=401),
            f"answers 401 Unauthorized (credentials: user:password in {AUTH})",
        ),
        (
            Answer(b"", status=307, headers={"Location": "https://u:secret@example.org/s"}),
            "sends us on to https://…@example.org/s; if that is right, name it",
        ),
        (Answer(ONE, length=len(ONE) + 7), "ended its answer 7 bytes too early"),
    ],
)
def test_a_wrong_answer_is_one_line(answer: Answer, message: str) -> None:
    """It names the server and the problem."""
    with serving(always(answer)) as server:
        with pytest.raises(EndpointError) as raised:
            ask_endpoint(server.url, "SELECT ?what {}")
        said = str(raised.value)
        assert said.startswith(f"{server.url} {message}")
        assert said.isprintable()


def test_redirects_are_not_followed() -> None:
    """Whatever the status: the other server hears nothing."""
    with serving(always(Answer(ONE))) as other:
        for status in (301, 302, 303, 307, 308):
            goal = {"Location": f"{other.url}/"}
            with (
                serving(always(Answer(b"", status=status, headers=goal))) as server,
                pytest.raises(EndpointError, match="sends us on to"),
            ):
                ask_endpoint(server.url, "SELECT ?what {}")
        assert other.asked == []


def test_nobody_there_is_one_line() -> None:
    """A port that nobody listens on."""
    with serving(always(Answer())) as server:
        pass
    with pytest.raises(EndpointError, match=f"^{server.url} cannot be reached: Connection refused"):
        ask_endpoint(server.url, "ASK {}")


def test_a_server_that_is_silent_is_left() -> None:
    """After the time that it has."""

    def respond(_: Asked) -> Answer:
        time.sleep(2)
        return Answer(YES)

    with (
        serving(respond) as server,
        pytest.raises(EndpointError, match=r"has not answered in 0\.2 seconds$"),
    ):
        ask_endpoint(server.url, "ASK {}", timeout=0.2)


def test_an_endless_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not more than so many bytes are read."""
    monkeypatch.setattr(transport, "BYTES", 1 << 20)
    with (
        serving(always(Answer(b" " * (3 << 20)))) as server,
        pytest.raises(EndpointError, match=r"answers with more than 1 MiB$"),
    ):
        ask_endpoint(server.url, "ASK {}")


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "ftp://example.org/",
        "file:///etc/hosts",
        "http://",
        "http://[::1/",
        "http://example.org:0/",
        "http://example.org:port/",
        "http://example.org/a b",
        "http://example.org/\r\nX: y",
        "http://user:secret word@example.org/",
    ],
)
def test_what_is_no_url_of_a_server_is_refused(url: str) -> None:
    """Only http and https; the password is not repeated."""
    with pytest.raises(UsageError, match=r"^not the URL of a server: '") as raised:
        read_address(url)
    assert "secret" not in str(raised.value)


# --- credentials


@pytest.mark.parametrize(
    ("url", "environment", "expected"),
    [
        ("https://u:p%40@a.org/s", {AUTH: "x:y"}, Address("https://a.org/s", ("u", "p@"))),
        ("https://a.org/s#f", {AUTH: "u:p:q"}, Address("https://a.org/s", ("u", "p:q"))),
        ("https://[::1]:8890/s", {AUTH: "no colon"}, Address("https://[::1]:8890/s")),
    ],
)
def test_credentials_stand_in_the_url_or_the_environment(
    url: str, environment: dict[str, str], expected: Address
) -> None:
    """The address itself has none, and does not show them."""
    assert expected == (found := read_address(url, environment))
    assert "p" not in repr(found).replace("https", "").replace("Address(url=", "")


def _guarded(challenge: str) -> Callable[[Asked], Answer]:
    def respond(asked: Asked) -> Answer:
        if "Authorization" in asked.headers:
            return Answer(YES)
        return Answer(b"who?", "text/plain", 401, {"WWW-Authenticate": challenge})

    return respond


@pytest.mark.parametrize(
    ("challenge", "head"),
    [
        ('Basic realm="x"', "Basic ZGJhOnNlY3JldA=="),
        ('Digest realm="x", nonce="1", qop="auth", algorithm=MD5', 'Digest username="dba"'),
    ],
)
def test_credentials_are_sent_when_they_are_asked_for(challenge: str, head: str) -> None:
    """Not with the first request."""
    with serving(_guarded(challenge)) as server:
        ask_endpoint(server.url.replace("//", "//dba:secret@"), "ASK {}")
        first, second = (asked.headers.get("Authorization", "") for asked in server.asked)
    assert ("", head) == (first, second[: len(head)])


@pytest.mark.parametrize("challenge", ['Basic realm="x"', 'Bearer realm="x"'])
def test_a_password_is_kept_from_the_open_network(
    monkeypatch: pytest.MonkeyPatch, challenge: str
) -> None:
    """Over http to another machine it does not go in the clear; nor is it in the message."""
    monkeypatch.setattr(transport, "_is_loopback", lambda _: False)
    with serving(_guarded(challenge)) as server:
        with pytest.raises(EndpointError) as raised:
            ask_endpoint(server.url.replace("//", "//dba:secret@"), "ASK {}")
        assert [asked.headers.get("Authorization") for asked in server.asked] == [None, None]
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/", True),
        ("http://example.org/", False),
        ("http://localhost:8890/", True),
        ("http://127.0.0.7/", True),
        ("http://[::1]/", True),
        ("http://127.0.0.1.example.org/", False),
    ],
)
def test_only_tls_and_this_machine_keep_secrets(url: str, *, expected: bool) -> None:
    """A name that looks like the address of this machine is not it."""
    assert expected == Address(url).keeps_secrets
