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
from ...queries.entities.search import Hit, Match
from ...queries.entities.search import search as find
from ...queries.sparql.engine import Table
from ..footnotes import in_brackets, outside
from ..options import context_option, format_option, lang_option, note_cut, print_table

__all__ = ["search"]

_COLUMNS = ("match", "name", "text", "label", "class")
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
    """Search names and sentences in both languages for TEXT, best first.

    Whole names come before names that begin with TEXT, those before names that have it,
    and sentences last; in English they are our unofficial translation, with the original
    behind it. Case and quotation marks make no difference. With --context names
    from other documents are found too, and a column says which is which. Exits with 1 if
    nothing is found.

    \b
    Examples:
      oneplusn search 碳市场
      oneplusn search "carbon market" --limit 5
      oneplusn search "wind power capacity"
      oneplusn search 甲烷 --lang zh --format csv
      oneplusn search 新型储能 --context
    """
    store = load_store(context=context)
    hits = find(store, text)
    if not hits:
        click.echo(f"nothing has {text[:_LONGEST]!r} in it", err=True)
        sys.exit(1)
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
    label = "" if hit.match is Match.SENTENCE else label_in(store, entity, lang)
    found = profile(store, entity)
    kinds = (
        *(_kind(store, hit, RDF_TYPE, node(name), lang) for name in found.classes),
        *(_kind(store, hit, OPN.hasType, node(name), lang) for name in found.kinds),
    )
    text = hit.text
    if hit.match is Match.SENTENCE:
        text = say_sentence(text, translation_of(store, entity), lang)
    return hit.match.name.lower(), key_of(store, hit.iri), text, label, ", ".join(kinds)


def _kind(store: ox.Store, hit: Hit, how: ox.NamedNode, kind: ox.NamedNode, lang: str) -> str:
    """Name a class or kind; mark it where the report names the thing and others say it is one."""
    triple = ox.Triple(node(hit.iri), how, kind)
    marked = not hit.outside and is_outside_only(store, triple)
    return label_in(store, kind, lang) + in_brackets(outside(lang) if marked else "", lang)
