"""Terms and a translation beside a report: where they stand, and how faults in them are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered, report_in
from shipped import REPORT

from oneplusn.graph.checks.constraints import failures, verifications
from oneplusn.graph.checks.evidence import check_names
from oneplusn.graph.checks.figures import check_figures
from oneplusn.graph.checks.outcome import Outcome
from oneplusn.graph.checks.report_terms import check_report_terms
from oneplusn.graph.checks.terms import check_labels
from oneplusn.graph.checks.translation.sentences import check_translations
from oneplusn.graph.dataset import Dataset, open_store
from oneplusn.graph.encoding.trig import read_encodings
from oneplusn.graph.labels import derive
from oneplusn.graph.named_graphs import ONTOLOGY, SCHEMES, TRANSLATIONS, is_asserted
from oneplusn.graph.rdf import in_graph, node, value
from oneplusn.graph.text.additions import read_terms, read_translation
from oneplusn.graph.text.structure import structure_quads
from oneplusn.ontology.resources import ontology_triples, scheme_triples
from oneplusn.ontology.turtle import tidy_turtle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended


pytestmark = pytest.mark.usefixtures("no_added_reports")

ONE = '<3/p1/s5> opn:translation "Let us go forward hand in hand."@en .'
STOVE = '        "stove"@en ,\n        "口"@zh ;'


def made(folder: Path) -> Dataset:
    """Make a dataset of the invented report alone, without inference."""
    report = report_in(folder)
    encodings = read_encodings([report])
    terms = in_graph(ontology_triples(), ONTOLOGY) + in_graph(scheme_triples(), SCHEMES)
    additions = (read_terms(report), read_translation(report))
    given = [
        *structure_quads([report]),
        *terms,
        *(quad for addition in additions if addition for quad in addition.quads),
        *(quad for encoding in encodings for quad in encoding.quads),
    ]
    return Dataset((*given, *derive(given)), encodings, (report,))


def line_of(file: Path, needle: str) -> int:
    """Find the first line, from 1, that has a text."""
    lines = file.read_text("utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if needle in line)


def test_terms_stand_in_a_graph_that_asserts_nothing() -> None:
    """Their units are read like those of the schemes."""
    report = report_in(FOLDER)
    terms = read_terms(report)
    assert terms is not None
    assert {node(f"{report.iri}/terms")} == {quad.graph_name for quad in terms.quads}
    assert [] == [quad for quad in terms.quads if is_asserted(quad)]
    assert "口" in report.lexicon.units


def test_translations_stand_in_a_graph_of_their_own() -> None:
    """Each passage has one."""
    report = report_in(FOLDER)
    translation = read_translation(report)
    assert translation is not None
    assert {TRANSLATIONS} == {quad.graph_name for quad in translation.quads}
    assert [p.iri for p in report.passages] == [value(q.subject) for q in translation.quads]


def test_the_terms_are_written_the_one_way() -> None:
    """As the schemes of the package are."""
    text = (FOLDER / ID / "terms.ttl").read_text("utf-8")
    assert tidy_turtle(text) == text


def test_a_report_needs_neither(tmp_path: Path) -> None:
    """Nothing is checked of what is not there, and that is no failure."""
    bare = replace(REPORT, folder=tmp_path)
    assert (None, None) == (read_terms(bare), read_translation(bare))
    alone = Dataset((), (), (bare,))
    outcomes = [check_report_terms(alone), check_translations(alone)]
    assert [Outcome("report-terms", 0, 0), Outcome("translations", 0, 0)] == outcomes


@pytest.mark.parametrize(
    ("check", "file", "old", "new", "needle", "problem"),
    [
        pytest.param(
            check_labels, "terms.ttl", STOVE, '        "口"@zh ;', "unit:stove",
            "unit:stove: no label in 'en'", id="a label is missing",
        ),
        pytest.param(
            check_report_terms, "terms.ttl", "opn:pluralLabel", "opn:colour", "unit:stove",
            "opn:colour is not declared", id="not declared",
        ),
        pytest.param(
            check_report_terms, "terms.ttl", "sector:households", "sector:lakes",
            "indicator:clean-stove-count", "sector:lakes is used but nowhere described",
            id="not described",
        ),
        pytest.param(
            check_report_terms, "terms.ttl", "topic:highland-lakes\n    a opn:Topic",
            "topic:lakes a opn:Topic .\ntopic:highland-lakes\n    a opn:Topic", "topic:lakes",
            "topic:lakes is declared and not used by the report", id="not used",
        ),
        pytest.param(
            check_translations, "translation.ttl", ONE, "", "",
            "the passage 3/p1/s5 has no translation", id="no translation",
        ),
        pytest.param(
            check_translations, "translation.ttl", ONE, f'{ONE}\n<3/p1/s5> opn:translation "X"@en .',
            "<3/p1/s5>", "the passage 3/p1/s5 has 2 translations", id="two translations",
        ),
        pytest.param(
            check_translations, "translation.ttl", ONE, f'{ONE}\n<9/p1/s1> opn:translation "X"@en .',
            "<9/p1/s1>", f"<https://w3id.org/oneplusn/report/{ID}/9/p1/s1> is no passage of the report",
            id="no passage",
        ),
        pytest.param(
            check_translations, "translation.ttl", ONE, f'{ONE}\n<3/p1/s5> opn:translation "X"@de .',
            "<3/p1/s5>", 'not a translation into English: opn:translation "X"@de', id="German",
        ),
        pytest.param(
            check_figures, "encoding/1.1.trig", "12500000", "12600000",
            "quantity:wind-power-capacity-2022-revised",
            f"quantity:{ID}/wind-power-capacity-2022-revised: the graph says "
            "'1250万千瓦' = exactly 12600000 千瓦, the text says '1250万千瓦' = exactly 12500000 千瓦",
            id="a figure",
        ),
        pytest.param(
            check_names, "encoding/2.1.trig", '"甲烷方案"', '"甲烷计划"', '"甲烷计划"',
            "'甲烷计划' is not in the sentence", id="a name",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(
    tmp_path: Path,
    check: Callable[[Dataset], Outcome],
    file: str,
    old: str,
    new: str,
    needle: str,
    problem: str,
) -> None:
    """The file of the report, the line, and what is wrong."""
    assert [] == [p for p in check(made(FOLDER)).problems if p.message == problem]
    copy = altered(tmp_path, file, old, new)
    line = line_of(copy / file, needle) if needle else 0
    found = [p for p in check(made(tmp_path)).problems if p.message == problem]
    assert [(f"{copy}/{file}", line)] == [(p.place.file, p.place.line) for p in found]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("terms.ttl", "    a opn:CountingUnit ;", "    a opn:CountingUnit ; ;; x", "not Turtle: "),
        ("terms.ttl", "scheme:units", "[]", "blank node or quoted triple in "),
        ("translation.ttl", '"Preface"@en .', '"Preface"@en', "not Turtle: "),
    ],
)
def test_a_malformed_file_is_one_line(
    tmp_path: Path, run: Callable[..., Ended], file: str, old: str, new: str, problem: str
) -> None:
    """With the file, the line and what is wrong."""
    copy = altered(tmp_path, file, old, new)
    ended = run("stats", "--reports", str(tmp_path))
    assert (1, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
    where, _, told = ended.err.removeprefix(f"oneplusn: {copy}/{file}:").partition(": ")
    assert where.isdecimal()
    assert told.startswith(problem)


def test_an_observation_is_before_the_date_of_its_own_report(tmp_path: Path) -> None:
    """What was observed in 2024 is no fault of a report of 2024, but one of a report of 2023."""
    rule = next(one for one in verifications() if one.name == "observed-in-the-past")
    assert () == failures(open_store(made(FOLDER)), rule)
    altered(tmp_path, "report.toml", "date = 2024-06-30", "date = 2023-12-31")
    things = [one.thing for one in failures(open_store(made(tmp_path)), rule)]
    assert [f"https://w3id.org/oneplusn/quantity/{ID}/forest-coverage-2024"] == things
