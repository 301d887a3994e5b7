"""How much of each section is in the graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...ontology.namespaces import OPN, RDF_TYPE, shorten
from ..labels import labels_by_language
from ..named_graphs import MARKS, is_asserted
from ..rdf import graph_name, value
from ..text.keys import part_key
from .figures import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from ..labels import Labels
    from .trig import Encoding

__all__ = ["Row", "Words", "coverage", "whose_words"]


@dataclass(frozen=True, order=True, slots=True)
class Row:
    """What one section's encoding holds; *without_fact* is (reason, passages) by reason."""

    section: str
    passages: int
    triples: int
    figures: int
    entities: int
    without_fact: tuple[tuple[str, int], ...]


@dataclass(frozen=True, order=True, slots=True)
class Words:
    """How many statements with a property are the passages' word, and how many ours.

    *resolved* are those of *said* that are about what the passage does not name.
    """

    property: str
    said: int
    resolved: int
    ours: int


def whose_words(encodings: Iterable[Encoding], quads: Iterable[ox.Quad]) -> tuple[Words, ...]:
    """Count by property what the passages of the encodings say, and what we add to them.

    *quads* are the dataset's, with the marks of `classify`.
    """
    passages = {
        graph_name(quad) for encoding in encodings for quad in encoding.quads if is_asserted(quad)
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for quad in quads:
        name = graph_name(quad)
        mark = next((end for end in MARKS if name.endswith(end)), "")
        if name.removesuffix(mark) in passages:
            counts[shorten(quad.predicate.value)][mark] += 1
    ours, resolved = MARKS
    return tuple(
        Words(name, count[""] - count[ours], count[resolved], count[ours])
        for name, count in sorted(counts.items())
    )


def coverage(
    encodings: Iterable[Encoding],
    quads: Iterable[ox.Quad],
    *,
    several: bool,
    language: str = "en",
) -> tuple[Row, ...]:
    """Count each section's passages, asserted triples, figures, entities and silences.

    *quads* name what the encodings speak of, reasons in *language*. Where *several* reports
    are counted, the keys of sections name theirs.
    """
    labels = labels_by_language(quads)
    return tuple(_row(encoding, labels, language, several=several) for encoding in encodings)


def _row(encoding: Encoding, labels: Labels, language: str, *, several: bool) -> Row:
    asserted = [quad for quad in encoding.quads if is_asserted(quad)]
    figures = {figure.subject for figure in figures_of(encoding)}
    typed = {quad.subject for quad in asserted if quad.predicate == RDF_TYPE}
    silent = Counter(
        labels.get(value(quad.object), {}).get(language, "")
        for quad in encoding.quads
        if quad.predicate == OPN.withoutFact
    )
    return Row(
        section=part_key(encoding.report.section(encoding.section).iri, several=several),
        passages=len(encoding.lines),
        triples=len(asserted),
        figures=len(figures),
        entities=len(typed - figures),
        without_fact=tuple(sorted(silent.items())),
    )
