"""Other people's SPARQL engines, started on this machine for the tests and ended with them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from paths import TESTS

from oneplusn.queries.remote.endpoint import ask_endpoint
from oneplusn.queries.remote.http_client import EndpointError
from oneplusn.queries.remote.push import push

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyoxigraph as ox

HERE = TESTS / "engines"
COMUNICA = HERE / "node_modules" / ".bin" / "comunica-sparql-file-http"
PATIENCE = 600.0
"""How many seconds an engine may take to come up on a busy machine."""


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


@contextmanager
def running(
    command: Sequence[str],
    *,
    folder: Path,
    endpoint: str,
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Run a server until the block ends; wait first until it answers."""
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        ) as server,
    ):
        try:
            _wait(server, endpoint, folder / "server.log")
            yield
        finally:
            _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(20)
    # The server may have made processes of its own: they are of its group.
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def _wait(server: subprocess.Popen[bytes], endpoint: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            ask_endpoint(endpoint, "ASK {}", timeout=PATIENCE)
        except EndpointError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{server.args!r} does not answer: {log.read_text('utf-8', 'replace')[-2000:]}")


def program(name: str) -> str:
    """Find a program beside this Python or on the path; skip the test where there is none."""
    folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    found = shutil.which(name, path=folders)
    if found is None:
        pytest.skip(f"{name} is not installed (docs/engines.md)")
    return found


@contextmanager
def oxigraph(quads: Sequence[ox.Quad], folder: Path) -> Iterator[str]:
    """Start the Oxigraph server and push the dataset to it."""
    place = f"127.0.0.1:{free_port()}"
    command = [program("oxigraph"), "serve", "--union-default-graph", "--bind", place]
    endpoint = f"http://{place}/query"
    with running(command, folder=folder, endpoint=endpoint):
        push(quads, f"http://{place}/store")
        yield endpoint


@contextmanager
def virtuoso(quads: Sequence[ox.Quad], folder: Path) -> Iterator[str]:
    """Start Virtuoso with a new database and push the dataset to it."""
    server = program("virtuoso-t")
    ports = {"sql_port": free_port(), "http_port": free_port()}
    settings = (HERE / "virtuoso.ini").read_text("utf-8").format(**ports)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    place = f"127.0.0.1:{ports['http_port']}"
    endpoint = f"http://{place}/sparql"
    command = [server, "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, folder=folder, endpoint=endpoint):
        push(quads, f"http://dba:dba@{place}/sparql-graph-crud-auth")
    # It plans by samples taken while the database was empty until it is started again.
    with running(command, folder=folder, endpoint=endpoint):
        yield endpoint


@contextmanager
def comunica(quads: Sequence[ox.Quad], folder: Path) -> Iterator[str]:
    """Start Comunica's server on a file."""
    node = program("node")
    if not COMUNICA.exists():
        pytest.skip("Comunica is not installed (npm ci in tests/engines; docs/engines.md)")
    (folder / "dataset.nq").write_text("".join(f"{q} .\n" for q in quads), encoding="utf-8")
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}/sparql"
    options = ["--unionDefaultGraph", "-p", str(port), "-t", f"{PATIENCE:.0f}"]
    command = [node, str(COMUNICA), *options, "dataset.nq"]
    only_here = {"NODE_OPTIONS": f"--require={HERE / 'loopback.cjs'}"}
    with running(command, folder=folder, endpoint=endpoint, environment=only_here):
        yield endpoint


SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso, "comunica": comunica}
"""Name → what starts it, loads the dataset, and gives the URL of its endpoint."""
