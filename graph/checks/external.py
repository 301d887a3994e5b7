"""Check the facts from outside the report: sources, reasons, and figures as printed."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import NumeralError, Place
from ...ontology.namespaces import BASE, OPN, RDF_TYPE, shorten
from ..encoding.external import context_quads
from ..labels import RDFS_LABEL, labels_by_language, types_of
from ..named_graphs import CONTEXT, CONTEXT_TERMS, is_inferred
from ..quantities.lexicon import Lexicon, load_lexicon
from ..quantities.parse import canonical, read_at
from ..rdf import value
from .outcome import Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..dataset import Dataset
    from .outcome import Problem

__all__ = ["check_context"]

Said = dict[str, set[str]]
"""Predicate → objects, of one subject."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_EXACT_MATCH = f"{_SKOS}exactMatch"
_BORROWED = frozenset(
    {RDF_TYPE.value, RDFS_LABEL.value, _EXACT_MATCH, f"{_SKOS}altLabel", f"{_SKOS}inScheme"}
)
_IDENTIFIES = OPN.identifies.value
_OFFICIAL_DOCUMENT = OPN.officialDocument.value
_REPORT_DOCUMENT = OPN.reportDocument.value
_RANGE = "—"


def check_context(dataset: Dataset) -> Outcome:
    """Each fact from outside has its source, each judgement its reason, each figure its print.

    A dataset without context is checked against the context that the project ships.
    """
    own = [q for q in dataset.quads if q.graph_name in {CONTEXT, CONTEXT_TERMS}]
    given: Sequence[ox.Quad] = own or context_quads()
    said = _by_subject(quad for quad in given if quad.graph_name == CONTEXT)
    everything = (*dataset.quads, *given)
    found = [
        *_undeclared(given),
        *_unknown(given, everything),
        *_unsupported(said),
        *_misprinted(said, everything),
    ]
    return Outcome("context", len(said), len(said), tuple(sorted(set(found))))


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, Said]:
    found: dict[str, Said] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        found[value(quad.subject)][quad.predicate.value].add(value(quad.object))
    return found


def _problem(key: str, subject: str, **values: object) -> Problem:
    return problem(Place("graph/external"), key, thing=shorten(subject), **values)


def _undeclared(quads: Iterable[ox.Quad]) -> Iterator[Problem]:
    for quad in quads:
        used = [quad.predicate.value] if quad.predicate.value not in _BORROWED else []
        used += [value(quad.object)] if quad.predicate == RDF_TYPE else []
        yield from (_problem("not-declared", iri) for iri in used if iri not in OPN)


def _unknown(quads: Iterable[ox.Quad], everything: Iterable[ox.Quad]) -> Iterator[Problem]:
    typed = set(types_of(quad for quad in everything if not is_inferred(quad)))
    for quad in quads:
        for term in (quad.subject, quad.object):
            ours = isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
            if ours and value(term) not in typed:
                yield _problem("not-described", value(term))


def _unsupported(said: Mapping[str, Said]) -> Iterator[Problem]:
    """Say what subjects lack: a source, the reason of an identification, an identifier."""
    judged = {
        (next(iter(one.get(_REPORT_DOCUMENT, {""}))), document)
        for one in said.values()
        for document in one.get(_OFFICIAL_DOCUMENT, ())
    }
    identified = {thing for one in said.values() for thing in one.get(_IDENTIFIES, ())}
    for subject, own in said.items():
        if RDF_TYPE.value in own and not _has_source(subject, said):
            yield _problem("no-source", subject)
        kinds, reasons = own.get(RDF_TYPE.value, set()), own.get(OPN.reason.value, set())
        if OPN.Identification.value in kinds and not reasons:
            yield _problem("no-reason", subject)
        for document in own.get(OPN.identifiedAs.value, ()):
            if (subject, document) not in judged:
                yield _problem("no-judgement", subject, document=shorten(document))
        if own.get(_EXACT_MATCH) and subject not in identified:
            yield _problem("no-identifier", subject)


def _has_source(subject: str, said: Mapping[str, Said]) -> bool:
    own = said[subject]
    if own.get(OPN.sourceAddress.value) or own.get(OPN.identifierSource.value):
        return True
    if own.get(OPN.targetIndicator.value):
        return bool(own.get(OPN.reason.value))
    return any(
        subject in one.get(OPN.issuedBy.value, ()) and one.get(OPN.sourceAddress.value)
        for one in said.values()
    )


def _misprinted(said: Mapping[str, Said], everything: Iterable[ox.Quad]) -> Iterator[Problem]:
    """Read each target's value, unit and comparator again from what the source prints."""
    labels = labels_by_language(everything)
    units = {label["zh"] for iri, label in labels.items() if iri.startswith(f"{BASE}unit/")}
    base = load_lexicon()
    added = units - set(base.units) - {"无量纲"}
    lexicon = replace(base, units=tuple(sorted({*base.units, *added}, key=lambda w: (-len(w), w))))
    for subject, own in sorted(said.items()):
        if OPN.asPrinted.value in own:
            one = {predicate: next(iter(objects)) for predicate, objects in own.items()}
            graph, text = _encoded(one, labels), _printed(one, lexicon)
            if graph != text:
                yield _problem("print-differs", subject, graph=graph, text=text)


def _encoded(own: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]) -> str:
    number = own.get(OPN.value.value, "")
    upper = own.get(OPN.upperValue.value, "")
    unit = labels.get(own.get(OPN.unit.value, ""), {}).get("zh", "")
    comparator = own.get(OPN.comparator.value, "").rpartition("#")[2]
    return f"{comparator} {number}{_RANGE + upper if upper else ''} {unit}"


def _printed(own: Mapping[str, str], lexicon: Lexicon) -> str:
    qualifier = own.get(OPN.printedQualifier.value, "")
    comparator = _comparators().get(qualifier, "Exactly" if not qualifier else "unknown")
    low, dash, high = own[OPN.asPrinted.value].rpartition(_RANGE)
    try:
        reading = read_at(high, 0, lexicon=lexicon)
        digits = "".join(c for c in high if c.isdigit() or c == ".")
        lower = Decimal(low) * (reading.value / Decimal(digits)) if dash else None
    except (ArithmeticError, NumeralError) as error:
        return f"{own[OPN.asPrinted.value]!r} ({error})"
    numbers = [canonical(n) for n in (lower, reading.value) if n is not None]
    return f"{comparator} {_RANGE.join(numbers)} {reading.unit}"


@cache
def _comparators() -> Mapping[str, str]:
    """Map the words that sources add to a target to its comparator."""
    text = (files("oneplusn.graph.quantities") / "words" / "comparator_words.csv").read_text(
        "utf-8"
    )
    return {row["qualifier"]: row["comparator"] for row in csv.DictReader(text.splitlines())}
