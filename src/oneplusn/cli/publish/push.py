"""``oneplusn push``: the dataset on a server of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ...graph.cache import cache_folder, load_quads
from ...graph.rdf import graph_name
from ...queries.remote import push as pushing
from ...queries.remote.http_client import AUTH
from ..options import context_option

__all__ = ["push"]


@click.command(epilog=f"A password stands in the URL (https://user:password@host/…) or in {AUTH}.")
@click.argument("url")
@click.option("--endpoint", metavar="URL", default="", help="Where the server answers SPARQL.")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that remembers what has arrived; by default one in the cache.",
)
@context_option
def push(url: str, endpoint: str, ledger: Path | None, *, context: bool) -> None:
    """Send the dataset to the graph store at URL, and count there what has arrived.

    Each graph is replaced as a whole. What has arrived is not sent again: after an
    interruption, the same command goes on where it stopped.

    The server's default graph gets the union of the graphs, each triple once, if it is empty
    or has nothing but what an earlier push (by the ledger) put there. A server that makes
    the union itself, and a default graph with triples of others, are left as they are.

    \b
    Examples:
      oneplusn push http://localhost:7878/store
      oneplusn push http://localhost:3030/report/data --endpoint http://localhost:3030/report/query
      oneplusn push http://localhost:8890/sparql-graph-crud-auth
    """
    quads = load_quads(context=context)
    graphs = len(set(map(graph_name, quads)))
    folder = cache_folder()
    log = ledger or (folder / "pushed.jsonl" if folder else None)
    with click.progressbar(length=graphs, label="sending graphs", file=sys.stderr) as bar:
        done = pushing.push(
            quads, url, endpoint=endpoint, ledger=log, report=lambda _: bar.update(1)
        )
    click.echo(f"{done.sent} graphs sent, {done.kept} were there; {done.triples} triples counted")
    if not done.union:
        click.echo(
            "the server's default graph is not the union of all graphs, which the queries of the "
            "library ask, and has triples that are not ours: clear it and push again, or let the "
            "server make the union, before you use --endpoint",
            err=True,
        )
    elif done.repeats:
        click.echo(
            "the server's default graph has a triple once for each graph that has it: "
            "count with DISTINCT there",
            err=True,
        )
