"""Where the hand-written quads stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Place
from ...ontology.namespaces import shorten
from ..encoding import passage_key
from ..quads import is_asserted, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from ..dataset import Dataset
    from ..encoding import Encoding

__all__ = ["FirstPlaces", "encoded_quads", "place_of"]


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
        self._first: dict[str, tuple[Encoding, ox.Quad]] = {}
        for encoding, quad in encoded_quads(dataset):
            self._first.setdefault(value(quad.subject), (encoding, quad))

    def find(self, iri: str) -> Place:
        """Return the place; an empty one for what the encoding does not describe."""
        return place_of(*self._first[iri]) if iri in self._first else Place()
