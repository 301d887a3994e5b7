"""The rooms of the house: no circle, no hall, and no module that shares its name with a folder."""

from __future__ import annotations

from collections import Counter

import grimp
import networkx as nx
import pytest
from paths import ROOT

FOLDERS = ("ontology", "graph", "queries", "viz")
MODULES = [
    path
    for folder in (*(ROOT / name for name in FOLDERS), ROOT / "src" / "oneplusn" / "cli")
    for path in folder.rglob("*.py")
    if path.name != "__init__.py"
]
MOST = 14
"""So many modules or scripts are looked over at a glance."""


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Neither at run time nor for the types alone."""
    built = grimp.build_graph("oneplusn", cache_dir=None)
    arrows = nx.DiGraph(
        (module, other)
        for module in built.modules
        for other in built.find_modules_directly_imported_by(module)
    )
    circles = [sorted(part) for part in nx.strongly_connected_components(arrows) if len(part) > 1]
    assert [] == sorted(circles)


@pytest.mark.parametrize("suffix", ["py", "js"])
def test_no_folder_is_a_hall(suffix: str) -> None:
    """Whoever opens one sees all that is in it."""
    scripts = (ROOT / "viz" / "js").rglob("*.js")
    counts = Counter(path.parent for path in (MODULES if suffix == "py" else scripts))
    assert counts
    assert [] == [str(folder) for folder, count in sorted(counts.items()) if count > MOST]


def test_no_module_has_the_name_of_a_folder_beside_it() -> None:
    """Code and data are told apart by their names."""
    twins = [path for path in MODULES if path.with_suffix("").is_dir()]
    assert [] == sorted(str(path.relative_to(ROOT)) for path in twins)
