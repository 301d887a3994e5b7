"""The scripts of the page: vis-network as pyvis ships it, and our own, file after file."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from ...errors import DependencyError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

__all__ = ["VIS_VERSION", "own_script", "resource", "script_parts", "vis_script"]

VIS_VERSION = "9.1.2"
"""The version of vis-network whose undocumented members ``vis_adapter.js`` names."""
_VERSION = re.compile(r"^ \* @version (\S+)$", re.MULTILINE)
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
    "graph/vis_adapter",
    "graph/canvas",
    "graph/naming",
    "graph/overlay",
    "graph/camera",
    "graph/pointer",
    "graph/drawing",
    "panel/legend",
    "panel/why",
    "panel/paths",
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

    The address of its source map goes: developer tools would look for it. Raises
    `DependencyError` where pyvis ships other versions only.
    """
    text = _vis_network(files("pyvis") / "templates" / "lib")
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", text)


def _vis_network(folder: Traversable) -> str:
    """Read the version whose members ``vis_adapter.js`` knows, from whatever folder it is in."""
    versions: list[str] = []
    for entry in sorted(_entries(folder), key=lambda entry: entry.name):
        script = entry / "vis-network.min.js"
        if script.is_file():
            text = script.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            banner = _VERSION.search(text)
            versions.append(banner[1] if banner else f"unknown ({entry.name})")
            if versions[-1] == VIS_VERSION:
                return text
    raise DependencyError("vis-network in pyvis", VIS_VERSION, ", ".join(versions) or "none")


def _entries(folder: Traversable) -> Iterable[Traversable]:
    return folder.iterdir() if folder.is_dir() else ()


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
