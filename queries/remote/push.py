"""The dataset sent to a server by the SPARQL 1.1 Graph Store protocol, graph by graph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from ...errors import UsageError
from ...graph.rdf import graph_name
from .endpoint import ask_endpoint
from .http_client import Address, EndpointError, fault, read_address, send
from .push_log import PushLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["PIECE", "Pushed", "endpoint_of", "push"]

PIECE = 2_000
"""How many triples one request carries, unless more of them share blank nodes."""
_SECONDS = 60.0
_COUNT = re.compile(r"[0-9]{1,18}")
_STRAYS = """?s ?p ?o FILTER (!isBlank(?s) && !isBlank(?o))
FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }"""
"""What stands in the default graph and in no named one; blank nodes cannot be compared."""
_SIBLINGS = {
    "/store": "/query",
    "/data": "/query",
    "/sparql-graph-crud-auth": "/sparql",
    "/sparql-graph-crud": "/sparql",
}
"""How the path of a graph store ends, and how that of the query endpoint beside it ends."""


@dataclass(frozen=True, order=True, slots=True)
class Pushed:
    """What a push did: graphs sent, graphs that were there already, triples counted in all.

    *union* says whether the server's default graph has what the named graphs have, and
    *repeats* whether it counts a triple once for each graph that has it.
    """

    sent: int
    kept: int
    triples: int
    union: bool
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class _Graph:
    """A graph as N-Triples lines: *tied* ones share blank nodes and go in one request.

    The default graph has the name ``""``.
    """

    name: str
    tied: tuple[str, ...]
    loose: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return self.tied + self.loose

    def pieces(self, size: int) -> Iterator[bytes]:
        first = max(size, len(self.tied))
        yield "".join(self.lines[:first]).encode()
        for start in range(first, len(self.lines), size):
            yield "".join(self.lines[start : start + size]).encode()


@dataclass(frozen=True, slots=True)
class _Server:
    """Where graphs are put, and where they are counted."""

    store: Address
    endpoint: str
    timeout: float

    def replace(self, graph: _Graph, size: int) -> None:
        split = urlsplit(self.store.url)
        name = urlencode({"graph": graph.name}) if graph.name else "default"
        query = "&".join(filter(None, (split.query, name)))
        target = Address(urlunsplit(split._replace(query=query)), self.store.credentials)
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        for number, piece in enumerate(graph.pieces(size)):
            # The first request replaces what was there, the others add to it.
            method = "POST" if number else "PUT"
            send(target, method=method, body=piece, headers=headers, timeout=self.timeout)

    def count(self, name: str, pattern: str = "?s ?p ?o") -> int:
        inside = f"GRAPH <{name}> {{ {pattern} }}" if name else pattern
        text = f"SELECT (COUNT(*) AS ?n) {{ {inside} }}"
        table = ask_endpoint(self.endpoint, text, timeout=self.timeout)
        numbers = [term.value for row in table.rows for term in row if isinstance(term, ox.Literal)]
        if len(numbers) == 1 and _COUNT.fullmatch(numbers[0]):
            return int(numbers[0])
        raise fault(read_address(self.endpoint), f"gives no number for {text}")


def endpoint_of(graph_store: str) -> str:
    """Guess the query endpoint beside a graph store; raise `UsageError` for an unknown kind.

    >>> endpoint_of("http://localhost:7878/store")
    'http://localhost:7878/query'
    """
    split = urlsplit(graph_store)
    for end, sibling in _SIBLINGS.items():
        if split.path.endswith(end):
            path = split.path.removesuffix(end) + sibling
            return urlunsplit(split._replace(path=path, query=""))
    raise UsageError("no query endpoint is known beside this graph store; give --endpoint URL")


def push(  # noqa: PLR0913 - each is a choice of its own
    quads: Iterable[ox.Quad],
    graph_store: str,
    *,
    endpoint: str = "",
    ledger: Path | None = None,
    size: int = PIECE,
    timeout: float = _SECONDS,
    report: Callable[[str], None] = lambda _: None,
) -> Pushed:
    """Replace each named graph of *quads* at *graph_store*, and count its triples by a query.

    A default graph that is empty, or that *ledger* knows to be ours, gets the union of them,
    each triple once; a server's own union, and what others put there, is not touched.
    A graph is left alone if *ledger* says that this very content went to this server, and
    the server still counts as many triples; so a push that was interrupted goes on where it
    stopped. *report* is told the name of each graph that is done.
    Raises `EndpointError` where the server fails, or counts other than what was sent.
    """
    address = read_address(graph_store)
    server = _Server(address, endpoint or endpoint_of(graph_store), timeout)
    read_address(server.endpoint)
    done = PushLog(ledger, address.url)
    graphs = _graphs(quads)
    # What is ours in the default graph can be told only while the named graphs are as we left them.
    ours = done.knows("") and not server.count("", _STRAYS)
    sent = 0
    for graph in graphs:
        if not (done.has(graph.name, graph.lines) and _complete(server, graph)):
            _send(server, graph, size)
            done.add(graph.name, graph.lines)
            sent += 1
        report(graph.name)
    union = _union(graphs)
    _fill_default(server, union, done, size, ours=ours)
    triples = sum(len(graph.lines) for graph in graphs)
    copies = server.count("", _most_repeated(graphs))
    whole = copies > 0 and server.count("") >= len(union.lines)
    return Pushed(sent, len(graphs) - sent, triples, whole, repeats=copies > 1)


def _fill_default(server: _Server, union: _Graph, done: PushLog, size: int, *, ours: bool) -> None:
    """Give the server's default graph the union, where nothing of others is lost by it."""
    there = server.count("")
    if done.has("", union.lines) and there == len(union.lines):
        return
    if ours or there == 0:
        # From now on what stands there is ours, also where this is cut off.
        done.add("", ())
        _send(server, union, size)
        done.add("", union.lines)


def _union(graphs: Iterable[_Graph]) -> _Graph:
    parts = tuple(graphs)
    tied, loose = (
        tuple(sorted({line for graph in parts for line in lines(graph)}))
        for lines in (attrgetter("tied"), attrgetter("loose"))
    )
    return _Graph("", tied, loose)


def _most_repeated(graphs: Iterable[_Graph]) -> str:
    """Return the triple without blank nodes that the most graphs have."""
    counted = Counter(line for graph in graphs for line in graph.loose)
    return max(counted, key=lambda line: (counted[line], line))


def _complete(server: _Server, graph: _Graph) -> bool:
    return server.count(graph.name) == len(graph.lines)


def _send(server: _Server, graph: _Graph, size: int) -> None:
    server.replace(graph, size)
    count = server.count(graph.name)
    if count != len(graph.lines):
        name = f"<{graph.name}>" if graph.name else "the default graph"
        msg = f"{server.store} has {count} of the {len(graph.lines)} triples of {name}"
        raise EndpointError(msg)


def _graphs(quads: Iterable[ox.Quad]) -> list[_Graph]:
    lines_by_graph: Mapping[str, set[tuple[bool, str]]] = defaultdict(set)
    for quad in quads:
        tied = ox.BlankNode in (type(quad.subject), type(quad.object))
        lines_by_graph[graph_name(quad)].add((tied, f"{quad.triple} .\n"))
    if not lines_by_graph or "" in lines_by_graph:
        raise UsageError(
            "nothing to send" if not lines_by_graph else "a triple stands in no named graph"
        )
    return [_graph(name, lines) for name, lines in sorted(lines_by_graph.items())]


def _graph(name: str, lines: set[tuple[bool, str]]) -> _Graph:
    tied, loose = (tuple(sorted(s for t, s in lines if t is kind)) for kind in (True, False))
    return _Graph(name, tied, loose)
