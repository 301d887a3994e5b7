"""Tables in one language: of two columns that name one thing in two languages, one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.rdf import literal
from ...ontology.bilingual import LANGUAGES
from ..sparql.engine import Table
from .tables import show_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

    Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

__all__ = ["in_language"]


def in_language(table: Table, lang: str) -> Table:
    """Keep of each pair of columns ``x_zh`` and ``x_en`` the one in *lang*, and call it ``x``.

    Where there is a column ``x`` too, it keeps its suffix. An empty cell takes what the
    other language has, with a mark.

    >>> row = (literal("能源"), literal("energy"))
    >>> in_language(Table(("sector_zh", "sector_en"), (row,)), "en").columns
    ('sector',)
    >>> in_language(Table(("sector", "sector_zh", "sector_en"), ()), "zh").columns
    ('sector', 'sector_zh')
    """
    columns = table.columns
    other = next(spoken for spoken in LANGUAGES if spoken != lang)
    counterparts = {
        columns.index(name): columns.index(_swapped(name, other))
        for name in columns
        if name.endswith(f"_{lang}") and _swapped(name, other) in columns
    }
    numbers = [number for number in range(len(columns)) if number not in counterparts.values()]
    bare = {number: columns[number].removesuffix(f"_{lang}") for number in counterparts}
    originals = {columns[number] for number in numbers}
    names = tuple(columns[n] if n not in bare or bare[n] in originals else bare[n] for n in numbers)
    rows = tuple(
        tuple(_cell(row, n, counterparts.get(n), other) for n in numbers) for row in table.rows
    )
    return Table(names, rows, more=table.more, form=table.form)


def _swapped(name: str, other: str) -> str:
    return f"{name[:-2]}{other}"


def _cell(row: Sequence[Cell], number: int, counterpart: int | None, other: str) -> Cell:
    """Fill an empty cell from the other language; a fall-back is never silent."""
    if counterpart is None or show_term(row[number]) or not show_term(row[counterpart]):
        return row[number]
    return literal(f"{show_term(row[counterpart])} [{other}]")
