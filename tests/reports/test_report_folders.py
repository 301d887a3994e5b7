"""Folders of reports: what is found in them, and what is refused on one line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered

from oneplusn import load
from oneplusn.api import AmbiguousNameError
from oneplusn.errors import SourceError
from oneplusn.graph.text.catalog import VARIABLE, find_reports, shipped_reports
from oneplusn.graph.text.passages import read_parts
from oneplusn.graph.text.source import Layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

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
        *(
            (
                'id = "yunze-2024"',
                f'id = "{name}"',
                f"'id' means something else before a colon or alone: {name!r}",
            )
            for name in ("all", "opn", "place", "policy", "skos")
        ),
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
        ("[layout]", "[layout]\nopening = [5, 3]", "'opening' is no range of widths: [5, 3]"),
        ("[layout]", "[layout]\nopening = [0, 3]", "'opening' is no range of widths: [0, 3]"),
        (
            'source_name = "',
            'source_name = "\\u001b',
            "'source_name' has signs that cannot be printed: '\\x1btext.txt'",
        ),
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


def test_brackets_without_end_are_one_line(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """What is nested too deep to be read is refused as any other slip."""
    copy = altered(tmp_path, "report.toml", "[layout]", f"x = {'[' * 5000}\n[layout]")
    ended = run("reports", "--reports", str(tmp_path))
    assert (2, "", 1) == (*ended[:2], ended.err.count("\n"))
    assert ended.err.startswith(f"oneplusn: {copy}/report.toml: cannot be read: ")


def test_the_shipped_report_is_no_twin_of_itself() -> None:
    """Naming its folder, or that which it stands in, adds nothing."""
    shipped = Path(str(shipped_reports()[0].folder))
    assert ["2023"] == ids(shipped) == ids(shipped.parent)


def test_text_before_the_first_chapter_is_refused() -> None:
    """It would stand in no section, and have no name."""
    with pytest.raises(SourceError, match=r"^text before the first chapter: '云泽省气候报告'"):
        read_parts("云泽省气候报告\n前言\n甲。\n", "https://example.org/r", layout=Layout())


def test_a_line_like_the_title_of_a_panel_needs_no_figure() -> None:
    """Such a line is a caption, whether a figure follows or not."""
    _, passages = read_parts("前言\ne签宝平台。\n", "https://example.org/r", layout=Layout())
    assert [("0/h", "前言"), ("0/fige", "e签宝平台。")] == [(p.key, p.text) for p in passages]


@pytest.mark.parametrize("folder", ["", f"a{os.pathsep}b"])
def test_a_folder_that_the_environment_cannot_name_is_refused(
    folder: str, run: Callable[..., Ended]
) -> None:
    """The variable names several, apart by that sign."""
    expected = f"oneplusn: no folder of reports can be called {folder!r}\n"
    assert (2, "", expected) == run("reports", "--reports", folder)


def test_an_option_and_a_key_do_not_contradict_each_other(run: Callable[..., Ended]) -> None:
    """A key that names another report than the option does is a mistake, and not passed over."""
    args = ("read", "2023:1", "--report", ID, "--reports", str(FOLDER))
    assert (2, "", f"oneplusn: '2023:1' is no section of the report {ID!r}\n") == run(*args)


def test_a_free_query_tells_what_is_wrong_with_a_report(
    tmp_path: Path, run: Callable[..., Ended]
) -> None:
    """Its process could not open the dataset; that is said, and nothing about memory."""
    altered(tmp_path, "encoding/1.1.trig", "{", "{ nonsense")
    ended = run("query", "--sparql", "ASK {}", "--reports", str(tmp_path))
    assert (1, "") == ended[:2]
    assert f"{ID}/encoding/1.1.trig:" in ended.err
    assert 1 == ended.err.count("\n")


def test_a_question_reads_keys_as_show_does(run: Callable[..., Ended]) -> None:
    """A key of both reports is ambiguous wherever it is given."""
    expected = f"oneplusn: '1' can mean 2023:1, {ID}:1\n"
    assert (2, "", expected) == run("show", "1", "--reports", str(FOLDER))
    args = ("query", "about-entity", "--param", "entity=1", "--reports", str(FOLDER))
    assert (2, "", expected) == run(*args)


def test_two_graphs_do_not_know_of_each_other() -> None:
    """Each reads keys by the reports that it has, whichever was loaded last."""
    both = load(reports=FOLDER)
    alone = load()
    with pytest.raises(AmbiguousNameError, match=f"'1' can mean 2023:1, {ID}:1"):
        both["1"]
    assert "https://w3id.org/oneplusn/report/2023/1" == alone["1"].iri


def test_python_loads_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """By folders, and by the environment."""
    label = "Thousand Lakes Pilots"
    assert label == load(reports=[FOLDER])["programme:thousand-lakes-pilots"].label
    monkeypatch.setenv(VARIABLE, str(FOLDER))
    assert label == load()["programme:thousand-lakes-pilots"].label
