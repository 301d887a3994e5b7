"""Graphs sent to a server in pieces, counted there, and not sent twice."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from fake_server import Server, serving
from graph_store import GraphStore

from oneplusn.cli import main
from oneplusn.errors import OutputError, UsageError
from oneplusn.graph.rdf import named_quads, union_quads
from oneplusn.queries.remote.http_client import EndpointError
from oneplusn.queries.remote.push import Pushed, endpoint_of, push
from oneplusn.queries.remote.push_log import PushLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIG = """PREFIX : <http://example.org/>
:one { :a :p :b , "碳\\n\\"" , _:n . _:n :q _:m . _:m :q _:l . _:l :q "end" }
:two { :a :p 1 , 2 , 3 , 4 , 5 }
:three { :a :p :b }
"""
QUADS = tuple(ox.parse(TRIG, ox.RdfFormat.TRIG))
GRAPHS = [f"http://example.org/{name}" for name in ("one", "three", "two")]


@pytest.fixture
def graph_store() -> GraphStore:
    """Make an empty graph store."""
    return GraphStore()


@pytest.fixture
def server(graph_store: GraphStore) -> Iterator[Server]:
    """Serve it."""
    with serving(graph_store.respond) as running:
        yield running


def sent(server: Server) -> list[tuple[str, str]]:
    """List method and graph of each request to the graph store, and forget all requests."""
    found = [
        (asked.method, parts.get("graph", ["default"])[0].rpartition("/")[2])
        for asked in server.asked
        if asked.path.startswith("/store")
        for parts in [parse_qs(urlsplit(asked.path).query)]
    ]
    server.asked.clear()
    return found


def canonical(quads: Iterator[ox.Quad] | tuple[ox.Quad, ...]) -> set[ox.Quad]:
    """Name blank nodes by what is said of them."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


# --- what arrives


def test_the_graphs_arrive_as_they_are(server: Server, graph_store: GraphStore) -> None:
    """Blank nodes included, although a request carries two triples."""
    done = push(QUADS, f"{server.url}/store", size=2)
    assert Pushed(sent=3, kept=0, triples=12, union=True, repeats=True) == done
    assert canonical(QUADS) == canonical(iter(graph_store.store))
    assert sent(server) == [
        *(("PUT", "one"), ("POST", "one")),
        ("PUT", "three"),
        *(("PUT", "two"), ("POST", "two"), ("POST", "two")),
    ]


def test_what_was_in_a_graph_before_is_replaced(server: Server, graph_store: GraphStore) -> None:
    """Other graphs are left alone."""
    stray = tuple(
        ox.parse(
            "PREFIX : <http://example.org/> :two { :x :y :z } :theirs { :x :y :z }",
            ox.RdfFormat.TRIG,
        )
    )
    graph_store.store.extend(stray)
    push(QUADS, f"{server.url}/store")
    assert canonical((*QUADS, stray[1])) == canonical(iter(graph_store.store))


def test_parameters_of_the_address_stay(server: Server) -> None:
    """The name of the graph is one more."""
    push(QUADS, f"{server.url}/store?key=v", endpoint=f"{server.url}/query")
    assert server.asked[0].path == "/store?key=v&graph=http%3A%2F%2Fexample.org%2Fone"


def test_a_default_graph_of_others_is_told(server: Server, graph_store: GraphStore) -> None:
    """The counts are right, but the library would find nothing; what stands there stays."""
    graph_store.union = False
    theirs = ox.Quad(*(ox.NamedNode("http://example.org/x"),) * 3)
    graph_store.store.add(theirs)
    assert not push(QUADS, f"{server.url}/store").union
    assert {theirs} == set(union_quads(graph_store.store))


def test_an_empty_default_graph_gets_the_union(server: Server, graph_store: GraphStore) -> None:
    """As a set, in pieces too, and counted: what two graphs have stands there once."""
    graph_store.union = False
    done = push(QUADS, f"{server.url}/store", size=4)
    assert Pushed(sent=3, kept=0, triples=12, union=True) == done
    expected = (ox.Quad(*quad.triple) for quad in QUADS)
    assert canonical(expected) == canonical(union_quads(graph_store.store))
    assert sent(server)[-3:] == [("PUT", "default"), ("POST", "default"), ("POST", "default")]


def test_our_default_graph_is_brought_up_to_date(
    server: Server, graph_store: GraphStore, tmp_path: Path
) -> None:
    """What the ledger knows as ours is replaced with the graphs, and else not sent again."""
    graph_store.union = False
    url, ledger = f"{server.url}/store", tmp_path / "ledger"
    push(QUADS, url, ledger=ledger)
    sent(server)
    push(QUADS, url, ledger=ledger)
    assert [] == sent(server)
    changed = tuple(quad for quad in QUADS if quad.graph_name != ox.NamedNode(GRAPHS[2]))
    other = ox.Quad(*(ox.NamedNode("http://example.org/c"),) * 3, ox.NamedNode(GRAPHS[2]))
    assert push((*changed, other), url, ledger=ledger).union
    assert [("PUT", "two"), ("PUT", "default")] == sent(server)
    expected = (ox.Quad(*quad.triple) for quad in (*changed, other))
    assert canonical(expected) == canonical(union_quads(graph_store.store))


def test_a_default_graph_that_was_cut_off_is_sent_again(
    server: Server, graph_store: GraphStore, tmp_path: Path
) -> None:
    """The ledger knows that it was begun."""
    graph_store.union = False
    url, ledger = f"{server.url}/store", tmp_path / "ledger"
    graph_store.fails_after = 6
    with pytest.raises(EndpointError, match="507"):
        push(QUADS, url, ledger=ledger, size=4)
    assert 0 < len(list(union_quads(graph_store.store))) < len(QUADS)
    graph_store.fails_after = 100
    assert push(QUADS, url, ledger=ledger, size=4).union
    expected = (ox.Quad(*quad.triple) for quad in QUADS)
    assert canonical(expected) == canonical(union_quads(graph_store.store))


def test_what_others_added_to_our_default_graph_stays(
    server: Server, graph_store: GraphStore, tmp_path: Path
) -> None:
    """A triple that stands in no named graph is of somebody else: nothing is replaced."""
    graph_store.union = False
    url, ledger = f"{server.url}/store", tmp_path / "ledger"
    push(QUADS, url, ledger=ledger)
    theirs = ox.Quad(*(ox.NamedNode("http://example.org/x"),) * 3)
    graph_store.store.add(theirs)
    other = ox.Quad(*(ox.NamedNode("http://example.org/c"),) * 3, ox.NamedNode(GRAPHS[1]))
    before = set(union_quads(graph_store.store))
    push((*QUADS, other), url, ledger=ledger)
    assert theirs in before
    assert before == set(union_quads(graph_store.store))


def test_a_default_graph_that_is_lost_is_an_error(server: Server, graph_store: GraphStore) -> None:
    """The server says that all is well, and has nothing."""
    graph_store.union, graph_store.loses = False, ""
    with pytest.raises(EndpointError) as raised:
        push(QUADS, f"{server.url}/store")
    assert str(raised.value) == f"{server.url}/store has 0 of the 11 triples of the default graph"


def test_a_loss_is_an_error(server: Server, graph_store: GraphStore, tmp_path: Path) -> None:
    """The server says that all is well, and has nothing; the ledger does not believe it."""
    graph_store.loses = GRAPHS[2]
    ledger = tmp_path / "ledger"
    with pytest.raises(EndpointError) as raised:
        push(QUADS, f"{server.url}/store", ledger=ledger)
    assert str(raised.value) == f"{server.url}/store has 0 of the 5 triples of <{GRAPHS[2]}>"
    graph_store.loses = "nothing"
    sent(server)
    assert Pushed(1, 2, 12, union=True, repeats=True) == push(
        QUADS, f"{server.url}/store", ledger=ledger
    )
    assert sent(server) == [("PUT", "two")]


# --- what is not sent again


def test_a_push_goes_on_where_it_stopped(
    server: Server, graph_store: GraphStore, tmp_path: Path
) -> None:
    """A graph that was cut off in the middle begins anew."""
    url, ledger = f"{server.url}/store", tmp_path / "new" / "ledger"
    graph_store.fails_after = 4
    with pytest.raises(EndpointError, match=r"answers 507 Insufficient Storage: out of disk$"):
        push(QUADS, url, size=2, ledger=ledger)
    assert sent(server)[-2:] == [("PUT", "two"), ("POST", "two")]
    graph_store.fails_after = 100
    told: list[str] = []
    done = push(QUADS, url, size=2, ledger=ledger, report=told.append)
    assert Pushed(sent=1, kept=2, triples=12, union=True, repeats=True) == done
    assert GRAPHS == told
    assert sent(server) == [("PUT", "two"), ("POST", "two"), ("POST", "two")]
    assert canonical(QUADS) == canonical(iter(graph_store.store))


def test_what_the_server_has_lost_is_sent_again(
    server: Server, graph_store: GraphStore, tmp_path: Path
) -> None:
    """The ledger alone is not believed."""
    url, ledger = f"{server.url}/store", tmp_path / "ledger"
    push(QUADS, url, ledger=ledger)
    graph_store.store.remove_graph(ox.NamedNode(GRAPHS[1]))
    sent(server)
    assert Pushed(1, 2, 12, union=True, repeats=True) == push(QUADS, url, ledger=ledger)
    assert sent(server) == [("PUT", "three")]


def test_a_graph_that_has_changed_is_sent_again(server: Server, tmp_path: Path) -> None:
    """Also where it has as many triples as before."""
    url, ledger = f"{server.url}/store", tmp_path / "ledger"
    push(QUADS, url, ledger=ledger)
    sent(server)
    changed = (quad for quad in QUADS if quad.graph_name != ox.NamedNode(GRAPHS[1]))
    other = ox.Quad(*(ox.NamedNode("http://example.org/c"),) * 3, ox.NamedNode(GRAPHS[1]))
    assert Pushed(1, 2, 12, union=True) == push((*changed, other), url, ledger=ledger)
    assert sent(server) == [("PUT", "three")]


def test_a_ledger_is_of_one_server_and_survives_damage(tmp_path: Path) -> None:
    """Lines that are cut off, or that are something else, count for nothing."""
    file = tmp_path / "ledger"
    PushLog(file, "http://a/").add("g", ["x"])
    PushLog(file, "http://a/").add("h", ["y"])
    with file.open("ab") as out:
        out.write(b'\xff[]\n{"server": "http://a/"}\n3\n{"server": "http://a/", "graph": "h", "sh')
    again, other = PushLog(file, "http://a/"), PushLog(file, "http://b/")
    expected = [True, False, True, False]
    assert expected == [
        again.has("g", ["x"]),
        again.has("g", ["z"]),
        again.has("h", ["y"]),
        other.has("g", ["x"]),
    ]


def test_a_ledger_that_cannot_be_kept_is_one_line(tmp_path: Path) -> None:
    """Neither read nor written: there is a folder in its place."""
    with pytest.raises(OutputError, match=r"^cannot read '.*': Is a directory$"):
        PushLog(tmp_path, "http://a/")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=r"^cannot write '.*': "):
        PushLog(tmp_path / "file" / "ledger", "http://a/").add("g", [])


# --- what is not sent at all


@pytest.mark.parametrize(
    ("quads", "url", "endpoint", "message"),
    [
        ((), "{}/store", "", "nothing to send"),
        ((ox.Quad(*QUADS[-1].triple),), "{}/store", "", "a triple stands in no named graph"),
        (QUADS, "{}/other", "", "no query endpoint is known beside this graph store; give"),
        (QUADS, "{}/store", "ftp://a/", "not the URL of a server: 'ftp://a/'"),
        (QUADS, "nonsense", "", "not the URL of a server: 'nonsense'"),
    ],
)
def test_nothing_is_sent_where_it_cannot_be_checked(
    server: Server, quads: tuple[ox.Quad, ...], url: str, endpoint: str, message: str
) -> None:
    """The first request is sent when all that the caller gave is known to be usable."""
    with pytest.raises(UsageError, match=f"^{message}"):
        push(quads, url.format(server.url), endpoint=endpoint)
    assert server.asked == []


@pytest.mark.parametrize(
    ("graph_store", "expected"),
    [
        ("http://a.org/store", "http://a.org/query"),
        ("https://u:p@a.org/x/data?k=v", "https://u:p@a.org/x/query"),
        ("http://a.org:8890/sparql-graph-crud-auth", "http://a.org:8890/sparql"),
    ],
)
def test_the_query_endpoint_beside_a_graph_store_is_known(graph_store: str, expected: str) -> None:
    """Of the usual servers; credentials go with it."""
    assert expected == endpoint_of(graph_store)


# --- the command


def test_the_command_sends_the_dataset(
    server: Server,
    graph_store: GraphStore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """All of it; what it says has the counts, and the ledger has no password."""
    graph_store.union = False
    graph_store.store.add(ox.Quad(*(ox.NamedNode("http://example.org/x"),) * 3))
    ledger = tmp_path / "ledger"
    url = f"{server.url}/store".replace("//", "//me:secret@")
    monkeypatch.setattr(sys, "argv", ["oneplusn", "push", url, "--ledger", str(ledger)])
    main()
    said = capsys.readouterr()
    size = len(list(named_quads(graph_store.store)))
    graphs = len(list(graph_store.store.named_graphs()))
    assert f"{graphs} graphs sent, 0 were there; {size} triples counted\n" == said.out
    assert "default graph is not the union of all graphs" in said.err
    assert "secret" not in said.out + said.err + ledger.read_text("utf-8")
    assert size > 20_000
