"""A graph store on this machine, with a query endpoint beside it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
from fake_server import RESULTS, Answer, Asked


class GraphStore:
    """A graph store that can be told to fail, to lose triples, or to keep its graphs apart."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.union = True
        self.fails_after = 1_000
        self.loses = "nothing"

    def respond(self, asked: Asked) -> Answer:
        """Put, add or count, as the protocols have it."""
        if not asked.body:
            return Answer(b"no query", "text/plain", 400)
        if asked.path.startswith("/query"):
            return self._query(parse_qs(asked.body.decode())["query"][0])
        self.fails_after -= 1
        if self.fails_after < 0:
            return Answer(b"out of disk", "text/plain", 507)
        parts = parse_qs(urlsplit(asked.path).query, keep_blank_values=True)
        name = "" if "default" in parts else parts["graph"][0]
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        if asked.method == "PUT":
            self.store.clear_graph(graph)
        if name != self.loses:
            self.store.load(asked.body, ox.RdfFormat.TURTLE, to_graph=graph)
        return Answer(status=204)

    def _query(self, text: str) -> Answer:
        found = self.store.query(text, use_default_graph_as_union=self.union)
        assert not isinstance(found, ox.QueryTriples)
        return Answer(found.serialize(format=ox.QueryResultsFormat.JSON) or b"", RESULTS)
