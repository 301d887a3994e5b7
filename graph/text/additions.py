"""What stands beside a report's text: terms that only it needs, and its translation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from ...errors import EncodingError, Place
from ...ontology.message_catalog import messages
from ...ontology.namespaces import BASE, OF_ONE_SOURCE, shorten
from ..named_graphs import TRANSLATIONS, terms_graph
from ..rdf import in_graph, value
from .folder import TERMS, TRANSLATION, has_file
from .ontology_terms import ontology_problem
from .quad_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

__all__ = ["Addition", "ReportFolder", "read_terms", "read_translation", "say_sentence"]

_OF_TEXTS = frozenset({*OF_ONE_SOURCE, "graph", "report"})
"""Kinds of what no term can be: a text, its passages, and what they say."""


class ReportFolder(Protocol):
    """What is needed of a report here: a report itself asks for its terms."""

    @property
    def iri(self) -> str:
        """Return the report's IRI."""

    @property
    def path(self) -> str:
        """Return how messages call the folder."""

    @property
    def folder(self) -> Traversable:
        """Return the folder."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A Turtle file of a report's folder: what messages call it, its quads and its lines."""

    path: str
    quads: tuple[ox.Quad, ...]
    source: tuple[str, ...] = field(repr=False)

    def place(self, *names: str) -> Place:
        """Find the first line that begins with, or else has, one of the names of a thing."""
        whole = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, names))})(?![\w/-])")
        numbered = list(enumerate(self.source, 1))
        leading = (number for number, line in numbered if whole.match(line))
        having = (number for number, line in numbered if whole.search(line))
        return Place(self.path, next(leading, next(having, 0)))


def read_terms(report: ReportFolder) -> Addition | None:
    """Read the terms of a report into a graph of their own; ``None`` without that file.

    Raises `EncodingError` with file and line for what is not Turtle, for a blank node, and for
    what is said of a class, a property or a text.
    """
    return _read(report, TERMS, terms_graph(report.iri), _no_term)


def read_translation(report: ReportFolder) -> Addition | None:
    """Read the translation of a report; ``None`` without that file.

    Errors as `read_terms`, and for what is said of anything but this report's passages.
    """
    own = f"{report.iri}/"

    def no_passage(quad: ox.Quad) -> str:
        subject = value(quad.subject)
        if not subject.startswith(own):
            return f"{shorten(subject)} is no passage of the report"
        return ontology_problem(quad)

    return _read(report, TRANSLATION, TRANSLATIONS, no_passage)


def say_sentence(text: str, english: str, lang: str) -> str:
    """Say a sentence on one line: in English ours, marked, with the original behind it.

    In Chinese, and where there is no translation, it is the original alone.

    >>> say_sentence("优化能源结构。", "Improving the energy mix.", "en")
    'Improving the energy mix. [unofficial translation of: 优化能源结构。]'
    >>> say_sentence("优化能源结构。", "Improving the energy mix.", "zh")
    '优化能源结构。'
    """
    if not english or lang != "en":
        return text
    return messages("sentences").say("unofficial", lang, english=english, text=text)


def _no_term(quad: ox.Quad) -> str:
    subject = value(quad.subject)
    kind = subject.removeprefix(BASE).partition("/")[0] if subject.startswith(BASE) else ""
    if kind in _OF_TEXTS:
        return f"{shorten(subject)} belongs to a text and is no term"
    return ontology_problem(quad)


def _read(
    report: ReportFolder, name: str, graph: ox.NamedNode, complaint: Callable[[ox.Quad], str]
) -> Addition | None:
    file = report.folder / name
    path = f"{report.path}/{name}"
    if not has_file(file, path):
        return None
    try:
        text = file.read_text("utf-8")
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=f"{report.iri}/"))
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: {error.reason} at byte {error.start}"
        raise EncodingError(problem, Place(path)) from error
    except OSError as error:
        raise EncodingError(f"cannot be read: {error.strerror}", Place(path)) from error
    except SyntaxError as error:
        raise EncodingError(f"not Turtle: {error.msg}", Place(path, error.lineno or 0)) from error
    addition = Addition(
        path, tuple(in_graph((quad.triple for quad in quads), graph)), tuple(text.split("\n"))
    )
    _refuse_unnamed(addition)
    _refuse(addition, text, f"{report.iri}/", complaint)
    return addition


def _refuse(addition: Addition, text: str, base: str, complaint: Callable[[ox.Quad], str]) -> None:
    for quad in addition.quads:
        if message := complaint(quad):
            turtle = ox.RdfFormat.TURTLE
            line = line_of(text, lambda other: bool(complaint(other)), form=turtle, base=base)
            raise EncodingError(message, Place(addition.path, line))


def _refuse_unnamed(addition: Addition) -> None:
    for quad in addition.quads:
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
            where = quad.subject if isinstance(quad.subject, ox.NamedNode) else quad.predicate
            place = addition.place(shorten(where.value))
            raise EncodingError(f"blank node or quoted triple in {quad.triple}", place)
