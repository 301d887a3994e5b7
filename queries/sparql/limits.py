"""Queries in a process of their own, which end after a time or a number of rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import OneplusnError, UsageError
from ...graph.subprocess_environment import module_command, module_environment
from .bounds import check_limit, check_services, check_timeout
from .engine import Form, Table, refuse_halves, yes_or_no
from .results import read_json

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Collection, Sequence

    from ...graph.text.report import Report

__all__ = [
    "ROWS",
    "SECONDS",
    "DatasetError",
    "QueryStoppedError",
    "QueryTimeoutError",
    "ask_in_subprocess",
    "worker_command",
]

SECONDS = 30.0
"""How long a query may take where nothing else is said."""
ROWS = 10_000
"""How many rows an answer has at most where nothing else is said."""
READY = b"ready\n"


class QueryTimeoutError(UsageError):
    """A query took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return f"the query was stopped after {self.seconds:g} seconds; --timeout gives it longer"


class DatasetError(OneplusnError):
    """The process that was to answer a query could not open the dataset; the message says why."""

    def __init__(self, problem: str, exit_code: int) -> None:
        super().__init__(problem)
        self.exit_code = exit_code


class QueryStoppedError(OneplusnError):
    """The process that answered a query ended before it had an answer."""


def ask_in_subprocess(  # noqa: PLR0913 - limits, and what the dataset is made of
    text: str,
    *,
    timeout: float = SECONDS,
    limit: int | None = ROWS,
    context: bool = False,
    reports: Sequence[Report] | None = None,
    services: Collection[str] = (),
) -> Table:
    """Answer SPARQL in a process of its own, which is killed when the time is over.

    The time counts from when the process has opened the dataset. Whatever ends this
    function, also Ctrl-C, ends that process. With *context* the facts from outside the
    reports are there too; *reports* are as for `load_store`, *services* as for `ask`. Raises
    `UsageError` for what that refuses, `QueryTimeoutError`, and `QueryStoppedError` where the
    process dies.
    """
    import json  # noqa: PLC0415 - slow to import, as what follows
    import subprocess  # noqa: PLC0415

    check_timeout(timeout)
    check_limit(limit)
    check_services(services)
    refuse_halves(text)
    fields = {
        "text": text,
        "limit": limit,
        "context": context,
        "reports": None if reports is None else [report.path for report in reports],
        "services": [*services],
    }
    request = json.dumps(fields).encode() + b"\n"
    # Text waits in the pipe until it is read; the pipe stays open as long as we live.
    with subprocess.Popen(  # noqa: S603 - our own module, started by our own interpreter
        worker_command(),
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=module_environment(),
        start_new_session=True,
    ) as process:
        lifeline, process.stdin = process.stdin, None
        try:
            content = _converse(process, lifeline, request, timeout)
        finally:
            process.kill()
            if lifeline:
                lifeline.close()
    return _answer(content, process.returncode)


def worker_command() -> list[str]:
    """Return the command that starts the process."""
    return module_command("oneplusn.queries.sparql.worker")


def _converse(
    process: subprocess.Popen[bytes], lifeline: object, request: bytes, timeout: float
) -> bytes:
    import subprocess  # noqa: PLC0415 - as above

    try:
        _send(lifeline, request)
        if process.stdout is None or process.stdout.readline() != READY:
            return b""
        return process.communicate(timeout=timeout)[0]
    except subprocess.TimeoutExpired:
        raise QueryTimeoutError(timeout) from None
    except BrokenPipeError:
        return b""


def _send(lifeline: object, request: bytes) -> None:
    write = getattr(lifeline, "write")  # noqa: B009 - typeshed has no raw pipe
    while request:
        request = request[write(request) :]


def _answer(content: bytes, code: int | None) -> Table:
    if not content:
        msg = f"the query stopped without an answer (exit code {code}); it may need more memory"
        raise QueryStoppedError(msg)
    import json  # noqa: PLC0415 - as above

    reply = json.loads(content)
    if "refused" in reply:
        raise UsageError(reply["refused"])
    if "failed" in reply:
        raise DatasetError(reply["failed"], reply["code"])
    return _table(reply["answer"], more=reply["more"], form=Form(reply["form"]))


def _table(text: str, *, more: bool, form: Form) -> Table:
    try:
        return _parsed(text, more=more, form=form)
    except MemoryError:
        # The engine's parser takes no text of more than 16 MiB.
        return replace(read_json(text.encode()), more=more, form=form)


def _parsed(text: str, *, more: bool, form: Form) -> Table:
    solutions = ox.parse_query_results(text, ox.QueryResultsFormat.JSON)
    if isinstance(solutions, ox.QueryBoolean):
        return yes_or_no(answer=bool(solutions))
    if not isinstance(solutions, ox.QuerySolutions):
        msg = f"Unexpected kind of answer: {solutions!r}"
        raise TypeError(msg)
    columns = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(row[column] for column in columns) for row in solutions)
    return Table(columns, rows, more=more, form=form)
