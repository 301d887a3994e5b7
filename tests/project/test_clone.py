"""A clone as Git makes it on Windows, without links and with its line ends, is the same package."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from paths import ROOT
from shipped import REPORT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "graph/reports/2023/text.txt"
LINKS = ("graph", "ontology", "queries", "viz")
SETTINGS = ("-c", "core.symlinks=false", "-c", "core.autocrlf=true")
IMPORTS = """
from importlib.resources import files
import oneplusn, oneplusn.api, oneplusn.cli, oneplusn.viz.page
print(*[files(f"oneplusn.{name}") for name in ("graph", "ontology", "queries", "viz")], sep="\\n")
"""


def git(*args: str) -> str:
    """Run Git, and return what it prints."""
    command = [shutil.which("git") or "git", *args]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone what is committed, without symbolic links and with line ends converted."""
    folder = tmp_path_factory.mktemp("clone") / "oneplusn"
    git("clone", "--quiet", "--no-hardlinks", *SETTINGS, str(ROOT), str(folder))
    return folder


@pytest.fixture(scope="module")
def package(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of the clone without network, and unpack it."""
    wheels = tmp_path_factory.mktemp("wheels")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir")
    command = [sys.executable, "-m", "pip", "wheel", *options, str(wheels), str(clone)]
    subprocess.run(command, check=True)
    (wheel,) = wheels.iterdir()
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def place(name: str) -> str:
    """Return where a file of the checkout stands in the package."""
    return name.removeprefix("src/") if name.startswith("src/") else f"oneplusn/{name}"


def sources(clone: Path) -> dict[str, str]:
    """Return each file of the package as the commit has it: place → object."""
    tree = git("-C", str(clone), "ls-tree", "-r", "-z", "HEAD", "src", *LINKS).split("\0")
    rows = (row.split("\t") for row in tree if row and not row.startswith("120000"))
    return {place(name): about.split()[2] for about, name in rows}


def test_the_links_are_plain_files(clone: Path) -> None:
    """Each has the place that it would lead to as its text."""
    files = {name: clone / "src" / "oneplusn" / name for name in LINKS}
    assert [] == [name for name, file in files.items() if file.is_symlink()]
    expected = {name: f"../../{name}" for name in LINKS}
    assert expected == {name: file.read_text("utf-8") for name, file in files.items()}


def test_the_wheel_has_every_file_as_it_is_committed(clone: Path, package: Path) -> None:
    """Nothing is left out, nothing is added, and no byte is another."""
    files = sorted(path for path in (package / "oneplusn").rglob("*") if path.is_file())
    # Objects of the files as they are, without the conversion of line ends.
    objects = git("hash-object", "--no-filters", "--", *map(str, files)).split()
    names = [file.relative_to(package).as_posix() for file in files]
    assert sources(clone) == dict(zip(names, objects, strict=True))


def test_the_wheel_can_be_imported(package: Path, tmp_path: Path) -> None:
    """All four folders are found in it, and no other copy of the package is in the way."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", IMPORTS],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(package)},
    )
    assert [str(package / "oneplusn" / name) for name in LINKS] == done.stdout.splitlines()


def test_line_ends_are_kept(clone: Path) -> None:
    """The report is there byte for byte, and no file has the line ends of Windows."""
    assert REPORT.sha256 == hashlib.sha256((clone / TEXT).read_bytes()).hexdigest()
    listed = git("-C", str(clone), "ls-files", "--eol").splitlines()
    assert [] == [line for line in listed if "w/crlf" in line or "w/mixed" in line]


def test_the_report_is_never_converted(clone: Path, tmp_path: Path) -> None:
    """With the line ends of Windows it would be another text; any other file would not."""
    one, other = tmp_path / "lf", tmp_path / "crlf"
    one.write_bytes("碳\n".encode())
    other.write_bytes("碳\r\n".encode())

    def stored(name: str) -> list[str]:
        listed = git("-C", str(clone), "hash-object", f"--path={name}", str(one))
        return [listed, git("-C", str(clone), "hash-object", f"--path={name}", str(other))]

    assert [2, 1] == [len(set(stored(name))) for name in (TEXT, "README.md")]
