"""A report as an object: what is known of it, its text, and what follows from the text."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ...errors import SourceError, UnknownNameError
from ...ontology.bilingual import Bilingual
from ...ontology.namespaces import BASE
from ..quantities.lexicon import Lexicon, load_lexicon
from .additions import read_terms
from .folder import TEXT
from .passages import read_parts
from .source import Layout, clean, read_source

if TYPE_CHECKING:
    from datetime import date
    from importlib.resources.abc import Traversable

    from .passages import Passage, Section

__all__ = ["Report"]


@dataclass(frozen=True, order=True)
class Report:
    """What ``report.toml`` says of a report, and what follows from its text; sorted by date.

    *date* is the day of issue or, where no source for that is in hand, the latest day of which
    the text speaks as past; *date_source* says which of the two. *folder* is where its files
    stand, *path* how messages call that folder.
    """

    date: date
    id: str
    title_zh: str
    title_en: str
    issuer: str
    date_source: str
    language: str
    kind: str
    profiles: tuple[str, ...]
    source_name: str
    sha256: str
    clean_sha256: str
    licence: str
    address: str
    layout: Layout = field(repr=False)
    folder: Traversable = field(repr=False, compare=False)
    path: str = field(repr=False, compare=False)

    @property
    def title(self) -> Bilingual:
        """Return what the report is called, in both languages."""
        return Bilingual(self.title_zh, self.title_en)

    @property
    def iri(self) -> str:
        """Return the report's IRI; its sections and passages are below it."""
        return f"{BASE}report/{self.id}"

    @cached_property
    def text(self) -> str:
        """Return the text as it is kept; raise `SourceError` where any byte differs."""
        return read_source(self.folder / TEXT, f"{self.path}/{TEXT}", sha256=self.sha256)

    @cached_property
    def clean_text(self) -> str:
        """Return the text in which all offsets count, without running heads and white space.

        Raises `SourceError` where the rule does not give the text that was published.
        """
        text = clean(self.text, layout=self.layout)
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest != self.clean_sha256:
            msg = f"the clean text has SHA-256 {digest!r}, not {self.clean_sha256!r}"
            raise SourceError(f"{self.path}/{TEXT}: {msg}")
        return text

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return the words of quantities, with those of units that only this report has.

        Raises `EncodingError` where its file of terms cannot be read.
        """
        terms = read_terms(self)
        return load_lexicon(tuple(quad.triple for quad in terms.quads) if terms else ())

    @cached_property
    def _parts(self) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
        text = self.text
        try:
            return read_parts(text, self.iri, layout=self.layout)
        except SourceError as error:
            raise SourceError(f"{self.path}/{TEXT}: {error}") from error

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections in order."""
        return self._parts[0]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the passages in order; nothing of the clean text falls between two of them."""
        return self._parts[1]

    def section(self, key: str) -> Section:
        """Return the section with that key, such as ``2.7``, whatever its characters' width.

        Raises `UnknownNameError` if none has it.
        """
        folded = unicodedata.normalize("NFKC", key)
        for section in self.sections:
            if section.key == folded:
                return section
        raise UnknownNameError("section", key, (s.key for s in self.sections))

    def passages_of(self, key: str) -> tuple[Passage, ...]:
        """Return the passages that stand in the section with that key itself, not below it."""
        section = self.section(key).key
        return tuple(passage for passage in self.passages if passage.section == section)
