"""Check the facts from outside the report: sources, reasons, and figures as printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ...errors import NumeralError, Place
from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import BASE, OPN, RDF_TYPE, shorten
from ...ontology.vocabulary import SKOS
from ..encoding.external import context_quads
from ..labels import Labels, labels_by_language
from ..named_graphs import CONTEXT, CONTEXT_TERMS, DERIVED_CONTEXT
from ..quantities.described_periods import period_triples
from ..quantities.lexicon import Lexicon, load_lexicon, word_rows
from ..rdf import in_graph, value
from .figures import encoded_quantity, printed_quantity
from .outcome import Outcome, problem
from .terms import BORROWED, described_things, undeclared, undescribed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyoxigraph as ox

    from ..dataset import Dataset
    from .outcome import Problem

__all__ = ["check_context"]

Properties = dict[str, set[str]]
"""Predicate → objects, of one subject."""

_EXACT_MATCH = SKOS.exactMatch.value
_BORROWED = frozenset({*BORROWED, SKOS.broader, SKOS.exactMatch, SKOS.inScheme})
_IDENTIFIES = OPN.identifies.value
_OFFICIAL_DOCUMENT = OPN.officialDocument.value
_REPORT_DOCUMENT = OPN.reportDocument.value


def check_context(dataset: Dataset) -> Outcome:
    """Each fact from outside has its source, each judgement its reason, each figure its print.

    A dataset without context is checked against the context that the project ships.
    """
    own = [q for q in dataset.quads if q.graph_name in {CONTEXT, CONTEXT_TERMS}]
    context: Sequence[ox.Quad] = own or context_quads()
    subjects = _by_subject(quad for quad in context if quad.graph_name == CONTEXT)
    periods = in_graph(period_triples(context, dataset.quads), DERIVED_CONTEXT)
    quads = (*dataset.quads, *context, *periods)
    described = described_things(quads)
    problems = [
        *(_problem("not-declared", iri) for q in context for iri in undeclared(q, _BORROWED)),
        *(_problem("not-described", iri) for q in context for iri in undescribed(q, described)),
        *_unsupported(subjects),
        *_misprinted(subjects, quads),
    ]
    return Outcome("context", len(subjects), len(subjects), tuple(sorted(set(problems))))


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, Properties]:
    subjects: dict[str, Properties] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        subjects[value(quad.subject)][quad.predicate.value].add(value(quad.object))
    return subjects


def _problem(key: str, subject: str, **values: object) -> Problem:
    return problem(Place("graph/external"), key, thing=shorten(subject), **values)


def _unsupported(subjects: Mapping[str, Properties]) -> Iterator[Problem]:
    """Say what subjects lack: a source, the reason of an identification, an identifier."""
    judged = {
        (next(iter(one.get(_REPORT_DOCUMENT, {""}))), document)
        for one in subjects.values()
        for document in one.get(_OFFICIAL_DOCUMENT, ())
    }
    identified = {thing for one in subjects.values() for thing in one.get(_IDENTIFIES, ())}
    for subject, own in subjects.items():
        if RDF_TYPE.value in own and not _has_source(subject, subjects):
            yield _problem("no-source", subject)
        kinds, reasons = own.get(RDF_TYPE.value, set()), own.get(OPN.justification.value, set())
        if OPN.Identification.value in kinds and not reasons:
            yield _problem("no-reason", subject)
        for document in own.get(OPN.identifiedAs.value, ()):
            if (subject, document) not in judged:
                yield _problem("no-judgement", subject, document=shorten(document))
        if own.get(_EXACT_MATCH) and subject not in identified:
            yield _problem("no-identifier", subject)


def _has_source(subject: str, subjects: Mapping[str, Properties]) -> bool:
    own = subjects[subject]
    if own.get(OPN.sourceAddress.value) or own.get(OPN.identifierSource.value):
        return True
    if own.get(OPN.targetIndicator.value):
        return bool(own.get(OPN.justification.value))
    return any(
        subject in one.get(OPN.issuedBy.value, ()) and one.get(OPN.sourceAddress.value)
        for one in subjects.values()
    )


def _misprinted(subjects: Mapping[str, Properties], quads: Iterable[ox.Quad]) -> Iterator[Problem]:
    """Read each target's value, unit and comparator again from what the source prints."""
    labels = labels_by_language(quads)
    lexicon = _lexicon(labels)
    for subject, own in sorted(subjects.items()):
        if OPN.asWritten.value in own:
            parts = {predicate: next(iter(objects)) for predicate, objects in own.items()}
            graph, text = encoded_quantity(parts, labels), _printed(parts, lexicon)
            if graph != text.en:
                yield _problem("print-differs", subject, graph=graph, text=text)


def _lexicon(labels: Labels) -> Lexicon:
    """Add the units that only the context has to those of the report."""
    base = load_lexicon()
    units = {label["zh"] for iri, label in labels.items() if iri.startswith(f"{BASE}unit/")}
    words = {*base.units, *units} - {"无量纲"}
    return replace(base, units=tuple(sorted(words, key=lambda word: (-len(word), word))))


def _printed(parts: Mapping[str, str], lexicon: Lexicon) -> Bilingual:
    printed = parts[OPN.asWritten.value]
    comparator_of = {**dict(lexicon.before), **dict(lexicon.after), **_qualifiers()}
    words = filter(None, parts.get(OPN.qualifierAsWritten.value, "").split("；"))
    comparators = [comparator_of.get(word, "unknown") for word in words]
    try:
        text = printed_quantity(printed, comparators, lexicon=lexicon)
    except NumeralError as error:
        reasons = Bilingual(error.chinese or str(error), str(error))
        return Bilingual.of(lambda lang: f"{printed!r}{_in_brackets(reasons.get(lang), lang)}")
    return Bilingual(text, text)


def _in_brackets(text: str, lang: str) -> str:
    return messages("punctuation").say("brackets", lang, text=text)


@cache
def _qualifiers() -> Mapping[str, str]:
    """Map the words of sources that are none of a comparator to the comparator they mean."""
    return {row["qualifier"]: row["comparator"] for row in word_rows("qualifiers.csv")}
