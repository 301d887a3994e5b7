"""What the page of the ontology shows: terms, concepts, and where the report uses them."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.bilingual import Bilingual

__all__ = [
    "AlignmentMatch",
    "AxiomLine",
    "Concept",
    "Example",
    "Part",
    "Ref",
    "Scheme",
    "Term",
    "Tree",
]

_NO_NAME = Bilingual()


@dataclass(frozen=True, order=True, slots=True)
class Ref:
    """Something named: its prefixed name, its names, and where a link to it leads, if anywhere."""

    key: str
    name: Bilingual = _NO_NAME
    href: str = ""


Part = str | Ref
"""A piece of a line: words, or the name of something."""


@dataclass(frozen=True, slots=True)
class AxiomLine:
    """One thing said in both languages."""

    zh: tuple[Part, ...]
    en: tuple[Part, ...]


@dataclass(frozen=True, order=True, slots=True)
class AlignmentMatch:
    """What a term corresponds to elsewhere: relation, IRI, and its short form."""

    relation: Bilingual
    iri: str
    short: str


@dataclass(frozen=True, slots=True)
class Example:
    """One or two things from the data; the sentence that says so, or else where it comes from.

    *passage* and *section* are those of the sentence, *basis* names the graph if there is none.
    """

    things: tuple[Ref, ...]
    text: str = ""
    passage: str = ""
    section: str = ""
    basis: Bilingual = _NO_NAME


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: *kind* is ``class``, ``object`` or ``data``."""

    ref: Ref
    iri: str
    kind: str
    definition: Bilingual
    notes: tuple[Bilingual, ...]
    facts: tuple[AxiomLine, ...]
    uses: int
    examples: tuple[Example, ...]
    matches: tuple[AlignmentMatch, ...]
    remarks: tuple[Bilingual, ...]

    @property
    def anchor(self) -> str:
        """Return the term's place on the page: the fragment of its IRI."""
        return self.iri.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Tree:
    """A term with those below it."""

    term: Term
    below: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme, with the narrower ones that have their place under it."""

    ref: Ref
    anchor: str
    definition: Bilingual
    uses: int
    matches: tuple[AlignmentMatch, ...]
    remarks: tuple[Bilingual, ...]
    below: tuple[Concept, ...]
    notation: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme and its concepts, the broadest on top; *size* counts them all."""

    ref: Ref
    anchor: str
    size: int
    concepts: tuple[Concept, ...]
