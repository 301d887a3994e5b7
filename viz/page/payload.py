"""What the page's script reads: JSON that cannot end its element or open a tag."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...ontology.bilingual import LANGUAGES, Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import prefixes
from ..charts.progress_page import cited_by, progress_data
from ..select.palette import marks, styles
from .pinyin import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...queries.progress.targets import Progress
    from ..layout.columns import Placement
    from ..select.model import Edge, Fact, Node, Page, Quantity, Reason

__all__ = ["page_data", "page_words", "script_json"]

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script_json(value: object) -> str:
    r"""Write JSON for a ``<script>`` element: Chinese as it is, what HTML could read escaped.

    >>> script_json("碳</script>")
    '"碳\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPED)


def page_data(
    page: Page,
    placements: Mapping[str, Placement],
    *,
    language: str,
    progress: Sequence[Progress] = (),
    tab: str = "graph",
) -> dict[str, Any]:
    """Collect all that the script shows besides the drawing: names, facts, sentences, words.

    *placements* has the layouts that the page offers, its own first; *progress* is what other
    documents ask for beside what the report says, *tab* what the page opens on.
    """
    quantities = _quantities(page)
    sentence_keys = _sentence_keys(page, quantities) | cited_by(progress)
    names = page.shown.names
    used = {node.key.partition(":")[0] for node in page.nodes} | {"quantity"}
    rules = messages("rules")
    steps = {step.rule for reason in page.reasons.values() for step in _steps(reason)}
    return {
        "about": [*page.scope.about],
        "beyond": dict(page.beyond),
        "charted": page.charted,
        "depth": page.scope.steps,
        "edges": [_edge(edge, page.reasons.get(edge)) for edge in page.edges],
        "focus": page.focus,
        "language": language,
        "layouts": _layouts(page, placements),
        "marks": dict(marks()),
        "names": {key: [*names[key]] for key in _name_keys(page, quantities) if key in names},
        "nodes": {node.key: _node(node) for node in page.nodes},
        "periods": {
            q.period: page.shown.periods[q.period]
            for q in quantities
            if q.period in page.shown.periods
        },
        "prefixes": {name: iri for name, iri in prefixes().items() if name in used},
        "progress": progress_data(progress) if progress else None,
        "quantities": {q.key: _quantity(q) for q in quantities},
        "reports": [*page.shown.reports],
        "rules": {name: [*rules.pair(name)] for name in rules if name in steps},
        "sentences": {
            s.key: [s.text, s.section, *((s.english,) if s.english else ())]
            for s in page.shown.sentences
            if s.key in sentence_keys
        },
        "spare": [node.key for node in page.spare],
        "styles": [
            {"name": f"opn:{s.name}", "colour": s.colour, "dark": s.dark, "shape": s.shape}
            for s in styles()
        ],
        "tab": tab,
        "total": page.total,
        "tree": page.tree,
        "view": page.scope.view,
        "words": {lang: page_words(page, lang) for lang in LANGUAGES},
    }


def page_words(page: Page, lang: str) -> dict[str, str | dict[str, str]]:
    """Return the page's own words by key; what has a form for a single thing has both forms."""
    entries = {key: messages("page")[key] for key in messages("page") if key != "footer"}
    words: dict[str, str | dict[str, str]] = {
        key: text if message.pattern(lang, 1) == text else {"one": message.one, "other": text}
        for key, message in entries.items()
        for text in (message.pattern(lang),)
    }
    return words | {"footer": messages("page").say("footer", lang, reports=_titles(page, lang))}


def _titles(page: Page, lang: str) -> str:
    """Name the reports that are loaded, by date."""
    names = page.shown.names
    titles = (names.get(key, Bilingual(key, key)).get(lang) for key in page.shown.reports)
    quoted = (messages("punctuation").say("title", lang, title=title) for title in titles)
    return messages("punctuation").say("comma", lang).join(quoted)


def _layouts(page: Page, placements: Mapping[str, Placement]) -> list[dict[str, Any]]:
    """Write the points of each layout in the order of the shown nodes."""
    return [
        {
            "name": name,
            "points": [placement.points[node.key] for node in page.shown.nodes],
            "headings": placement.headings,
        }
        for name, placement in placements.items()
    ]


def _quantities(page: Page) -> list[Quantity]:
    """List each figure that belongs to a node of the page, in the order of the report."""
    keys = {figure.key: figure.position for node in page.nodes for figure in node.figures}
    quantities = page.shown.quantities
    return [
        quantities[key]
        for key in sorted(keys, key=lambda key: (keys[key], key))
        if key in quantities
    ]


def _sentence_keys(page: Page, quantities: Iterable[Quantity]) -> set[str]:
    """List the sentences that anything on the page refers to."""
    keys = {key for edge in page.edges for key in edge.sentences}
    keys |= {key for node in page.nodes for key in _node_sentences(node)}
    keys |= {key for quantity in quantities for key in quantity.sentences}
    for reason in page.reasons.values():
        keys |= {key for step in _steps(reason) for key in step.edge.sentences}
    return keys


def _node_sentences(node: Node) -> Iterable[str]:
    yield from node.sentences
    for fact in node.facts:
        yield from fact.sentences


def _steps(reason: Reason) -> Iterable[Reason]:
    """Yield a reason and all that it rests on."""
    yield reason
    for premise in reason.premises:
        yield from _steps(premise)


def _name_keys(page: Page, quantities: Iterable[Quantity]) -> list[str]:
    """List what the page has to name besides its nodes: classes, relations, sections."""
    keys = {f"opn:{style.name}" for style in styles()} | {*page.shown.reports}
    for node in page.nodes:
        keys |= {*node.classes, *(fact.property for fact in node.facts)}
    keys |= {edge.relation for edge in page.edges}
    keys |= {sentence.section for sentence in page.shown.sentences}
    keys |= {key for row in page.tree for key in row}
    for q in quantities:
        keys |= {q.indicator, q.measure, q.unit, q.comparator, q.period, q.whole}
    for reason in page.reasons.values():
        for step in _steps(reason):
            keys |= {step.edge.source, step.edge.relation, step.edge.target}
    return sorted(keys - {node.key for node in page.nodes} - {""})


def _edge(edge: Edge, reason: Reason | None) -> dict[str, Any]:
    fields = {
        "relation": edge.relation,
        "basis": str(edge.basis),
        "sentences": edge.sentences,
        "why": _why(reason) if reason else None,
    }
    return {key: value for key, value in fields.items() if value}


def _why(reason: Reason) -> list[Any]:
    edge = reason.edge
    ends = [edge.source, edge.relation, edge.target, str(edge.basis)]
    return [*ends, edge.sentences, reason.rule, [_why(premise) for premise in reason.premises]]


def _node(node: Node) -> Mapping[str, Any]:
    chinese = (node.name.zh, *node.other_names)
    fields = {
        "name": [*node.name],
        "drawn": node.drawn,
        "classes": node.classes,
        "others": node.other_names,
        "facts": [_fact(fact) for fact in node.facts],
        "figures": [figure.key for figure in node.figures],
        "sentences": node.sentences,
        "spelled": [spelled for spelled in map(spell, chinese) if spelled],
    }
    return {key: value for key, value in fields.items() if value}


def _fact(fact: Fact) -> list[Any]:
    fields = [fact.property, [*fact.value], fact.sentences]
    return [*fields, fact.span] if fact.span else fields


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "name": [*quantity.name],
        "indicator": quantity.indicator,
        "measure": quantity.measure,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "period": quantity.period,
        "plural": quantity.plural,
        "value": quantity.value,
        "written": quantity.written,
        "target": quantity.is_target,
        "whole": quantity.whole,
        "sentences": quantity.sentences,
    }
