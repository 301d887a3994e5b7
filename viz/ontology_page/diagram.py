"""The main classes and what joins them, counted from the data and drawn as SVG."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ...graph.named_graphs import is_asserted
from ...graph.rdf import value
from ...ontology.data_files import read_toml
from ...ontology.namespaces import OPN, RDF_TYPE
from ...ontology.resources import scheme_triples
from ...ontology.vocabulary import RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyoxigraph as ox

    from .index import Index
    from .model import Ref

__all__ = ["Box", "Diagram", "DiagramEdge", "draw"]

_BOX, _GUTTER, _ROW, _HEAD, _SPACE, _MARGIN = 250, 170, 19, 42, 26, 12


@dataclass(frozen=True, slots=True)
class DiagramEdge:
    """How often one property leads from one class to another; *path* is empty if not drawn."""

    source: Ref
    relation: Ref
    target: Ref
    count: int
    path: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A class in its place, with the relations that lead to it from other columns."""

    ref: Ref
    x: float
    y: float
    height: float
    column: int
    lines: tuple[tuple[Ref, int], ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """The boxes, the lines between them, and every count for the table beside."""

    width: float
    height: float
    box_width: float
    boxes: tuple[Box, ...]
    edges: tuple[DiagramEdge, ...]
    table: tuple[DiagramEdge, ...]


@cache
def _plan() -> Mapping[str, Any]:
    return read_toml(files("oneplusn.viz.ontology_page") / "diagram.toml")


def draw(quads: Iterable[ox.Quad], index: Index) -> Diagram:
    """Count what the report's statements join and lay the classes out in three columns."""
    counts = _count(list(quads), index)
    least = _plan()["least"]
    table = tuple(
        DiagramEdge(_ref(index, source), _ref(index, relation), _ref(index, target), count)
        for (source, relation, target), count in sorted(
            counts.items(), key=lambda item: (-item[1], item[0])
        )
        if count >= least
    )
    boxes = tuple(_place(table, index))
    height = max(box.y + box.height for box in boxes) + _MARGIN
    width = 2 * _MARGIN + 3 * _BOX + 2 * _GUTTER
    return Diagram(width, height, _BOX, boxes, tuple(_lines(table, boxes)), table)


def _ref(index: Index, name: str) -> Ref:
    return index.ref(OPN[name].value)


def _count(quads: list[ox.Quad], index: Index) -> Counter[tuple[str, str, str]]:
    """Count stated triples by the classes, of those drawn, that they join."""
    kinds = _kinds(quads)
    schemes = set(scheme_triples())
    counts: Counter[tuple[str, str, str]] = Counter()
    for triple in {q.triple for q in quads if is_asserted(q) or q.triple in schemes}:
        relation = triple.predicate.value
        source = _class_of(kinds[value(triple.subject)], index.values(relation, RDFS.domain.value))
        target = _class_of(kinds[value(triple.object)], index.values(relation, RDFS.range.value))
        if source and target and relation in OPN:
            counts[source, relation.rpartition("#")[2], target] += 1
    return counts


def _kinds(quads: Iterable[ox.Quad]) -> Mapping[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            kinds[value(quad.subject)].add(value(quad.object).rpartition("#")[2])
    return kinds


def _class_of(kinds: set[str], iris: Iterable[str]) -> str:
    """Choose the class that the property itself calls for: a country is a place and an agent."""
    names = [iri.rpartition("#")[2] for iri in iris]
    candidates = [name for column in _plan()["columns"] for name in column if name in kinds]
    return next((name for name in candidates if name in names), next(iter(candidates), ""))


def _local(ref: Ref) -> str:
    return ref.key.partition(":")[2]


def _place(table: Iterable[DiagramEdge], index: Index) -> Iterable[Box]:
    """Give each class a box as high as its list; columns are centred on the highest."""
    incoming: dict[str, Counter[Ref]] = defaultdict(Counter)
    for edge in table:
        if edge.source != edge.target:
            incoming[_local(edge.target)][edge.relation] += edge.count
    lines = {name: tuple(_most(relations)) for name, relations in incoming.items()}
    heights = {
        name: _HEAD + _ROW * len(lines.get(name, ()))
        for column in _plan()["columns"]
        for name in column
    }
    sums = [sum(heights[name] for name in column) for column in _plan()["columns"]]
    counts = [len(column) for column in _plan()["columns"]]
    total = max(s + _SPACE * (n - 1) for s, n in zip(sums, counts, strict=True))
    for number, column in enumerate(_plan()["columns"]):
        space = (total - sums[number]) / max(len(column) - 1, 1)
        x, y = _MARGIN + number * (_BOX + _GUTTER), float(_MARGIN)
        for name in column:
            ref = _ref(index, name)
            yield Box(ref, x, round(y, 1), heights[name], number, lines.get(name, ()))
            y += heights[name] + space


def _most(relations: Counter[Ref]) -> Iterable[tuple[Ref, int]]:
    return sorted(relations.items(), key=lambda item: (-item[1], item[0]))[:4]


def _lines(table: Iterable[DiagramEdge], boxes: Iterable[Box]) -> Iterable[DiagramEdge]:
    """Draw one line between two classes, for the relation that joins them most often."""
    places = {box.ref: box for box in boxes}
    pairs = set()
    for edge in table:
        if edge.source != edge.target and (edge.source, edge.target) not in pairs:
            pairs.add((edge.source, edge.target))
            path = _path(places[edge.source], places[edge.target])
            width = round(0.6 + math.log2(edge.count) / 2.2, 2)
            if path:
                yield DiagramEdge(edge.source, edge.relation, edge.target, edge.count, path, width)


def _path(source: Box, target: Box) -> str:
    """Lead a curve between columns, or a short line between neighbours in one."""
    if abs(source.column - target.column) > 1:
        return ""
    if source.column == target.column:
        return _down(source, target)
    ahead = target.column > source.column
    x1, x2 = (source.x + _BOX, target.x - 7) if ahead else (source.x, target.x + _BOX + 7)
    y1, y2 = source.y + _HEAD / 2, target.y + _HEAD / 2
    bend = _GUTTER / 2 if ahead else -_GUTTER / 2
    return f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"


def _down(source: Box, target: Box) -> str:
    upper, lower = sorted((source, target), key=lambda box: box.y)
    gap = lower.y - upper.y - upper.height
    if gap > _SPACE * 3 or gap <= 0:
        return ""
    x = source.x + _BOX / 2 + (20 if source is upper else -20)
    start, end = upper.y + upper.height, lower.y
    return f"M{x:g} {start:g}V{end - 7:g}" if source is upper else f"M{x:g} {end:g}V{start + 7:g}"
