"""Tables on a terminal: aligned by cells, folded, and never wider than the terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneplusn.queries.output.terminal import draw, fold, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("政策", 4), ("1+N政策", 7), ("e\u0301", 1), ("Ａ", 2), ("“”", 2)],
)
def test_characters_take_one_cell_or_two(text: str, cells: int) -> None:
    """Chinese and full-width signs take two, combining marks none."""
    assert cells == width(text)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 5, [""]),
        ("carbon market", 20, ["carbon market"]),
        ("carbon market", 8, ["carbon", "market"]),
        ("碳市场碳市场", 6, ["碳市场", "碳市场"]),
        ("碳市场", 5, ["碳市", "场"]),
        ("a碳市场", 4, ["a碳", "市场"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("two\nlines\tof  it", 40, ["two lines of it"]),
        ("\x1b[31mred", 20, ["\ufffd[31mred"]),
    ],
)
def test_long_text_is_folded(text: str, room: int, lines: list[str]) -> None:
    """At a space where there is one, between Chinese characters, and else anywhere."""
    assert lines == fold(text, room)


@given(text=st.text("ab 碳市,", max_size=60), room=st.integers(2, 20))
def test_folding_loses_nothing(text: str, room: int) -> None:
    """No line is too wide, and all characters but spaces are still there, in order."""
    lines = fold(text, room)
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert [] == [line for line in lines if width(line) > room]


def test_columns_are_aligned_by_cells() -> None:
    """Each column begins at the same cell in each line."""
    rows = [["碳市场", "2021", "start"], ["a", "x", ""]]
    assert [
        "名称    year  what",
        "──────  ────  ─────",
        "碳市场  2021  start",
        "a       x",
    ] == draw(["名称", "year", "what"], rows, room=80)


def test_wide_columns_are_narrowed() -> None:
    """Only the widest column is folded; what fits stays on its line."""
    lines = draw(["k", "text"], [["one", "全国碳排放权交易市场第一个履约周期顺利结束"]], room=30)
    assert [
        "k    text",
        "───  ─────────────────────────",
        "one  全国碳排放权交易市场第一",
        "     个履约周期顺利结束",
    ] == lines


def test_many_columns_become_blocks() -> None:
    """Where columns would be too narrow to read, each row is a block of lines."""
    columns = ["plan", "sentence", "passage", "sector"]
    row = ["energy-carbon-peaking", "制定出台能源领域碳达峰实施方案", "5.1/p2/s2", "energy sector"]
    assert [
        "plan      energy-carbon-peaking",
        "sentence  制定出台能源领域碳达峰实施方",
        "          案",
        "passage   5.1/p2/s2",
        "sector    energy sector",
        "",
    ] == draw(columns, [row], room=39)


def test_a_table_without_rows_has_its_head() -> None:
    """An empty answer shows what was asked for."""
    assert ["plan", "────"] == draw(["plan"], [], room=40)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("env", "bold"),
    [({"NO_COLOR": "", "TERM": "xterm"}, 1), ({"NO_COLOR": "1"}, 0), ({"TERM": "dumb"}, 0)],
)
def test_a_terminal_gets_columns(env: dict[str, str], bold: int) -> None:
    """Aligned and ruled; bold only where color is not turned off; no tabs; whose words below."""
    import pty  # noqa: PLC0415 - there is none on Windows

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "oneplusn", "query", "issuers", "--limit", "2"]
    with subprocess.Popen(
        command,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "400"} | env,
    ):
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b"")).decode()
    os.close(ours)
    assert (bold, 0) == (shown.count("\x1b[1m"), shown.count("\t"))
    assert "──  ──" in shown
    note = "the sentences are our unofficial translation; --lang zh has the report's own"
    assert note == shown.splitlines()[-1]


def _read(terminal: int) -> bytes:
    """Read what is there; a terminal whose other end is closed is an error on Linux."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
