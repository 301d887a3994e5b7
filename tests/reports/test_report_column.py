"""A report in a table: by its id for people, by its IRI for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID

from oneplusn.graph.rdf import literal, node
from oneplusn.ontology.namespaces import BASE
from oneplusn.queries.output.tables import cells, format_table
from oneplusn.queries.sparql.engine import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

ASKED = ("query", "stated-twice", "--reports", str(FOLDER))


@pytest.mark.parametrize(
    ("form", "sign"), [("table", "\t"), ("md", " | "), ("csv", ","), ("tsv", "\t")]
)
def test_a_question_names_the_report_of_a_row(
    run: Callable[..., Ended], form: str, sign: str
) -> None:
    """The id is what options and parameters take."""
    ended = run(*ASKED, "--format", form)
    assert 0 == ended.code
    _, *rows = (line.removeprefix("| ") for line in ended.out.splitlines())
    iris = {f"{BASE}report/2023", f"{BASE}report/{ID}"}
    in_syntax = {f"<{iri}>" for iri in iris}
    expected = {"csv": iris, "tsv": in_syntax}.get(form, {"2023", ID})
    assert expected == {row.partition(sign)[0] for row in rows} - {"---"}


def test_programs_get_the_iri(run: Callable[..., Ended]) -> None:
    """JSON is the format of SPARQL."""
    bindings = json.loads(run(*ASKED, "--format", "json").out)["results"]["bindings"]
    expected = {("uri", f"{BASE}report/2023"), ("uri", f"{BASE}report/{ID}")}
    assert expected == {(row["report"]["type"], row["report"]["value"]) for row in bindings}


def test_what_is_below_a_report_stays_as_it_is() -> None:
    """Whatever the column is called; a text that looks like a report's name is none."""
    names = ("report/2023", "report/2023/1", "report/2023/period/to-date", "place/china")
    table = Table(("x",), tuple((node(f"{BASE}{name}"),) for name in names))
    expected = [
        ["2023"],
        ["1"],
        [f"<{BASE}report/2023/period/to-date>"],
        ["place:china"],
    ]
    assert expected == cells(table)
    text = Table(("x",), ((literal(f"{BASE}report/2023"),), (None,)))
    assert f"x\n{BASE}report/2023\n\n" == format_table(text, "table")
