"""The page: a pyvis network in a template of ours, as one file that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections import Counter
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from pyvis.network import Network

from ...ontology.message_catalog import messages
from ..layout.positions import layouts
from ..select.model import EdgeBasis
from ..select.palette import roles, styles
from .payload import page_data, page_words, script_json
from .scripts import own_script, resource, vis_script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...queries.progress.targets import Progress
    from ..layout.columns import Placement
    from ..select.model import Page

__all__ = ["render_page"]

_FOLDER = files("oneplusn.viz.page")
_LINES: dict[EdgeBasis, bool | list[int]] = {
    EdgeBasis.STATED: False,
    EdgeBasis.CLASSIFIED: [10, 3],
    EdgeBasis.SCHEME: [1, 4],
    EdgeBasis.INFERRED: [7, 5],
}
_MANY = 300
"""From this number of nodes on, edges are not drawn while the view is dragged or zoomed."""


def render_page(
    page: Page, *, language: str = "zh", progress: Sequence[Progress] = (), tab: str = "graph"
) -> str:
    """Return the page as HTML; *language*, ``zh`` or ``en``, is the one it opens in.

    With *progress* it has a tab for it; *tab* is the one that the page opens on. The text
    is the same, byte for byte, for the same page.
    """
    placements = layouts(page)
    network = _network(page, next(iter(placements.values())), language)
    vis, script, style = vis_script(), own_script(), _role_style() + resource("page/page.css")
    with as_file(_FOLDER) as folder:
        network.set_template_dir(str(folder), "template.html")
        network.templateEnv.autoescape = True
        network.templateEnv.filters["script_json"] = _safe_json
        network.templateEnv.globals.update(
            data=page_data(page, placements, language=language, progress=progress, tab=tab),
            layout=json.loads(network.get_network_data()[-1]),
            policy=_security_policy((vis, script), style),
            script=Markup(script),  # noqa: S704 - our own file
            style=Markup(style),  # noqa: S704 - our own file
            title=_title(page, language),
            vis=Markup(vis),  # noqa: S704 - as pyvis ships it
            words=_words(page, language),
        )
        return str(network.generate_html(notebook=False))


def _words(page: Page, language: str) -> dict[str, str]:
    """Return the words that the page opens with, of those with two forms the common one."""
    words = page_words(page, language)
    return {key: text if isinstance(text, str) else text["other"] for key, text in words.items()}


def _safe_json(value: object) -> Markup:
    return Markup(script_json(value))  # noqa: S704 - script_json escapes


def _network(page: Page, placement: Placement, language: str) -> Network:
    """Hand nodes and edges to pyvis, placed and styled."""
    network = Network(directed=True, cdn_resources="in_line")
    looks = {f"opn:{style.name}": style for style in styles()}
    degrees = _degrees(page)
    for node in page.nodes:
        x, y = placement.points.get(node.key, (0, 0))
        network.add_node(
            node.key,
            label=node.name.get(language) or node.name.zh or node.name.en or node.key,
            shape=looks[node.drawn].shape,
            color=looks[node.drawn].colour,
            size=_size(degrees[node.key], is_focus=node.key == page.focus),
            x=x,
            y=y,
        )
    between: Counter[frozenset[str]] = Counter()
    for number, edge in enumerate(page.edges):
        pair = frozenset((edge.source, edge.target))
        network.add_edge(edge.source, edge.target, id=number, **_line(edge.basis, between[pair]))
        between[pair] += 1
    network.set_options(json.dumps(_options(len(page.shown.nodes))))
    return network


def _degrees(page: Page) -> Counter[str]:
    """Count the relations that a node has on the page as it opens; spare nodes have one."""
    degrees = Counter(end for e in page.shown.edges for end in (e.source, e.target))
    return degrees | Counter(node.key for node in page.spare)


def _size(degree: int, *, is_focus: bool) -> float:
    return 22.0 if is_focus else round(min(7 + 2.4 * math.sqrt(degree), 26), 1)


def _line(basis: EdgeBasis, before: int) -> dict[str, Any]:
    """Style a line; inferred ones and second ones between two nodes are bent to be seen."""
    line: dict[str, Any] = {"dashes": _LINES[basis]}
    if before or basis is EdgeBasis.INFERRED:
        side = "curvedCW" if before % 2 else "curvedCCW"
        bend = round(0.12 * ((before + 2) // 2), 2)
        line["smooth"] = {"enabled": True, "type": side, "roundness": bend}
    return line


def _options(count: int) -> Mapping[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 1.5, "font": {"size": 0}},
        "edges": {
            "smooth": False,
            "width": 1,
            "selectionWidth": 1.5,
            "hoverWidth": 1,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        },
        "interaction": {
            "hover": False,
            "hideEdgesOnDrag": count >= _MANY,
            "hideEdgesOnZoom": count >= _MANY,
            "keyboard": {"enabled": True, "bindToWindow": False},
            "selectable": False,
            "selectConnectedEdges": False,
        },
    }


def _title(page: Page, language: str) -> str:
    about = page.scope.about.get(language)
    title = messages("page").say("title", language)
    return f"{about} · {title}" if about else title


def _role_style() -> str:
    """Write the colours of both sides of a comparison as properties; paper is always light."""
    light, dark = (
        "".join(f" --{role.name}: {colour};" for role, colour in colours)
        for colours in ([(r, r.colour) for r in roles()], [(r, r.dark) for r in roles()])
    )
    return (
        f":root {{{light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{{dark} }} }}\n"
        f"@media print {{ :root {{{light} }} }}\n"
    )


def _security_policy(scripts: tuple[str, ...], style: str) -> str:
    """Allow the page's own scripts and style, by their hashes, and nothing else."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
