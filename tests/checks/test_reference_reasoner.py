"""The comparison with owlrl agrees where the closures do, and says where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from oneplusn.cli.data import check as command
from oneplusn.cli.main import cli
from oneplusn.graph.checks.reference_reasoner import check_reference_reasoner, reference_closure
from oneplusn.graph.dataset import Dataset
from oneplusn.graph.named_graphs import INFERRED, ONTOLOGY
from oneplusn.graph.rdf import in_graph, sort_quads
from oneplusn.graph.reasoning.closure import infer
from oneplusn.ontology.vocabulary import OWL, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = f"PREFIX : <https://example.org/>\nPREFIX owl: <{OWL.base}>\nPREFIX rdfs: <{RDFS.base}>\n"
GIVEN = """
:A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class .
[] owl:onProperty :p ; owl:someValuesFrom :B ; rdfs:subClassOf :C . :C a owl:Class .
:p a owl:ObjectProperty , owl:TransitiveProperty . :x a :A ; :p :y . :y a :A ; :p :z .
"""
CONTRADICTION = GIVEN + ":A owl:disjointWith :C ."


def triples(text: str) -> list[ox.Triple]:
    """Read Turtle with the prefixes of this module."""
    return [quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)]


def built(given: Iterable[ox.Triple], *, less: str = "", more: str = "") -> Dataset:
    """Build a dataset, with triples less or more among what is inferred."""
    stated = list(given)
    inferred = {quad.triple for quad in infer(stated)} - set(triples(less)) | set(triples(more))
    quads = (*in_graph(stated, ONTOLOGY), *in_graph(inferred, INFERRED))
    return Dataset(sort_quads(quads), ())


def test_the_closures_agree() -> None:
    """Every telling triple is counted, those of the ontology's blank nodes too."""
    outcome = check_reference_reasoner(built(triples(GIVEN)))
    assert ("reasoner", ()) == (outcome.name, outcome.problems)
    assert len(triples(GIVEN)) < outcome.checked == outcome.total
    assert outcome.passed


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        (
            built(triples(GIVEN), less=":x :p :z ."),
            [
                "only owlrl infers <https://example.org/x> <https://example.org/p> <https://example.org/z>"
            ],
        ),
        (
            built(triples(GIVEN), more=":z :p :x . :y rdfs:label '甲'@zh ."),
            [
                'owlrl does not infer <https://example.org/y> rdfs:label "甲"@zh',
                "owlrl does not infer <https://example.org/z> <https://example.org/p> <https://example.org/x>",
            ],
        ),
    ],
)
def test_a_difference_is_named(dataset: Dataset, expected: list[str]) -> None:
    """What one of both lacks is a problem, and who has it is said."""
    outcome = check_reference_reasoner(dataset)
    assert expected == [problem.message for problem in outcome.problems]
    assert not outcome.passed


def test_what_is_so_of_datatypes_in_every_graph_is_no_difference() -> None:
    """Owlrl adds that two datatypes in use are disjoint, which the rules leave out."""
    given = triples(f":s :q '1'^^<{XSD.decimal.value}> , '2'^^<{XSD.anyURI.value}> .")
    assert () == check_reference_reasoner(built(given)).problems
    disjoint = f"<{XSD.anyURI.value}> <{OWL.disjointWith.value}> <{XSD.decimal.value}>"
    assert disjoint in {" ".join(term.n3() for term in t) for t in reference_closure(given)}


def test_a_contradiction_is_named() -> None:
    """What owlrl finds inconsistent is a problem, and no difference between the closures."""
    (problem,) = check_reference_reasoner(built(triples(CONTRADICTION))).problems
    assert problem.message.startswith("owlrl finds a contradiction: Disjoint classes")


@pytest.mark.parametrize(
    ("less", "line", "problems"),
    [
        ("", "reasoner         18/18  ok", []),
        (
            ":x :p :z .",
            "reasoner         18/18  FAILED",
            [
                "reasoner: only owlrl infers <https://example.org/x> <https://example.org/p> <https://example.org/z>",
            ],
        ),
    ],
)
def test_the_command_compares_when_it_is_asked_to(
    monkeypatch: pytest.MonkeyPatch, less: str, line: str, problems: list[str]
) -> None:
    """The option adds one line, and the problems are listed with the others."""
    small = built(triples(GIVEN), less=less)
    monkeypatch.setattr(command, "try_encodings", lambda _: ((), ()))
    monkeypatch.setattr(command, "build_dataset", lambda *_, **__: small)
    without = CliRunner().invoke(cli, ["check"])
    asked = CliRunner().invoke(cli, ["check", "--reference-reasoner"])
    assert [*without.stdout.splitlines(), line] == asked.stdout.splitlines()
    assert [*without.stderr.splitlines(), *problems] == asked.stderr.splitlines()
