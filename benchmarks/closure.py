"""Time the closure: against owlrl, as a part of the build, and as the graph grows.

Run with ``python benchmarks/closure.py``; prints a Markdown table and writes it to
docs/benchmarks-closure.md. Each time is the best of several runs. The closure is measured in
CPU seconds of one thread, each size in a process of its own; the whole build by the clock on
the wall, from the start of a process to its end.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import pyoxigraph as ox

from oneplusn.graph.checks.run import run_checks
from oneplusn.graph.checks.shacl.process import start_shacl_process
from oneplusn.graph.dataset import build_dataset
from oneplusn.graph.export.rdflib_bridge import to_rdflib_graph
from oneplusn.graph.named_graphs import ONTOLOGY, SCHEMES, is_inferred
from oneplusn.graph.rdf import value
from oneplusn.graph.reasoning.closure import close

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

SIZES = {1: 7, 10: 3, 100: 2}
"""How many copies of the report → how many runs."""
WHOLE = {"report": "the report", "context": "the report and its context"}
FILE = Path(__file__).parents[1] / "docs" / "benchmarks-closure.md"


def timed(run: Callable[[], object]) -> float:
    """Return the CPU seconds that one run takes."""
    start = process_time()
    run()
    return process_time() - start


def copies(number: int) -> list[ox.Triple]:
    """Repeat the report: what it describes gets other names in each copy, the ontology stays."""
    quads = [quad for quad in build_dataset().quads if not is_inferred(quad)]
    common = {quad.triple for quad in quads if quad.graph_name in {ONTOLOGY, SCHEMES}}
    own = {quad.triple for quad in quads} - common
    names = {triple.subject for triple in own} - {triple.subject for triple in common}

    return [
        *common,
        *(
            ox.Triple(new.get(t.subject, t.subject), t.predicate, new.get(t.object, t.object))
            for new in (_renamed(names, copy) for copy in range(number))
            for t in own
        ),
    ]


def _renamed(names: Iterable[Term], copy: int) -> dict[Term, ox.NamedNode]:
    """Map each name to that of its copy; the first copy keeps the names."""
    return {name: ox.NamedNode(f"{value(name)}-{copy}") for name in names} if copy else {}


def measure(number: int) -> tuple[int, float]:
    """Return how many triples that many copies are, and the seconds that closing them takes."""
    triples = copies(number)
    return len(triples), timed(lambda: close(triples))


def measure_apart(number: int) -> tuple[int, float]:
    """Measure in fresh processes, where no run finds the memory of another, and take the best."""
    command = [sys.executable, __file__, str(number)]
    runs = (
        subprocess.run(  # noqa: S603 - this file itself
            command, capture_output=True, encoding="utf-8", check=True
        ).stdout.split()
        for _ in range(SIZES[number])
    )
    return min((int(size), float(seconds)) for size, seconds in runs)


def report() -> Iterator[str]:
    """Yield the lines of the report."""
    yield "# The closure, measured"
    yield ""
    version = platform.python_version()
    yield f"`python benchmarks/closure.py`, Python {version}. Seconds of the best run."
    yield ""
    yield from against_owlrl()
    yield from whole_build()
    yield from by_size()


def against_owlrl() -> Iterator[str]:
    """Compare with the reference on the real graph."""
    import owlrl  # noqa: PLC0415 - the build, which runs in this file too, does without

    given = {quad.triple for quad in build_dataset().quads if not is_inferred(quad)}
    graph = to_rdflib_graph(given)
    theirs = timed(lambda: owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph))
    ours = min(timed(lambda: close(given)) for _ in range(7))
    yield "| closing the real graph | CPU seconds | ratio |"
    yield "| --- | ---: | ---: |"
    yield f"| owlrl | {theirs:.1f} | {theirs / ours:.0f} |"
    yield f"| the rules | {ours:.3f} | 1 |"
    yield ""


def whole_build() -> Iterator[str]:
    """Time the way from the text to a dataset that is closed and has passed every check."""
    yield f"| from the text to the checked dataset, {os.cpu_count()} cores | one process | two |"
    yield "| --- | ---: | ---: |"
    for what in ("report", "context"):
        one, two = (_on_the_wall("check", what, processes) for processes in ("one", "two"))
        yield f"| {WHOLE[what]} | {one:.2f} | {two:.2f} |"
    yield ""


def _on_the_wall(*arguments: str) -> float:
    """Return the seconds that pass while this file does something in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    times = []
    for _ in range(5):
        start = perf_counter()
        subprocess.run(command, check=True)  # noqa: S603 - this file itself
        times.append(perf_counter() - start)
    return min(times)


def build_and_check(what: str, processes: str) -> None:
    """Do what `whole_build` measures, with the shapes in this process or in a second one."""
    with start_shacl_process() if processes == "two" else nullcontext() as shacl_process:
        dataset = build_dataset(context=what == "context")
        outcomes = list(run_checks(dataset, shacl_process=shacl_process))
    if not all(outcome.passed for outcome in outcomes):
        sys.exit(1)


def by_size() -> Iterator[str]:
    """Time a triple's share as the graph grows."""
    yield "| copies of the report | triples | CPU seconds | microseconds a triple | ratio |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    first = 0.0
    for number in SIZES:
        size, seconds = measure_apart(number)
        share = seconds / size * 1e6
        first = first or share
        yield f"| {number} | {size} | {seconds:.2f} | {share:.1f} | {share / first:.2f} |"


def main() -> None:
    """Do one thing for the parent process that measures it, or measure everything."""
    if sys.argv[1:2] == ["check"]:
        build_and_check(*sys.argv[2:])
        return
    if sys.argv[1:]:
        print(*measure(int(sys.argv[1])))
        return
    lines = []
    for line in report():
        print(line, flush=True)
        lines.append(line)
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
