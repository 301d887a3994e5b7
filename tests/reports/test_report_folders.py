"""Folders of reports: what is found in them, and what is refused on one line."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered

from oneplusn import load
from oneplusn.graph.text.catalog import VARIABLE, find_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

pytestmark = pytest.mark.usefixtures("both_loaded")

DATE = "date = 2024-06-30"


def ids(*folders: Path, variable: str = "") -> list[str]:
    """List the reports that are found, by date."""
    return [report.id for report in find_reports(folders, environment={VARIABLE: variable})]


def test_a_folder_is_that_of_a_report_or_of_several() -> None:
    """One that is named twice counts once."""
    expected = ["2023", ID]
    assert expected == ids(FOLDER) == ids(FOLDER / ID) == ids(FOLDER, FOLDER / ID)


def test_the_environment_names_folders(tmp_path: Path) -> None:
    """Several stand apart as in PATH; reports are sorted by date, not by where they are."""
    altered(tmp_path, "report.toml", 'id = "yunze-2024"', 'id = "early"')
    file = tmp_path / ID / "report.toml"
    file.write_text(file.read_text("utf-8").replace(DATE, "date = 2020-01-01"), encoding="utf-8")
    assert ["early", "2023", ID] == ids(variable=os.pathsep.join((str(FOLDER), str(tmp_path))))


def test_two_reports_with_one_id_are_refused(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """The message names both folders."""
    copy = tmp_path / "again"
    shutil.copytree(FOLDER / ID, copy)
    problem = f"{copy}/report.toml: the id {ID!r} is that of {FOLDER / ID} too"
    args = ("reports", "--reports", str(FOLDER), "--reports", str(tmp_path))
    assert (2, "", f"oneplusn: {problem}\n") == run(*args)


def test_a_folder_without_a_report_is_refused(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """The message says that there is none."""
    expected = f"oneplusn: {tmp_path}: holds no report: there is no report.toml\n"
    assert (2, "", expected) == run("reports", "--reports", str(tmp_path))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """The message says why it cannot be read."""
    expected = f"oneplusn: {tmp_path}/x: cannot be read: No such file or directory\n"
    assert (2, "", expected) == run("reports", "--reports", str(tmp_path / "x"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "yunze-2024"', 'id = "Yunze"', "'id' does not match [a-z0-9][a-z0-9-]*: 'Yunze'"),
        ('id = "yunze-2024"\n', "", "'id' is missing"),
        ('kind = "report"', 'kind = "poem"', "'kind' is none of law, plan, policy, report: 'poem'"),
        ('language = "zh"', 'language = "en"', "'language' is none of zh: 'en'"),
        (DATE, 'date = "2024"', "'date' is no date: '2024'"),
        (
            DATE,
            "date = 2024-06-30T00:00:00",
            "'date' is no date: datetime.datetime(2024, 6, 30, 0, 0)",
        ),
        (
            '"latest in text"',
            '"a guess"',
            "'date_source' is none of issue date, latest in text: 'a guess'",
        ),
        ('profiles = ["cn"]', "profiles = [1]", "'profiles' is no list of texts: [1]"),
        ("[layout]", 'colour = "red"\n[layout]', "'colour' is no entry of a report"),
        (
            "[layout]",
            "[layout]\nwidth = 3",
            "'layout' has other entries than a layout has: {'width': 3}",
        ),
        ("[layout]", "[layout]\nopening = [1]", "'opening' is not two widths: [1]"),
        ("title_en", "= 3\ntitle_en", "cannot be read: Invalid statement (at line 5, column 1)"),
    ],
)
def test_a_malformed_report_is_one_line(
    tmp_path: Path, run: Callable[..., Ended], old: str, new: str, problem: str
) -> None:
    """It has the file, and what is wrong there."""
    copy = altered(tmp_path, "report.toml", old, new)
    expected = f"oneplusn: {copy}/report.toml: {problem}\n"
    assert (2, "", expected) == run("reports", "--reports", str(tmp_path))


def test_an_altered_text_is_told(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """The text is that which the graph was made from, byte for byte."""
    copy = altered(tmp_path, "text.txt", "前言", "前 言")
    ended = run("read", "0", "--report", ID, "--reports", str(tmp_path))
    assert (1, "") == ended[:2]
    assert ended.err.startswith(f"oneplusn: {copy}/text.txt: the report's text is altered: SHA-256")
    assert 1 == ended.err.count("\n")


def test_python_loads_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """By folders, and by the environment."""
    label = "Thousand Lakes Pilots"
    assert label == load(reports=[FOLDER])["programme:thousand-lakes-pilots"].label
    monkeypatch.setenv(VARIABLE, str(FOLDER))
    assert label == load()["programme:thousand-lakes-pilots"].label
