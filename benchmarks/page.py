"""Measure the page in a browser: time, frames and size, beside a page of stock pyvis.

Run as ``python benchmarks/page.py [FILE]`` where Chromium is installed; writes FILE, or
``docs/benchmarks-page.md``. The machine, and what else runs on it, is in the numbers.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interactions import copies_of, interactions, interactions_table
from playwright.sync_api import sync_playwright
from pyvis.network import Network

from oneplusn.graph.cache import load_store
from oneplusn.viz.page.render import render_page
from oneplusn.viz.select.selection import build_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_ROOT = Path(__file__).resolve().parents[1]
_TURNS = 5
_WAIT = 180_000
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_FRAMES = """() => {
    window.frames_ = [];
    let before = performance.now();
    const tick = (now) => { window.frames_.push(now - before); before = now;
        if (window.frames_) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
}"""
_COPIES = 10


def main() -> None:
    """Measure and write the report."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_OPTIONS)
        )
        rows = [_ours(browser, Path(folder), focus) for focus in ("", "1+N")]
        rows += [_stock(browser, Path(folder))]
        columns = {name: _worked_with(browser, file) for name, file in _pages(Path(folder)).items()}
        version = browser.version
        browser.close()
    text = _report(rows, interactions_table(columns), version)
    target = Path(sys.argv[1]) if sys.argv[1:] else _ROOT / "docs" / "benchmarks-page.md"
    target.write_text(text, encoding="utf-8")


def _pages(folder: Path) -> dict[str, Path]:
    """Return the pages to work with: those of the command, and one of a far larger graph."""
    whole = build_page(load_store())
    large = copies_of(whole, _COPIES)
    file = folder / "large.html"
    file.write_text(render_page(large), encoding="utf-8")
    return {
        f"whole graph, {len(whole.shown.nodes)} entities": folder / "ours0.html",
        "`--focus 1+N`": folder / "ours3.html",
        f"{_COPIES} copies of the graph, {len(large.shown.nodes):,} entities": file,
    }


def _worked_with(browser: Browser, file: Path) -> dict[str, list[float]]:
    page = _open(browser, file, [])
    page.wait_for_selector("html[data-ready]")
    found = interactions(page)
    page.context.close()
    return found


def _ours(browser: Browser, folder: Path, focus: str) -> dict[str, str]:
    file = folder / f"ours{len(focus)}.html"
    command = [sys.executable, "-m", "oneplusn", "view", "--output", str(file)]
    builds = [_timed(command + (["--focus", focus] if focus else [])) for _ in range(3)]
    paints, ready, drags, wheels = [], [], [], []
    asked: list[str] = []
    for _ in range(_TURNS):
        page = _open(browser, file, asked)
        page.wait_for_selector("html[data-ready]")
        paints.append(_painted(page))
        ready.append(page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))
        drags.append(_frames(page, _drag))
        wheels.append(_frames(page, _wheel))
        page.context.close()
    return {
        "page": f"oneplusn view{' --focus ' + focus if focus else ''}",
        "size": _size(file),
        "build": f"{statistics.median(builds):.1f} s",
        "paint": f"{statistics.median(paints):.0f} ms",
        "ready": f"{statistics.median(ready):.0f} ms",
        "drag": _spread(drags),
        "wheel": _spread(wheels),
        "requests": _outside(asked),
    }


def _stock(browser: Browser, folder: Path) -> dict[str, str]:
    """Give pyvis the same nodes and edges, with its own template and options."""
    found = build_page(load_store())
    begun = time.perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    for node in found.shown.nodes:
        network.add_node(node.key, label=node.name.zh or node.key, title=node.name.en)
    for edge in found.shown.edges:
        network.add_edge(edge.source, edge.target, title=edge.relation)
    html = network.generate_html(notebook=False)
    took = time.perf_counter() - begun
    file = folder / "stock.html"
    file.write_text(html, encoding="utf-8")
    asked: list[str] = []
    page = _open(browser, file, asked)
    paint = _painted(page)
    settled = page.evaluate(
        f"""() => new Promise((done) => {{
            network.on("stabilizationIterationsDone", () => done(performance.now()));
            setTimeout(() => done(-1), {_WAIT});
        }})"""
    )
    drag = _spread([_frames(page, _drag)])
    page.context.close()
    return {
        "page": "stock pyvis 0.3.2, `in_line`",
        "size": _size(file),
        "build": f"{took:.1f} s (no selection, no layout)",
        "paint": f"{paint:.0f} ms (a loading bar)",
        "ready": f"{settled / 1000:.0f} s" if settled > 0 else f"> {_WAIT // 1000} s",
        "drag": drag,
        "wheel": "–",
        "requests": _outside(asked),
    }


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - begun


def _open(browser: Browser, file: Path, asked: list[str]) -> Page:
    """Open a file; *asked* collects the addresses that it asks a network for."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    # The first frame after the page says that it is ready is the one with the graph on it.
    page.add_init_script(
        """new MutationObserver((_, observer) => {
            if (!document.documentElement?.dataset.ready) return;
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("drawn")));
        }).observe(document, { attributes: true, subtree: true });"""
    )
    page.goto(file.as_uri(), wait_until="load", timeout=_WAIT)
    page.wait_for_timeout(600)
    return page


def _painted(page: Page) -> float:
    paint: float = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
    )
    return paint


def _frames(page: Page, move: Any) -> list[float]:  # noqa: ANN401 - a function of the page
    page.evaluate(_FRAMES)
    move(page)
    found: list[float] = page.evaluate(
        "() => { const all = window.frames_; window.frames_ = null; return all.slice(2); }"
    )
    return found


def _drag(page: Page) -> None:
    page.mouse.move(560, 780)
    page.mouse.down()
    for turn in range(40):
        page.mouse.move(560 + 4 * (turn % 20), 780 - 3 * (turn % 20))
    page.mouse.up()


def _wheel(page: Page) -> None:
    page.mouse.move(580, 480)
    for turn in range(20):
        page.mouse.wheel(0, (-60, 60)[turn // 10])
        page.wait_for_timeout(15)


def _spread(runs: list[list[float]]) -> str:
    every = sorted(frame for run in runs for frame in run)
    at = [every[int(len(every) * part)] for part in (0.5, 0.95)]
    return f"{at[0]:.0f} / {at[1]:.0f} ms"


def _outside(asked: list[str]) -> str:
    return str(len({url for url in asked if url.startswith("http")}))


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.2f} MB"


_COLUMNS = {
    "page": "page",
    "size": "size",
    "build": "command",
    "paint": "first paint",
    "ready": "graph drawn",
    "drag": "frame while dragging, median / 95 %",
    "wheel": "frame while zooming",
    "requests": "addresses asked for",
}


def _report(rows: list[dict[str, str]], worked: str, version: str) -> str:
    head = f"| {' | '.join(_COLUMNS.values())} |\n|{' --- |' * len(_COLUMNS)}\n"
    body = "".join(f"| {' | '.join(row[key] for key in _COLUMNS)} |\n" for row in rows)
    load = os.getloadavg()[0]
    return (
        "# The page, measured\n\n"
        f"Chromium {version}, headless, software rendering, {os.cpu_count()} cores "
        f"(load {load:.1f} while measuring), network off; medians of {_TURNS} runs. "
        "`python benchmarks/page.py` measures again.\n\n"
        f"{head}{body}\n"
        "“Graph drawn” is the first frame with the graph on it; for stock pyvis, the end of its "
        "stabilisation, until when a bar stands in front of the graph. A frame is the time from "
        "one animation frame to the next, so 17 ms is the best there is.\n\n"
        "## Working with it\n\n"
        f"{worked}\n"
        "The longest frame from an action until the page is at rest again. The large graph "
        "opens in groups, so opening one is measured there, and unfolding on the page with a "
        "focus, where there is something to unfold.\n"
    )


if __name__ == "__main__":
    main()
