"""Looking around: what a thing is, where a text stands, how two things hang together."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from oneplusn.errors import UsageError
from oneplusn.graph.named_graphs import STRUCTURE, is_asserted
from oneplusn.graph.rdf import add_union, graph_name, named_quads, node, value
from oneplusn.ontology.namespaces import BASE, OPN, RDF_TYPE
from oneplusn.queries.entities.description import Basis, profile
from oneplusn.queries.entities.labels import label_in
from oneplusn.queries.entities.network import (
    KINDS,
    communities,
    degrees,
    find_path,
    importance,
    relations,
)
from oneplusn.queries.entities.resolve import resolve
from oneplusn.queries.entities.search import Match, search
from oneplusn.queries.entities.statistics import STATS, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
PASSAGE = f"{BASE}report/2023/1/p1/s"


def little(*edges: str, names: str = "") -> ox.Store:
    """Make a store of lines such as ``policy/a partOf policy/b 1`` (asserted by passage 1)."""
    made = ox.Store()
    for edge in edges:
        source, relation, target, *passages = edge.split()
        for passage in passages:
            graph = node(passage if ":" in passage else PASSAGE + passage)
            made.add(ox.Quad(node(BASE + source), OPN[relation], node(BASE + target), graph))
    for line in filter(None, names.split("\n")):
        thing, label = line.strip().split(" ", 1)
        language = "zh" if label > "\u2e80" else "en"
        text = ox.Literal(label, language=language)
        made.add(ox.Quad(node(BASE + thing), node(f"{RDFS}label"), text, STRUCTURE))
    add_union(made)
    return made


# --- one thing


def test_a_profile_has_both_directions(store: ox.Store) -> None:
    """The framework's plans come from their side, its goal from its own; figures stand apart."""
    found = profile(store, resolve(store, "1+N"))
    assert (f"{BASE}ontology#PolicyFramework",) == found.classes
    assert ("1+N",) == found.other_names
    stated = {
        (quad.predicate.value, quad.object == node(found.iri), str(other))
        for quad in named_quads(store)
        for other in (quad.subject, quad.object)
        if is_asserted(quad)
        and node(found.iri) in (quad.subject, quad.object)
        and other != node(found.iri)
        and isinstance(other, ox.NamedNode)
        and quad.predicate != RDF_TYPE
    }
    assert stated
    assert stated == {
        (link.property, link.inward, str(link.other))
        for link in found.links
        if link.basis is Basis.STATED
    }


def test_sentences_stand_in_the_order_of_the_report(store: ox.Store) -> None:
    """Each passage that speaks of the thing, with its text."""
    found = profile(store, resolve(store, "1+N"))
    expected = {
        value(quad.object) for quad in store.quads_for_pattern(node(found.iri), OPN.statedIn, None)
    }
    assert {f"{BASE}report/2023/{sentence.key}" for sentence in found.sentences} == expected
    assert sorted(found.sentences) == list(found.sentences)
    assert all("1+N" in sentence.text for sentence in found.sentences)


def test_figures_are_found_by_what_they_concern(store: ox.Store) -> None:
    """In the order of the report, each once; for each thing that a figure concerns."""
    at = {
        value(quad.subject): int(value(quad.object))
        for quad in store.quads_for_pattern(None, OPN.textOffset, None)
    }
    concerned: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, OPN.concerns, None):
        if value(quad.subject) in at:  # a trend has no number that stands somewhere
            concerned.setdefault(value(quad.object), set()).add(value(quad.subject))
    assert concerned
    for thing in sorted(concerned)[:8]:
        found = profile(store, node(thing)).figures
        assert set() == concerned[thing] - set(found)
        assert [at[iri] for iri in found] == sorted(at[iri] for iri in found)


def test_what_a_rule_repeats_is_left_out(store: ox.Store) -> None:
    """The inverse of a statement, or the same with a broader property, says nothing new."""
    found = profile(store, resolve(store, "1+N"))
    names = {(link.property.rpartition("#")[2], link.inward) for link in found.links}
    assert ("partOf", True) in names
    assert ("hasPart", False) not in names
    assert ("coversSector", False) in names


def test_a_figure_can_be_looked_at(store: ox.Store) -> None:
    """Its unit, period and value are statements like any other."""
    quad = next(iter(store.quads_for_pattern(None, OPN.asWritten, None)))
    found = profile(store, resolve(store, value(quad.subject)))
    assert {"value", "unit", "asWritten"} <= {
        link.property.rpartition("#")[2] for link in found.links
    }


def test_a_label_in_another_language_is_marked(store: ox.Store) -> None:
    """A fall-back is never silent; a thing without any label shows its name."""
    made = little("policy/a partOf policy/b 1", names="policy/a plan\npolicy/b 方案")
    shown = [
        label_in(made, node(f"{BASE}policy/{x}"), lang) for x in "abc" for lang in ("en", "zh")
    ]
    assert ["plan", "plan [en]", "方案 [zh]", "方案", "policy:c", "policy:c"] == shown
    assert ("is a", "类型") == (label_in(store, RDF_TYPE, "en"), label_in(store, RDF_TYPE, "zh"))


def test_show_prints_all_parts(run: Callable[..., Ended]) -> None:
    """Name and class, names, statements with their passages and basis, figures, sentences."""
    ended = run("show", "1+N", "--all")
    lines = ended.out.splitlines()
    assert (0, "") == (ended.code, ended.err)
    assert ["Policy Framework, system of policies", "", "Names"] == lines[1:4]
    assert {"  → covers field (11)", "  → covers sector (7)"} <= set(lines)
    assert "  ← part of (12)" in lines
    assert [] == [line for line in lines if "more; --all" in line]
    assert [line for line in lines if "in Energy" in line] == [
        "      Implementation Plan for Carbon Peaking in Energy [5.1/p2/s2]"
    ]
    assert "      transport (inferred)" in lines


def test_show_shortens_lists(run: Callable[..., Ended]) -> None:
    """Eight of each, and how many more there are; in Chinese too."""
    ended = run("show", "1+N", "--lang", "zh")
    assert "     …… 另有 " in ended.out
    assert "      交通运输领域碳达峰实施方案 [5.1/p2/s2]\n" in ended.out
    assert len(ended.out) < len(run("show", "1+N", "--lang", "zh", "--all").out)


def test_nothing_is_coloured_in_a_pipe(run: Callable[..., Ended]) -> None:
    """No escape sequence where nobody sees it."""
    assert "\x1b" not in run("show", "1+N").out


# --- search

LITTLE = little(
    "policy/market partOf policy/law 1",
    names="""policy/market 碳市场
policy/rules 碳市场管理办法
policy/national 全国碳市场
agent/eu EU Carbon Market
agent/bank Bank of “Carbon”
agent/scar scarbon""",
)
for _number, _said in ((1, "碳市场启动。"), (2, "没有。"), (3, "第二个碳市场。")):
    _passage = node(f"{PASSAGE}{_number}")
    LITTLE.add(ox.Quad(_passage, OPN.text, ox.Literal(_said), STRUCTURE))
    LITTLE.add(ox.Quad(_passage, OPN.sequenceNumber, ox.Literal(_number), STRUCTURE))
add_union(LITTLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "碳市场",
            [(1, "market"), (2, "rules"), (4, "national"), (5, "s1"), (5, "s3"), (6, "eu")],
        ),
        ("CARBON", [(3, "bank"), (3, "eu")]),
        ("ban", [(4, "bank")]),
        ("market carbon", [(3, "eu")]),
        ("eu  carbon", [(2, "eu")]),
        ("ｅｕ", [(1, "eu")]),
        (
            "《碳市場》",
            [(1, "market"), (2, "rules"), (4, "national"), (5, "s1"), (5, "s3"), (6, "eu")],
        ),
        ("arbon", []),
        ("mark", [(4, "eu"), (4, "market")]),
        ("启动", [(5, "s1")]),
        ("碳 管理", [(4, "rules")]),
        ("管理办法 谁印发", [(7, "rules")]),
        ("EU carbon ministry", [(7, "eu")]),
        ("ETS", [(6, "eu"), (6, "market"), (6, "national"), (6, "rules"), (6, "s1"), (6, "s3")]),
    ],
)
def test_names_come_before_sentences(text: str, expected: list[tuple[int, str]]) -> None:
    """Whole names, beginnings, words, parts, sentences, synonyms; most of the words at last."""
    found = [(int(hit.match), hit.iri.rpartition("/")[2]) for hit in search(LITTLE, text)]
    assert expected == found


@pytest.mark.parametrize("text", ["", " ", "《》", "，。"])
def test_there_must_be_something_to_search_for(text: str) -> None:
    """White space and punctuation find nothing, and everything."""
    with pytest.raises(UsageError, match="nothing to search for"):
        search(LITTLE, text)


def test_every_sentence_with_the_text_is_found(store: ox.Store) -> None:
    """Not one passage is missed, and they stand in order."""
    expected = {
        value(quad.subject)
        for quad in store.quads_for_pattern(None, OPN.text, None)
        if "甲烷" in value(quad.object)
    }
    found = [hit for hit in search(store, "甲烷") if hit.match is Match.SENTENCE]
    assert expected
    assert expected == {hit.iri for hit in found}
    assert sorted(hit.rank for hit in found) == [hit.rank for hit in found]


def test_english_finds_the_sentence(run: Callable[..., Ended]) -> None:
    """It is printed in the language asked for: in English with the original behind it."""
    chinese = "--风电新增3763万千瓦，总装机量达到3.65亿千瓦；"
    english = (
        "Wind power: 37.63 million kW added, with total installed capacity reaching "
        f"365 million kW; [unofficial translation of: {chinese}]"
    )
    for lang, expected in (("en", english), ("zh", chinese)):
        lines = run("search", "wind power capacity", "--lang", lang).out.splitlines()
        found = {line.split("\t")[1]: line.split("\t")[2] for line in lines}
        assert expected == found["2.2/p1/i1"]
        shown = run("show", "indicator:wind-power-capacity", "--lang", lang).out
        assert f"  [2.2/p1/i1] {expected}\n" in shown


def test_search_prints_a_table(run: Callable[..., Ended]) -> None:
    """In a pipe: tabs, no alignment; the cut is said on standard error."""
    ended = run("search", "碳市场", "--limit", "2", "--lang", "zh")
    lines = [line.split("\t") for line in ended.out.splitlines()]
    assert 0 == ended.code
    assert ["match", "name", "text", "label", "class", "because"] == lines[0]
    assert [6, 6] == [len(line) for line in lines[1:]]
    assert "only the first 2 rows; --limit N shows more\n" == ended.err
    assert run("search", "碳市场", "--format", "csv").out.startswith(
        "match,name,text,label,class,because\r\n"
    )


# --- paths

ROADS = little(
    "policy/a partOf policy/b 1 2",
    "policy/c partOf policy/b 3",
    "policy/c about topic/t 4",
    "policy/d about topic/t 5",
    "policy/c issuedBy agent/x 6",
    "agent/y partOf agent/x 7",
    "policy/d issuedBy agent/y 8",
    "policy/lone about topic/alone 9",
    f"policy/a about policy/d {BASE}graph/inferred",
    "policy/a hasTarget quantity/q 1",
    "policy/d hasTarget quantity/q 1",
)


def steps(start: str, end: str, *avoid: str) -> list[tuple[str, str, str]] | None:
    """Find a path in the little network, and write it short."""
    found = find_path(ROADS, node(BASE + start), node(BASE + end), avoid=avoid)
    if found is None:
        return None
    names = [
        [iri.rpartition("/")[2].rpartition("#")[2] for iri in (r.source, r.property, r.target)]
        for r in found
    ]
    return [(a, b, c) for a, b, c in names]


@pytest.mark.parametrize(
    ("start", "end", "avoid", "expected"),
    [
        ("policy/a", "policy/d", (), [
            ("a", "partOf", "b"), ("c", "partOf", "b"), ("c", "about", "t"), ("d", "about", "t"),
        ]),
        ("policy/d", "policy/a", (), [
            ("d", "about", "t"), ("c", "about", "t"), ("c", "partOf", "b"), ("a", "partOf", "b"),
        ]),
        ("policy/a", "policy/d", ("topic",), [
            ("a", "partOf", "b"), ("c", "partOf", "b"), ("c", "issuedBy", "x"),
            ("y", "partOf", "x"), ("d", "issuedBy", "y"),
        ]),
        ("policy/a", "policy/d", ("topic", "agent"), None),
        ("policy/a", "topic/t", ("topic",), [
            ("a", "partOf", "b"), ("c", "partOf", "b"), ("c", "about", "t"),
        ]),
        ("policy/a", "policy/lone", (), None),
        ("policy/a", "policy/a", (), []),
    ],
)  # fmt: skip
def test_the_shortest_chain_is_found(
    start: str, end: str, avoid: tuple[str, ...], expected: list[tuple[str, str, str]] | None
) -> None:
    """Either way along what is asserted; not through figures, inferences or what is avoided."""
    assert expected == steps(start, end, *avoid)


def test_each_step_has_its_passages() -> None:
    """All passages that say it, by their keys."""
    found = find_path(ROADS, node(f"{BASE}policy/a"), node(f"{BASE}policy/b"))
    assert [("1/p1/s1", "1/p1/s2")] == [relation.passages for relation in found or ()]


def test_a_path_is_printed_with_its_sentences(run: Callable[..., Ended]) -> None:
    """Both ends, an arrow for each step, and the report's words below it."""
    ended = run("path", "synergy-implementation-plan", "1+N", "--lang", "zh")
    assert (0, "") == (ended.code, ended.err)
    assert [
        "减污降碳协同增效实施方案",
        "  ── 属于 → 碳达峰碳中和“1+N”政策体系",
    ] == [line for line in ended.out.splitlines() if "[" not in line] or "→" in ended.out
    assert "      [2.7/p1/s2] 2022年6月，印发实施国家《减污降碳协同增效实施方案》" in ended.out


def test_relations_are_those_of_the_report(store: ox.Store) -> None:
    """Each has a passage, and no figure, unit or period is at its ends."""
    found = relations(store)
    kinds = {iri.removeprefix(BASE).split("/")[0] for r in found for iri in (r.source, r.target)}
    assert kinds <= set(KINDS)
    assert [] == [relation for relation in found if not relation.passages]
    assert list(found) == sorted(found)


def test_the_network_is_measured() -> None:
    """Degrees count relations, betweenness finds the middle, communities part all things."""
    found = relations(ROADS)
    assert 3 == degrees(found)[f"{BASE}policy/c"]
    assert f"{BASE}policy/c" == next(iter(importance(found)))
    parts = communities(found)
    assert sorted(degrees(found)) == sorted(iri for part in parts for iri in part)
    assert {f"{BASE}policy/lone", f"{BASE}topic/alone"} in [set(part) for part in parts]


# --- counts


def test_counts_add_up(store: ox.Store) -> None:
    """By graph all quads, by property all asserted ones."""
    totals = {
        what: sum(int(str(row[-1])) for row in count(store, what)[1])
        for what in ("graphs", "properties")
    }
    asserted = sum(map(is_asserted, store))
    assert {"graphs": len(list(named_quads(store))), "properties": asserted} == totals
    by_graph = {str(row[0]): row[1] for row in count(store, "graphs")[1]}
    names = sum(graph_name(quad) == f"{BASE}graph/names" for quad in store)
    assert (asserted, names) == (by_graph["asserted"], by_graph["graph:names"])


@pytest.mark.parametrize("what", [name for name in STATS if name != "betweenness"])
def test_every_count_is_printed(run: Callable[..., Ended], what: str) -> None:
    """As a table with its columns, the same in each run, in both languages."""
    ended = run("stats", what, "--format", "csv")
    assert (0, "") == (ended.code, ended.err)
    assert ",".join(STATS[what][0]) == ended.out.splitlines()[0]
    assert ended == run("stats", what, "--format", "csv")
    if what != "graphs":
        assert ended.out != run("stats", what, "--format", "csv", "--lang", "zh").out


def test_without_a_name_the_quick_counts_are_printed(run: Callable[..., Ended]) -> None:
    """Ten rows of each; betweenness takes seconds and has to be asked for."""
    ended = run("stats")
    heads = [line for line in ended.out.splitlines() if line.startswith("# ")]
    assert (0, "") == (ended.code, ended.err)
    assert [f"# {name}" for name in STATS if name != "betweenness"] == heads


@pytest.mark.parametrize(
    "what", [pytest.param("betweenness", marks=pytest.mark.slow), "communities", "relations"]
)
def test_numbers_do_not_hang_on_the_hash_seed(what: str) -> None:
    """Two processes with different seeds print the same bytes."""
    outs = {
        subprocess.run(
            [sys.executable, "-m", "oneplusn", "stats", what, "--format", "csv"],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(outs)


# --- what the user can mend


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("show", "qqqqqqqq"), "unknown entity 'qqqqqqqq'"),
        (("show", "方案"), "'方案' can mean "),
        (("show", ""), "unknown entity ''"),
        (("search", ""), "there is nothing to search for in ''"),
        (("search", "碳", "--format", "cvs"), "unknown format 'cvs'; did you mean csv"),
        (("path", "1+N", "qqqqqqqq"), "unknown entity 'qqqqqqqq'"),
        (("path", "1+N", "period:2022"), "'period:2022' is no thing with relations"),
        (("path", "1+N", "海南", "--avoid", "topicz!"), "unknown entity 'topicz!'; did you mean"),
        (("stats", "clases"), "unknown count 'clases'; did you mean classes?"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(
    run: Callable[..., Ended], args: tuple[str, ...], message: str
) -> None:
    """Exit code 2, one line on standard error, nothing on standard output."""
    ended = run(*args)
    assert (2, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
    assert ended.err.startswith(f"oneplusn: {message}")


@pytest.mark.parametrize(
    "args", [("search", "不存在的词语"), ("path", "1+N", "海南", "--avoid", "place", *(
        part for kind in KINDS for part in ("--avoid", kind)))]
)  # fmt: skip
def test_nothing_found_ends_with_one(run: Callable[..., Ended], args: tuple[str, ...]) -> None:
    """Like grep: no error, but no answer either."""
    ended = run(*args)
    assert (1, "", 1) == (ended.code, ended.out, ended.err.count("\n"))


@pytest.mark.parametrize("command", ["completion", "path", "search", "show", "stats"])
def test_each_command_has_an_example(run: Callable[..., Ended], command: str) -> None:
    """Help shows how it is called."""
    ended = run(command, "-h")
    assert (0, "") == (ended.code, ended.err)
    assert f"\n    oneplusn {command}" in ended.out
