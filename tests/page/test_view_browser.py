"""The page in a browser that is offline: drawing, search, legend, panel, tabs, state, exports."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from browsers import needs_axe, needs_chromium, run_axe, serious_violations
from view_data import HOSTILE, html, many, sentence

from oneplusn.viz.page.render import render_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium
_SPACE = re.compile("[ \t\n\f\r]+")
_TABS = ("graph", "tree", "timeline", "figures", "table")


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
        page.on("dialog", lambda dialog: self.errors.append(f"dialog {dialog.message}"))

    def open(
        self,
        *,
        focus: str | None = None,
        depth: int | None = None,
        fragment: str = "",
        label: str = HOSTILE,
    ) -> Page:
        file = self._folder / f"{focus or 'whole'}-{depth}.html".replace(":", "-")
        file.write_text(html(focus=focus, depth=depth, label=label), encoding="utf-8")
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.page.wait_for_selector("html[data-ready]")
        return self.page

    def open_many(self, *, copies: int, fragment: str = "") -> Page:
        file = self._folder / f"many-{copies}.html"
        file.write_text(render_page(many(copies)), encoding="utf-8")
        self.page.goto(f"{file.as_uri()}{fragment}")
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture
def view(browser: Browser, tmp_path: Path) -> Iterator[_View]:
    """Open a page without any network; after the test, see that it asked for none."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = _View(context.new_page(), tmp_path)
    yield opened
    assert [url for url in opened.requests if not url.startswith(("file:", "blob:"))] == []
    assert opened.errors == []
    context.close()


_DRAWN = """() => { const { order, lines } = Scene.now();
    return [order.map(({ id }) => id), lines.filter(({ hidden }) => !hidden).length]; }"""


_GROUPS = ["/Technology", "2/Document", "2/Sector"]


def _panel(page: Page) -> str:
    return page.inner_text("#panel h2 >> nth=0")


def _status(page: Page) -> str:
    return page.inner_text("#status")


@pytest.mark.parametrize("focus", [None, "policy:frame"])
@pytest.mark.parametrize("layout", ["around", "organic", "hierarchy", "chapters"])
def test_the_page_draws(view: _View, focus: str | None, layout: str) -> None:
    """In each layout the canvas is not empty, and nothing is asked for besides the file."""
    page = view.open(focus=focus, fragment=f"#layout={layout}")
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
        ("meidian", "煤电"),
        ("MD", "煤电"),
        ("xietongzengxiao", "减污降碳协同增效实施方案"),
        ("jwjt", "减污降碳协同增效实施方案"),
        ("tdftzhong", "碳达峰碳中和“1+N”政策体系"),
    ],
)
def test_search_finds_names_in_both_languages_and_pinyin(
    view: _View, text: str, found: str
) -> None:
    """Part of a Chinese, English or other name, or its pinyin, leads there by keyboard alone."""
    page = view.open()
    page.keyboard.press("/")
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
    before = _status(page)
    page.click("[data-key=Sector]")
    during = (_status(page), page.evaluate("location.hash"))
    page.click("[data-key=Sector]")
    assert ("显示 4" in before, "显示 3" in during[0], during[1]) == (True, True, "#hide=Sector")
    assert before == _status(page)


def test_the_legend_hides_inferred_relations(view: _View) -> None:
    """Inferred relations can be taken away apart from the stated ones."""
    page = view.open(focus="policy:frame")
    page.click("[data-key=inferred]")
    assert "3 条关系" in _status(page)


def test_a_node_shows_the_sentence_with_its_name_marked(view: _View) -> None:
    """The panel quotes the report, and marks where the name stands."""
    page = view.open(fragment="#node=policy:plan")
    quotes = page.locator("#panel blockquote").all_inner_texts()
    assert quotes == [sentence("2.7/p1/s2"), sentence("2.7/p1/s3"), sentence("2.7/p3/s2")]
    assert page.inner_text("#panel mark >> nth=0") == "减污降碳协同增效实施方案"


def test_the_drawing_has_the_members_that_the_adapter_needs(view: _View) -> None:
    """Hidden, moved without lines, bent, drawn anew: each does in vis-network what it says."""
    page = view.open(focus="policy:frame")
    page.evaluate("Canvas.network.hide('nodes', 'policy:plan', true); Canvas.network.renewHidden()")
    hidden = "Canvas.place('policy:plan').options.hidden"
    assert page.evaluate(hidden)
    page.evaluate("Canvas.network.hide('nodes', 'policy:plan', false)")
    assert not page.evaluate(hidden)
    place = page.evaluate("(({ x, y }) => ({ x, y }))(Canvas.place('policy:plan'))")
    assert place == page.evaluate("Canvas.network.getPosition('policy:plan')")
    bent = "Data.network.edges.map((edge) => Boolean(edge.smooth))"
    via = "Data.network.edges.map((edge) => Boolean(Canvas.via(edge.id)))"
    assert page.evaluate(bent) == page.evaluate(via)
    assert True in page.evaluate(bent)
    page.evaluate("Drawing.network.on('afterDrawing', () => { window.drawn = true; })")
    page.evaluate("Canvas.redraw()")
    page.wait_for_function("window.drawn")


def test_a_click_on_the_canvas_selects_the_node(view: _View) -> None:
    """The node under the pointer comes into the panel."""
    page = view.open(focus="policy:frame")
    spot = page.evaluate(
        """() => Drawing.network.canvasToDOM(Drawing.network.getPosition("policy:plan"))"""
    )
    page.locator("#network").click(position=spot)
    assert _panel(page) == "减污降碳协同增效实施方案"


def test_a_selection_does_not_draw_the_graph_anew(view: _View) -> None:
    """Only the layer above is drawn when something is selected or pointed at."""
    page = view.open(focus="policy:frame")
    page.evaluate("Drawing.network.on('afterDrawing', () => { window.drawn = true; })")
    spot = page.evaluate(
        """() => Drawing.network.canvasToDOM(Drawing.network.getPosition("policy:plan"))"""
    )
    page.locator("#network").hover(position=spot)
    page.evaluate("State.select('policy:plan')")
    page.wait_for_function("Overlay.highlight()?.nodes.has('policy:plan')")
    page.wait_for_timeout(100)
    found = page.evaluate("[window.drawn ?? false, Canvas.container.className]")
    assert [False, "veiled pointing"] == [
        found[0],
        " ".join(sorted(found[1].split(), reverse=True)),
    ]
    page.evaluate("Canvas.redraw()")
    page.wait_for_function("window.drawn")


def test_a_page_of_middling_size_draws_each_entity(view: _View) -> None:
    """Groups are offered there, and not what it opens in."""
    page = view.open_many(copies=100)
    offered = page.locator("#layout option").all_inner_texts()
    assert ["自然分布", "从左到右", "按章节", "按章节与类别汇总"] == offered
    assert len(many(100).shown.nodes) == len(page.evaluate(_DRAWN)[0])
    page.select_option("#layout", "groups")
    assert _GROUPS == sorted(page.evaluate(_DRAWN)[0])


def test_a_very_large_page_opens_in_groups_and_says_so(view: _View) -> None:
    """One sign a group, few lines, and a line of words that names the way out of it."""
    page = view.open_many(copies=300)
    drawn, lines = page.evaluate(_DRAWN)
    assert (_GROUPS, 1) == (sorted(drawn), lines)
    assert "汇总为 3 组，已展开 0 组" in _status(page)
    assert "可在“布局”中改为逐个显示" in _status(page)
    page.select_option("#layout", "chapters")
    assert len(many(300).shown.nodes) == len(page.evaluate(_DRAWN)[0])
    assert ("#layout=chapters", "汇总" in _status(page)) == (
        page.evaluate("location.hash"),
        False,
    )


def test_a_group_opens_and_closes_with_a_click(view: _View) -> None:
    """Its members come in its place, keep clear of each other, and go again."""
    page = view.open_many(copies=300)
    spot = page.evaluate(
        "() => Drawing.network.canvasToDOM(Drawing.network.getPosition('2/Sector'))"
    )
    page.locator("#network").click(position=spot)
    drawn = page.evaluate(_DRAWN)[0]
    assert (602, True) == (len(drawn), "2/Document" in drawn)
    assert page.evaluate("location.hash") == "#in=2/Sector"
    places = page.evaluate(
        "Object.values(Drawing.network.getPositions()).map((p) => `${p.x} ${p.y}`)"
    )
    assert len(places) == len(set(places)) == 602
    page.go_back()
    page.wait_for_function("Scene.now().order.length === 3")


def test_what_is_selected_comes_out_of_its_group(view: _View) -> None:
    """Search finds what stands in a closed group; the group opens and the rest stays closed."""
    page = view.open_many(copies=300, fragment="#lang=en")
    page.fill("#search", "Notice")
    page.keyboard.press("Enter")
    drawn = page.evaluate(_DRAWN)[0]
    assert ("2/Sector" in drawn, "2/Document" in drawn, "policy:far" in drawn) == (
        True,
        False,
        True,
    )
    assert _panel(page) == "Notice"


def test_groups_open_by_keyboard(view: _View) -> None:
    """The panel lists the groups as buttons that open and close them."""
    page = view.open_many(copies=300, fragment="#lang=en")
    button = page.locator("#panel [data-group='2/Sector']")
    assert ("Sector", "false") == (
        button.inner_text().split("\n")[-1].split(" · ")[-1].strip(" 0123456789"),
        button.get_attribute("aria-expanded"),
    )
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert 602 == len(page.evaluate(_DRAWN)[0])


def test_a_stated_relation_shows_its_sentence(view: _View) -> None:
    """From the panel of a node, a relation leads to the sentence that states it."""
    page = view.open(fragment="#node=policy:frame")
    page.click("#panel .basis.stated")
    assert page.locator("#panel blockquote").all_inner_texts() == [sentence("2.7/p1/s2")]


def test_an_inferred_relation_shows_why(view: _View) -> None:
    """Rule and premises are shown, and under each premise the sentence that states it."""
    page = view.open(focus="policy:frame", fragment="#node=policy:frame")
    page.click("#panel .basis.inferred >> nth=0")
    said = page.locator("#panel .premises .said").all_inner_texts()
    assert said == [
        "减污降碳协同增效实施方案 属于 碳达峰碳中和“1+N”政策体系",
        "减污降碳协同增效实施方案 适用领域 煤电",
    ]
    assert page.inner_text("#panel .why code >> nth=0") == "prp-spo2-2"
    assert page.locator("#panel blockquote").all_inner_texts() == [sentence("2.7/p1/s2")] * 2


def test_neighbours_unfold_in_place_and_fold_again(view: _View) -> None:
    """What was kept at hand comes onto the page, is counted, and goes again."""
    page = view.open(focus="policy:frame", depth=1, fragment="#node=policy:plan")
    before = _status(page)
    page.click("#unfold")
    assert ("显示 8 /" in _status(page), "另展开了 6 个" in _status(page)) == (True, True)
    assert page.evaluate("location.hash") == "#node=policy:plan&open=policy:plan"
    places = page.evaluate(
        "Object.values(Drawing.network.getPositions()).map((p) => `${p.x} ${p.y}`)"
    )
    assert len(places) == len(set(places))
    page.click("#unfold")
    assert before == _status(page)


def test_search_brings_what_is_kept_at_hand_onto_the_page(view: _View) -> None:
    """Choosing a spare node unfolds the way to it."""
    page = view.open(focus="policy:frame", depth=1)
    page.fill("#search", "通知")
    page.keyboard.press("Enter")
    assert (_panel(page), "opened" if "另展开" in _status(page) else "") == ("通知", "opened")


def test_a_path_between_two_nodes(view: _View) -> None:
    """Begun at one node and ended at another, it lists each step with its direction."""
    page = view.open(fragment="#node=policy:far")
    page.click("#path-from")
    page.fill("#search", "One Plus N")
    page.keyboard.press("Enter")
    steps = [" ".join(text.split()) for text in page.locator("#panel .path li").all_inner_texts()]
    plan, frame = "减污降碳协同增效实施方案", "碳达峰碳中和“1+N”政策体系"
    assert steps == ["通知", "↓ 引用", plan, "↓ 属于", frame]
    assert page.evaluate("location.hash") == "#node=policy:far&path=policy:far,policy:frame"
    page.click("[data-key=cites]")
    assert "没有路径" in page.inner_text("#panel")


def test_the_language_changes_without_loading_again(view: _View) -> None:
    """Names, words, title and the language of the document change at once."""
    page = view.open(focus="policy:frame")
    page.click("[data-language=en]")
    found = (page.inner_text("h1"), _panel(page), page.get_attribute("html", "lang"))
    assert ("One Plus N", "One Plus N", "en") == found
    assert _status(page).startswith("Showing 4 of")
    assert page.title().startswith("One Plus N")
    assert page.inner_text("#tab-figures") == "Figures"


def test_the_fragment_brings_a_view_back(view: _View) -> None:
    """Language, selection, tab, layout and what is hidden are read from the address."""
    fragment = "#node=policy:far&lang=en&hide=Sector,nonsense&view=table&layout=chapters"
    page = view.open(fragment=fragment)
    assert ("Notice", "hidden by the legend" in _status(page)) == (_panel(page), True)
    assert page.get_attribute("[data-key=Sector]", "aria-pressed") == "false"
    assert page.get_attribute("#tab-table", "aria-selected") == "true"
    page.click("#tab-graph")
    assert page.input_value("#layout") == "chapters"


@pytest.mark.parametrize(
    "fragment", ["#node=__proto__", "#figure=constructor&path=toString", "#edge=-1&open=,,", "#%"]
)
def test_a_fragment_that_makes_no_sense_is_ignored(view: _View, fragment: str) -> None:
    """Whatever stands in the address, the page opens as if it did not."""
    page = view.open(focus="policy:frame", fragment=fragment)
    assert _panel(page) == "碳达峰碳中和“1+N”政策体系"


def test_going_back_undoes_the_last_step(view: _View) -> None:
    """The back button of the browser goes from node to node and from tab to tab."""
    page = view.open(focus="policy:frame")
    page.click("#panel .ends .node >> nth=0")
    first = _panel(page)
    page.click("#tab-table")
    page.go_back()
    assert (first, page.get_attribute("#tab-graph", "aria-selected")) == (_panel(page), "true")
    page.go_back()
    assert _panel(page) == "碳达峰碳中和“1+N”政策体系"


def test_reset_brings_back_the_page_as_it_opened(view: _View) -> None:
    """Selection, tab, layout, filters and what was unfolded go; the language stays."""
    page = view.open(
        focus="policy:frame",
        fragment="#node=policy:plan&open=policy:plan&view=graph&layout=organic&hide=Sector&lang=en",
    )
    page.click("#reset")
    assert page.evaluate("location.hash") == "#lang=en"
    assert (_panel(page), _status(page)[:9]) == ("One Plus N", "Showing 4")


def test_the_tree_shows_plans_and_sectors(view: _View) -> None:
    """Framework, area, plan and sector stand one below the other; a click opens the panel."""
    page = view.open(fragment="#view=tree")
    leaves = page.locator("#view-tree .leaf").all_inner_texts()
    expected = ["碳达峰碳中和“1+N”政策体系", "未归类", "减污降碳协同增效实施方案", "煤电"]
    assert expected == leaves
    page.click("#view-tree [data-node='sector:coal-power']")
    assert _panel(page) == "煤电"


def test_the_timeline_shows_dates_and_periods_of_figures(view: _View) -> None:
    """A date leads to its document, a period to its figures."""
    page = view.open(fragment="#view=timeline")
    marks = page.locator("#view-timeline .row-mark")
    labels = [marks.nth(at).locator("text").text_content() for at in range(marks.count())]
    assert labels == ["2022-06 · 减污降碳协同增效实施方案", "2021年底 · 1", "2022年底 · 1"]
    marks.nth(0).press("Enter")
    assert _panel(page) == "减污降碳协同增效实施方案"
    marks.nth(2).press("Enter")
    page.click("#view-timeline .listed button")
    assert page.inner_text("#panel mark") == "不足10万台"


def test_figures_are_bars_of_one_unit(view: _View) -> None:
    """Two values of one indicator make a chart, in order of time; a click shows the sentence."""
    page = view.open(fragment="#view=figures&lang=en")
    bars = page.locator("#view-figures .card >> nth=0").locator("[data-figure]")
    amounts = [bars.nth(at).locator(".amount").text_content() for at in range(bars.count())]
    assert amounts == ["≲500,000 sets", "<100,000 sets"]
    widths = [float(bars.nth(at).locator(".bar").get_attribute("width") or 0) for at in (0, 1)]
    assert widths[0] / widths[1] == pytest.approx(5, rel=0.01)
    bars.nth(1).press("Enter")
    assert page.locator("#panel blockquote[lang=zh]").all_inner_texts() == [sentence("2.7/p3/s2")]
    assert page.inner_text("#panel mark") == "不足10万台"


def test_sentences_are_read_in_the_language_of_the_page(view: _View) -> None:
    """In English ours stands first and says so; in Chinese the report's own words stand alone."""
    page = view.open(focus="policy:frame", fragment="#lang=en")
    figure = page.locator("#panel .sentence >> nth=0")
    english, chinese = figure.locator("blockquote").all()
    assert ("en", "zh") == (english.get_attribute("lang"), chinese.get_attribute("lang"))
    assert "Our unofficial translation of:" == figure.locator(".note").inner_text()
    assert not re.search("[\u4e00-\u9fff]", english.inner_text())
    original = chinese.inner_text()
    page.click("[data-language=zh]")
    quoted = page.locator("#panel .sentence >> nth=0").locator("blockquote")
    assert [original] == quoted.all_inner_texts()
    assert 0 == page.locator("#panel .sentence .note").count()


def _cells(page: Page, column: int) -> list[str]:
    return page.locator(f"#nodes tbody td:nth-child({column})").all_inner_texts()


def test_the_table_follows_the_legend_sorts_and_filters(view: _View) -> None:
    """The twin of the drawing has the shown nodes and edges, in the order one asks for."""
    page = view.open(focus="policy:frame", fragment="#view=table&lang=en")
    rows = (page.locator("#nodes tbody tr"), page.locator("#edges tbody tr"))
    assert (4, 4) == tuple(row.count() for row in rows)
    page.click("[data-key=Sector]")
    assert (3, 2) == tuple(row.count() for row in rows)
    page.click("[data-sort='nodes 3']")
    assert sorted(_cells(page, 4)) == _cells(page, 4)
    page.click("[data-sort='nodes 3']")
    assert sorted(_cells(page, 4), reverse=True) == _cells(page, 4)
    assert page.get_attribute("#nodes th:nth-child(4)", "aria-sort") == "descending"
    page.fill("#filter", "NOTICE")
    page.locator("#nodes tbody tr").nth(1).wait_for(state="detached")
    assert _cells(page, 1) == ["Notice"]


def test_the_table_by_keyboard_alone(view: _View) -> None:
    """From the tab to a row, along the rows, into the panel, without touching the mouse."""
    page = view.open(focus="policy:frame", fragment="#lang=en")
    page.focus("#tab-graph")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.id") == "tab-table"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "row":
            break
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert first != second == page.evaluate("document.querySelector('#panel h2').textContent")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_the_keyboard_reaches_each_part_of_the_page(view: _View) -> None:
    """Going on with Tab alone, one comes to search, tabs, layout, legend, canvas and panel."""
    page = view.open(focus="policy:frame")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"search", "tab-graph", "layout", "reset", "entry", "panel", "fit"} <= seen


def _download(page: Page, kind: str) -> bytes:
    page.click("#export summary")
    with page.expect_download() as waiting:
        page.click(f"[data-export={kind}]")
    return Path(waiting.value.path()).read_bytes()


def test_tables_are_exported_as_csv(view: _View) -> None:
    """UTF-8 with a mark for spreadsheets, one line for each entity and relation that is shown."""
    page = view.open(focus="policy:frame")
    entities = list(csv.reader(io.StringIO(_download(page, "entities").decode("utf-8-sig"))))
    relations = list(csv.reader(io.StringIO(_download(page, "relations").decode("utf-8-sig"))))
    base = "https://w3id.org/oneplusn/policy"
    far = [f"{base}/far", "通知", "Notice", "文件", "2.7/p1/s3"]
    assert (5, far) == (len(entities), entities[1])
    cites = [f"{base}/far", "通知", "引用", "减污降碳协同增效实施方案", f"{base}/plan", "报告所述"]
    assert (5, [*cites, "2.7/p1/s3"]) == (len(relations), relations[1])


def test_a_cell_that_looks_like_a_formula_is_disarmed(view: _View) -> None:
    """A spreadsheet gets a name that begins with an equals sign as text."""
    page = view.open(label='=HYPERLINK("http://example.org","x")', fragment="#lang=en")
    text = _download(page, "entities").decode("utf-8-sig")
    names = [row[2] for row in csv.reader(io.StringIO(text))]
    assert '\'=HYPERLINK("http://example.org","x")' in names


@pytest.mark.parametrize("tab", ["graph", "timeline", "figures"])
def test_pictures_are_exported(view: _View, tab: str) -> None:
    """The SVG is well-formed and has a sign for each node or bar; the PNG is a PNG."""
    page = view.open(focus="policy:frame", fragment=f"#view={tab}")
    root = ET.fromstring(_download(page, "svg"))  # noqa: S314 - our own drawing
    shapes = [e for e in root.iter() if e.tag.rpartition("}")[2] in {"circle", "polygon", "rect"}]
    assert len(shapes) > 4
    if tab == "graph":
        assert _download(page, "png")[:8] == b"\x89PNG\r\n\x1a\n"


def _svg(page: Page) -> ET.Element:
    return ET.fromstring(_download(page, "svg"))  # noqa: S314 - our own drawing


def _texts(root: ET.Element, tag: str) -> list[str]:
    found = (e for e in root.iter() if e.tag.rpartition("}")[2] == tag)
    return ["".join(e.itertext()) for e in found]


def test_the_tree_is_exported_as_a_tree(view: _View) -> None:
    """Each leaf is a line of text, from above, and no other tab's drawing is."""
    page = view.open(fragment="#view=tree")
    expected = ["碳达峰碳中和“1+N”政策体系", "未归类", "减污降碳协同增效实施方案", "煤电"]
    assert expected == _texts(_svg(page), "text")


def test_lines_are_exported_as_they_are_drawn(view: _View) -> None:
    """As on the screen: the inferred relation bent and dashed, our classification long dashes."""
    page = view.open(focus="policy:frame")
    page.wait_for_function("Overlay.placed().scale > 0")
    paths = [e for e in _svg(page).iter() if e.tag.rpartition("}")[2] == "path"]
    kinds = sorted(("Q" in (e.get("d") or ""), e.get("stroke-dasharray") or "") for e in paths)
    assert [(False, ""), (False, ""), (False, "8 2"), (True, "5 4")] == kinds


_PAYLOADS = {
    "image": "<img src=x onerror=\"document.title='broken'\">",
    "script": "</script><script>document.title='broken'</script>",
    "href": "see href <img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="document.title=\'broken\'" x="',
    "option": "</option></select><svg onload=alert(1)>",
    "heading": "<h1>x</h1><iframe src='javascript:alert(1)'></iframe>",
    "template": "${alert(1)} {{alert(1)}} {n} {name}",
    "style": "</style><style>body{display:none}</style>",
    "comment": "<!--<script>",
    "separators": "a\u2028b\u2029c & d",
}


@pytest.mark.parametrize("name", _PAYLOADS)
def test_a_hostile_label_is_inert_wherever_it_is_shown(view: _View, name: str) -> None:
    """In title, heading, panel, search, tabs, tables and exports it is text, letter for letter."""
    label = _PAYLOADS[name]
    page = view.open(focus="policy:plan", fragment="#lang=en", label=label)
    assert label == page.text_content("#panel h2")
    assert label == page.text_content("h1#title")
    assert _SPACE.split(page.title()) == _SPACE.split(f"{label} · Climate policy knowledge graph")
    for tab in _TABS:
        if page.is_visible(f"#tab-{tab}"):
            page.click(f"#tab-{tab}")
    page.click("[data-sort='nodes 0']")
    page.fill("#search", label[:12])
    page.keyboard.press("Enter")
    page.hover("#view-table .row >> nth=0")
    page.click("#tab-graph")
    page.hover("#network")
    ET.fromstring(_download(page, "svg"))  # noqa: S314 - our own drawing
    counts = {tag: page.locator(tag).count() for tag in ("img", "iframe", "style", "script")}
    assert counts == {"img": 0, "iframe": 0, "style": 1, "script": 4}


def test_the_test_of_hostile_labels_can_fail(view: _View) -> None:
    """The same payload, given to innerHTML, is refused by the page's own policy."""
    page = view.open()
    page.evaluate("document.getElementById('panel').innerHTML = '<img src=x onerror=alert(1)>'")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in error for error in view.errors)
    view.errors.clear()
    view.requests.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", _TABS)
def test_a_phone_in_light_and_dark(view: _View, scheme: str, tab: str) -> None:
    """On a narrow screen nothing sticks out, and the panel stands below the picture."""
    view.page.set_viewport_size({"width": 390, "height": 844})
    view.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = view.open(focus="policy:frame", fragment=f"#view={tab}&lang=en")
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    tops = page.evaluate(
        "['stage', 'panel'].map((id) => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert widths[0] <= widths[1]
    assert tops[0] < tops[1]


_SMALL = """() => [...document.querySelectorAll(
    "button, summary, select, input, a[href], [role=button], [role=tab]")]
    .filter((one) => one.checkVisibility())
    .filter((one) => { const { width, height } = (one.querySelector(":scope > .hit") ?? one)
        .getBoundingClientRect(); return width < 24 || height < 24; })
    .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tab", _TABS)
def test_fingers_find_room(view: _View, tab: str, language: str) -> None:
    """On a phone, whatever one can touch has 24 by 24 pixels, with all that folds unfolded."""
    view.page.set_viewport_size({"width": 390, "height": 844})
    page = view.open(focus="policy:frame", fragment=f"#view={tab}&lang={language}&node=policy:plan")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert [] == page.evaluate(_SMALL)


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", _TABS)
def test_axe_finds_nothing_serious(view: _View, tab: str, scheme: str) -> None:
    """No rule of axe-core for WCAG 2.1 A and AA, and no best practice, is broken seriously."""
    view.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = view.open(focus="policy:frame", fragment=f"#view={tab}")
    results = run_axe(page)
    assert [] == serious_violations(results)
    assert len(results["passes"]) > 15
