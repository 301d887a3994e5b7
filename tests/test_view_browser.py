"""The page in a browser that is offline: drawing, search, legend, panel, languages, state."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from view_data import HOSTILE, html, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(_CHROMIUM is None, reason="no program named chromium is installed")
_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class _View:
    """An open page, with all that it asked for and all that went wrong on it."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._folder = folder
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text))

    def open(self, *, focus: str | None = None, fragment: str = "") -> Page:
        file = self._folder / f"{focus or 'whole'}.html".replace(":", "-")
        file.write_text(html(focus=focus), encoding="utf-8")
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=_CHROMIUM, args=_OPTIONS)
        yield started
        started.close()


@pytest.fixture
def view(browser: Browser, tmp_path: Path) -> Iterator[_View]:
    """Open a page without any network; after the test, see that it asked for none."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = _View(context.new_page(), tmp_path)
    yield opened
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == len({url.partition("#")[0] for url in opened.requests})
    assert opened.errors == []
    context.close()


def _panel(page: Page) -> str:
    return page.inner_text("#panel h2")


@pytest.mark.parametrize("focus", [None, "policy:frame"])
def test_the_page_draws(view: _View, focus: str | None) -> None:
    """The canvas is not empty, and nothing is asked for besides the file."""
    page = view.open(focus=focus)
    painted = page.evaluate(
        """() => {
            const canvas = document.querySelector("#network canvas");
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            return data.some((value) => value !== 0);
        }"""
    )
    assert painted is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("增效", "减污降碳协同增效实施方案"),
        ("one PLUS", "碳达峰碳中和“1+N”政策体系"),
        ("1+n”政策", "碳达峰碳中和“1+N”政策体系"),
        ("coal-fired", "煤电"),
    ],
)
def test_search_finds_names_in_both_languages(view: _View, text: str, found: str) -> None:
    """Part of a Chinese, an English or another name leads to the node, by keyboard alone."""
    page = view.open()
    page.focus("#search")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    assert found == _panel(page)


def test_search_says_when_nothing_matches(view: _View) -> None:
    """A text that no name has gives a note, and no choice."""
    page = view.open()
    page.fill("#search", "xyzzy")
    assert page.inner_text("#matches") == "没有匹配的名称"


def test_the_legend_hides_and_shows_a_class(view: _View) -> None:
    """The count of what is shown follows the legend, and so does the fragment."""
    page = view.open(focus="policy:frame")
    before = page.inner_text("#status")
    page.click("[data-key=Sector]")
    during = (page.inner_text("#status"), page.evaluate("location.hash"))
    page.click("[data-key=Sector]")
    assert ("显示 4" in before, "显示 3" in during[0], during[1]) == (True, True, "#hide=Sector")
    assert before == page.inner_text("#status")


def test_the_legend_hides_inferred_relations(view: _View) -> None:
    """Inferred relations can be taken away apart from the stated ones."""
    page = view.open(focus="policy:frame")
    page.click("[data-key=inferred]")
    assert "3 条关系" in page.inner_text("#status")


def test_a_node_shows_the_sentence_with_its_name_marked(view: _View) -> None:
    """The panel quotes the report, and marks where the name stands."""
    page = view.open(fragment="#node=policy:plan")
    quotes = page.locator("#panel blockquote")
    assert quotes.all_inner_texts() == [sentence("2.7/p1/s2"), sentence("2.7/p1/s3")]
    assert page.inner_text("#panel mark >> nth=0") == "减污降碳协同增效实施方案"


def test_a_click_on_the_canvas_selects_the_node(view: _View) -> None:
    """The node under the pointer comes into the panel."""
    page = view.open(focus="policy:frame")
    spot = page.evaluate(
        """() => Drawing.network.canvasToDOM(Drawing.network.getPosition("policy:plan"))"""
    )
    page.locator("#network").click(position=spot)
    assert _panel(page) == "减污降碳协同增效实施方案"


def test_a_relation_shows_its_sentence_or_says_that_it_is_inferred(view: _View) -> None:
    """From the panel of a node, each relation leads to what it rests on."""
    page = view.open(fragment="#node=policy:frame")
    page.click("#panel .basis.stated")
    assert page.locator("#panel blockquote").all_inner_texts() == [sentence("2.7/p1/s2")]
    page = view.open(fragment="#node=policy:frame")
    page.click("#panel .basis.inferred")
    assert "推理" in page.inner_text("#panel .quiet")


def test_the_language_changes_without_loading_again(view: _View) -> None:
    """Names, words, title and the language of the document change at once."""
    page = view.open(focus="policy:frame")
    page.click("[data-language=en]")
    found = (
        page.inner_text("h1"),
        page.inner_text("#panel h2"),
        page.get_attribute("html", "lang"),
    )
    assert ("One Plus N", "One Plus N", "en") == found
    assert page.inner_text("#status").startswith("Showing 4 of")
    assert page.title().startswith("One Plus N")


def test_the_fragment_brings_a_view_back(view: _View) -> None:
    """Language, selection and what is hidden are read from the address."""
    page = view.open(fragment="#node=policy:far&lang=en&hide=Sector,nonsense")
    assert ("Notice", "hidden by the legend" in page.inner_text("#status")) == (
        _panel(page),
        True,
    )
    assert page.get_attribute("[data-key=Sector]", "aria-pressed") == "false"


def test_the_table_lists_what_is_shown(view: _View) -> None:
    """The twin of the drawing has the shown nodes and edges, and follows the legend."""
    page = view.open(focus="policy:frame")
    page.click("#table > summary")
    page.wait_for_selector("#edges")
    rows = (page.locator("#nodes tbody tr"), page.locator("#edges tbody tr"))
    before = tuple(row.count() for row in rows)
    page.click("[data-key=Sector]")
    assert ((4, 4), (3, 2)) == (before, tuple(row.count() for row in rows))


def test_the_keyboard_reaches_search_legend_and_panel(view: _View) -> None:
    """Going on with Tab alone, one comes to each part of the page."""
    page = view.open(focus="policy:frame")
    seen = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"search", "entry", "panel", "fit"} <= seen


def test_a_hostile_label_is_inert(view: _View) -> None:
    """A label full of HTML is shown letter for letter, wherever it is shown, and does nothing."""
    page = view.open(fragment="#node=policy:plan&lang=en")
    page.click("#table > summary")
    page.fill("#search", "onerror")
    page.wait_for_selector("#matches [role=option]")
    expected = " ".join(HOSTILE.split())
    assert expected == " ".join(_panel(page).split())
    assert page.locator("img").count() == 0
    assert page.title() == "Climate policy knowledge graph"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_in_light_and_dark(view: _View, scheme: str) -> None:
    """On a narrow screen nothing sticks out, and the panel stands below the canvas."""
    view.page.set_viewport_size({"width": 390, "height": 844})
    view.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = view.open(focus="policy:frame")
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    tops = page.evaluate(
        "['drawing', 'panel'].map((id) => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert widths[0] <= widths[1]
    assert tops[0] < tops[1]
