"""In what state a report is: the truth in a word, what is wrong on lines, and the exit code."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, altered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

DIGEST = "d72025399f2e4f2e3ad0effad3bbfb5e96bb4117a81feac21d419ec27ca605b9"
ZEROS = "0" * 64


def row(text: str) -> dict[str, str]:
    """Read what is said of the report that is not shipped."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return next(entry for entry in rows if entry["report"] == ID)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", ("complete", "latest in text", "yes")), ("zh", ("完整", "文中最晚日期", "有"))],
)
def test_the_state_is_said_in_both_languages(
    run: Callable[..., Ended], lang: str, expected: tuple[str, ...]
) -> None:
    """So are the other words of the list."""
    ended = run("reports", "--lang", lang, "--format", "csv", "--reports", str(FOLDER))
    said = row(ended.out)
    assert (0, "", expected) == (
        ended.code,
        ended.err,
        tuple(said[name] for name in ("state", "date_source", "arithmetic")),
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "figures", "problem"),
    [
        ("terms.ttl", "    a opn:CountingUnit ;", "    a opn:CountingUnit ; ;; x", "19", "terms.ttl:103: not Turtle: "),
        ("terms.ttl", "scheme:units", "[]", "19", "terms.ttl:102: blank node or quoted triple in "),
        ("translation.ttl", "<0/h>", "<../2023/0/h>", "19", ":4: <"),
        ("encoding/1.1.trig", "<1.1/p1/s1> {", "<1.1/p1/s1> { x", "10", "1.1.trig:39: not TriG: "),
        ("arithmetic.toml", "formula", "formla", "19", ":3: check 1: 'formula' is no text: None"),
        ("arithmetic.toml", 'from = ["', 'from = ["x', "19", "unknown figure in "),
        ("report.toml", DIGEST, ZEROS, "19",
         f"text.txt: the clean text has SHA-256 {DIGEST!r}, not {ZEROS!r}"),
        ("text.txt", "前言", "前 言", "0", ": the report's text is altered: SHA-256 "),
    ],
)  # fmt: skip
def test_a_report_that_cannot_be_read_is_faulty(
    tmp_path: Path,
    run: Callable[..., Ended],
    file: str,
    old: str,
    new: str,
    figures: str,
    problem: str,
) -> None:
    """What can be counted still is; the other reports are listed as ever."""
    copy = altered(tmp_path, file, old, new)
    ended = run("reports", "--format", "csv", "--reports", str(tmp_path))
    said = row(ended.out)
    assert (1, 3, 1) == (ended.code, ended.out.count("\n"), ended.err.count("\n"))
    assert ("faulty", figures) == (said["state"], said["figures"])
    assert f"{copy}/" in ended.err
    assert problem in ended.err


def test_each_problem_has_its_line(tmp_path: Path, run: Callable[..., Ended]) -> None:
    """None hides another."""
    copy = altered(tmp_path, "terms.ttl", "scheme:units", "[]")
    (copy / "translation.ttl").write_text("x", encoding="utf-8")
    (copy / "encoding" / "1.trig").write_text("x", encoding="utf-8")
    ended = run("reports", "--lang", "zh", "--format", "csv", "--reports", str(tmp_path))
    assert (1, "有误") == (ended.code, row(ended.out)["state"])
    files = ["terms.ttl", "translation.ttl", "encoding/1.trig"]
    assert [f"oneplusn: {copy}/{file}" for file in files] == [
        line[: line.index(":", 10)] for line in ended.err.splitlines()
    ]


@pytest.mark.parametrize(
    ("kept", "state"), [(("1.1.trig", "2.trig"), "partial"), ((), "unencoded")]
)
def test_an_encoding_that_is_begun_is_no_fault(
    tmp_path: Path, run: Callable[..., Ended], kept: tuple[str, ...], state: str
) -> None:
    """Nor is arithmetic on figures that are still to come."""
    copy = altered(tmp_path, "text.txt", "前言", "前言")
    for file in (copy / "encoding").iterdir():
        if file.name not in kept:
            file.unlink()
    ended = run("reports", "--format", "csv", "--reports", str(tmp_path))
    assert (0, "", state) == (ended.code, ended.err, row(ended.out)["state"])
