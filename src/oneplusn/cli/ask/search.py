"""``oneplusn search``: names and sentences with a text in them."""

from __future__ import annotations

import sys

import click
import pyoxigraph as ox

from ...graph.cache import load_store
from ...graph.rdf import literal, node
from ...graph.text.additions import say_sentence
from ...ontology.message_catalog import messages
from ...ontology.namespaces import OPN, RDF_TYPE
from ...queries.entities.description import profile
from ...queries.entities.labels import key_of, label_in
from ...queries.entities.passages import translation_of
from ...queries.entities.provenance import is_outside_only
from ...queries.entities.search import Hit, Match, Reason
from ...queries.entities.search import search as find
from ...queries.sparql.engine import Table
from ..footnotes import in_brackets, outside
from ..options import context_option, format_option, lang_option, note_cut, print_table

__all__ = ["search"]

_COLUMNS = ("match", "name", "text", "label", "class", "because")
_LONGEST = 80


@click.command()
@click.argument("text")
@lang_option
@context_option
@format_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most."
)
def search(text: str, lang: str, form: str, limit: int, *, context: bool) -> None:
    """Search names and sentences in both languages for the words of TEXT, best first.

    Words stand in any order. Whole names come before names that begin with TEXT, those before
    names that have its words, then beginnings of words, sentences, synonyms, and where nothing
    has all words, what has most of them; the last column says why each was found. English
    sentences are our unofficial translation, with the original behind it. Case, width, brackets,
    quotation marks, dashes, blanks and traditional characters make no difference. With
    --context names from other documents are found too, and a column says which is which. Exits
    with 1 if nothing is found.

    \b
    Examples:
      oneplusn search 碳市场
      oneplusn search "carbon market" --limit 5
      oneplusn search "GHG inventory"
      oneplusn search "cop 27 outcome"
      oneplusn search 甲烷 --lang zh --format csv
      oneplusn search 新型储能 --context
    """
    store = load_store(context=context)
    hits = find(store, text)
    if not hits:
        click.echo(messages("search").say("nothing", lang, text=text[:_LONGEST]), err=True)
        sys.exit(1)
    if hits[0].match is Match.FEWER:
        click.echo(messages("search").say("fewer", lang), err=True)
    rows: list[tuple[str, ...]] = [_row(store, hit, lang) for hit in hits[:limit]]
    columns: tuple[str, ...] = _COLUMNS
    if context:
        columns = (*_COLUMNS, "source")
        sources = [_source(hit, lang) for hit in hits[:limit]]
        rows = [(*row, source) for row, source in zip(rows, sources, strict=True)]
    cells = tuple(tuple(map(literal, row)) for row in rows)
    table = Table(columns, cells, more=len(hits) > limit)
    print_table(table, form)
    note_cut(table, limit)


def _source(hit: Hit, lang: str) -> str:
    return outside(lang) if hit.outside else messages("sources").say("report", lang)


def _row(store: ox.Store, hit: Hit, lang: str) -> tuple[str, ...]:
    entity = node(hit.iri)
    is_sentence = {"text", "translation"}.issuperset(hit.reason.places)
    label = "" if is_sentence else label_in(store, entity, lang)
    found = profile(store, entity)
    kinds = (
        *(_kind(store, hit, RDF_TYPE, node(name), lang) for name in found.classes),
        *(_kind(store, hit, OPN.hasType, node(name), lang) for name in found.kinds),
    )
    text = hit.text
    if is_sentence:
        text = say_sentence(text, translation_of(store, entity), lang)
    because = _because(hit.reason, lang)
    return hit.match.name.lower(), key_of(store, hit.iri), text, label, ", ".join(kinds), because


def _because(reason: Reason, lang: str) -> str:
    words = messages("search")
    places = (words.say(place, lang) for place in reason.places)
    replaced = (words.say("replaced", lang, word=w, other=o) for w, o in reason.replaced)
    missing = (words.say("missing", lang, word=word) for word in reason.missing)
    return messages("punctuation").say("comma", lang).join((*places, *replaced, *missing))


def _kind(store: ox.Store, hit: Hit, how: ox.NamedNode, kind: ox.NamedNode, lang: str) -> str:
    """Name a class or kind; mark it where the report names the thing and others say it is one."""
    triple = ox.Triple(node(hit.iri), how, kind)
    marked = not hit.outside and is_outside_only(store, triple)
    return label_in(store, kind, lang) + in_brackets(outside(lang) if marked else "", lang)
