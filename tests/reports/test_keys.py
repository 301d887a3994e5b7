"""What a passage is called hangs on the store that is asked, not on what was loaded before."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered, report_in
from shipped import REPORT

from oneplusn import load
from oneplusn.errors import UnknownNameError
from oneplusn.graph.cache import load_store
from oneplusn.graph.content_key import content_key
from oneplusn.graph.encoding.template import figures_in
from oneplusn.graph.named_graphs import REPORTS
from oneplusn.graph.rdf import node
from oneplusn.graph.text.catalog import find_reports, read_report
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.entities.derivation_text import tell
from oneplusn.queries.entities.description import profile
from oneplusn.queries.entities.labels import key_of, key_writer, label_in
from oneplusn.queries.entities.resolve import AmbiguousNameError, resolve
from oneplusn.queries.progress.comparison import progress
from oneplusn.viz.ontology_page.render import render_docs
from oneplusn.viz.select.request import Request
from oneplusn.viz.select.selection import build_page

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from oneplusn import Entity, KnowledgeGraph
    from oneplusn.graph.dataset import Dataset
    from oneplusn.viz.select.model import Page

pytestmark = pytest.mark.usefixtures("no_added_reports")

METHANE = "policy:methane-emission-control-action-plan"
PASSAGE = f"{REPORTS}2023/2.5/p1/s2"
SHORT, LONG, OTHER = "2.5/p1/s2", "2023:2.5/p1/s2", f"{ID}:2.1/p1/s1"


# --- one store after the other


def test_a_key_names_its_report_where_the_store_has_several(
    store: ox.Store, both_store: ox.Store
) -> None:
    """Made of one report, then of both, then of one again, at once and bound before."""
    turns = (store, both_store, store, both_store)
    assert [SHORT, LONG, SHORT, LONG] == [key_of(one, PASSAGE) for one in turns]
    writers = [key_writer(one) for one in turns]
    assert [SHORT, LONG, SHORT, LONG] == [write(PASSAGE) for write in writers]
    labels = [label_in(one, node(PASSAGE), "en") for one in turns]
    assert [SHORT, LONG, SHORT, LONG] == labels
    plan = node(f"{BASE}{METHANE.replace(':', '/')}")
    sentences = [[s.key for s in profile(one, plan).sentences] for one in turns]
    assert [[SHORT], [LONG, OTHER]] * 2 == sentences


def test_a_key_is_read_by_the_reports_of_the_store(store: ox.Store, both_store: ox.Store) -> None:
    """What two reports have is ambiguous, what only another one has is unknown."""
    for _ in range(2):
        assert f"{REPORTS}2023/1" == resolve(store, "1").value
        with pytest.raises(AmbiguousNameError, match=f"'1' can mean 2023:1, {ID}:1"):
            resolve(both_store, "1")
        assert f"{REPORTS}{ID}/1" == resolve(both_store, f"{ID}:1").value
        with pytest.raises(UnknownNameError):
            resolve(store, f"{ID}:1")


def test_progress_has_the_keys_of_its_store(both_store: ox.Store) -> None:
    """Of figures and of targets that a report sets, in turns."""
    alone = load_store(context=True, reports=[REPORT])
    turns = [_cited(store) for store in (alone, both_store, alone)]
    assert [{""}, {"2023", ID}, {""}] == [set(map(_report, keys)) for keys in turns]


def _cited(store: ox.Store) -> list[str]:
    entries = progress(store)
    compared = [e.passage for p in entries for c in p.comparisons for e in c.evidence]
    return compared + [s.passage for p in entries for s in p.target.sources if s.passage]


def _report(key: str) -> str:
    return key.rpartition(":")[0]


def test_a_page_has_the_keys_of_its_store(store: ox.Store) -> None:
    """Its sentences and premises have them, and below stand the reports of that store."""
    two = load_store(reports=find_reports([FOLDER], environment={}))
    one_page, two_page = (
        ((SHORT,), {""}, (f"<{REPORTS}2023>",)),
        ((LONG, OTHER), {"2023", ID}, (f"<{REPORTS}2023>", f"<{REPORTS}{ID}>")),
    )
    turns = [_shown(build_page(one, Request(focus=METHANE))) for one in (store, two, store)]
    assert [one_page, two_page, one_page] == turns


def _shown(page: Page) -> tuple[tuple[str, ...], set[str], tuple[str, ...]]:
    """Return the sentences of the plan, whose the premises' are, and the reports."""
    plan = next(node for node in page.nodes if node.key == METHANE)
    premises = [premise.edge for reason in page.reasons.values() for premise in reason.premises]
    keys = {_report(key) for edge in premises for key in edge.sentences}
    return plan.sentences, keys, page.shown.reports


def test_the_page_on_the_ontology_has_the_keys_of_its_dataset(
    dataset: Dataset, both: Dataset
) -> None:
    """Under each example stands the sentence that says so."""
    turns = [_examples(render_docs(one)) for one in (dataset, both, dataset)]
    assert [{""}, {"2023", ID}, {""}] == turns


def _examples(html: str) -> set[str]:
    keys = re.findall(r'<p class="where"><code lang="">([^<]+)</code> <span lang="zh">', html)
    return set(map(_report, keys))


# --- two graphs of one process, used in turns


def test_graphs_of_different_reports_are_used_in_turns() -> None:
    """Names, relations, answers and networks are those of the graph that is asked."""
    alone, both = load(), load(reports=FOLDER)
    alone_plan, both_plan = alone[METHANE], both[METHANE]
    for _ in range(2):
        assert (SHORT, LONG) == (alone[SHORT].label, both[LONG].label)
        assert [{SHORT}, {LONG, OTHER}] == [_stated(plan) for plan in (alone_plan, both_plan)]
        assert [{""}, {"2023", ID}] == [_network(graph) for graph in (alone, both)]
        assert [("", f"[{SHORT}]"), ("2023", f"[{LONG}]")] == [_told(g) for g in (alone, both)]
        with pytest.raises(AmbiguousNameError, match=f"'1' can mean 2023:1, {ID}:1"):
            both.query("about-entity", entity="1")
        assert () == alone.query("about-entity", entity="1").rows


def _stated(plan: Entity) -> set[str]:
    return {key for relation in plan.relations for key in relation.passages}


def _network(graph: KnowledgeGraph) -> set[str]:
    edges = graph.to_networkx().edges(data="passages")
    return {_report(key) for *_, passages in edges for key in passages}


def _told(graph: KnowledgeGraph) -> tuple[str, str]:
    """Return the report of the sentence found first, and the key in a derivation's leaf."""
    found = next(one for one in graph.search("编制甲烷排放控制行动方案") if "/p" in one.iri)
    leaf = next(
        line
        for line in tell(graph.why(METHANE, "a", "opn:PolicyDocument"), graph.store)
        if SHORT in line
    )
    return _report(found.label), leaf.split()[1]


# --- what is remembered of a report


def test_figures_are_remembered_by_what_they_are_read_from(tmp_path: Path) -> None:
    """Two reports that are alike, one of which lacks a word for a unit."""
    alike = report_in(
        altered(tmp_path, "terms.ttl", '"stove"@en ,\n        "口"@zh ;', '"stove"@en ;')
    )
    own = report_in(FOLDER)
    assert own == alike
    start = own.clean_text.index("口")
    units = [
        [reading.unit for reading in figures_in(report, start - 10, start + 1)]
        for report in (own, alike, own)
    ]
    assert [["口"], [""], ["口"]] == units


def test_a_copy_of_the_shipped_report_is_another_input(tmp_path: Path) -> None:
    """Alike by all that its report.toml says, it may still hold other encodings."""
    copy = tmp_path / "copy"
    shutil.copytree(str(REPORT.folder), copy)
    alike = read_report(copy, str(copy))
    assert REPORT == alike
    before = content_key([alike])
    (copy / "encoding" / "2.5.trig").write_text("", encoding="utf-8")
    assert 3 == len({content_key([REPORT]), before, content_key([alike])})
