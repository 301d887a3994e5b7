"""A section read aloud: each sentence, and the triples of its graph as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.message_catalog import messages
from ...ontology.namespaces import OPN, RDF_TYPE, shorten
from ..labels import RDFS_LABEL, Labels, labels_by_language
from ..named_graphs import EDITORIAL
from ..rdf import value
from ..text.additions import say_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..text.report import Report

__all__ = ["review"]


def review(
    report: Report, section: str, quads: Sequence[ox.Quad], *, language: str = "en"
) -> Iterator[str]:
    """Yield the lines of a section: the passage, then one line a triple, labels in *language*.

    In English our translation of the passage stands before it, marked as unofficial.

    *quads* are the whole dataset: what is said, and how it is called.
    """
    passages = report.passages_of(section)
    labels = labels_by_language(quads)
    english = {value(q.subject): value(q.object) for q in quads if q.predicate == OPN.translation}
    for passage in passages:
        name = ox.NamedNode(passage.iri)
        sentence = say_sentence(passage.text, english.get(passage.iri, ""), language)
        yield f"[{passage.key}] {sentence}"
        yield from _excuses(quads, name, labels, language)
        statements = [quad for quad in quads if quad.graph_name == name]
        yield from _statements(statements, labels, language)
        yield ""


def _excuses(
    quads: Iterable[ox.Quad], passage: ox.NamedNode, labels: Labels, language: str
) -> Iterator[str]:
    for quad in quads:
        if quad.graph_name == EDITORIAL and quad.subject == passage:
            reason = _name(quad.object, labels, language)
            yield f"    {messages('review').say('no-fact', language, reason=reason)}"


def _statements(quads: Iterable[ox.Quad], labels: Labels, language: str) -> Iterator[str]:
    catalog = messages("review")
    subject = None
    for quad in sorted(quads, key=lambda quad: (str(quad.subject), _rank(quad), str(quad))):
        if quad.subject != subject:
            subject = quad.subject
            yield f"  • {_name(subject, labels, language)}  <{shorten(value(subject))}>"
        if quad.predicate == RDFS_LABEL:
            yield f"      {catalog.say('is-named', language, name=value(quad.object))}"
        else:
            predicate = _name(quad.predicate, labels, language)
            yield f"      {predicate}: {_name(quad.object, labels, language)}"


def _rank(quad: ox.Quad) -> int:
    order = [RDF_TYPE, RDFS_LABEL, OPN.indicator, OPN.measure, OPN.asWritten, OPN.value]
    return order.index(quad.predicate) if quad.predicate in order else len(order)


def _name(term: object, labels: Labels, language: str) -> str:
    if isinstance(term, ox.Literal):
        return term.value
    if term == RDF_TYPE:
        return messages("vocabulary").say("rdf:type", language)
    names = labels.get(value(term), {})
    fallback = next(iter(sorted(names.items())), None)
    if language in names:
        return names[language]
    if fallback is not None:
        return f"{fallback[1]} [{fallback[0]}]"
    return shorten(value(term))
