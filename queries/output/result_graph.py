"""Answers as graphs: two columns are the ends of edges, the others say what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from ...errors import UnknownNameError, UsageError
from ...ontology.bilingual import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["to_graph"]

_USUAL = ("source", "target")


def to_graph(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    things: Sequence[str],
    source: str | None = None,
    target: str | None = None,
) -> nx.MultiDiGraph[str]:
    """Make the graph that `Result.to_networkx` describes; *things* are the columns of IRIs."""
    ends = _ends(columns, things, source, target)
    names = {end: {spoken: f"{end}_{spoken}" for spoken in LANGUAGES} for end in ends}
    node_columns = {
        *ends,
        *(column for by_language in names.values() for column in by_language.values()),
    }
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in rows:
        cells = {name: cell for name, cell in zip(columns, row, strict=True) if cell is not None}
        for end in ends:
            if end in cells:
                graph.add_node(str(cells[end]))
                graph.nodes[str(cells[end])].update(_picked(cells, names[end]))
        if all(end in cells for end in ends):
            one, other = (str(cells[end]) for end in ends)
            # Not as keywords: a column may be called `key`.
            key = graph.add_edge(one, other)
            attributes = {name: cell for name, cell in cells.items() if name not in node_columns}
            graph.edges[one, other, key].update(attributes)
    return graph


def _picked(cells: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, object]:
    return {name: cells[column] for name, column in columns.items() if column in cells}


def _ends(
    columns: Sequence[str], things: Sequence[str], source: str | None, target: str | None
) -> tuple[str, str]:
    for name in filter(None, (source, target)):
        if name not in columns:
            raise UnknownNameError("column", name, columns)
    if not (source and target):
        if source or target:
            raise UsageError("source and target are given both or neither")
        source, target = _default_ends(columns, things)
    if source == target:
        raise UsageError(f"source and target are one column: {source!r}")
    return source, target


def _default_ends(columns: Sequence[str], things: Sequence[str]) -> tuple[str, str]:
    if set(_USUAL) <= set(columns):
        return _USUAL
    if len(things) < len(_USUAL):
        names = ", ".join(things) or "none"
        msg = f"a graph needs two columns of things, and this answer has: {names}"
        raise UsageError(f"{msg}; name the columns to use as source and target")
    return things[0], things[1]
