"""The Turtle files of this folder, as RDF terms."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .data_files import read_data, read_turtle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

__all__ = [
    "alignment_prefixes",
    "alignment_triples",
    "data_folder",
    "declared_names",
    "ontology_triples",
    "scheme_files",
    "scheme_triples",
    "shape_triples",
    "term_triples",
    "turtle_files",
]


def data_folder(package: str) -> Traversable:
    """Return the folder of a package, whose data files stand beside its modules.

    It is what `importlib.resources.files` gives, which takes longer to import than most
    questions take to answer, and is only needed for a package in an archive.
    """
    folder = Path(import_module(package).__path__[0])
    if folder.is_dir():
        return folder
    from importlib.resources import files  # noqa: PLC0415

    return files(package)


_FOLDER = data_folder("oneplusn.ontology")


def _turtle_in(folder: Traversable) -> tuple[Traversable, ...]:
    entries = (entry for entry in folder.iterdir() if entry.name.endswith(".ttl"))
    return tuple(sorted(entries, key=lambda entry: entry.name))


def scheme_files() -> tuple[Traversable, ...]:
    """List the files of the concept schemes, by name."""
    return _turtle_in(_FOLDER / "schemes")


def turtle_files() -> tuple[Traversable, ...]:
    """List every Turtle file of the ontology folder: terms, schemes, shapes."""
    return (*_turtle_in(_FOLDER), *scheme_files(), *_turtle_in(_FOLDER / "shapes"))


def declared_names(prefix: str) -> frozenset[str]:
    """Return the local names of a prefix that begin a line of the terms or the schemes.

    Our Turtle files have one form, in which the subject of each statement stands at the
    beginning of a line, by itself, so that nothing needs to be parsed for this.
    """
    texts = (read_data(file) for file in (_FOLDER / "oneplusn.ttl", *scheme_files()))
    lines = (line for text in texts for line in text.splitlines() if line.startswith(prefix))
    return frozenset(line[len(prefix) :].strip() for line in lines)


@cache
def term_triples() -> tuple[ox.Triple, ...]:
    """Return the classes and properties of this ontology alone."""
    return read_turtle(_FOLDER / "oneplusn.ttl")


@cache
def ontology_triples() -> tuple[ox.Triple, ...]:
    """Return the classes and properties, with the few SKOS axioms that they build on.

    Blank nodes have canonical names (RDFC-1.0), so that two runs give the same triples.
    """
    both = (*term_triples(), *read_turtle(_FOLDER / "skos-stub.ttl"))
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in both)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted((quad.triple for quad in dataset), key=str))


@cache
def alignment_triples() -> tuple[ox.Triple, ...]:
    """Return what relates our terms to other vocabularies; no part of the ontology itself.

    Load it beside the dataset where the other vocabularies are wanted.
    """
    return read_turtle(_FOLDER / "alignment.ttl")


@cache
def alignment_prefixes() -> Mapping[str, str]:
    """Return prefix → namespace of the alignment file, sorted by prefix."""
    alignment_triples()  # it is Turtle, or an error with its line
    parsed = ox.parse((_FOLDER / "alignment.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    for _ in parsed:  # prefixes are known once all is read
        pass
    return MappingProxyType(dict(sorted(parsed.prefixes.items())))


@cache
def scheme_triples() -> tuple[ox.Triple, ...]:
    """Return all concept schemes."""
    return tuple(triple for file in scheme_files() for triple in read_turtle(file))


@cache
def shape_triples(name: str) -> tuple[ox.Triple, ...]:
    """Return the SHACL shapes called *name*: ``data`` or ``ontology``."""
    return read_turtle(_FOLDER / "shapes" / f"{name}.ttl")
