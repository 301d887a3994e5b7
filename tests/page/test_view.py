"""The page that shows the graph, as text: what it holds, and what it must not hold."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from click.testing import CliRunner
from view_data import HOSTILE, html, page
from view_data import store as tiny

from oneplusn.cli.main import cli
from oneplusn.errors import OneplusnError, OutputError, UnknownNameError, UsageError
from oneplusn.graph.files import write_text
from oneplusn.graph.reasoning.rules import rules
from oneplusn.ontology.bilingual import Bilingual
from oneplusn.ontology.message_catalog import messages
from oneplusn.queries.entities.redundancy import restatements, without_restatements
from oneplusn.viz.layout.chapters import chapters
from oneplusn.viz.layout.columns import Placement, columns
from oneplusn.viz.layout.dendrogram import dendrogram
from oneplusn.viz.layout.positions import layouts
from oneplusn.viz.layout.radial import rings
from oneplusn.viz.layout.spanning_tree import SpanningTree
from oneplusn.viz.page.payload import script_json
from oneplusn.viz.page.pinyin import spell
from oneplusn.viz.page.render import render_page
from oneplusn.viz.select.model import Edge, EdgeBasis, Fact, Quantity, Reason
from oneplusn.viz.select.palette import styles
from oneplusn.viz.select.request import Request
from oneplusn.viz.select.selection import build_page
from oneplusn.viz.select.views import answers, views

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

_FETCHING = {"src", "href", "action", "data", "poster", "srcset", "formaction", "background"}


class _Reader(HTMLParser):
    """Collect elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inner: dict[str, list[str]] = {"script": [], "style": []}
        self._raw = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._raw = tag if tag in self.inner else ""
        if self._raw:
            self.inner[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._raw = "" if tag == self._raw else self._raw

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.inner[self._raw][-1] += data


def _data(text: str) -> dict[str, dict[str, Any]]:
    found = re.findall(r'<script type="application/json" id="([a-z-]+)">(.*?)</script>', text)
    return {name: json.loads(content) for name, content in found}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_fetches_nothing() -> None:
    """No element has an attribute that makes a browser load something, and no style does."""
    read = _Reader(html())
    asking = [(tag, name) for tag, attrs in read.elements for name in _FETCHING & attrs.keys()]
    tags = {tag for tag, _ in read.elements}
    assert asking == []
    assert tags.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "image"})
    assert re.findall(r"url\(|@import", read.inner["style"][0]) == []


def test_the_policy_allows_just_the_scripts_and_the_style_of_the_page() -> None:
    """The hashes in the content security policy are those of what stands in the page."""
    read = _Reader(html())
    _, _, vis, own = read.inner["script"]
    metas = [attrs for tag, attrs in read.elements if tag == "meta"]
    policy = next(m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    expected = (
        f"default-src 'none'; script-src {_hash(vis)} {_hash(own)}; "
        f"style-src {_hash(read.inner['style'][0])}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert expected == policy


def test_no_element_carries_code_or_style() -> None:
    """Neither event handlers nor style attributes stand in the page."""
    names = {name for _, attrs in _Reader(html()).elements for name in attrs}
    assert {name for name in names if name.startswith("on") or name == "style"} == set()


def test_the_vis_script_is_the_one_of_the_pyvis_package_and_names_no_source_map() -> None:
    """The drawing code comes from the installed package, but for its source map."""
    vis = _Reader(html()).inner["script"][2]
    assert ("@version 9.1.2" in vis, "sourceMappingURL" in vis) == (True, False)


def test_a_hostile_label_stays_text() -> None:
    """A label full of HTML opens no element, ends no script, and reads back unchanged."""
    text = html()
    names = _data(text)["page-data"]["nodes"]["policy:plan"]["name"]
    assert ["减污降碳协同增效实施方案", HOSTILE] == names
    assert [tag for tag, _ in _Reader(text).elements].count("script") == len(("data",) * 4)
    assert "<img" not in text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("碳", '"碳"'),
        ("</script>", '"\\u003c/script\\u003e"'),
        ("a&b", '"a\\u0026b"'),
        ("\u2028\u2029", '"\\u2028\\u2029"'),
        ({"b": 1, "a": [2]}, '{"a":[2],"b":1}'),
    ],
)
def test_json_for_a_script(value: object, expected: str) -> None:
    """Chinese stays as it is, what HTML could read is escaped, and all reads back."""
    assert expected == script_json(value)
    assert value == json.loads(script_json(value))


def test_nodes_and_edges_of_the_page() -> None:
    """Around the framework: its plan and the plan's sector; further things are left out."""
    found = page(focus="policy:frame")
    expected = ["policy:far", "policy:frame", "policy:plan", "sector:coal-power"]
    assert expected == [node.key for node in found.shown.nodes]
    said = ("2.7/p1/s2",)
    cites = Edge("policy:far", "opn:cites", "policy:plan", EdgeBasis.STATED, ("2.7/p1/s3",))
    applies = Edge(
        "policy:plan", "opn:appliesToSector", "sector:coal-power", EdgeBasis.CLASSIFIED, said
    )
    part = Edge("policy:plan", "opn:partOf", "policy:frame", EdgeBasis.STATED, said)
    covers = Edge("policy:frame", "opn:coversSector", "sector:coal-power", EdgeBasis.INFERRED)
    assert (cites, covers, applies, part) == found.shown.edges


def test_what_the_panel_tells_of_a_node() -> None:
    """Class, date, status and sentences come with the node."""
    plan = next(node for node in page().shown.nodes if node.key == "policy:plan")
    said = ("2.7/p1/s2",)
    facts = (
        Fact("opn:documentType", Bilingual("实施方案", "implementation plan"), said),
        Fact("opn:issuedOn", Bilingual("2022-06", "2022-06"), said, ("2022-06", "2022-06")),
        Fact("opn:status", Bilingual("已印发", "issued"), said),
    )
    assert ("opn:Document", ("opn:PolicyDocument", "document-type:implementation-plan")) == (
        plan.drawn,
        plan.classes,
    )
    sentences = ("2.7/p1/s2", "2.7/p1/s3", "2.7/p3/s2")
    assert (facts, sentences) == (plan.facts, plan.sentences)


def test_neighbours_of_what_is_shown_are_kept_at_hand() -> None:
    """At depth 1 a sector, its four broader ones and a notice are spare; the rest is counted."""
    found = page(focus="policy:frame", depth=1)
    names = ("coal-power", "energy", "power", "power-generation", "thermal-power")
    sectors = [f"sector:{name}" for name in names]
    assert ["policy:frame", "policy:plan"] == [node.key for node in found.shown.nodes]
    assert ["policy:far", *sectors] == [node.key for node in found.spare]
    assert {"policy:far": 1, "sector:energy": 3} == found.beyond
    spare = {node.key for node in found.spare}
    assert [edge for edge in found.more if not {edge.source, edge.target} & spare] == []


def test_an_inferred_relation_comes_with_its_premises() -> None:
    """The framework covers a sector, since a plan is part of it and applies to the sector."""
    found = page(focus="policy:frame")
    said = ("2.7/p1/s2",)
    covers = Edge("policy:frame", "opn:coversSector", "sector:coal-power", EdgeBasis.INFERRED)
    part = Edge("policy:plan", "opn:partOf", "policy:frame", EdgeBasis.STATED, said)
    applies = Edge(
        "policy:plan", "opn:appliesToSector", "sector:coal-power", EdgeBasis.CLASSIFIED, said
    )
    assert Reason(covers, "prp-spo2-2", (Reason(part), Reason(applies))) == found.reasons[covers]
    inferred = {edge for edge in found.edges if edge.basis is EdgeBasis.INFERRED}
    assert inferred == found.reasons.keys()


def test_the_page_has_words_for_each_rule_about_things() -> None:
    """What is not only about the ontology's own words can be explained in both languages."""
    about_things = {rule.name for rule in rules() if not rule.name.startswith(("scm-", "eq-rep-p"))}
    known = {name for name in messages("rules") if all(messages("rules").pair(name))}
    assert about_things == known


def test_a_figure_with_all_that_a_chart_needs() -> None:
    """Number, unit, comparator and period of a figure that is not yet another year's."""
    found = page(focus="policy:frame")
    key = "quantity:boilers-now"
    name = Bilingual("燃煤锅炉数量，2022年底：不足10万台", found.shown.quantities[key].name.en)
    expected = Quantity(
        key,
        name,
        "indicator:coal-fired-boiler-count",
        "measure:level",
        "unit:machine",
        "comparator:less-than",
        "period:2022-12-31",
        "100000",
        "不足10万台",
        is_target=False,
        plural="sets",
        sentences=("2.7/p3/s2",),
    )
    assert expected == found.shown.quantities[key]
    assert ("quantity:boilers-before", key) == found.charted
    assert ("2022-12-31", "2022-12-31") == found.shown.periods["period:2022-12-31"]


def test_the_tree_of_a_framework() -> None:
    """Framework, area, plan and sector; the tiny plan has no area."""
    expected = (("policy:frame", "", "policy:plan", "sector:coal-power"),)
    assert expected == page(focus="policy:frame").tree


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("碳达峰碳中和", "tan da feng tan zhong he"),
        ("“1+N”政策体系", "1+n zheng ce ti xi"),
        ("重庆", "chong qing"),
        ("《公约》第28次", "gong yue di 28 ci"),
        ("COP28", ""),
    ],
)
def test_names_are_spelled(name: str, expected: str) -> None:
    """Syllables stand apart, without tones and marks; a Latin name needs no spelling."""
    assert expected == spell(name)


_SECTORS = ["policy:plan", "sector:coal-power"]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (Request(sector="电力"), _SECTORS),
        (Request(sector="sector:coal-power", steps=1), ["policy:frame", *_SECTORS]),
        (
            Request(section="2.7"),
            ["policy:far", "policy:frame", "policy:plan", "sector:coal-power"],
        ),
        (Request(section="2"), ["policy:far", "policy:frame", "policy:plan", "sector:coal-power"]),
        (Request(kind="Notice"), ["policy:far"]),
        (Request(kind="document-type:NOTICE"), ["policy:far"]),
        (Request(kind="opn:policydocument"), ["policy:far", "policy:frame", "policy:plan"]),
        (Request(kind="实施方案"), ["policy:plan"]),
        (
            Request(query="sector-overview", params={"sector": "sector:coal-power"}),
            ["policy:plan", "sector:coal-power"],
        ),
    ],
)
def test_parts_of_the_graph(request_: Request, expected: list[str]) -> None:
    """A sector, a section, a class or the answer of a query, each by names as people write them."""
    found = build_page(tiny(), request_)
    assert set(expected) <= {node.key for node in found.shown.nodes}
    assert len(found.shown.nodes) < found.total


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (Request(focus="a", sector="b"), "exclude each other"),
        (Request(kind="Elephant"), "Elephant"),
        (Request(section="9.9"), "9.9"),
        (Request(query="nonsense"), "nonsense"),
        (Request(query="sector-plans"), "tree"),
        (Request(params={"a": "b"}), "--param"),
        (Request(sector="policy:plan"), "policy:plan"),
    ],
)
def test_parts_that_cannot_be_shown(request_: Request, message: str) -> None:
    """Two parts at once, unknown names, and answers that are no graph, are refused in words."""
    with pytest.raises(OneplusnError, match=message):
        build_page(tiny(), request_)


def test_each_view_is_five_queries_that_exist() -> None:
    """Each query that a view names can be asked; a start is missing only for the library's."""
    for view in views().values():
        for query in (view.expand, view.node, view.edge, view.detail):
            assert answers(tiny(), query)
    assert [name for name, view in views().items() if not view.start] == ["query"]


def test_the_whole_graph_leaves_out_what_the_report_does_not_speak_of() -> None:
    """Sectors of the classification that no sentence names are counted, not drawn."""
    found = page()
    sectors = [node.key for node in found.shown.nodes if node.drawn == "opn:Sector"]
    assert ["sector:coal-power", "sector:ocean"] == sectors
    assert found.total > len(found.shown.nodes)


@pytest.mark.parametrize("name", ["policy:frame", "frame", "One Plus N", "“1+N”政策体系"])
def test_names_of_the_focus(name: str) -> None:
    """A prefixed name, a slug, a label and another name lead to the same page."""
    assert page(focus=name).focus == "policy:frame"


@pytest.mark.parametrize(
    ("focus", "error"), [("policy:none", UnknownNameError), ("unit:percent", UsageError)]
)
def test_a_focus_that_cannot_be_drawn(focus: str, error: type[OneplusnError]) -> None:
    """What does not exist, or is never a node, is refused with its name."""
    with pytest.raises(error, match=focus):
        build_page(tiny(), Request(focus=focus))


def test_inferred_relations_that_only_restate_are_left_out() -> None:
    """The other end of a stated relation and its broader form go; what is new stays once."""
    turns = restatements(
        {"hosts": ["joins"]},
        {"hosts": ["hostedBy"], "hostedBy": ["hosts"], "part": ["whole"], "whole": ["part"]},
    )
    stated = [("a", "hosts", "b"), ("x", "part", "y"), ("y", "part", "z")]
    inferred = [
        ("b", "hostedBy", "a"),
        ("a", "joins", "b"),
        ("x", "part", "z"),
        ("z", "whole", "x"),
        ("y", "whole", "x"),
    ]
    assert (("x", "part", "z"),) == without_restatements(stated, inferred, turns)


def test_branches_keep_rows_apart() -> None:
    """Families stand in rows on both sides, each node in the middle of its leaves."""
    tree = SpanningTree(
        "r", ("r", "a", "b", "c", "d"), {"r": 0, "a": 1, "b": 1, "c": 2, "d": 2}, {}
    )
    tree = SpanningTree(tree.root, tree.walk, tree.depth, {"r": ("a", "b"), "a": ("c", "d")})
    expected = {"r": (0, 0), "a": (110, 0), "c": (315, -28), "d": (315, 28), "b": (-110, 0)}
    assert expected == dendrogram(tree)


def test_rings_put_each_node_on_the_ring_of_its_distance() -> None:
    """Distance from the middle is that of the ring."""
    tree = SpanningTree("r", ("r", "a", "b"), {"r": 0, "a": 1, "b": 1}, {"r": ("a", "b")})
    assert {"r": (0, 0), "a": (260, 0), "b": (-260, 0)} == rings(tree)


@pytest.mark.parametrize("focus", [None, "policy:frame"])
def test_every_node_has_a_place_of_its_own(focus: str | None) -> None:
    """No two nodes stand on the same point."""
    found = page(focus=focus)
    for placed in layouts(found).values():
        assert {node.key for node in found.shown.nodes} == placed.points.keys()
        assert len(set(placed.points.values())) == len(placed.points)


def test_the_layouts_of_a_page() -> None:
    """A page with a focus opens around it, one without organically."""
    around = ["around", "hierarchy", "organic", "chapters"]
    assert around == list(layouts(page(focus="policy:frame")))
    assert ["organic", "hierarchy", "chapters"] == list(layouts(page()))


def test_columns_stand_from_left_to_right() -> None:
    """Each group has its column, in order; what is related stands at the same height."""
    graph = nx.Graph([("a", "y"), ("b", "x")])
    placed = columns(graph, {"a": "1", "b": "1", "x": "2", "y": "2"}, ["1", "2", "3"])
    points = placed.points
    assert points["a"][0] == points["b"][0] < points["x"][0] == points["y"][0]
    assert points["a"][1] == points["y"][1] != points["b"][1] == points["x"][1]
    assert ["1", "2"] == [key for key, _, _ in placed.headings]


def test_chapters_stand_as_one_reads() -> None:
    """Each chapter has a disc with its heading above; those of one row at the same height."""
    placed = chapters({"a": "0", "b": "1", "c": "1", "d": "2"}, ["0", "1", "2", "3"])
    assert isinstance(placed, Placement)
    assert ["0", "1", "2"] == [key for key, _, _ in placed.headings]
    heights = {key: placed.points[key][1] for key in "abd"}
    assert heights["a"] == heights["b"] < heights["d"]
    assert all(
        y < placed.points[key][1] for (_, _, y), key in zip(placed.headings, "abd", strict=True)
    )


def test_many_chapters_fill_a_screen() -> None:
    """Nine chapters of forty stand in rows, and the whole is wider than high."""
    chapter_of = {f"{chapter}-{n}": str(chapter) for chapter in range(9) for n in range(40)}
    points = chapters(chapter_of, [str(chapter) for chapter in range(9)]).points.values()
    wide, high = (max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1))
    assert 1 < wide / high < 2


def test_the_page_is_the_same_under_another_hash_seed() -> None:
    """Another process with another hash seed renders the same bytes."""
    code = (
        "import hashlib, view_data; text = view_data.html() + view_data.html(focus='frame');"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    expected = hashlib.sha256((html() + html(focus="frame")).encode()).hexdigest()
    paths = os.pathsep.join(sys.path)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": paths}
    command = [sys.executable, "-c", code]
    run = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert expected == run.stdout.strip()


def test_writing_replaces_the_file_whole(tmp_path: Path) -> None:
    """The page is UTF-8 with plain line ends, and nothing else is left in the folder."""
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    write_text(target, "碳\n")
    assert ("碳\n".encode(), [target]) == (target.read_bytes(), list(tmp_path.iterdir()))


@pytest.mark.parametrize("name", ["missing/page.html", "folder"])
def test_a_page_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    """A missing folder, or a folder in the way, is one clear error and leaves nothing."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=name):
        write_text(tmp_path / name, "x")
    assert [tmp_path / "folder"] == list(tmp_path.iterdir())


def test_styles_tell_classes_apart_by_colour_and_shape() -> None:
    """No two classes share a colour, on light or on dark ground."""
    known = styles()
    assert len({s.colour for s in known}) == len({s.dark for s in known}) == len(known)
    assert len({(s.shape, s.colour) for s in known}) == len(known)
    assert 0 == min(style.column for style in known)


def test_both_languages_have_the_same_words() -> None:
    """Each word of the page stands in both languages, with the same blanks to fill."""
    words = _data(html())["page-data"]["words"]
    assert words["zh"].keys() == words["en"].keys() == set(messages("page"))
    blanks = {
        language: {
            key: {form: sorted(re.findall(r"\{\w+\}", said)) for form, said in _forms(text).items()}
            for key, text in words[language].items()
        }
        for language in ("zh", "en")
    }
    assert {key: found["other"] for key, found in blanks["zh"].items()} == {
        key: found["other"] for key, found in blanks["en"].items()
    }
    assert [] == [key for key, found in blanks["en"].items() if found["one"] != found["other"]]


def _forms(text: str | dict[str, str]) -> dict[str, str]:
    return {"one": text, "other": text} if isinstance(text, str) else text


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    """The whole way from the real graph to a file, for an entity that it surely has."""
    target = tmp_path / "page.html"
    arguments = ["view", "--focus", "policy:one-plus-n", "--lang", "en", "--output", str(target)]
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    text = target.read_text("utf-8")
    assert (result.exit_code, text[:15]) == (0, "<!DOCTYPE html>")
    assert '<html lang="en">' in text
    assert _data(text)["page-data"]["focus"] == "policy:one-plus-n"


def test_the_command_refuses_two_parts_at_once(tmp_path: Path) -> None:
    """What is asked wrongly is one line of words, and no file."""
    target = tmp_path / "page.html"
    arguments = ["view", "--focus", "1+N", "--kind", "Event", "--output", str(target)]
    result = CliRunner().invoke(cli, arguments)
    assert isinstance(result.exception, UsageError)
    assert not target.exists()


@pytest.mark.parametrize("focus", [None, "policy:one-plus-n"])
def test_the_page_of_the_real_graph(store: ox.Store, focus: str | None) -> None:
    """The whole report fits in 3 MB, and everything inferred on it can be explained."""
    found = build_page(store, Request(focus=focus))
    inferred = {edge for edge in found.edges if edge.basis is EdgeBasis.INFERRED}
    assert inferred == {edge for edge, reason in found.reasons.items() if reason.premises}
    assert {reason.rule for reason in found.reasons.values()} <= set(messages("rules"))
    assert len(render_page(found).encode()) < 3_000_000
