"""Answers as graphs: two columns are the ends of edges, the others say what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from ..errors import UnknownNameError, UsageError
from .names import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .values import Result, Value

__all__ = ["to_graph"]

_USUAL = ("source", "target")


def to_graph(
    answer: Result, *, source: str | None = None, target: str | None = None
) -> nx.MultiDiGraph[str]:
    """Make the graph that `Result.to_networkx` describes."""
    ends = _ends(answer, source, target)
    names = {end: {spoken: f"{end}_{spoken}" for spoken in LANGUAGES} for end in ends}
    apart = {*ends, *(column for by_language in names.values() for column in by_language.values())}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in answer.rows:
        cells = {
            name: cell for name, cell in zip(answer.columns, row, strict=True) if cell is not None
        }
        for end in ends:
            if end in cells:
                graph.add_node(str(cells[end]))
                graph.nodes[str(cells[end])].update(_picked(cells, names[end]))
        if all(end in cells for end in ends):
            one, other = (str(cells[end]) for end in ends)
            # Not as keywords: a column may be called `key`.
            key = graph.add_edge(one, other)
            said = {name: cell for name, cell in cells.items() if name not in apart}
            graph.edges[one, other, key].update(said)
    return graph


def _picked(cells: Mapping[str, Value], columns: Mapping[str, str]) -> dict[str, Value]:
    return {name: cells[column] for name, column in columns.items() if column in cells}


def _ends(answer: Result, source: str | None, target: str | None) -> tuple[str, str]:
    for name in filter(None, (source, target)):
        if name not in answer.columns:
            raise UnknownNameError("column", name, answer.columns)
    if not (source and target):
        if source or target:
            raise UsageError("source and target are given both or neither")
        source, target = _guessed(answer)
    if source == target:
        raise UsageError(f"source and target are one column: {source!r}")
    return source, target


def _guessed(answer: Result) -> tuple[str, str]:
    if set(_USUAL) <= set(answer.columns):
        return _USUAL
    if len(answer.things) < len(_USUAL):
        found = ", ".join(answer.things) or "none"
        msg = f"a graph needs two columns of things, and this answer has: {found}"
        raise UsageError(f"{msg}; name the columns to use as source and target")
    return answer.things[0], answer.things[1]
