"""Check that the passages are covered and that the names they give stand in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Place
from ...ontology.namespaces import OPN, shorten
from ...ontology.vocabulary import SKOS
from ..encoding.trig import encoding_path, passage_key
from ..labels import RDFS_LABEL
from ..named_graphs import EDITORIAL, is_asserted
from ..rdf import graph_name, language, value
from .outcome import Outcome, problem

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..dataset import Dataset
    from ..encoding.trig import Encoding
    from .outcome import Problem

__all__ = ["check_names", "check_passages"]

_VERBATIM = frozenset({RDFS_LABEL, SKOS.altLabel})


def check_passages(dataset: Dataset) -> Outcome:
    """Each passage asserts something, or the editors say why it asserts nothing; never both."""
    problems: list[Problem] = []
    checked = 0
    for encoding in dataset.encodings:
        asserted = {passage_key(q.graph_name) for q in encoding.quads if is_asserted(q)}
        excused = {passage_key(q.subject) for q in encoding.quads if _is_excuse(q)}
        for key in encoding.lines:
            checked += 1
            if (key in asserted) == (key in excused):
                wrong = "asserts-and-excused" if key in asserted else "asserts-nothing"
                problems.append(problem(encoding.place(key), wrong))
    encoded = {(encoding.report, encoding.section) for encoding in dataset.encodings}
    problems += [
        problem(Place(encoding_path(report, key)), "section-not-encoded")
        for report in dataset.reports
        for key in sorted({passage.section for passage in report.passages})
        if (report, key) not in encoded
    ]
    total = sum(len(report.passages) for report in dataset.reports)
    return Outcome("passages", checked, total, tuple(problems))


def _is_excuse(quad: ox.Quad) -> bool:
    return bool(quad.graph_name == EDITORIAL and quad.predicate == OPN.withoutFact)


def check_names(dataset: Dataset) -> Outcome:
    """Each Chinese name that a passage gives stands in it letter for letter."""
    texts = {p.iri: p.text for report in dataset.reports for p in report.passages}
    named = [(e, quad) for e in dataset.encodings for quad in e.quads if _is_name(quad)]
    chinese = [(e, quad) for e, quad in named if language(quad.object) == "zh"]
    problems = [
        problem(_where(encoding, quad), "name-not-in-sentence", name=repr(value(quad.object)))
        for encoding, quad in chinese
        if "".join(value(quad.object).split()) not in texts[graph_name(quad)]
    ]
    problems += [
        problem(_where(encoding, quad), "english-label", thing=shorten(value(quad.subject)))
        for encoding, quad in named
        if language(quad.object) != "zh"
    ]
    return Outcome("names", len(chinese), len(chinese), tuple(problems))


def _is_name(quad: ox.Quad) -> bool:
    return is_asserted(quad) and quad.predicate in _VERBATIM


def _where(encoding: Encoding, quad: ox.Quad) -> Place:
    return encoding.place(passage_key(quad.graph_name), f'"{value(quad.object)}"')
