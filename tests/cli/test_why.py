"""The command that answers why, and the words it uses."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result

from oneplusn.cli.main import cli
from oneplusn.errors import OneplusnError
from oneplusn.graph.rdf import value
from oneplusn.graph.reasoning.axiom_text import say_axiom
from oneplusn.graph.reasoning.rules import rules
from oneplusn.ontology.namespaces import shorten
from oneplusn.ontology.resources import ontology_triples

ENERGY = """“1+N” Policy System for Carbon Peaking and Carbon Neutrality · covers sector · energy
└─ [prp-spo2-2] A chain of two properties yields the property that it defines.
   ├─ by the ontology: has part, then applies to sector gives covers sector
   ├─ “1+N” Policy System for Carbon Peaking and Carbon Neutrality · has part · PLAN
   │  └─ [prp-inv2] An inverse and its property say the same from both ends.
   │     ├─ by the ontology: has part is the inverse of part of
   │     └─ PLAN · part of · “1+N” Policy System for Carbon Peaking and Carbon Neutrality
   │        └─ [5.1/p2/s2] SENTENCE
   └─ PLAN · applies to sector · energy
      └─ [5.1/p2/s2] SENTENCE
"""


def ask(*arguments: str) -> Result:
    """Ask why on the command line."""
    return CliRunner().invoke(cli, ["why", *arguments])


def test_the_tree_goes_down_to_the_sentences() -> None:
    """Rules and axioms stand in words, and each leaf is a sentence of the report."""
    result = ask("1+N", "covers sector", "energy")
    told = result.output.replace("Implementation Plan for Carbon Peaking in Energy", "PLAN")
    assert re.sub("China has formulated .*制定出台能源、.*体系。]", "SENTENCE", told) == ENERGY
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["mee", "a", "IssuingBody"], "every one with “issues” to some Document counts as"),
        (
            ["生态环境部", "类型", "发布机构", "--lang", "zh"],
            "依本体：凡以“发布”指向某个文件者都是发布机构",
        ),
        (
            ["opn:Treaty", "rdfs:subClassOf", "opn:Document"],
            "by the ontology: every Treaty counts as",
        ),
        (["place:china", "is a", "Country"], "… and in "),
        (["sector:coal-power", "skos:broader", "sector:thermal-power"], "by the concept schemes"),
        (["quantity:2023/energy-consumption-growth-2012-2022", "value", "3"], "[2.1/p1/s3] "),
        (["1+N", "hasPart", "policy:fiscal-support-plan", "--all"], "1/1\n"),
    ],
)
def test_each_kind_of_reason_is_told(asked: list[str], expected: str) -> None:
    """Restrictions, schemes, the ontology alone, what many sentences say, a value, all ways."""
    result = ask(*asked)
    assert expected in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            ["1+N", "covers sector", "aviation"],
            "policy:one-plus-n opn:coversSector sector:aviation is neither stated nor inferred",
        ),
        (["nothing-of-the-kind", "a", "Plan"], "unknown entity 'nothing-of-the-kind'"),
        (["1+N", "no such property", "energy"], "unknown entity 'no such property'"),
        (["1+N", "a", "no such class"], "unknown entity 'no such class'"),
    ],
)
def test_what_does_not_hold_is_one_line(asked: list[str], expected: str) -> None:
    """A triple that does not hold, or a name that nothing has, is one line and exit code 2."""
    error = ask(*asked).exception
    assert isinstance(error, OneplusnError)
    assert str(error).startswith(expected)
    assert "\n" not in str(error)
    assert error.exit_code == 2


def test_every_axiom_of_the_ontology_can_be_said() -> None:
    """Each construct that a rule acts on has a form of words in both languages."""
    acting = {construct for rule in rules() for construct in rule.constructs}
    # These two are said with what they restrict; sameness has no place in the ontology.
    silent = {"owl:onProperty", "owl:someValuesFrom", "owl:Restriction", "owl:sameAs"}
    said = set()
    for triple in ontology_triples():
        for language in ("en", "zh"):
            if say_axiom(triple, lambda _: "…", language=language):
                found = (
                    triple.object if triple.predicate.value.endswith("#type") else triple.predicate
                )
                said.add(shorten(value(found)))
    assert acting - silent <= said
