"""Frames of the page while one works with it: the script that measures, and the table."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page as Browsed

    from oneplusn.viz.select.model import Page

__all__ = ["copies_of", "interactions", "interactions_table"]

TURNS = 16
# For each action: the longest frame from its start until the page is at rest again.
_MEASURE = """async (turns) => {
    const next = () => new Promise((done) => requestAnimationFrame(done));
    const rest = (time) => new Promise((done) => setTimeout(done, time));
    const longest = async (act, frames) => {
        await next();
        let before = await next();
        let most = 0;
        act();
        for (let left = frames; left > 0; left -= 1) {
            const now = await next();
            [most, before] = [Math.max(most, now - before), now];
        }
        return most;
    };
    const degree = (key) => Data.around.get(key).length;
    const keys = Object.keys(Data.page.nodes).filter(State.showsNode)
        .sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1)).slice(0, 300);
    const key = (at) => keys[(at * 7) % keys.length];
    const classes = [...Data.styles.keys()].map(Data.short);
    const tabs = [...document.querySelectorAll("[role=tab]")].filter((tab) => !tab.hidden)
        .map((tab) => tab.id.slice(4));
    const groups = [...Groups.keys].sort();
    const box = document.getElementById("search");
    const typed = ["碳", "能源", "nengyuan", "plan", "的", "gh"];
    const drawn = () => Scene.now().order;
    const spot = (at) => Canvas.network.canvasToDOM(
        Canvas.network.getPosition(drawn()[at % drawn().length].id));
    const point = (at) => {
        const { left, top } = Canvas.container.getBoundingClientRect();
        const { x, y } = spot(at);
        Canvas.container.dispatchEvent(
            new MouseEvent("mousemove", { clientX: left + x, clientY: top + y }));
    };
    const type = (at) => {
        box.value = typed[at % typed.length];
        box.dispatchEvent(new Event("input"));
    };
    const jump = (at) => { State.select(key(at)); Drawing.goTo(key(at)); };
    const layout = (at) => State.arrange(State.layouts[(at + 1) % State.layouts.length]);
    const acts = {
        "point at a node": [point, 4],
        "select a node": [(at) => State.select(key(at)), 4],
        "hide or show a class": [(at) => State.toggle(classes[(at >> 1) % classes.length]), 4],
        "type into the search": [type, 4],
        "jump to a match": [jump, 26],
        "change the tab": [(at) => State.show(tabs[(at + 1) % tabs.length]), 4],
        "change the language": [(at) => State.speak(at % 2 ? "zh" : "en"), 4],
        "change the layout": [layout, 4],
        "open or close a group": [(at) => Scene.grouped() && State.unpack(groups[at >> 1]), 26],
        "unfold neighbours": [(at) => State.hiddenNeighbours(key(at)) && State.unfold(key(at)), 26],
    };
    const found = {};
    for (const [name, [act, frames]] of Object.entries(acts)) {
        found[name] = [];
        for (let at = 0; at < turns; at += 1) {
            found[name].push(await longest(() => act(at), frames));
            await rest(220);
        }
        [box.value] = [""];
        box.dispatchEvent(new Event("input"));
        State.reset();
        Drawing.fit();
        await rest(700);
    }
    return found;
}"""


def interactions(page: Browsed) -> dict[str, list[float]]:
    """Return the longest frame, in milliseconds, of each of several turns of each action."""
    page.wait_for_timeout(1000)
    found: dict[str, list[float]] = page.evaluate(_MEASURE, TURNS)
    return found


def interactions_table(columns: dict[str, dict[str, list[float]]]) -> str:
    """Write a table: actions by pages, with the median and the 95th of a hundred."""
    head = f"| longest frame, median / 95 % (ms) | {' | '.join(columns)} |\n"
    rule = f"|{' --- |' * (len(columns) + 1)}\n"
    names = next(iter(columns.values()))
    rows = (
        f"| {name} | {' | '.join(_cell(found[name]) for found in columns.values())} |\n"
        for name in names
    )
    return head + rule + "".join(rows)


def _cell(frames: list[float]) -> str:
    ordered = sorted(frames)
    return f"{statistics.median(ordered):.0f} / {ordered[int(len(ordered) * 0.95)]:.0f}"


def copies_of(page: Page, number: int) -> Page:
    """Repeat what a page shows, with every seventh relation leading into the next copy."""

    def key(name: str, copy: int) -> str:
        return f"{name}-copy{copy}" if copy else name

    copies = range(number)
    nodes = (replace(node, key=key(node.key, copy)) for copy in copies for node in page.shown.nodes)
    edges = (
        replace(
            edge,
            source=key(edge.source, copy),
            target=key(edge.target, (copy + (at % 7 == 0)) % number),
        )
        for copy in copies
        for at, edge in enumerate(page.shown.edges)
    )
    shown = replace(page.shown, nodes=tuple(sorted(nodes)), edges=tuple(sorted(edges)))
    total = number * len(page.shown.nodes)
    return replace(page, shown=shown, spare=(), more=(), reasons={}, total=total)
