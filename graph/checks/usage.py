"""Check that nothing is declared in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Place
from ...ontology.namespaces import OPN, shorten
from ...ontology.resources import ontology_triples, scheme_triples
from ...ontology.vocabulary import SKOS
from ..encoding.external import context_quads
from ..named_graphs import ONTOLOGY
from ..rdf import value
from .outcome import Outcome, Problem

if TYPE_CHECKING:
    from ..dataset import Dataset

__all__ = ["check_usage"]


def check_usage(dataset: Dataset) -> Outcome:
    """Each declared class, property and individual is used, or an editorial note says why not.

    A term that only the facts from outside the report need is used by them.
    """
    used = {
        value(term)
        for quad in (*dataset.quads, *context_quads())
        if quad.graph_name != ONTOLOGY
        for term in (quad.predicate, quad.object)
    }
    triples = (*ontology_triples(), *scheme_triples())
    excused = {value(t.subject) for t in triples if t.predicate == SKOS.editorialNote}
    declared = sorted(OPN[name].value for name in OPN.names)
    problems = [
        Problem(Place(), f"{shorten(term)} is declared and nowhere used")
        for term in declared
        if term not in used | excused
    ]
    return Outcome("usage", len(declared), len(declared), tuple(problems))
