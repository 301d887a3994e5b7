"""What has been sent to which server: a file that grows by a line for each graph."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from ...errors import OutputError
from ...graph.files import read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["PushLog"]

_MOST = 64 << 20
"""How many bytes a ledger has at most."""


class PushLog:
    """The graphs that one server has, by the hash of what was sent.

    Without a file it forgets. A line that is cut off, as by a crash, counts for nothing.
    Raises `OutputError` where the file cannot be read or written.
    """

    def __init__(self, file: Path | None, server: str) -> None:
        self._file = file
        self._server = server
        self._done = dict(self._read())

    def has(self, graph: str, lines: Iterable[str]) -> bool:
        """Tell whether the graph has been sent with this very content."""
        return self._done.get(graph) == _hash(lines)

    def knows(self, graph: str) -> bool:
        """Tell whether the graph has been sent, or begun, with whatever content."""
        return graph in self._done

    def add(self, graph: str, lines: Iterable[str]) -> None:
        """Note that the graph has arrived."""
        self._done[graph] = _hash(lines)
        if self._file is None:
            return
        entry = {"server": self._server, "graph": graph, "sha256": self._done[graph]}
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as out:
                out.write(f"{json.dumps(entry)}\n")
        except OSError as error:
            raise OutputError(f"cannot write {str(self._file)!r}: {error.strerror}") from error

    def _read(self) -> Iterable[tuple[str, str]]:
        if self._file is None or not self._file.exists():
            return
        try:
            lines = read_bounded(self._file, _MOST).decode("utf-8", "replace").splitlines()
        except OSError as error:
            raise OutputError(f"cannot read {str(self._file)!r}: {error.strerror}") from error
        for line in lines:
            try:
                entry = json.loads(line)
                if entry["server"] == self._server:
                    yield str(entry["graph"]), str(entry["sha256"])
            except (ValueError, TypeError, KeyError):
                continue


def _hash(lines: Iterable[str]) -> str:
    return sha256("".join(lines).encode()).hexdigest()
