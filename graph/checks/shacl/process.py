"""The shapes of the data, in a process of their own while this one does the other checks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...subprocess_environment import module_command, module_environment
from .shapes import check_shapes, judged_triples, outcome_of_shapes
from .validation import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from ...dataset import Dataset
    from ..outcome import Outcome

__all__ = ["ShaclProcess", "start_shacl_process"]


_WORKER = "oneplusn.graph.checks.shacl.validation"


class ShaclProcess:
    """A process that validates; what it does not answer, for whatever reason, is done here."""

    def __init__(self, process: subprocess.Popen[bytes], pool: ThreadPoolExecutor) -> None:
        self._process = process
        self._pool = pool
        self._reply: Future[tuple[bytes, bytes]] | None = None

    def send(self, dataset: Dataset) -> None:
        """Hand over the dataset, and go on at once."""
        triples = ox.serialize(judged_triples(dataset), format=ox.RdfFormat.N_TRIPLES)
        self._reply = self._pool.submit(self._process.communicate, triples)

    def check_shapes(self, dataset: Dataset) -> Outcome:
        """Return what `check_shapes` returns for the dataset that was sent."""
        reply = self._reply.result()[0] if self._reply else b""
        if not reply or self._process.returncode:
            return check_shapes(dataset)
        checked, violations = json.loads(reply)
        findings = Findings(checked, tuple((focus, message) for focus, message in violations))
        return outcome_of_shapes(findings, dataset)


@contextmanager
def start_shacl_process() -> Iterator[ShaclProcess | None]:
    """Start the process, and end it however the block ends.

    Yields ``None`` where a second process would gain nothing or cannot be started.
    """
    process = _start() if sys.executable and (os.cpu_count() or 1) > 1 else None
    if process is None:
        yield None
        return
    with process, ThreadPoolExecutor(1) as pool:
        try:
            yield ShaclProcess(process, pool)
        finally:
            process.kill()


def _start() -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(  # noqa: S603 - our own module, started by our own interpreter
            module_command(_WORKER),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=module_environment(),
            start_new_session=True,
        )
    except OSError:
        return None
