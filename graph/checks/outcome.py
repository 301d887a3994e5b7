"""What a check found: how much it checked out of how much, and what is wrong where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...errors import Place
from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import shorten
from ..encoding.trig import encoding_path, passage_key
from ..named_graphs import is_asserted
from ..rdf import value
from ..text.additions import read_terms
from ..text.folder import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from ..dataset import Dataset
    from ..encoding.trig import Encoding
    from ..text.report import Report

__all__ = ["FirstPlaces", "Outcome", "Problem", "encoded_quads", "place_of", "problem"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    What a shape or a parser says of it is in English alone.
    """

    place: Place
    message: str
    chinese: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.say("en")

    def say(self, lang: str) -> str:
        """Return place and problem on one line, in *lang* as far as it is said in it."""
        text = Bilingual(self.chinese, self.message).get(lang) or self.message
        where = str(self.place)
        return f"{where}: {text}" if where else text


def problem(place: Place, key: str, /, **values: object) -> Problem:
    """Return the problem of that key in the catalogue, with *values* in its blanks.

    Of a value in both languages each text gets its own.

    >>> problem(Place(), "no-source", thing="x:y").say("zh")
    'x:y 没有来源'
    """
    pair = Bilingual.of(lambda lang: messages("problems").say(key, lang, **_in(lang, values)))
    return Problem(place, pair.en, pair.zh)


def _in(lang: str, values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: part.get(lang) if isinstance(part, Bilingual) else part
        for name, part in values.items()
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one check.

    A check that checked nothing, or less than there is, is not passed.

    >>> Outcome("figures", 0, 0).passed
    False
    """

    name: str
    checked: int
    total: int
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether everything was checked and nothing is wrong."""
        return 0 < self.checked == self.total and not self.problems


def encoded_quads(dataset: Dataset) -> Iterator[tuple[Encoding, ox.Quad]]:
    """Yield each hand-written quad with the encoding that it stands in."""
    return ((encoding, quad) for encoding in dataset.encodings for quad in encoding.quads)


def place_of(encoding: Encoding, quad: ox.Quad) -> Place:
    """Find where a passage speaks of the quad's subject."""
    passage = passage_key(quad.graph_name) if is_asserted(quad) else ""
    return encoding.place(passage, shorten(value(quad.subject)))


class FirstPlaces:
    """Where each IRI is first described; it is looked for only when somebody asks."""

    def __init__(self, dataset: Dataset) -> None:
        # What is found in the quads of a part may be described by another report.
        dataset = dataset.whole or dataset
        self._first: dict[str, tuple[Encoding, ox.Quad]] = {}
        self._reports = dataset.reports
        for encoding, quad in encoded_quads(dataset):
            self._first.setdefault(value(quad.subject), (encoding, quad))

    def find(self, iri: str) -> Place:
        """Return the place; an empty one for what no file of a report is about."""
        if iri in self._first:
            return place_of(*self._first[iri])
        if place := next(filter(None, (_own_place(one, iri) for one in self._reports)), None):
            return place
        terms = filter(None, map(read_terms, self._reports))
        describing = (one for one in terms if iri in {value(quad.subject) for quad in one.quads})
        return next((one.place(shorten(iri)) for one in describing), Place())


def _own_place(report: Report, iri: str) -> Place | None:
    """Return the file that is about a report, or about a section or passage of it."""
    if iri == report.iri:
        return Place(f"{report.path}/{FILE}")
    key = iri.removeprefix(f"{report.iri}/")
    section = key.partition("/")[0]
    if key == iri or section not in {one.key for one in report.sections}:
        return None
    return Place(encoding_path(report, section), passage=key)
