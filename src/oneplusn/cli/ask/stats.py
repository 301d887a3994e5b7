"""``oneplusn stats``: the graph in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...errors import UnknownNameError
from ...graph.cache import load_store
from ...graph.rdf import literal
from ...queries.entities.statistics import STATS, count
from ...queries.sparql.engine import Table
from ..options import bold, context_option, format_option, lang_option, note_cut, print_table

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["stats"]

_TOP = 10
_SLOW = frozenset({"betweenness"})


def _complete(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    return [name for name in STATS if name.startswith(begun)]


@click.command()
@click.argument("what", required=False, shell_complete=_complete)
@lang_option
@context_option
@format_option
@click.option(
    "--limit", type=click.IntRange(min=1), help="How many rows; 10 of each without WHAT, else all."
)
def stats(what: str | None, lang: str, form: str, limit: int | None, *, context: bool) -> None:
    """Count triples by graph, members by class, uses by property, relations by entity.

    WHAT is graphs, classes, properties, relations, betweenness (how many shortest
    chains go through a thing; takes seconds) or communities. Relations are those that
    the reports state. With --context a column counts what only other documents say, and
    betweenness and communities are those of both. The same numbers on each run.

    \b
    Examples:
      oneplusn stats
      oneplusn stats classes --lang zh --format md
      oneplusn stats betweenness --limit 5
    """
    if what is not None and what not in STATS:
        raise UnknownNameError("count", what, STATS)
    store = load_store(context=context)

    def table_of(name: str, limit: int | None) -> Table:
        columns, rows = count(store, name, lang=lang, context=context)
        cells = tuple(tuple(_literal(cell) for cell in row) for row in rows[:limit])
        return Table(columns, cells, more=limit is not None and len(rows) > limit)

    if what is not None:
        table = table_of(what, limit)
        print_table(table, form)
        note_cut(table, limit or 0)
        return
    for name in (name for name in STATS if name not in _SLOW):
        click.echo(bold(f"# {name}"))
        print_table(table_of(name, limit or _TOP), form)
        click.echo()


def _literal(cell: object) -> ox.Literal:
    return literal(cell, datatype="integer") if isinstance(cell, int) else literal(str(cell))
