"""``oneplusn search``: names and sentences with a text in them."""

from __future__ import annotations

import sys

import click

from ..graph.cache import load_store
from ..graph.quads import literal, node
from ..queries.engine import Table
from ..queries.names import key_of, label_in
from ..queries.profile import profile
from ..queries.search import Hit, Match
from ..queries.search import search as find
from .options import format_option, lang_option, note_cut, print_table

__all__ = ["search"]

_COLUMNS = ("match", "name", "text", "label", "class")


@click.command()
@click.argument("text")
@lang_option
@format_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most."
)
def search(text: str, lang: str, form: str, limit: int) -> None:
    """Search names in both languages and the report's sentences for TEXT, best first.

    Whole names come before names that begin with TEXT, those before names that have it,
    and sentences last. Case and quotation marks make no difference. Exits with 1 if
    nothing is found.

    \b
    Examples:
      oneplusn search 碳市场
      oneplusn search "carbon market" --limit 5
      oneplusn search 甲烷 --lang zh --format csv
    """
    store = load_store()
    found = find(store, text)
    if not found:
        click.echo(f"nothing has {text!r} in it", err=True)
        sys.exit(1)

    def row(hit: Hit) -> tuple[object, ...]:
        thing = node(hit.iri)
        said = hit.match is Match.SENTENCE
        kind = profile(store, thing).classes
        return (
            hit.match.name.lower(),
            key_of(hit.iri),
            hit.text,
            "" if said else label_in(store, thing, lang),
            ", ".join(label_in(store, node(name), lang) for name in kind),
        )

    rows = tuple(tuple(literal(str(cell)) for cell in row(hit)) for hit in found[:limit])
    table = Table(_COLUMNS, rows, more=len(found) > limit)
    print_table(table, form)
    note_cut(table, limit)
