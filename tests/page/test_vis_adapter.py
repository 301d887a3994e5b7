"""vis-network stands behind one script, and is the version whose members that script names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from oneplusn.errors import DependencyError
from oneplusn.viz.page import scripts
from oneplusn.viz.page.scripts import VIS_VERSION, script_parts, vis_script

if TYPE_CHECKING:
    from pathlib import Path

_ADAPTER = "js/graph/vis_adapter.js"
_COMMENT = re.compile(r"//.*")
_CHAIN = re.compile(r"\bnetwork((?:\??\.\w+|\[\w+\])+)")
_PRIVATE = re.compile(r"\bvis\.|\bnetwork\.(?:body|renderer|canvas|view|selectionHandler)\b")
_EVENT = re.compile(r'emit\("(\w+)"\)')


def _code(name: str) -> str:
    return _COMMENT.sub("", script_parts()[name])


def test_no_other_script_touches_the_library() -> None:
    """Neither its global name nor a member that is none of the adapter's stands elsewhere."""
    named = [name for name in script_parts() if _PRIVATE.search(_code(name))]
    assert [_ADAPTER] == named
    offered = set(re.findall(r"^ +(\w+): \(", _code(_ADAPTER), re.MULTILINE))
    used = {
        member
        for name in script_parts()
        if name != _ADAPTER
        for member in re.findall(r"(?<!Data\.)\bnetwork\.(\w+)", _code(name))
    }
    assert set() == used - offered - {"nodes", "edges"}


def test_every_member_that_the_adapter_names_is_in_the_shipped_file() -> None:
    """Methods, parts of the body and internal events: a rename in the library is seen here."""
    code, library = _code(_ADAPTER), vis_script()
    members = {part for chain in _CHAIN.findall(code) for part in re.findall(r"\.(\w+)", chain)}
    members |= {"DataSet", "Network", "nodes", "edges"}
    assert {"body", "dragging", "edgeType", "getViaNode", "renderer"} < members
    missing = {name for name in members if not re.search(rf"[.{{,]{name}\b", library)}
    events = set(_EVENT.findall(code))
    assert {"_dataUpdated", "_requestRedraw"} == events
    missing |= {name for name in events if f'on("{name}"' not in library}
    assert set() == missing


def test_the_shipped_version_is_the_known_one() -> None:
    """The banner of the file says the version that the adapter was written for."""
    assert VIS_VERSION == "9.1.2"
    assert f" * @version {VIS_VERSION}\n" in vis_script()[:400]


def _library(folder: Path, versions: dict[str, str]) -> Path:
    for name, text in versions.items():
        (folder / "templates" / "lib" / name).mkdir(parents=True)
        (folder / "templates" / "lib" / name / "vis-network.min.js").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ({}, "none"),
        ({"vis-10": "/**\n * @version 10.0.1\n */"}, "10.0.1"),
        ({"b": "/**\n * @version 9.2.0\n */", "a": "x"}, "unknown (a), 9.2.0"),
    ],
)
def test_another_version_is_an_error_that_names_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: dict[str, str], found: str
) -> None:
    """The page is not written with members that nobody looked up."""
    folder = _library(tmp_path, versions)
    monkeypatch.setattr(scripts, "files", lambda _: folder)
    with pytest.raises(DependencyError) as caught:
        vis_script()
    assert f"vis-network in pyvis: version 9.1.2 is needed, found {found}" == str(caught.value)


def test_the_known_version_is_taken_from_whatever_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder's name does not matter, its line ends become plain ones."""
    text = "/**\r\n * @version 9.1.2\r\n */\r\nx\n//# sourceMappingURL=x.map"
    folder = _library(tmp_path, {"vis-9.0.4": " * @version 9.0.4", "vis": text})
    monkeypatch.setattr(scripts, "files", lambda _: folder)
    assert "/**\n * @version 9.1.2\n */\nx\n" == vis_script()
