"""Why an inferred relation holds: its premises, down to sentences and classifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...graph.named_graphs import ONTOLOGY, is_classified
from ...graph.rdf import named_quads, sort_quads, value
from ...graph.reasoning.explain import explainer_of
from ...graph.text.keys import is_part
from ...ontology.namespaces import prefixes
from ...queries.entities.labels import key_writer
from .model import Edge, EdgeBasis, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...graph.reasoning.explain import Derivation

__all__ = ["reasons"]


def reasons(store: ox.Store, edges: Iterable[Edge]) -> Mapping[Edge, Reason]:
    """Explain each inferred edge; the rest, and a store without any, cost nothing."""
    inferred = [edge for edge in edges if edge.basis is EdgeBasis.INFERRED]
    if not inferred:
        return {}
    explainer = explainer_of(sort_quads(named_quads(store)))
    key_of = key_writer(store)
    return {edge: _reason(explainer.explain(_triple(edge)), edge, key_of) for edge in inferred}


def _triple(edge: Edge) -> ox.Triple:
    source, relation, target = map(_node, (edge.source, edge.relation, edge.target))
    return ox.Triple(source, relation, target)


def _node(key: str) -> ox.NamedNode:
    prefix, _, local = key.partition(":")
    return ox.NamedNode(prefixes()[prefix] + local)


def _reason(step: Derivation, edge: Edge, key_of: Callable[[str], str]) -> Reason:
    premises = tuple(_brief(premise, key_of) for premise in step.premises if _tells(premise))
    return Reason(edge, step.rule, premises)


def _tells(step: Derivation) -> bool:
    """Tell whether a premise is about things, not only about the words of the ontology."""
    if step.rule:
        return any(map(_tells, step.premises))
    return set(step.graphs) != {ONTOLOGY.value}


def _brief(step: Derivation, key_of: Callable[[str], str]) -> Reason:
    """Pass over a step that only says its one premise again: its inverse, or a broader word."""
    about = [premise for premise in step.premises if _tells(premise)]
    if len(about) == 1:
        return _brief(about[0], key_of)
    return _reason(step, _edge(step, key_of), key_of)


def _edge(step: Derivation, key_of: Callable[[str], str]) -> Edge:
    triple = step.triple
    passages = tuple(key_of(name) for name in step.graphs if is_part(name))
    source, relation, target = (
        key_of(value(term)) for term in (triple.subject, triple.predicate, triple.object)
    )
    return Edge(source, relation, target, _basis(step), passages)


def _basis(step: Derivation) -> EdgeBasis:
    passages = [name for name in step.graphs if is_part(name)]
    if step.rule:
        return EdgeBasis.INFERRED
    if not passages:
        return EdgeBasis.SCHEME
    return EdgeBasis.CLASSIFIED if is_classified(passages, step.graphs) else EdgeBasis.STATED
