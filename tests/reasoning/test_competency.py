"""What must follow from the report follows, from the right sentences; what must not does not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest
from shipped import REPORT

from oneplusn.graph.named_graphs import INFERRED, MARKS
from oneplusn.graph.rdf import graph_name
from oneplusn.graph.reasoning.explain import Derivation, Explainer, NotInferredError, show_triple
from oneplusn.queries.entities.resolve_triple import resolve_triple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from oneplusn.graph.dataset import Dataset


class Case(TypedDict, total=False):
    """A row of the table."""

    name: str
    follows: bool
    triple: list[str]
    sentences: list[str]


TABLE: list[Case] = tomllib.loads((Path(__file__).parent / "competency.toml").read_text("utf-8"))[
    "case"
]
FOLLOWING = [case for case in TABLE if case["follows"]]
OTHERS = [case for case in TABLE if not case["follows"]]


@pytest.fixture(scope="module")
def explainer(dataset: Dataset) -> Explainer:
    """Close the real dataset once for all questions."""
    return Explainer(dataset.quads)


def leaves(derivation: Derivation) -> Iterator[Derivation]:
    """Yield what a derivation starts from."""
    if not derivation.premises:
        yield derivation
    for premise in derivation.premises:
        yield from leaves(premise)


def steps(derivation: Derivation) -> Iterator[Derivation]:
    """Yield a derivation and all within it."""
    yield derivation
    for premise in derivation.premises:
        yield from steps(premise)


def cited(derivation: Derivation) -> list[str]:
    """List the passages at the leaves; their marks say whose word it is, not where it stands."""
    graphs = {g for leaf in leaves(derivation) for g in leaf.graphs if not g.endswith(MARKS)}
    keys = {passage.iri: passage.key for passage in REPORT.passages}
    return sorted(keys[graph] for graph in graphs if graph.startswith(f"{REPORT.iri}/"))


@pytest.mark.parametrize("case", FOLLOWING, ids=lambda case: case["name"])
def test_it_follows(case: Case, store: ox.Store, explainer: Explainer) -> None:
    """The triple is inferred, not stated, and these sentences are its ground."""
    derivation = explainer.explain(resolve_triple(store, *case["triple"]))
    assert case["sentences"] == cited(derivation)
    assert derivation.rule


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case["name"])
def test_it_does_not_follow(case: Case, store: ox.Store, explainer: Explainer) -> None:
    """The triple is neither stated nor inferred, and the error says so."""
    triple = resolve_triple(store, *case["triple"])
    with pytest.raises(NotInferredError, match="is neither stated nor inferred") as error:
        explainer.explain(triple)
    assert str(error.value).startswith(show_triple(triple))


def test_the_table_has_both_signs() -> None:
    """At least twenty sentences, each with a name of its own, of both signs."""
    assert len(TABLE) == len({case["name"] for case in TABLE})
    assert len(FOLLOWING) >= 20
    assert len(OTHERS) >= 15


@pytest.mark.parametrize("case", FOLLOWING[:6], ids=lambda case: case["name"])
def test_every_derivation_is_grounded(
    case: Case, store: ox.Store, explainer: Explainer, dataset: Dataset
) -> None:
    """Each way to a triple ends in what stands in the dataset, and never passes the triple itself."""
    triple = resolve_triple(store, *case["triple"])
    given = {(quad.triple, graph_name(quad)) for quad in dataset.quads}
    for derivation in explainer.derivations(triple):
        below = list(steps(derivation))[1:]
        assert triple not in {step.triple for step in below}
        for leaf in leaves(derivation):
            assert leaf.graphs
            assert {(leaf.triple, graph) for graph in leaf.graphs} <= given


def test_the_inferred_graph_is_what_can_be_explained(
    dataset: Dataset, explainer: Explainer
) -> None:
    """Every triple of the graph of inferences has a derivation."""
    inferred = dataset.counts()["inferred"]
    explained = 0
    for quad in dataset.quads:
        if quad.graph_name == INFERRED:
            derivation = explainer.explain(quad.triple)
            explained += bool(derivation.rule)
    assert inferred == explained > 0
