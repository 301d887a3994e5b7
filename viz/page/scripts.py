"""The scripts of the page: vis-network as pyvis ships it, and our own, file after file."""

from __future__ import annotations

import re
from importlib.resources import files

__all__ = ["own_script", "resource", "script_parts", "vis_script"]

_FOLDER = files("oneplusn.viz")
_SCRIPTS = (
    "core/data",
    "core/svg",
    "core/address",
    "graph/groups",
    "core/state",
    "panel/sentences",
    "core/line_breaking",
    "graph/labels",
    "graph/positions",
    "graph/curves",
    "graph/group_grid",
    "graph/scene",
    "graph/highlight",
    "graph/canvas",
    "graph/naming",
    "graph/overlay",
    "graph/camera",
    "graph/pointer",
    "graph/drawing",
    "panel/legend",
    "panel/why",
    "graph/paths",
    "panel/panel",
    "core/pinyin_match",
    "core/ranking",
    "core/search",
    "core/table",
    "charts/tree",
    "charts/timeline",
    "charts/figures",
    "charts/target_chart",
    "charts/progress",
    "core/tabs",
    "core/csv",
    "core/svg_export",
    "core/export",
    "core/main",
)
"""In the order in which one builds on another."""


def vis_script() -> str:
    """Take vis-network as pyvis ships it, with the line ends that HTML parsers make of them.

    The address of its source map goes: developer tools would look for it.
    """
    path = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", text)


def own_script() -> str:
    """Return our scripts as one strict script: what a file defines, those after it can use."""
    return "\n".join(script_parts().values())


def script_parts() -> dict[str, str]:
    """Return the text of each of our scripts by its path in the folder, in order.

    >>> next(iter(script_parts().items()))
    ('beginning', '"use strict";')
    """
    paths = [f"js/{name}.js" for name in _SCRIPTS]
    return {"beginning": '"use strict";'} | {path: resource(path) for path in paths}


def resource(name: str) -> str:
    """Read a text file of the package, with plain line ends."""
    return (_FOLDER / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
