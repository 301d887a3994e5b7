"""Where the hand-written quads stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.namespaces import shorten
from ..encoding import passage_key
from ..quads import is_asserted, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from ...errors import Place
    from ..dataset import Dataset

__all__ = ["encoded_quads", "first_places"]


def encoded_quads(dataset: Dataset) -> Iterator[tuple[ox.Quad, Place]]:
    """Yield each hand-written quad with its place."""
    for encoding in dataset.encodings:
        known: dict[tuple[str, str], Place] = {}
        for quad in encoding.quads:
            passage = passage_key(quad.graph_name) if is_asserted(quad) else ""
            key = passage, value(quad.subject)
            if key not in known:
                known[key] = encoding.place(passage, shorten(key[1]))
            yield quad, known[key]


def first_places(dataset: Dataset) -> Mapping[str, Place]:
    """Map each IRI that the encoding describes to where it first does so."""
    places: dict[str, Place] = {}
    for quad, place in encoded_quads(dataset):
        places.setdefault(value(quad.subject), place)
    return places
