"""The checks of one report among several: its own counts and problems, against all that is loaded."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered, report_in

from oneplusn.errors import Place
from oneplusn.graph.checks.outcome import FirstPlaces
from oneplusn.graph.checks.terms import check_relations
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.encoding.trig import read_encoding
from oneplusn.ontology.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

COUNTS = {
    "files": "8/8",
    "passages": "35/35",
    "figures": "19/19",
    "report-terms": "105/105",
    "translations": "35/35",
}


def states(text: str) -> dict[str, tuple[str, str]]:
    """Read name → numbers and state of each check."""
    lines = (line.split() for line in text.splitlines() if "/" in line)
    return {name: (numbers, state) for name, numbers, state in lines}


def test_a_report_is_checked_alone(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """What is wrong in another one is neither counted nor said."""
    altered(tmp_path, "encoding/1.1.trig", "12500000", "12600000")
    other = tmp_path / "other"
    shutil.copytree(FOLDER / ID, other)
    for file in (file for file in other.rglob("*") if file.is_file()):
        text = file.read_text("utf-8").replace(ID, "other")
        file.write_text(text, encoding="utf-8")
    (other / "encoding" / "3.trig").write_text("x", encoding="utf-8")
    ended = run("check", "--report", ID, "--reports", str(tmp_path))
    found = states(ended.out)
    assert COUNTS == {name: found[name][0] for name in COUNTS}
    wrong = {name for name, (_, state) in found.items() if state != "ok"}
    assert {"figures", "translated-figures"} == wrong
    assert (1, 3) == (ended.code, ended.err.count("\n"))
    assert f"/{ID}/encoding/1.1.trig:47: 1.1/p1/s1: quantity:{ID}/" in ended.err


def test_a_report_leans_on_what_others_describe(run: Callable[..., Ended]) -> None:
    """Alone, nearly every check of the whole would fail; a section narrows what is said."""
    args = ("check", "--report", ID, "--by-section", "--section", "1.1")
    ended = run(*args, "--reports", str(FOLDER))
    assert (0, "") == (ended.code, ended.err)
    found = states(ended.out)
    assert COUNTS == {name: found[name][0] for name in COUNTS}
    sections = [line.split()[0] for line in ended.out.splitlines() if line.startswith("  ")]
    assert ["0", "1", "1.1", "1.2", "2", "2.1", "2.2", "3"] == sections


def test_a_section_of_another_report_is_refused(run: Callable[..., Ended]) -> None:
    """The option and the key contradict each other."""
    args = ("check", "--report", ID, "--section", "2023:1", "--reports", str(FOLDER))
    assert (2, "", f"oneplusn: '2023:1' is no section of the report {ID!r}\n") == run(*args)


def test_a_part_knows_what_it_is_a_part_of(both: Dataset) -> None:
    """A thing of another report has its place there."""
    report = next(report for report in both.reports if report.id == ID)
    part = both.of_report(report)
    assert (both.quads, (report,), 8) == (part.quads, part.reports, len(part.encodings))
    assert part == part.of_report(report)
    thing = f"{BASE}policy/one-plus-n"
    assert Place() != FirstPlaces(both).find(thing) == FirstPlaces(part).find(thing)


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        (f"report/{ID}", Place(f"{FOLDER / ID}/report.toml")),
        ("report/2023/7/p1/s9", Place("graph/reports/2023/encoding/7.trig", 0, "7/p1/s9")),
        ("report/2023/9", Place()),
        ("report/2023/period/to-date", Place()),
        ("report/2019/1", Place()),
        ("sector/energy", Place()),
    ],
)
def test_what_a_text_is_made_of_has_a_place(both: Dataset, iri: str, place: Place) -> None:
    """Though no encoding speaks of it: the file in which it has to."""
    assert place == FirstPlaces(both).find(f"{BASE}{iri}")


def test_what_another_report_ties_hangs_not_loose(both: Dataset, tmp_path: Path) -> None:
    """A report may give another name to a thing that it says nothing else of."""
    head = "<1.1/p1/s1> {\n"
    named = f'{head}    policy:one-plus-n skos:altLabel "全省"@zh .\n'
    altered(tmp_path, "encoding/1.1.trig", head, named)
    encoding = read_encoding(report_in(tmp_path), "1.1")
    alone = Dataset((), (encoding,), (encoding.report,))
    assert ["policy:one-plus-n has no relation to anything"] == [
        problem.message for problem in check_relations(alone).problems
    ]
    assert () == check_relations(replace(alone, whole=both)).problems
