"""Servers that drip, lie, echo or never end: one line, in time, without a secret."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from fake_server import RESULTS, Answer, Asked, serving

from oneplusn.graph.rdf import node
from oneplusn.queries.remote import http_client, push
from oneplusn.queries.remote.credentials import secrets_of
from oneplusn.queries.remote.deadline import opener
from oneplusn.queries.remote.endpoint import ask_endpoint
from oneplusn.queries.remote.http_client import EndpointError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ended import Ended

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
FOREVER = {
    "status line": (b"", b"H"),
    "header": (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "100 Continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": (OK + b"Content-Length: 1000000\r\n\r\n", b" "),
    "body without end": (OK + b"\r\n", b" "),
    "chunks": (CHUNKED, b"1\r\n \r\n"),
    "size of a chunk": (CHUNKED, b"0"),
    "trailers": (CHUNKED + b"0\r\n", b"a: b\r\n"),
}
"""What a server sends first, and then again and again."""


@contextmanager
def dripping(head: bytes, drop: bytes, *, pause: float) -> Iterator[str]:
    """Send the head, then drops, until the block ends; yield the address."""
    ended = threading.Event()

    def answer(client: socket.socket) -> None:
        with suppress(OSError), client:
            client.recv(1 << 16)
            client.sendall(head)
            while not ended.wait(pause):
                client.sendall(drop)

    def listen() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=listen, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        finally:
            ended.set()
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)


def complaint(url: str, *, timeout: float = 20) -> str:
    """Return what is said of a server, without its address."""
    with pytest.raises(EndpointError) as raised:
        ask_endpoint(url, "SELECT ?what {}", timeout=timeout)
    message = str(raised.value)
    assert message.isprintable()
    return message.partition(" ")[2]


# --- time


@pytest.mark.parametrize("pause", [0.0001, 0.1])
@pytest.mark.parametrize("part", FOREVER)
def test_the_whole_request_has_one_deadline(part: str, pause: float) -> None:
    """Whatever drips, slowly or as fast as it can."""
    started = time.monotonic()
    with dripping(*FOREVER[part], pause=pause) as url:
        message = complaint(url, timeout=0.5)
    assert "has not answered in 0.5 seconds" == message or "headers" in message
    assert time.monotonic() - started < 3


def test_what_came_of_an_error_is_said() -> None:
    """An error whose words never end is told with those that came in time."""
    head = b"HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nbecause"
    with dripping(head, b"!", pause=0.1) as url:
        message = complaint(url, timeout=0.35)
    assert message.rstrip("!") == "answers 500 No: because"


def test_a_challenge_counts_too() -> None:
    """Both requests, the one that asks for credentials and the one that has them, share it."""
    started = time.monotonic()
    with dripping(b"HTTP/1.1 401 No\r\n", b"X: y\r\n", pause=0.1) as url:
        secret = url.replace("//", "//dba:hunter2@")
        assert "has not answered in 0.5 seconds" == complaint(secret, timeout=0.5)
    assert time.monotonic() - started < 3


# --- answers


def results(names: object, *rows: object, **more: object) -> bytes:
    """Write what passes for results, also what is none."""
    return json.dumps(
        {"head": {"vars": names}, "results": {"bindings": list(rows)}} | more
    ).encode()


NUMBER = {"type": "literal", "value": "7"}
NO_ANSWERS = {
    "a number for a name": results([1]),
    "nothing for a name": results([None]),
    "half a character for a name": results(["\ud800"]),
    "an empty name": results([""]),
    "a name that steers the terminal": results(["\x1b[2J"]),
    "names that are no list": results(7),
    "a row that is none": results(["n"], 7),
    "a term that is none": results(["n"], {"n": 7}),
    "half a character": results(["n"], {"n": {"type": "literal", "value": "\ud800"}}),
    "a list for a text": results(["n"], {"n": {"type": "literal", "value": []}}),
    "a number for a text": results(["n"], {"n": {"type": "uri", "value": 7}}),
    "a language that is none": results(["n"], {"n": NUMBER | {"xml:lang": "\x00"}}),
    "a datatype that is none": results(["n"], {"n": NUMBER | {"datatype": "x y"}}),
    "a text for true": b'{"head": {}, "boolean": "false"}',
    "a number of many digits": b'{"head": {}, "boolean": ' + b"9" * 5000 + b"}",
    "brackets without end": b"[" * 100_000,
}


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_an_answer_that_is_none_is_one_line(name: str) -> None:
    """From the format down to the characters."""
    with serving(lambda _: Answer(NO_ANSWERS[name], RESULTS)) as server:
        assert complaint(server.url).startswith("gives an answer that cannot be read: ")


COUNTS = {
    "no row": results(["n"]),
    "nothing bound": results(["n"], {}),
    "two rows": results(["n"], {"n": NUMBER}, {"n": NUMBER}),
    "two columns": results(["n", "m"], {"n": NUMBER, "m": NUMBER}),
    "no number": results(["n"], {"n": NUMBER | {"value": "abc"}}),
    "an IRI": results(["n"], {"n": {"type": "uri", "value": "http://a/7"}}),
    "a blank node": results(["n"], {"n": {"type": "bnode", "value": "b7"}}),
    "a number below nought": results(["n"], {"n": NUMBER | {"value": "-7"}}),
    "a fraction": results(["n"], {"n": NUMBER | {"value": "7.5"}}),
    "digits of another script": results(["n"], {"n": NUMBER | {"value": "７"}}),
    "5000 digits": results(["n"], {"n": NUMBER | {"value": "9" * 5000}}),
}


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_that_is_none_is_one_line(name: str) -> None:
    """After what was sent nobody knows whether it has arrived, and that is said."""
    quads = [ox.Quad(*map(node, ("http://a/s", "http://a/p", "http://a/o", "http://a/g")))]

    def respond(asked: Asked) -> Answer:
        if asked.path.startswith("/query"):
            body = asked.body.decode()
            return Answer(b'{"head": {}, "boolean": true}' if "ASK" in body else COUNTS[name])
        return Answer()

    with serving(respond) as server, pytest.raises(EndpointError) as raised:
        push.push(quads, f"{server.url}/store")
    assert str(raised.value).startswith(f"{server.url}/query gives no number for SELECT (COUNT(*) ")
    assert str(raised.value).isprintable()


# --- secrets


@pytest.mark.parametrize("scheme", ["", "http:/", "ftp://"])
def test_an_address_that_is_none_shows_no_password(run: Callable[..., Ended], scheme: str) -> None:
    """Whatever is wrong with it."""
    ended = run("push", f"{scheme}user:hunter2@example.org/store")
    assert 2 == ended.code
    assert "hunter2" not in ended.out + ended.err
    assert "example.org" in ended.err


@pytest.mark.parametrize("where", ["body", "reason", "location", "kind", "answer"])
@pytest.mark.parametrize("password", ["hunter2", "p@ss word/"])
def test_a_server_that_echoes_gives_nothing_away(where: str, password: str) -> None:
    """Neither the password nor the header that carries it comes back in a message."""

    def respond(asked: Asked) -> Answer:
        sent = asked.headers.get("Authorization")
        if sent is None:
            return Answer(b"", "text/plain", 401, {"WWW-Authenticate": 'Basic realm="x"'})
        said = f"{'x' * 780} {sent} dba:{password} {quote(password, safe='')}"
        match where:
            case "location":
                return Answer(
                    b"", status=307, headers={"Location": f"http://a/?q={sent}{password}"}
                )
            case "kind":
                return Answer(b"", f"text/{sent.split()[1]}")
            case "answer":
                return Answer(results([said]))
        return Answer(said.encode() if where == "body" else sent.encode(), "text/plain", 500)

    with serving(respond) as server:
        url = server.url.replace("//", f"//dba:{quote(password, safe='')}@")
        message = complaint(url)
    for secret in secrets_of(("dba", password)):
        assert secret not in message
        assert secret[:-1] not in message


def test_this_machine_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the environment hears neither a query nor a password."""
    yes = Answer(b'{"head": {}, "boolean": true}')
    with serving(lambda _: yes) as proxy, serving(lambda _: yes) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setattr(http_client, "opener", opener.__wrapped__)
        for host in ("127.0.0.1", "localhost"):
            url = server.url.replace("//127.0.0.1", f"//dba:hunter2@{host}")
            assert 1 == len(ask_endpoint(url, "ASK {}").rows)
        assert ([], 4) == (proxy.asked, len(server.asked))


def test_a_proxy_gets_no_password_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine is asked by way of the proxy, which may ask for a password in vain."""
    challenge = Answer(b"", "text/plain", 401, {"WWW-Authenticate": 'Basic realm="x"'})
    with serving(lambda _: challenge) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setattr(http_client, "opener", opener.__wrapped__)
        message = complaint("http://dba:hunter2@example.invalid/sparql")
        assert message.startswith("answers 401 ")
        assert ["example.invalid"] * 2 == [asked.headers.get("Host") for asked in proxy.asked]
        assert [None, None] == [asked.headers.get("Authorization") for asked in proxy.asked]
