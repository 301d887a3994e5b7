"""How fast questions are answered: cold, warm against rdflib, and on a hundred copies.

Run it from the project's folder: ``python benchmarks/query.py``. It prints Markdown and
writes the same to ``docs/benchmarks-query.md``.
"""

from __future__ import annotations

import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from oneplusn.graph.cache import load_quads, load_store
from oneplusn.graph.files import write_text
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.library.binding import bind, run
from oneplusn.queries.library.catalog import library
from oneplusn.queries.sparql.engine import ask
from oneplusn.queries.sparql.inline import inline_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-query.md"
STARTS = 15
WARM = 7
PATIENCE = 4
"""Seconds after which rdflib is not waited for any longer; the ratio is then a lower bound."""
COPIES = 100
LOOKUPS = 300
NAME = "sector-plans"
CLICK = "`python -c 'import click'`"
ENGINE = "`python -c 'import pyoxigraph'`"
PACKAGE = "`python -c 'import oneplusn'`"
QUESTION = f"`oneplusn query {NAME}`"


def main() -> None:
    """Measure, print and write."""
    parts = [*head(), *cold(), *first_command(), *warm(), *copies()]
    text = "\n".join(parts) + "\n"
    print(text)
    write_text(REPORT, text)


def head() -> Iterator[str]:
    """Say what was measured with."""
    parts = (f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib"))
    yield "# How fast questions are answered\n"
    yield f"Python {platform.python_version()}, {', '.join(parts)}, {platform.system()}."
    yield "Made by `python benchmarks/query.py`; wall clock.\n"


def cold() -> Iterator[str]:
    """Time whole processes, in turn, so that other work falls on all of them alike."""
    commands = {
        "`python -c pass`": ["-c", "pass"],
        CLICK: ["-c", "import click"],
        ENGINE: ["-c", "import pyoxigraph"],
        PACKAGE: ["-c", "import oneplusn"],
        "`python -c 'import rdflib'`": ["-c", "import rdflib"],
        QUESTION: ["-m", "oneplusn", "query", NAME],
        "`oneplusn query --sparql …` (a process more)": [
            *("-m", "oneplusn", "query", "--sparql"),
            "SELECT ?x { ?x a opn:LegalAct } ORDER BY ?x",
        ],
        "`oneplusn show 1+N`": ["-m", "oneplusn", "show", "1+N"],
    }
    for args in commands.values():
        # Bytecode is written and the dataset built before anything is timed.
        start(args)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, args in commands.items():
            times[name].append(timed(lambda args=args: start(args)))  # type: ignore[misc]
    yield f"## Cold: a new process, the dataset cached ({STARTS} starts each, in turn)\n"
    yield "| command | best, s | median, s |\n| --- | --- | --- |"
    for name, found in times.items():
        yield f"| {name} | {min(found):.3f} | {statistics.median(found):.3f} |"
    yield ""
    yield from ratios(times)


def ratios(times: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Compare what was timed in turn, so that a slow machine changes nothing, with the goals."""
    yield "| ratio of the medians | measured | goal |\n| --- | --- | --- |"
    for one, other, goal in ((QUESTION, CLICK, 2.0), (PACKAGE, ENGINE, 1.5)):
        found = statistics.median(times[one]) / statistics.median(times[other])
        yield f"| {one} to {other} | {found:.2f} | at most {goal} |"
    yield ""


def first_command() -> Iterator[str]:
    """Time README's first command, without the installation, with an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ONEPLUSN_CACHE": f"{folder}/cache"}
        commands = (
            ["build"],
            ["query", NAME],
            ["view", "--focus", "1+N", "--output", f"{folder}/page.html"],
        )
        seconds = [
            timed(lambda args=args: start(["-m", "oneplusn", *args], environment))
            for args in commands
        ]  # type: ignore[misc]
    named = ", ".join(
        f"`{args[0]}` {took:.2f} s" for args, took in zip(commands, seconds, strict=True)
    )
    yield "## The first command, with an empty cache\n"
    yield f"{named}; together {sum(seconds):.2f} s (goal: under 5 s on two cores).\n"


def start(args: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Run Python once, with bytecode as once installed, and throw away what it prints."""
    kept = {name: text for name, text in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *args]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=kept)  # noqa: S603


def warm() -> Iterator[str]:
    """Ask the library of both engines, each with the dataset loaded and its caches warm."""
    store, other = load_store(), rdflib.Dataset(default_union=True)
    other.parse(data="".join(f"{quad} .\n" for quad in load_quads()), format="nquads")
    rows, failed = [], []
    for query in library():
        text = inline_parameters(query.text, bind(store, query, {}))
        ours = statistics.median(timed(lambda: run(store, query)) for _ in range(WARM))  # noqa: B023
        try:
            theirs, answered = rdflib_time(other, text)
        except Exception as error:  # noqa: BLE001 - whatever rdflib stumbles over
            failed.append(f"{query.name} ({error})")
            continue
        bound = ">" if answered is None else ""
        differs = answered not in {None, len(ask(store, text).rows)}
        note = " (other number of rows)" if differs else ""
        rows.append((theirs / ours, f"{bound}{theirs:.3f}", ours, query.name + note))
    yield from warm_report(rows, failed)


def warm_report(rows: list[tuple[float, str, float, str]], failed: list[str]) -> Iterator[str]:
    """Write the comparison down."""
    ratio = statistics.median(row[0] for row in rows)
    yield f"## Warm: {len(rows)} questions of the library, with their defaults\n"
    yield f"**Median ratio rdflib / oneplusn: {ratio:.0f}×**, smallest {min(rows)[0]:.1f}×."
    yield f"All of them together take {sum(row[2] for row in rows):.2f} s here."
    yield f"`>`: rdflib was stopped after {PATIENCE} s, so that the ratio is a lower bound."
    yield f"rdflib cannot answer {len(failed)}: {', '.join(failed) or 'none'}.\n"
    yield "| question | oneplusn, ms | rdflib, s | ratio |\n| --- | --- | --- | --- |"
    for found, theirs_shown, ours, name in sorted(rows, key=lambda row: row[3]):
        yield f"| {name} | {ours * 1000:.2f} | {theirs_shown} | {found:.0f} |"
    yield ""


def rdflib_time(dataset: rdflib.Dataset, text: str) -> tuple[float, int | None]:
    """Return the seconds that rdflib takes, and the number of its rows, if it came to an end."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    begun = time.perf_counter()
    try:
        count: int | None = len(list(dataset.query(text)))
    except TimeoutError:
        count = None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - begun, count


def copies() -> Iterator[str]:
    """Look things up in the dataset, and in a hundred of it with other names."""
    text = "".join(f"{quad} .\n" for quad in load_quads())
    entities = sorted(set(re.findall(rf"<({BASE}(?:policy|agent|place)/[^>]+)>", text)))[:LOOKUPS]
    one, many = ox.Store(), ox.Store()
    one.bulk_load(text, ox.RdfFormat.N_QUADS)
    for number in range(COPIES):
        named = re.sub(rf"<{BASE}(?!ontology)", f"<{BASE}copy{number}/", text) if number else text
        many.bulk_load(named, ox.RdfFormat.N_QUADS, lenient=True)
    yield f"## {COPIES} copies: {len(one)} and {len(many)} quads, {len(entities)} look-ups\n"
    yield "| look-up | 1, µs | 100, µs | growth |\n| --- | --- | --- | --- |"
    for name, look in LOOKS.items():
        small, large = (best(lambda s=s: [look(s, e) for e in entities]) for s in (one, many))  # type: ignore[misc]  # noqa: B023
        per = 1e6 / len(entities)
        yield f"| {name} | {small * per:.1f} | {large * per:.1f} | {large / small:.1f}× |"


def pattern(store: ox.Store, iri: str) -> int:
    """Read all quads of one subject."""
    return len(list(store.quads_for_pattern(ox.NamedNode(iri), None, None)))


def question(store: ox.Store, iri: str) -> int:
    """Ask in SPARQL what is said of one thing, and by which graph."""
    text = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
    return len(ask(store, text, {ox.Variable("s"): ox.NamedNode(iri)}).rows)


LOOKS: dict[str, Callable[[ox.Store, str], int]] = {
    "quads of a subject": pattern,
    "SPARQL: statements of a thing with their passages": question,
}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best(work: Callable[[], object]) -> float:
    """Return the shortest of several times."""
    return min(timed(work) for _ in range(WARM))


if __name__ == "__main__":
    main()
