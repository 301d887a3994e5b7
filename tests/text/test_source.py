"""The report is the one that the graph was made from, and its clean text is the published one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.errors import SourceError
from oneplusn.graph.text.source import (
    CLEAN_SHA256,
    SOURCE_SHA256,
    Line,
    clean,
    clean_text,
    read_lines,
    read_source,
    source_file,
)

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
    } == {"file": SOURCE_SHA256, "text": CLEAN_SHA256}


def test_file_and_text_have_these_hashes() -> None:
    """The bytes on disk and the text made from them are the published ones."""
    raw = hashlib.sha256(source_file().read_bytes()).hexdigest()
    text = hashlib.sha256(clean_text().encode()).hexdigest()
    assert (SOURCE_SHA256, CLEAN_SHA256) == (raw, text)


def test_the_clean_text_has_the_published_length() -> None:
    """Offsets run over 14,081 code points without any white space."""
    text = clean_text()
    assert (14_081, text) == (len(text), "".join(text.split()))


def test_running_heads_are_gone() -> None:
    """A figure that a page break cuts in two is whole again, and no head is left."""
    assert 1 == clean_text().count("319万平方公里")
    assert 0 == clean_text().count("年度报告1")


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
    assert expected == clean(text)


@pytest.mark.parametrize("change", [b" ", b"\n", b"\x00"])
def test_an_altered_file_is_refused(tmp_path: Path, change: bytes) -> None:
    """One byte more, even of white space, makes it another file; the message names it."""
    file = tmp_path / "report.txt"
    file.write_bytes(source_file().read_bytes() + change)
    with pytest.raises(SourceError, match=r"^report\.txt: the report's file is altered: SHA-256"):
        read_source(file)


def test_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    """A changed byte in the midst of the file is found."""
    raw = bytearray(source_file().read_bytes())
    raw[len(raw) // 2] ^= 1
    file = tmp_path / "flipped.txt"
    file.write_bytes(bytes(raw))
    with pytest.raises(SourceError, match=r"^flipped\.txt: .*altered"):
        read_source(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message has the file's name and the system's reason."""
    with pytest.raises(SourceError, match=r"^gone\.txt: .*cannot be read: No such file"):
        read_source(tmp_path / "gone.txt")


def test_lines_point_into_the_clean_text() -> None:
    """Each line stands in the clean text at its offset, and together they are the text."""
    text = clean_text()
    lines = read_lines(read_source())
    assert [line.text for line in lines] == [
        text[line.start : line.start + len(line.text)] for line in lines
    ]
    assert text == "".join(line.text for line in lines)


@given(text=st.one_of(st.text(), PAGES))
def test_lines_give_back_the_clean_text(text: str) -> None:
    """Whatever is printed, its lines follow each other without gap and overlap."""
    lines = read_lines(text)
    ends = [line.start + len(line.text) for line in lines]
    assert clean(text) == "".join(line.text for line in lines)
    assert [0, *ends][: len(lines)] == [line.start for line in lines]


def test_width_counts_cells_on_paper() -> None:
    """Chinese characters and curly quotes are two cells wide, Latin ones, digits and spaces one."""
    assert (Line(0, "ab“中”2.5", 12),) == read_lines("  ab“中” 2.5\n\n")
