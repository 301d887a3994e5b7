"""The quantitative statements of an encoding, each with where it stands in the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...ontology.namespaces import OPN, RDF_TYPE
from ..named_graphs import is_asserted
from ..rdf import value
from .trig import passage_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..text.report import Report
    from .trig import Encoding

__all__ = ["FigureAnnotation", "figures_of"]

_NUMBER = frozenset({OPN.textOffset.value, OPN.value.value})
"""What only a figure has: a target may have a date and no number."""


@dataclass(frozen=True, slots=True)
class FigureAnnotation:
    """A quantitative statement as it is encoded: predicate → object, all in one passage."""

    report: Report
    subject: str
    passage: str
    parts: Mapping[str, str]

    @property
    def span(self) -> tuple[int, int]:
        """Return where the expression stands in the clean text; (0, 0) if it is not said."""
        at = self.parts.get(OPN.textOffset.value, "")
        start = int(at) if at.isdecimal() else 0
        return start, start + len(self.parts.get(OPN.asWritten.value, ""))


def figures_of(encoding: Encoding) -> Iterator[FigureAnnotation]:
    """Yield the figures of a section, in the order of the file."""
    subjects: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for quad in encoding.quads:
        if is_asserted(quad):
            key = value(quad.subject), passage_key(quad.graph_name)
            subjects[key].setdefault(quad.predicate.value, value(quad.object))
    for (subject, passage), parts in subjects.items():
        if parts.get(RDF_TYPE.value) == OPN.Observation.value or _NUMBER & parts.keys():
            yield FigureAnnotation(encoding.report, subject, passage, parts)
