"""Pictures of the modules: which wing imports which, read from the import statements."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import grimp

from .mermaid import block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["module_blocks"]

_ROOT = "oneplusn"
_FOLDERS = ("ontology", "graph", "queries", "viz", "cli")
"""The folders that have a picture of their own, in the order in which they build on each other."""
_Arrows = Counter[tuple[str, str]]


@cache
def _imports() -> grimp.ImportGraph:
    # With the imports for type checkers and those inside of functions, as the linter counts.
    return grimp.build_graph(_ROOT, cache_dir=None)


def module_blocks() -> dict[str, str]:
    """Return the block of each picture, by the name of its marks."""
    found = {"folders": _folders()}
    return found | {f"wings of {folder}": _wings(folder) for folder in _FOLDERS}


def _modules(above: str) -> list[str]:
    return sorted(m for m in _imports().modules if m.startswith(f"{above}."))


def _part(module: str, above: str) -> str:
    """Name the part below *above* to which a module belongs."""
    return module.removeprefix(f"{above}.").partition(".")[0]


def _arrows(above: str) -> _Arrows:
    """Count the imports from a part to another one, both below *above*."""
    found: _Arrows = Counter()
    for module in _modules(above):
        for other in _imports().find_modules_directly_imported_by(module):
            if other.startswith(f"{above}."):
                found[_part(module, above), _part(other, above)] += 1
    return Counter({pair: count for pair, count in found.items() if pair[0] != pair[1]})


def _sizes(above: str) -> Counter[str]:
    """Count the modules of each part; the `__init__` of a folder is none."""
    graph = _imports()
    modules = (m for m in _modules(above) if not graph.find_children(m))
    return Counter(_part(module, above) for module in modules)


def _folders() -> str:
    sizes = _sizes(_ROOT)
    del sizes["__main__"]
    return block(_lines(sizes, _arrows(_ROOT)))


def _wings(folder: str) -> str:
    return block(_lines(_sizes(f"{_ROOT}.{folder}"), _arrows(f"{_ROOT}.{folder}")))


def _lines(sizes: Counter[str], arrows: _Arrows) -> Iterator[str]:
    """Draw what imports above what is imported, with the number of imports at the arrow."""
    yield "flowchart TD"
    for part in sorted(sizes):
        yield f'  {_key(part)}["{part}{_modules_of(sizes[part])}"]'
    for source, target in _sorted(arrows, sizes):
        yield f"  {_key(source)} -->|{arrows[source, target]}| {_key(target)}"


def _sorted(arrows: _Arrows, sizes: Counter[str]) -> Iterable[tuple[str, str]]:
    return sorted(pair for pair in arrows if sizes.keys() >= {*pair})


def _key(part: str) -> str:
    """Name a node; `graph` alone is a word of Mermaid."""
    return f"m_{part}"


def _modules_of(count: int) -> str:
    return f"<br>{count} modules" if count > 1 else ""
