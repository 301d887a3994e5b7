"""Ctrl-C: one line, exit code 130, nothing half-written, and what was done is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from fake_server import Answer, Asked, serving
from graph_store import GraphStore

from oneplusn.graph.cache import load_quads

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")

WRITING = """
import os, sys, time
from oneplusn.cli import main
from oneplusn.graph import files
def slow(handle, *args, **kwargs):
    file = opened(handle, *args, **kwargs)
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    time.sleep(60)
opened = files.os.fdopen
files.os.fdopen = slow
sys.argv = ["oneplusn", *sys.argv[1:]]
main()
"""
SECONDS = 60
STOP_AFTER = 5


def begin(*command: str) -> subprocess.Popen[bytes]:
    """Start Python in a process of its own."""
    return subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )


def stop(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Press Ctrl-C, and return the exit code and what was said last."""
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=SECONDS)[1].decode()
    assert "Traceback" not in err
    return process.returncode, err.splitlines()[-1]


@pytest.mark.parametrize(
    "args",
    [
        ("export", "--format", "nquads", "--output", "FOLDER/oneplusn.nq"),
        ("build", "--output", "FOLDER"),
    ],
    ids=lambda args: str(args[0]),
)
def test_an_interrupted_file_is_not_there(tmp_path: Path, args: tuple[str, ...]) -> None:
    """What was there before stays as it was, and no piece lies beside it."""
    file = tmp_path / "oneplusn.nq"
    file.write_text("old", encoding="utf-8")
    told = [arg.replace("FOLDER", str(tmp_path)) for arg in args]
    with begin("-c", WRITING, *told) as process:
        assert process.stdout is not None
        assert b"writing\n" == process.stdout.readline()
        assert 2 == len(list(tmp_path.iterdir()))
        assert (130, "stopped") == stop(process)
    assert {"oneplusn.nq": "old"} == {f.name: f.read_text("utf-8") for f in tmp_path.iterdir()}


def test_an_interrupted_query_elsewhere_ends() -> None:
    """While the server thinks."""
    asked, over = threading.Event(), threading.Event()

    def think(_: Asked) -> Answer:
        asked.set()
        over.wait(SECONDS)
        return Answer()

    with serving(think) as server:
        text = ("query", "--sparql", "ASK {}", "--endpoint", server.url)
        with begin("-m", "oneplusn", *text) as process:
            assert asked.wait(SECONDS)
            assert (130, "stopped") == stop(process)
        over.set()


def test_an_interrupted_push_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """The ledger has what has arrived; the same command sends the rest, and no more."""
    graphs = {str(quad.graph_name) for quad in load_quads()}
    there, puts = GraphStore(), list[str]()
    reached, over = threading.Event(), threading.Event()

    def respond(asked: Asked) -> Answer:
        if asked.method == "PUT":
            if len(puts) == STOP_AFTER:
                reached.set()
                over.wait(SECONDS)
            puts.append(asked.path)
        return there.respond(asked)

    with serving(respond) as server:
        ledger = tmp_path / "ledger.jsonl"
        told = ("push", f"{server.url}/store", "--ledger", str(ledger))
        with begin("-m", "oneplusn", *told) as process:
            assert reached.wait(SECONDS)
            assert (130, "stopped") == stop(process)
        over.set()
        done = ledger.read_text("utf-8").splitlines()
        again = subprocess.run(
            [sys.executable, "-m", "oneplusn", *told],
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
    total = len(graphs)
    assert STOP_AFTER == len(done)
    expected = f"{total - STOP_AFTER} graphs sent, {STOP_AFTER} were there; {len(load_quads())} "
    assert again.stdout.startswith(expected)
    assert total == len(ledger.read_text("utf-8").splitlines())
