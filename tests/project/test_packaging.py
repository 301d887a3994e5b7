"""What the checkout has is what the package ships."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from paths import ROOT

import oneplusn

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("graph", "ontology", "queries", "viz")
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
PLACES: dict[str, str] = SETUP["package-dir"]


def folder_of(package: str) -> Path:
    """Return where the sources of a package lie, as the mapping says."""
    name = max((n for n in PLACES if f"{package}.".startswith(f"{n}.")), key=len)
    return ROOT.joinpath(PLACES[name], *package.removeprefix(name).split("."))


@pytest.mark.parametrize("name", FOLDERS)
def test_every_folder_is_part_of_the_package(name: str) -> None:
    """The four folders are importable below the package, installed or linked."""
    assert files(oneplusn).joinpath(name, "__init__.py").is_file()


def test_every_subpackage_is_listed() -> None:
    """A folder with an ``__init__.py`` that is not listed would be left out of the wheel."""
    source = folder_of("oneplusn")
    roots = [(ROOT, name) for name in FOLDERS] + [(source, "cli")]
    inits = [(root, path) for root, name in roots for path in (root / name).rglob("__init__.py")]
    found = {".".join(("oneplusn", *path.parent.relative_to(root).parts)) for root, path in inits}
    assert {"oneplusn", *found} == set(SETUP["packages"])


def test_every_data_file_is_shipped() -> None:
    """Each file that is no Python matches a pattern of the package data."""
    shipped = {
        path.resolve()
        for package, patterns in SETUP["package-data"].items()
        for pattern in patterns
        for path in folder_of(package).glob(pattern)
    }
    data = {
        path.resolve()
        for name in FOLDERS
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert [] == sorted(str(path.relative_to(ROOT)) for path in data - shipped)
