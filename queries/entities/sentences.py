"""What a passage says: the report's sentence, and our English of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.rdf import union_quads, value
from ...ontology.message_catalog import messages
from ...ontology.namespaces import OPN

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["say_sentence", "text_of", "translation_of"]


def text_of(store: ox.Store, passage: ox.NamedNode) -> str:
    """Return the report's own sentence; ``""`` for what is no passage."""
    return _first(store, passage, OPN.text)


def translation_of(store: ox.Store, passage: ox.NamedNode) -> str:
    """Return our English of a passage; ``""`` where its report has no translation."""
    return _first(store, passage, OPN.translation)


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


def _first(store: ox.Store, passage: ox.NamedNode, name: ox.NamedNode) -> str:
    return next((value(quad.object) for quad in union_quads(store, passage, name)), "")
