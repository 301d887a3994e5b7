"""The page's data on progress: charts of one unit, both sides, and nothing of it elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from progress_data import DOCUMENT, SENTENCE, made, render
from view_data import html, sentence

from oneplusn.cli.main import cli
from oneplusn.errors import UsageError
from oneplusn.graph.cache import load_store
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.progress.comparison import progress
from oneplusn.viz.charts.progress_page import progress_data, progress_on
from oneplusn.viz.page.render import render_page
from oneplusn.viz.select.palette import roles
from oneplusn.viz.select.request import Request
from oneplusn.viz.select.selection import build_page

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from oneplusn.queries.progress.targets import Progress
    from oneplusn.viz.select.model import Page


def _data(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.fixture(scope="module")
def found() -> tuple[Progress, ...]:
    """Hold the report against every target that is known."""
    return progress(load_store(context=True))


@pytest.fixture(scope="module")
def whole(store: ox.Store) -> Page:
    """Select the whole graph of the report."""
    return build_page(store)


def test_a_page_without_progress_has_no_such_tab() -> None:
    """Neither button nor panel nor data of it stand in the page."""
    text = html()
    assert (None, "graph") == (_data(text)["progress"], _data(text)["tab"])
    assert re.findall(r'id="(?:tab|view)-progress"', text) == []
    assert re.findall(r'id="(?:tab|view)-progress"', render()) == [
        'id="tab-progress"',
        'id="view-progress"',
    ]


def test_nothing_of_other_documents_enters_the_graph_of_the_page() -> None:
    """But for its own part, the data of a page is what it is without progress."""
    plain, with_progress = _data(html()), _data(render(tab="graph"))
    not_comparable = {key: value for key, value in with_progress.items() if key != "progress"}
    assert {key: value for key, value in plain.items() if key != "progress"} == not_comparable
    assert DOCUMENT.zh in json.dumps(with_progress["progress"], ensure_ascii=False)
    assert DOCUMENT.zh not in json.dumps(not_comparable, ensure_ascii=False)


def test_nothing_of_the_context_enters_the_graph_of_the_whole_page(
    whole: Page, found: tuple[Progress, ...]
) -> None:
    """Nodes, edges, names and sentences of the real page are those of the report alone."""
    plain = _data(render_page(whole))
    beside = _data(render_page(whole, progress=found))
    outside = {s.document for one in found for s in one.target.sources if s.document}
    assert len(outside) > 15
    for part in ("nodes", "edges", "names", "quantities", "tree", "layouts"):
        assert plain[part] == beside[part]
    cited = {e.passage for one in found for stand in one.comparisons for e in stand.evidence}
    assert cited <= beside["sentences"].keys()
    assert all(beside["sentences"][key] == text for key, text in plain["sentences"].items())


def test_a_chart_has_one_unit_and_what_stands_on_it() -> None:
    """Base, figure, target, and the line with what it asks for on the day of the figure."""
    chart = progress_data(made())["charts"][0]
    expected = {
        "name": ["锅炉", "boilers"],
        "axis": ["比2005年下降（%）", "% below 2005"],
        "scale": [1.0, 1.0],
        "base": {"when": 2006.0, "value": 0, "said": ["2005年", "2005"]},
        "figures": [
            {
                "when": 2023.0,
                "value": 51.0,
                "comparator": "comparator:more-than",
                "label": ["不足10万台", "more than 51%"],
                "period": ["2022年", "2022"],
                "figures": ["quantity/boilers-now"],
            }
        ],
        "targets": [
            {
                "key": "fall-65",
                "when": 2031.0,
                "value": 65.0,
                "upper": None,
                "comparator": "comparator:at-least",
                "label": ["65%", "65%"],
                "from": [2006.0, 0.0],
                "line": [{"when": 2023.0, "value": 44.2, "label": ["44.2%", "44.2%"]}],
            }
        ],
    }
    assert expected == chart


def test_targets_share_a_chart_only_with_the_same_scale() -> None:
    """Two years of one indicator stand on one chart; an undated figure has no place in time."""
    charts = progress_data(made())["charts"]
    expected = [["fall-65"], ["slow-90"], ["stock-1", "stock-2"], ["open-1"]]
    assert expected == [[target["key"] for target in chart["targets"]] for chart in charts]
    assert [None] == [figure["when"] for figure in charts[-1]["figures"]]
    assert (None, None) == (charts[-1]["base"], charts[-1]["targets"][0]["from"])


def test_no_chart_mixes_units_bases_or_wholes(found: tuple[Progress, ...]) -> None:
    """All targets and figures of a real chart have the unit, measure, base and whole of one."""
    by_key = {one.target.targets[0].removeprefix(f"{BASE}quantity/"): one for one in found}
    charts = progress_data(found)["charts"]
    for chart in charts:
        ones = [by_key[target["key"]] for target in chart["targets"]]
        kinds = {
            (o.target.unit, o.target.measure, o.target.base, o.target.whole, o.target.place)
            for o in ones
        }
        units = {e.unit for one in ones for stand in one.comparisons for e in stand.evidence}
        assert (1, {ones[0].target.unit}) == (len(kinds), units)
    drawn = [target["key"] for chart in charts for target in chart["targets"]]
    compared = {
        one.target.targets[0].removeprefix(f"{BASE}quantity/") for one in found if one.comparisons
    }
    assert (len(drawn), set(drawn)) == (len(compared), compared)


def test_every_target_is_compared_or_listed_once(found: tuple[Progress, ...]) -> None:
    """What is in no chart is listed with a reason or among those without a figure."""
    data = progress_data(found)
    drawn = [target["key"] for chart in data["charts"] for target in chart["targets"]]
    listed = [*drawn, *data["not_comparable"], *data["without"]]
    assert len(found) == len(listed) == len(set(listed)) == len(data["targets"])
    assert all(data["targets"][key]["not_comparable"] for key in data["not_comparable"])
    assert not any(data["targets"][key]["not_comparable"] for key in data["without"])


def test_both_sides_of_a_target() -> None:
    """The report's passage with the place of the words, and the document with its addresses."""
    data = progress_data(made())
    target = data["targets"]["stock-2"]
    (source,) = target["sources"]
    document = data["documents"][source["document"]]
    figure = data["figures"][target["comparisons"][0]["figures"][0]]
    text = sentence(figure["passage"])
    assert (SENTENCE, "不足10万台") == (
        figure["passage"],
        text[figure["offset"] : figure["offset"] + len(figure["written"])],
    )
    assert (["更晚的文件", "Later document"], True) == (document["name"], document["later"])
    assert ["国务院", "State Council"] == document["issuers"]


def test_the_words_of_each_real_figure_stand_where_they_are_marked(
    found: tuple[Progress, ...],
) -> None:
    """The offset leads to the figure as written, also where the digits stand twice."""
    evidence = [e for one in found for stand in one.comparisons for e in stand.evidence]
    evidence += [a.evidence for one in found for a in one.not_comparable if a.evidence]
    assert len(evidence) > 20
    assert [e.written for e in evidence] == [
        e.sentence[e.offset : e.offset + len(e.written)] for e in evidence
    ]


def test_each_text_of_the_tab_is_there_in_both_languages(found: tuple[Progress, ...]) -> None:
    """No pair that is shown has an empty side."""
    data = progress_data(found)
    pairs = [
        pair
        for target in data["targets"].values()
        for pair in (target["name"], target["period"], target["goal"], target["title"])
    ]
    pairs += [data["summary"], *data["columns"].values()]
    pairs += [document["name"] for document in data["documents"]]
    pairs += [
        not_comparable["said"]
        for target in data["targets"].values()
        for not_comparable in target["not_comparable"]
    ]
    assert [pair for pair in pairs if not all(pair)] == []


def test_a_part_of_the_graph_has_the_targets_that_concern_it(
    store: ox.Store, whole: Page, found: tuple[Progress, ...]
) -> None:
    """The section on energy has the targets of its figures, a page of events has none."""
    energy = progress_on(build_page(store, Request(section="2.2")), found)
    names = {one.target.name.en for one in energy}
    assert "non-fossil energy consumption" in names
    assert "forest coverage rate" not in names
    assert [] == progress_on(build_page(store, Request(kind="Event")), found)
    assert list(found) == progress_on(whole, found)


def test_the_colours_of_both_sides_come_from_the_palette() -> None:
    """Both colours are in the style for light, for dark and for paper; no two are the same."""
    text = render()
    for role in roles():
        assert (2, 1) == (
            text.count(f"--{role.name}: {role.colour};"),
            text.count(f"--{role.name}: {role.dark};"),
        )
    assert len({colour for role in roles() for colour in (role.colour, role.dark)}) == 4


def test_the_page_is_the_same_under_another_hash_seed() -> None:
    """Another process with another hash seed renders the same bytes."""
    code = (
        "import hashlib, progress_data;"
        "print(hashlib.sha256(progress_data.render().encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert hashlib.sha256(render().encode()).hexdigest() == run.stdout.strip()


def test_the_command_writes_a_page_that_opens_on_progress(tmp_path: Path) -> None:
    """``progress --output`` writes the whole page; it stays below 3 MB with the tab."""
    target = tmp_path / "progress.html"
    result = CliRunner().invoke(cli, ["progress", "--lang", "en", "--output", str(target)])
    data = _data(target.read_text("utf-8"))
    assert (0, "progress", "en") == (result.exit_code, data["tab"], data["language"])
    assert target.stat().st_size < 3_000_000
    assert str(len(data["progress"]["targets"])) in result.output


def test_the_view_has_the_tab_and_opens_on_the_graph(tmp_path: Path) -> None:
    """``view`` of the whole graph brings progress along."""
    target = tmp_path / "page.html"
    assert CliRunner().invoke(cli, ["view", "--output", str(target)]).exit_code == 0
    data = _data(target.read_text("utf-8"))
    assert ("graph", 7) == (data["tab"], len(data["progress"]["charts"]))


def test_a_page_of_some_targets(tmp_path: Path) -> None:
    """With a text the page has only the targets with it in their name."""
    target = tmp_path / "forest.html"
    arguments = ["progress", "森林覆盖率", "--output", str(target)]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    targets = _data(target.read_text("utf-8"))["progress"]["targets"].values()
    assert {"森林覆盖率"} == {found["name"][0] for found in targets}


@pytest.mark.parametrize("option", ["--sources", "--headline"])
def test_a_page_takes_no_options_of_the_table(tmp_path: Path, option: str) -> None:
    """What would have no effect is refused, and no file is written."""
    target = tmp_path / "page.html"
    result = CliRunner().invoke(cli, ["progress", option, "--output", str(target)])
    assert isinstance(result.exception, UsageError)
    assert not target.exists()
