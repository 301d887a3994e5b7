"""The sentence beside a row of an answer is one that says what the row says."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from shipped import REPORT

from oneplusn.graph.labels import RDFS_LABEL
from oneplusn.graph.named_graphs import is_asserted
from oneplusn.graph.rdf import graph_name, language, value
from oneplusn.queries.library.catalog import library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oneplusn.graph.dataset import Dataset

ANSWERS = Path(__file__).with_name("answers")
NAMES = [query.name for query in library()]
AS_WRITTEN = ("added", "as_written", "growth", "level", "share")
CONCEPTS = re.compile("https://w3id.org/oneplusn/(indicator|period|sector|technology|topic|unit)/")
"""What our schemes link to a figure or a thing, without a sentence that names it."""
THING = re.compile(
    "https://w3id.org/oneplusn/"
    "(action|agent|event|goal|place|policy|position|programme|publication)/"
)
APART = {"persons": {"for_zh"}, "positions": {"holder_zh"}, "series": {"after_zh"}}
"""Columns that another sentence says: a person's office, a position's holder, what came before."""


def rows(name: str) -> list[dict[str, str]]:
    """Read a pinned answer, which another test compares with what the graph says now."""
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def named(dataset: Dataset) -> Mapping[str, frozenset[str]]:
    """Collect sentence → IRIs of things that its graph has as a subject or an object."""
    texts = {passage.iri: passage.text for passage in REPORT.passages}
    found: dict[str, set[str]] = defaultdict(set)
    for quad in filter(is_asserted, dataset.quads):
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.NamedNode):
                found[texts[graph_name(quad)]].add(value(term))
    return {text: frozenset(iris) for text, iris in found.items()}


@pytest.fixture(scope="module")
def things(dataset: Dataset) -> Mapping[str, frozenset[str]]:
    """Collect Chinese label → IRIs, without the labels that a concept shares."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in dataset.quads:
        if quad.predicate == RDFS_LABEL and language(quad.object) == "zh":
            found[value(quad.object)].add(value(quad.subject))
    return {
        label: frozenset(iris)
        for label, iris in found.items()
        if all(map(THING.match, iris)) and not any(map(CONCEPTS.match, iris))
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_stands_in_its_sentence(name: str) -> None:
    """The words of a figure are in the sentence beside it, layout apart."""
    wrong = [
        (row[key], sentence)
        for row in rows(name)
        for key in AS_WRITTEN
        if row.get(key) and not row[key].replace(".", "").isdigit()
        for sentence in [row.get(f"{key}_sentence") or row.get("sentence_zh")]
        if sentence and row[key] not in sentence
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_the_things_of_a_row_are_what_its_sentence_speaks_of(
    name: str, things: Mapping[str, frozenset[str]], named: Mapping[str, frozenset[str]]
) -> None:
    """Each body, place, document, event or programme of a row is in the sentence's graph."""
    wrong = [
        (key, row[key], row["sentence_zh"])
        for row in rows(name)
        for key in row
        if key.endswith("_zh") and key not in APART.get(name, set()) and row.get("sentence_zh")
        if row[key] in things and not things[row[key]] & named[row["sentence_zh"]]
    ]
    assert wrong == []
