"""The report is the one that the graph was made from, and its clean text is the published one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import REPORT

from oneplusn.errors import SourceError
from oneplusn.graph.text.folder import TEXT
from oneplusn.graph.text.source import Layout, Line, clean, read_lines, read_source

if TYPE_CHECKING:
    from pathlib import Path

PAGES = st.lists(
    st.sampled_from(["我国", "2023 年度报告18", "  2023 年度报告3 ", "", " 319万平方", "a　b\t"])
).map("\n".join)


def test_the_published_hashes_stay() -> None:
    """Anyone can recompute both hashes that the model publishes."""
    assert {
        "file": "7cb5aae0074282c67a7af8e733babdc163d7d07f99c5adb755a1b1fca0a61842",
        "text": "b0619754cff28b39f51d03af0c866a347efee972ea39cb93c6c1e4631f262d95",
    } == {"file": REPORT.sha256, "text": REPORT.clean_sha256}


def test_file_and_text_have_these_hashes() -> None:
    """The bytes on disk and the text made from them are the published ones."""
    raw = hashlib.sha256((REPORT.folder / TEXT).read_bytes()).hexdigest()
    text = hashlib.sha256(REPORT.clean_text.encode()).hexdigest()
    assert (REPORT.sha256, REPORT.clean_sha256) == (raw, text)


def test_the_clean_text_has_the_published_length() -> None:
    """Offsets run over 14,081 code points without any white space."""
    text = REPORT.clean_text
    assert (14_081, text) == (len(text), "".join(text.split()))


def test_running_heads_are_gone() -> None:
    """A figure that a page break cuts in two is whole again, and no head is left."""
    assert 1 == REPORT.clean_text.count("319万平方公里")
    assert 0 == REPORT.clean_text.count("年度报告1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("319万平方\n2023 年度报告18\n公里", "319万平方公里"),
        ("  2023 年度报告7  \n甲", "甲"),
        ("见2023 年度报告18", "见2023年度报告18"),
        ("2023 年度报告", "2023年度报告"),
        ("2023 年度报告1 页", "2023年度报告1页"),
        ("甲　乙\u00a0丙\t丁\r\n", "甲乙丙丁"),
        ("", ""),
    ],
)
def test_only_whole_running_heads_and_white_space_go(text: str, expected: str) -> None:
    """A head within a line is text; every kind of white space is layout."""
    assert expected == clean(text, layout=REPORT.layout)


@pytest.mark.parametrize("change", [b" ", b"\n", b"\x00"])
def test_an_altered_file_is_refused(tmp_path: Path, change: bytes) -> None:
    """One byte more, even of white space, makes it another file; the message names it."""
    file = tmp_path / "report.txt"
    file.write_bytes((REPORT.folder / TEXT).read_bytes() + change)
    with pytest.raises(SourceError, match=r"^report\.txt: the report's text is altered: SHA-256"):
        read_source(file, file.name, sha256=REPORT.sha256)


def test_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    """A changed byte in the midst of the file is found."""
    raw = bytearray((REPORT.folder / TEXT).read_bytes())
    raw[len(raw) // 2] ^= 1
    file = tmp_path / "flipped.txt"
    file.write_bytes(bytes(raw))
    with pytest.raises(SourceError, match=r"^flipped\.txt: .*altered"):
        read_source(file, file.name, sha256=REPORT.sha256)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message has the file's name and the system's reason."""
    with pytest.raises(SourceError, match=r"^gone\.txt: .*cannot be read: No such file"):
        read_source(tmp_path / "gone.txt", "gone.txt", sha256=REPORT.sha256)


def test_lines_point_into_the_clean_text() -> None:
    """Each line stands in the clean text at its offset, and together they are the text."""
    text = REPORT.clean_text
    lines = read_lines(REPORT.text, layout=REPORT.layout)
    assert [line.text for line in lines] == [
        text[line.start : line.start + len(line.text)] for line in lines
    ]
    assert text == "".join(line.text for line in lines)


@given(text=st.one_of(st.text(), PAGES))
def test_lines_give_back_the_clean_text(text: str) -> None:
    """Whatever is printed, its lines follow each other without gap and overlap."""
    lines = read_lines(text, layout=REPORT.layout)
    ends = [line.start + len(line.text) for line in lines]
    assert clean(text, layout=REPORT.layout) == "".join(line.text for line in lines)
    assert [0, *ends][: len(lines)] == [line.start for line in lines]


def test_width_counts_cells_on_paper() -> None:
    """Chinese characters and curly quotes are two cells wide, Latin ones, digits and spaces one."""
    assert (Line(0, "ab“中”2.5", 12),) == read_lines("  ab“中” 2.5\n\n", layout=REPORT.layout)


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        ("年报{page}页", "年报12页", True),
        ("年报{page}页", " 年报12页 ", True),
        ("年报{page}页", "年报页", False),
        ("年报{page}页", "年报一二页", False),
        ("年报{page}页", "年报１页", False),
        ("年报{page}", "年报12页", False),
        ("{page}", "12", True),
        ("年报", "年报", True),
        ("年报", "年报1", False),
        ("", "", False),
        ("", "12", False),
        ("a.c{page}", "abc1", False),
    ],
)
def test_a_running_head_is_a_line_of_its_own(head: str, line: str, *, expected: bool) -> None:
    """Words as they stand, and where they say so the number of the page; nothing is a pattern."""
    assert expected == Layout(head).is_running_head(line)
