"""The process that answers one free query; it lives no longer than the one that started it."""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ...errors import OneplusnError, UsageError
from ...graph.cache import load_store
from ...graph.text.catalog import report_at
from .engine import ask
from .limits import READY
from .results import write_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

__all__ = ["main"]

_MEMORY = 4 << 30
"""How many bytes of address space a query may take."""
_FILES = 64
"""How many files and sockets a query may have open that is allowed to call a service."""


def main() -> None:
    """Read a request from standard input, and write the answer to standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        store = _open(request)
    except OneplusnError as error:
        _write(READY + json.dumps({"failed": str(error), "code": error.exit_code}).encode())
        os._exit(0)
    _warm(store)
    _seal(files=_FILES if request["services"] else 0)
    _write(READY)
    try:
        table = ask(store, request["text"], limit=request["limit"], services=request["services"])
        reply = {"answer": write_json(table), "more": table.more, "form": table.form}
    except UsageError as error:
        reply = {"refused": str(error)}
    _write(json.dumps(reply).encode())
    # Nothing is left to tidy up, and taking the store apart takes time.
    os._exit(0)


def _open(request: Mapping[str, Any]) -> ox.Store:
    paths = request["reports"]
    reports = None if paths is None else tuple(map(report_at, paths))
    return load_store(context=request["context"], reports=reports)


def _warm(store: ox.Store) -> None:
    """Answer, refuse and fail once before the doors are closed: what is read on first use is read.

    The store has its files open already: RocksDB opens up to 16 at the start, and there are 12,
    one for each index, as long as none of them is larger than 64 MB.
    """
    for text in ("ASK {}", "ASK { SERVICE <> {} }", "ASK {"):
        try:
            write_json(ask(store, text))
        except UsageError as error:
            str(error)


def _write(reply: bytes) -> None:
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    # The other end of the pipe is closed when the parent ends, however it ends.
    # Read without Python's buffer, whose lock would be held when the interpreter ends.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


def _seal(*, files: int) -> None:
    """Take away what no query needs, where the system can: new files, sockets, endless memory.

    `refuse_outward` already refuses to call other services; this holds if it is outwitted.
    *files* is how many may be open, so that none can be added where it is 0.
    """
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    limits = {resource.RLIMIT_NOFILE: files, resource.RLIMIT_AS: _MEMORY, resource.RLIMIT_CORE: 0}
    for kind, most in limits.items():
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
