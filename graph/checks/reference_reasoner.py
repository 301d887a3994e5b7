"""The closure compared with that of owlrl, for whoever does not trust ours."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef

from ...errors import Place
from ...ontology.vocabulary import AGENT
from ..export.rdflib_bridge import to_rdflib_graph
from ..named_graphs import is_inferred
from ..reasoning.closure import close
from .outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rdflib.term import Node

    from ..dataset import Dataset

    Statement = tuple[Node, Node, Node]

__all__ = [
    "TRIVIAL",
    "check_reference_reasoner",
    "own_closure",
    "reference_closure",
    "split_trivial",
]

_VOCABULARIES = (str(RDF), str(RDFS), str(OWL), str(XSD))
_REFLEXIVE = frozenset(
    {
        OWL.sameAs,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
    }
)
_ERROR = URIRef(AGENT.error.value)
_ERROR_MESSAGE = URIRef(AGENT.ErrorMessage.value)


def check_reference_reasoner(dataset: Dataset) -> Outcome:
    """Each triple that the dataset or owlrl infers is inferred by both, trivial kinds aside.

    A contradiction that owlrl finds is a problem too. Takes some ten seconds for the whole graph.
    """
    premises = {quad.triple for quad in dataset.quads if not is_inferred(quad)}
    # What is inferred of the ontology's own blank nodes is not kept in the dataset.
    unnamed = {triple for triple in close(premises).steps if _has_blank(triple)}
    stated = {quad.triple for quad in dataset.quads}
    ours, _ = split_trivial(to_rdflib_graph({*stated, *unnamed}))
    reference = reference_closure(premises)
    theirs, _ = split_trivial(reference - set(_messages(reference)))
    problems = [
        *(problem(Place(), "only-reference", triple=_show(triple)) for triple in theirs - ours),
        *(problem(Place(), "not-reference", triple=_show(triple)) for triple in ours - theirs),
        *(problem(Place(), "contradiction", text=text) for text in _contradictions(reference)),
    ]
    total = len(ours | theirs)
    return Outcome("reasoner", total, total, tuple(sorted(problems)))


def reference_closure(triples: Iterable[ox.Triple]) -> set[Statement]:
    """Close triples with owlrl."""
    # Slow to import, and needed by nothing else.
    import owlrl  # noqa: PLC0415

    graph = to_rdflib_graph(triples)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return set(graph)


def own_closure(triples: Iterable[ox.Triple]) -> set[Statement]:
    """Close triples with the rules, those about the ontology's blank nodes included."""
    premises = list(triples)
    return set(to_rdflib_graph([*premises, *close(premises).steps]))


def split_trivial(
    triples: Iterable[Statement],
) -> tuple[set[Statement], Mapping[str, set[Statement]]]:
    """Part what says something from the `TRIVIAL` kinds, by the name of the kind."""
    informative: set[Statement] = set()
    trivial: dict[str, set[Statement]] = defaultdict(set)
    for triple in triples:
        kind = next((kind.__name__ for kind in TRIVIAL if kind(triple)), "")
        (trivial[kind] if kind else informative).add(triple)
    return informative, trivial


def _has_literal_subject(triple: Statement) -> bool:
    """No RDF: a literal's datatype and its being itself, which no query can ask for."""
    return isinstance(triple[0], Literal)


def _is_reflexive(triple: Statement) -> bool:
    """Each thing is itself; each class and property is as narrow as itself."""
    subject, predicate, obj = triple
    return predicate in _REFLEXIVE and subject == obj


def _is_thing(triple: Statement) -> bool:
    """Whatever belongs to a class belongs to the class of everything."""
    return triple[1:] == (RDF.type, OWL.Thing)


def _has_top(triple: Statement) -> bool:
    """Every class, and whatever a property has or points to, is within everything."""
    return triple[1] in {RDFS.subClassOf, RDFS.domain, RDFS.range} and triple[2] == OWL.Thing


def _has_bottom(triple: Statement) -> bool:
    """Every class contains the empty one."""
    return triple[:2] == (OWL.Nothing, RDFS.subClassOf)


def _is_axiomatic(triple: Statement) -> bool:
    """Terms of RDF, RDFS, OWL and XML Schema are, and are not, the same in every graph."""
    subject, predicate, obj = triple
    kinds = {RDFS.Datatype, OWL.AnnotationProperty, OWL.Class}
    if predicate == OWL.disjointWith:
        return all(str(term).startswith(str(XSD)) for term in (subject, obj))
    return predicate == RDF.type and obj in kinds and str(subject).startswith(_VOCABULARIES)


TRIVIAL: tuple[Callable[[Statement], bool], ...] = (
    _has_literal_subject,
    _is_reflexive,
    _is_thing,
    _has_top,
    _has_bottom,
    _is_axiomatic,
)
"""The kinds of triples that owlrl adds and the rules leave out; the docstring says why."""


def _messages(closed: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the triples in which owlrl reports what is inconsistent."""
    return (t for t in closed if t[1] == _ERROR or t[2] == _ERROR_MESSAGE)


def _contradictions(closed: Iterable[Statement]) -> set[str]:
    return {str(obj) for _, predicate, obj in closed if predicate == _ERROR}


def _has_blank(triple: ox.Triple) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in triple)


def _show(triple: Statement) -> str:
    names = to_rdflib_graph([]).namespace_manager
    return " ".join(term.n3(names) for term in triple)
