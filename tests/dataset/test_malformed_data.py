"""Data files of the package that are missing or harmed: one line with file and line, exit code 1."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from ended import Ended
from paths import ROOT

from oneplusn.errors import DataFileError
from oneplusn.ontology.data_files import (
    LIST,
    check_data_files,
    data_files,
    read_csv,
    read_toml,
    read_turtle,
)

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("graph", "ontology")
LISTED = (ROOT / "ontology" / LIST).read_text("utf-8").split()
HARMS = {
    "byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "cut": lambda content: content[: len(content) * 2 // 3].rpartition(b"\n")[0] + b"\n<",
    "no UTF-8": lambda content: content + b"\n\xff\xfe",
    "bad number": lambda content: (
        content + b'\n<http://a/> <http://b/> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ),
}
HARMED = [
    *((file, harm) for harm in HARMS for file in ("ontology/oneplusn.ttl", "ontology/prefixes.ttl")),
    *(("ontology/schemes/sectors.ttl", harm) for harm in HARMS),
    *(("graph/external/targets.ttl", harm) for harm in HARMS),
    ("graph/export/metadata.ttl", "cut"),
    ("graph/reasoning/owl_rl/prp-trp.rq", "cut"),
    ("graph/reports/2023/encoding/2.3.trig", "cut"),
    ("graph/reports/2023/encoding/2.3.trig", "no UTF-8"),
]  # fmt: skip


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package, links followed."""
    copy = tmp_path_factory.mktemp("package") / "oneplusn"
    shutil.copytree(ROOT / "src" / "oneplusn", copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def export(package: Path) -> Ended:
    """Run the copy, without a cache."""
    environment = os.environ | {"PYTHONPATH": str(package.parent), "ONEPLUSN_CACHE": "off"}
    command = [sys.executable, "-m", "oneplusn", "export", "--format", "void"]
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_list_has_every_data_file() -> None:
    """``python docs/write_pages.py`` writes it."""
    names = [name for part in PARTS for name in data_files(ROOT / part, part)]
    assert sorted(names) == LISTED
    assert len(names) > 100


@pytest.mark.parametrize("kind", ["missing", "folder", "dangling link"])
def test_each_file_is_missed(tmp_path: Path, kind: str) -> None:
    """Whichever it is, the error names it."""
    folders = {}
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / "oneplusn" / part, copy_function=os.symlink)
        folders[part] = tmp_path / "oneplusn" / part
    check_data_files(dict(folders))
    problem = "is no regular file" if kind == "folder" else "is missing"
    for name in LISTED:
        file = tmp_path / "oneplusn" / name
        goal = file.readlink()
        file.unlink()
        if kind == "folder":
            file.mkdir()
        elif kind == "dangling link":
            file.symlink_to("gone")
        with pytest.raises(DataFileError) as raised:
            check_data_files(dict(folders))
        assert f"{name}: {problem}" == str(raised.value)
        if kind == "folder":
            file.rmdir()
        file.unlink(missing_ok=True)
        file.symlink_to(goal)


@pytest.mark.parametrize(("name", "harm"), HARMED)
def test_a_harmed_file_is_one_line(package: Path, name: str, harm: str) -> None:
    """It begins with the file; nothing is written."""
    file = package / name
    content = file.read_bytes()
    try:
        file.write_bytes(HARMS[harm](content))
        ended = export(package)
    finally:
        file.write_bytes(content)
    assert (1, "") == ended[:2]
    assert ended.err.startswith(f"oneplusn: {name}:")
    assert 1 == ended.err.count("\n")


@pytest.mark.parametrize(
    "name", ["graph/external/targets.ttl", "graph/reports/2023/encoding/2.3.trig"]
)
def test_a_missing_file_stops_the_build(package: Path, name: str) -> None:
    """Although nothing else asks for it."""
    file = package / name
    content = file.read_bytes()
    file.unlink()
    try:
        assert Ended(1, "", f"oneplusn: {name}: is missing\n") == export(package)
    finally:
        file.write_bytes(content)


def test_what_is_whole_is_exported(package: Path) -> None:
    """The copy works as it is."""
    assert (0, "") == export(package)[::2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,c\n1,2\n", ":1: has not the columns a, b"),
        ("", ":1: has not the columns a, b"),
        ("a,b\n1\n", ":2: has not as many cells as columns"),
        ("a,b\n1,2\n1,2,3\n", ":3: has not as many cells as columns"),
        ('a,b\n1,"2\n', ":1: not CSV: unexpected end of data"),
    ],
)
def test_a_list_of_words_has_its_columns(tmp_path: Path, text: str, message: str) -> None:
    """And a cell for each of them."""
    file = tmp_path / "words.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as raised:
        read_csv(file, ("a", "b"))
    assert f"{file}{message}" == str(raised.value)


def test_a_table_is_toml(tmp_path: Path) -> None:
    """With the place in the file."""
    file = tmp_path / "table.toml"
    file.write_text("[[[", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"table\.toml: not TOML: .*line 1"):
        read_toml(file)


def test_a_bad_literal_has_its_line(tmp_path: Path) -> None:
    """Of the first line that has it."""
    file = tmp_path / "a.ttl"
    date = '"2023-13-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    file.write_text(f"<http://a/> <http://b/>\n  {date} .\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"a\.ttl:2: '2023-13-01' is no xsd:date$"):
        read_turtle(file)
