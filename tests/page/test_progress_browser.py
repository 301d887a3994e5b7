"""Progress in a browser that is offline: charts, lists, both sides, keyboard, phone, paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from browsers import needs_axe, needs_chromium, run_axe, serious_violations
from progress_data import DOCUMENT, SENTENCE, render
from view_data import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the page without any network; after the test, see that nothing went wrong."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.on("dialog", lambda dialog: errors.append(f"dialog {dialog.message}"))

    def open_page(fragment: str = "", *, scheme: str = "light", width: int = 1280) -> Page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 844})
        file = tmp_path / "progress.html"
        file.write_text(render(), encoding="utf-8")
        page.goto(f"{file.as_uri()}{fragment}")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []
    assert errors == []
    context.close()


def _texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_text_contents()]


def test_the_page_opens_on_the_tab(opened: Callable[..., Page]) -> None:
    """A chart for each scale, a row for each target that is compared."""
    page = opened()
    assert page.get_attribute("#tab-progress", "aria-selected") == "true"
    assert (4, 5) == (page.locator("svg.plot").count(), page.locator(".aim").count())
    assert page.locator("#view-progress [data-mark]").count() == 5


def test_each_verdict_has_words_and_a_shape_of_its_own(opened: Callable[..., Page]) -> None:
    """The four verdicts differ in what is drawn, not only in what is written."""
    page = opened("#lang=en")
    said = _texts(page, ".aims .aim-verdict")
    shapes = page.eval_on_selector_all(
        ".aims .verdict-sign", "all => all.map((one) => one.innerHTML)"
    )
    by_verdict = dict(zip(said, shapes, strict=True))
    expected = {
        "on or ahead of the straight line",
        "behind the straight line",
        "not yet met; whether on the straight line cannot be said: no earlier value is stated",
        "met",
    }
    assert (expected, 4) == (set(by_verdict), len(set(by_verdict.values())))


def _place(page: Page, mark: str) -> tuple[float, float]:
    box = page.locator("svg.plot >> nth=0").locator(mark).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_marks_stand_where_their_numbers_are(opened: Callable[..., Page]) -> None:
    """Years go from left to right and values upwards, both in proportion."""
    page = opened()
    base, said = _place(page, ".begun"), _place(page, ".said")
    asked, aimed = _place(page, ".asked"), _place(page, "path.aimed")
    wide, tall = aimed[0] - base[0], base[1] - aimed[1]
    assert pytest.approx(17 / 25, abs=0.02) == (said[0] - base[0]) / wide
    assert pytest.approx(51 / 65, abs=0.02) == (base[1] - said[1]) / tall
    assert pytest.approx((17 / 25, 17 / 25), abs=0.02) == (
        (asked[0] - base[0]) / wide,
        (base[1] - asked[1]) / tall,
    )


def test_a_bound_is_drawn_as_an_arrow(opened: Callable[..., Page]) -> None:
    """More than 51 % and at least 65 % point upwards; an exact figure has no arrow."""
    page = opened()
    assert (1, 1) == (
        page.locator("svg.plot >> nth=0").locator(".arrow-said .arrow").count(),
        page.locator("svg.plot >> nth=0").locator(".target-mark .arrow").count(),
    )
    assert page.locator("svg.plot >> nth=2").locator(".arrow-said .arrow").count() == 0


def test_what_has_no_base_has_no_line(opened: Callable[..., Page]) -> None:
    """A straight line is drawn only from a stated base; an undated figure is a level."""
    page = opened()
    lines = [page.locator(f"svg.plot >> nth={at}").locator(".straight").count() for at in range(4)]
    undated = [page.locator(f"svg.plot >> nth={at}").locator(".undated").count() for at in range(4)]
    assert ([1, 1, 0, 0], [0, 0, 0, 1]) == (lines, undated)


def test_both_sides_stand_apart_in_the_panel(opened: Callable[..., Page]) -> None:
    """The report's sentence with its words marked, and the document as text, under two heads."""
    page = opened("#target=fall-65")
    assert _texts(page, "#panel .side h3") == ["报告所说", "其他文件所定，不是报告原文"]
    assert page.locator("#panel .report-side blockquote").all_inner_texts() == [sentence(SENTENCE)]
    assert page.inner_text("#panel .report-side mark") == "不足10万台"
    other = page.locator("#panel .other-side")
    assert other.locator("blockquote").count() == 0
    facts = dict(zip(_texts(page, ".source dt"), _texts(page, ".source dd"), strict=True))
    assert facts == {
        "文号": "国发〔2021〕99号",
        "发文机关": "国务院",
        "日期": "2021-10-24 (文件落款日期)",
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_panel_of_each_target_is_words(opened: Callable[..., Page], language: str) -> None:
    """No target's panel has an empty heading, a lost value or the name of an object in it."""
    for slug in ("fall-65", "slow-90", "stock-1", "stock-2", "open-1", "apart-1", "none-1"):
        text = opened(f"#target={slug}&lang={language}").inner_text("#panel")
        assert re.findall(r"\[object|undefined|null|NaN|\{\w+\}", text) == []
        assert len(text) > 100


def test_what_was_judged_is_no_word_of_the_report(opened: Callable[..., Page]) -> None:
    """Reasons not to compare stand apart from both sides, with the sentence they are about."""
    page = opened("#target=apart-1")
    assert _texts(page, "#panel .side h3") == [
        "报告所说",
        "其他文件所定，不是报告原文",
        "未作比较，以及理由（本项目的判断）",
    ]
    assert _texts(page, "#panel .apart-side .apart-said") == [
        "同一指标，基期不同或未说明：不足10万台（2022年）",
        "报告只有相近而不同的指标：另一锅炉：口径不同。",
    ]
    assert page.inner_text("#panel .apart-side mark") == "不足10万台"
    assert page.inner_text("#panel .report-side p") == "报告没有可与这一目标对照的数字。"


def test_a_document_later_than_the_report_is_marked(opened: Callable[..., Page]) -> None:
    """The mark stands in the list and in the panel, and only there."""
    page = opened("#target=stock-2")
    assert page.inner_text("#panel .source .later") == "晚于报告"
    assert _texts(page, ".aim:has(.later) .aim-goal") == ["2035年：200000台以上"]
    assert page.locator(".aim .later").count() == 1


def test_addresses_are_text_and_nothing_is_a_link(opened: Callable[..., Page]) -> None:
    """Hostile names and addresses are shown letter for letter, and lead nowhere."""
    page = opened("#target=fall-65&lang=en")
    assert page.text_content("#panel .source h4") == DOCUMENT.en
    assert page.locator(".addresses code").all_text_contents() == [
        "javascript:alert(1)",
        'https://example.org/"><img src=x onerror=alert(1)>',
    ]
    counts = {tag: page.locator(tag).count() for tag in ("a", "img", "iframe", "script", "style")}
    assert counts == {"a": 0, "img": 0, "iframe": 0, "script": 4, "style": 1}


def test_what_cannot_be_compared_is_listed_with_its_reason(opened: Callable[..., Page]) -> None:
    """Each reason is told; targets without any figure are folded away with their count."""
    page = opened("#lang=en")
    assert _texts(page, ".apart-list .reasons li") == [
        "same indicator, another base period or none stated: more than 51% (2022)",
        "the reports have only a near but different indicator: other boiler: Another scope.",
    ]
    folded = page.locator(".folded").first
    assert folded.locator("summary").inner_text().endswith("1")
    assert folded.get_attribute("open") is None
    folded.locator("summary").click()
    folded.locator("button").click()
    assert "No report has a figure to compare" in page.inner_text("#panel .report-side")


def test_the_language_changes_in_place(opened: Callable[..., Page]) -> None:
    """Charts, rows and the panel are said anew, and the target stays chosen."""
    page = opened("#target=fall-65")
    before = page.inner_text(".aim-goal >> nth=0")
    page.click("[data-language=en]")
    after = page.inner_text(".aim-goal >> nth=0")
    assert ("2030年：比2005年下降65%以上", "2030: at least 65% below 2005") == (before, after)
    assert page.inner_text("#panel .panel-goal") == after
    assert page.get_attribute("[data-target=fall-65]", "aria-pressed") == "true"


def test_keyboard_alone(opened: Callable[..., Page]) -> None:
    """From the tab to a target by Tab, and with Enter to both sides."""
    page = opened()
    page.focus("#tab-progress")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.target"):
            break
    assert page.evaluate("document.activeElement.dataset.target") == "fall-65"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.evaluate("location.hash") == "#target=fall-65"
    page.go_back()
    assert (
        page.inner_text("#panel")
        == "点击左边的任一目标，可在此并列查看报告的原文和定下目标的文件。"
    )


def test_a_click_on_a_mark_opens_its_target(opened: Callable[..., Page]) -> None:
    """The mark of a target in a chart does what its row does."""
    page = opened()
    page.locator("[data-mark=stock-2]").click()
    assert page.evaluate("location.hash") == "#target=stock-2"


def test_the_table_is_the_twin_of_the_charts(opened: Callable[..., Page]) -> None:
    """Each comparison is a row with figure, way, line, distance, verdict and source."""
    page = opened("#lang=en")
    page.locator(".folded summary").last.click()
    heads = _texts(page, ".scrolls thead th")
    row = dict(zip(heads, _texts(page, ".scrolls tbody tr >> nth=0 >> th, td"), strict=True))
    assert row == {
        "target": "boilers, 2030: at least 65% below 2005",
        "the reports say": "more than 51% (2022)",
        "how far": "at least 78.4% of the way",
        "straight line asks": "44.2%",
        "missing": "at most 14 points",
        "needed a year from then": "at most 1.75 points",
        "verdict": "on or ahead of the straight line",
        "set by": "国发〔2021〕99号",
    }
    assert page.locator(".scrolls tbody tr").count() == 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone(opened: Callable[..., Page], scheme: str, language: str) -> None:
    """Nothing sticks out, targets are large enough to touch, and one comes back to the list."""
    page = opened(f"#lang={language}", scheme=scheme, width=390)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.eval_on_selector_all(
        "#view-progress button", "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(height for height in heights if height) >= 24
    page.locator(".aim").last.click()
    page.click("#panel .back button")
    assert page.evaluate("document.activeElement.dataset.target") == "open-1"


def test_texts_of_a_chart_do_not_cover_each_other(opened: Callable[..., Page]) -> None:
    """Neither on a screen nor on a phone do two texts beside marks overlap."""
    for width in (1280, 390):
        page = opened(width=width)
        overlaps = page.evaluate(
            """() => [...document.querySelectorAll("svg.plot")].flatMap((plot) => {
                const boxes = [...plot.querySelectorAll(".said-text, .aimed-text, .asked-text")]
                  .map((one) => one.getBoundingClientRect());
                return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) =>
                  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3));
            }).length"""
        )
        assert overlaps == 0


def test_paper_has_all_that_is_folded_away(opened: Callable[..., Page]) -> None:
    """In print everything is unfolded, and folded again afterwards."""
    page = opened()
    shut = "document.querySelectorAll('#view-progress details:not([open])').length"
    before = page.evaluate(shut)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    during = page.evaluate(shut)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (2, 0, 2) == (before, during, page.evaluate(shut))


def test_the_charts_are_exported(opened: Callable[..., Page]) -> None:
    """The SVG is well-formed and has the dashes of the line and every target."""
    page = opened()
    page.click("#export summary")
    with page.expect_download() as waiting:
        page.click("[data-export=svg]")
    text = Path(waiting.value.path()).read_text("utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own drawing
    assert len([one for one in root.iter() if one.get("data-mark")]) == 5
    assert re.search(r'stroke-dasharray="5px, 4px"', text)


def test_tables_of_the_graph_stay_free_of_other_documents(opened: Callable[..., Page]) -> None:
    """What is exported as entities and relations is the report's alone."""
    page = opened()
    for kind in ("entities", "relations"):
        page.click("#export summary")
        with page.expect_download() as waiting:
            page.click(f"[data-export={kind}]")
        text = Path(waiting.value.path()).read_text("utf-8")
        assert "通知" in text
        assert DOCUMENT.zh not in text


@pytest.mark.parametrize(
    "fragment", ["#target=__proto__", "#target=nonsense&view=progress", "#view=nonsense"]
)
def test_a_fragment_that_makes_no_sense_is_ignored(
    opened: Callable[..., Page], fragment: str
) -> None:
    """Whatever stands in the address, the page opens as if it did not."""
    page = opened(fragment)
    assert page.locator("#panel .hint").count() == 1
    assert page.locator(".aim").count() == 5


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(opened: Callable[..., Page], scheme: str, width: int) -> None:
    """No rule of axe-core for WCAG 2.1 A and AA, and no best practice, is broken seriously."""
    page = opened("#target=stock-2", scheme=scheme, width=width)
    for summary in page.locator(".folded summary").all():
        summary.click()
    results = run_axe(page)
    assert [] == serious_violations(results)
    assert len(results["passes"]) > 15
