"""What the page's script reads: JSON that cannot end its element or open a tag."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..graph.passages import REPORT
from ..ontology.namespaces import prefixes
from .palette import styles, words
from .read import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .model import Edge, Name, Node, Page

__all__ = ["page_data", "script_json"]

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script_json(value: object) -> str:
    r"""Write JSON for a ``<script>`` element: Chinese as it is, what HTML could read escaped.

    >>> script_json("碳</script>")
    '"碳\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPED)


def page_data(page: Page, *, language: str) -> dict[str, Any]:
    """Collect all that the script shows besides the drawing: names, facts, sentences, words."""
    shown = page.shown
    cited = _cited(page)
    sentences = {s.key: [s.text, s.section] for s in shown.sentences if s.key in cited}
    used = {node.key.partition(":")[0] for node in shown.nodes}
    return {
        "beyond": dict(page.beyond),
        "depth": page.depth,
        "edges": [_edge(edge) for edge in shown.edges],
        "focus": page.focus,
        "language": language,
        "names": {key: _both(shown.names[key]) for key in _named(page) if key in shown.names},
        "nodes": {node.key: _node(node) for node in shown.nodes},
        "prefixes": {name: iri for name, iri in prefixes().items() if name in used},
        "report": key_of(REPORT),
        "sentences": sentences,
        "styles": [
            {"name": f"opn:{s.name}", "colour": s.colour, "dark": s.dark, "shape": s.shape}
            for s in styles()
        ],
        "total": page.total,
        "words": {name: words()[name] for name in ("zh", "en")},
    }


def _cited(page: Page) -> set[str]:
    """List the sentences that anything on the page refers to."""
    by_edges = {key for edge in page.shown.edges for key in edge.sentences}
    return by_edges | {key for node in page.shown.nodes for key in _cited_by(node)}


def _cited_by(node: Node) -> Iterable[str]:
    yield from node.sentences
    for fact in node.facts:
        yield from fact.sentences
    for figure in node.figures:
        yield from figure.sentences


def _named(page: Page) -> list[str]:
    """List what the page has to name besides its nodes: classes, relations, sections."""
    keys = {f"opn:{style.name}" for style in styles()} | {key_of(REPORT)}
    for node in page.shown.nodes:
        keys |= {*node.classes, *(fact.property for fact in node.facts)}
    keys |= {edge.relation for edge in page.shown.edges}
    keys |= {sentence.section for sentence in page.shown.sentences}
    return sorted(keys)


def _both(name: Name) -> list[str]:
    return [name.zh, name.en]


def _edge(edge: Edge) -> dict[str, Any]:
    found = {"relation": edge.relation, "basis": str(edge.basis), "sentences": edge.sentences}
    return {key: value for key, value in found.items() if value}


def _node(node: Node) -> Mapping[str, Any]:
    found = {
        "name": _both(node.name),
        "drawn": node.drawn,
        "classes": node.classes,
        "others": node.other_names,
        "facts": [[f.property, _both(f.value), f.sentences] for f in node.facts],
        "figures": [[f.key, _both(f.name), f.sentences] for f in node.figures],
        "sentences": node.sentences,
    }
    return {key: value for key, value in found.items() if value}
