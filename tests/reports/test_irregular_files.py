"""What has the name of a report's file and is none: one line with the path, and nobody waits."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered, report_in

from oneplusn.errors import EncodingError, ReportError
from oneplusn.graph.encoding.trig import encoded_sections, read_encoding, try_encodings
from oneplusn.graph.text.additions import read_terms, read_translation
from oneplusn.graph.text.catalog import read_report
from oneplusn.graph.text.source import read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

FILES = (
    "arithmetic.toml",
    "encoding/1.1.trig",
    "encoding/9.trig",
    "report.toml",
    "terms.ttl",
    "text.txt",
    "translation.ttl",
)
LOOP = "cannot be read: Too many levels of symbolic links"


def unchanged(folder: Path) -> Path:
    """Copy the report as it is."""
    return altered(folder, "text.txt", "前言", "前言")


def put(place: Path, kind: str) -> None:
    """Put something that is no file in the place of what is there."""
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    match kind:
        case "folder":
            place.mkdir()
        case "pipe":
            os.mkfifo(place)
        case "loop":
            place.symlink_to(place.name)
        case _:
            place.symlink_to("gone")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("folder", "is no regular file"),
        ("pipe", "is no regular file"),
        ("loop", LOOP),
        ("gone", "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_is_none_is_refused(
    tmp_path: Path, run: Callable[..., Ended], file: str, kind: str, problem: str
) -> None:
    """Whatever the report could do without it."""
    copy = unchanged(tmp_path)
    put(copy / file, kind)
    expected = f"oneplusn: {copy}/{file}: {problem}\n"
    assert (2, "", expected) == run("reports", "--reports", str(tmp_path))


@pytest.mark.parametrize(
    ("kind", "problem"),
    [("pipe", "is no folder"), ("loop", LOOP)],
)
def test_an_encoding_is_a_folder(
    tmp_path: Path, run: Callable[..., Ended], kind: str, problem: str
) -> None:
    """Nothing else of that name is taken for one that is missing."""
    copy = unchanged(tmp_path)
    put(copy / "encoding", kind)
    expected = f"oneplusn: {copy}/encoding: {problem}\n"
    assert (2, "", expected) == run("reports", "--reports", str(tmp_path))


def test_a_kept_dataset_hides_nothing(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """Neither a pipe nor a folder is part of what the cache looks at."""
    copy = unchanged(tmp_path)
    assert 0 == run("stats", "graphs", "--reports", str(tmp_path)).code
    put(copy / "encoding" / "9.trig", "pipe")
    expected = f"oneplusn: {copy}/encoding/9.trig: is no regular file\n"
    assert (2, "", expected) == run("stats", "graphs", "--reports", str(tmp_path))


def test_readers_open_regular_files_alone(tmp_path: Path) -> None:
    """Also where what stood there when the report was found has been exchanged since."""
    report = report_in(unchanged(tmp_path))
    assert report.passages
    for file in FILES:
        put(report.folder / file, "pipe")  # type: ignore[arg-type]
    readers: list[Callable[[], object]] = [
        lambda: read_source(report.folder / "text.txt", "text.txt", sha256=report.sha256),
        lambda: read_encoding(report, "1.1"),
        lambda: encoded_sections(report),
        lambda: read_terms(report),
        lambda: read_translation(report),
        lambda: read_report(report.folder, report.path),
    ]
    for read in readers:
        with pytest.raises(ReportError, match="is no regular file"):
            read()


@pytest.mark.parametrize("name", ["9.9.trig", "1.1 copy.trig", "1.1.TRIG"])
def test_an_encoding_of_no_section_is_told(
    tmp_path: Path, run: Callable[..., Ended], name: str
) -> None:
    """What is read by nobody is missed by nobody."""
    copy = unchanged(tmp_path)
    shutil.copy(copy / "encoding" / "1.1.trig", copy / "encoding" / name)
    problem = f"{copy}/encoding/{name}: no section of the report {ID!r} has that key"
    assert (1, "", f"oneplusn: {problem}\n") == run("stats", "graphs", "--reports", str(tmp_path))
    encodings, errors = try_encodings([report_in(tmp_path)])
    assert (8, [problem]) == (len(encodings), [str(error) for error in errors])
    assert [EncodingError] == [type(error) for error in errors]


def test_what_an_editor_keeps_is_passed_over(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """Hidden files are no encodings, nor are old ones in a folder of their own."""
    copy = unchanged(tmp_path)
    (copy / "encoding" / ".#1.1.trig").symlink_to("somebody@machine")
    (copy / "encoding" / "._1.1.trig").write_bytes(b"\x00")
    (copy / "encoding" / "old").mkdir()
    shutil.copy(copy / "encoding" / "1.1.trig", copy / "encoding" / "old")
    assert 0 == run("reports", "--reports", str(tmp_path)).code


@pytest.mark.parametrize(
    ("kind", "problem"), [("loop", LOOP), ("gone", "cannot be read: No such file or directory")]
)
def test_a_link_that_leads_nowhere_is_told(
    tmp_path: Path, run: Callable[..., Ended], kind: str, problem: str
) -> None:
    """Beside reports, and in place of their folder."""
    unchanged(tmp_path)
    link = tmp_path / "link"
    put(link, kind)
    expected = (2, "", f"oneplusn: {link}: {problem}\n")
    assert expected == run("reports", "--reports", str(tmp_path))
    assert expected == run("reports", "--reports", str(link))


@pytest.mark.parametrize("name", ["report", "files"])
def test_a_link_to_a_report_is_as_good(
    tmp_path: Path, run: Callable[..., Ended], name: str
) -> None:
    """So are links to its files."""
    (tmp_path / "report").symlink_to(FOLDER / ID)
    (tmp_path / "files").mkdir()
    for entry in (FOLDER / ID).iterdir():
        (tmp_path / "files" / entry.name).symlink_to(entry)
    ended = run("reports", "--reports", str(tmp_path / name))
    assert (0, 3) == (ended.code, ended.out.count("\n"))
