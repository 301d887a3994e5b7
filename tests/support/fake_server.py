"""A server on this machine that answers what a test wants, and remembers what it was asked."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; *length* is what the server claims, where that is not the truth."""

    body: bytes = b""
    kind: str = RESULTS
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


@dataclass
class Server:
    """Where it listens, and what it has been asked so far."""

    url: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(respond: Callable[[Asked], Answer]) -> Iterator[Server]:
    """Answer requests with what *respond* returns, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, self.path, dict(self.headers), body)
            server.asked.append(asked)
            self._say(respond(asked))

        def _say(self, answer: Answer) -> None:
            self.send_response(answer.status)
            size = len(answer.body) if answer.length is None else answer.length
            said = {"Content-Type": answer.kind, "Content-Length": str(size), **answer.headers}
            for name, value in said.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = _any  # noqa: N815 - their names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_port}")
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()
