"""How a report and its parts are named: by option, in keys of any width, and on a key of the shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from invented import FOLDER, ID, report_in
from shipped import REPORT

from oneplusn.errors import UnknownNameError
from oneplusn.graph.encoding.template import encoding_template
from oneplusn.queries.entities.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyoxigraph as ox
    from ended import Ended

pytestmark = pytest.mark.usefixtures("no_added_reports")

BOTH = ("--reports", str(FOLDER))
WIDE_ID = "ｙｕｎｚｅ－２０２４"


# --- keys in full width


@pytest.mark.parametrize(
    ("wide", "plain"),
    [
        (("read", "１．１"), ("read", "1.1")),
        (("read", f"{WIDE_ID}：１"), ("read", f"{ID}:1")),
        (("read", "１", "--report", WIDE_ID), ("read", "1", "--report", ID)),
        (("skeleton", "１．１"), ("skeleton", "1.1")),
        (("show", f"{WIDE_ID}：２．２／ｐ１／ｓ２"), ("show", f"{ID}:2.2/p1/s2")),
        (("coverage", "--report", WIDE_ID), ("coverage", "--report", ID)),
        (
            ("query", "laws", "--param", "report=２０２３"),
            ("query", "laws", "--param", "report=2023"),
        ),
        (
            ("query", "about-entity", "--param", "entity=１．１"),
            ("query", "about-entity", "--param", "entity=1.1"),
        ),
    ],
)
def test_keys_are_read_in_any_width(
    run: Callable[..., Ended], wide: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    """A Chinese keyboard writes them in full width."""
    expected = run(*plain, *BOTH)
    assert (0, "") == (expected.code, expected.err)
    assert expected == run(*wide, *BOTH)


def test_a_view_reads_them_too(run: Callable[..., Ended], tmp_path: Path) -> None:
    """The number of a section is a key as well."""
    pages = [tmp_path / "wide.html", tmp_path / "plain.html"]
    for number, page in zip(("２．７", "2.7"), pages, strict=True):
        assert 0 == run("view", "--section", number, "--output", str(page)).code
    assert pages[1].read_text("utf-8") == pages[0].read_text("utf-8")


def test_python_reads_them_too(both_store: ox.Store) -> None:
    """A report gives its sections, and the graph its passages."""
    assert REPORT.section("2.7") == REPORT.section("２．７")
    assert REPORT.passages_of("2.7") == REPORT.passages_of("２．７")
    with pytest.raises(UnknownNameError, match=r"unknown section '９\.９'"):
        REPORT.section("９.９")
    expected = resolve(both_store, f"{ID}:1.1/p1/s2")
    assert expected == resolve(both_store, f"{WIDE_ID}：１．１／ｐ１／ｓ２")


# --- unknown reports


@pytest.mark.parametrize(
    "args",
    [
        ("read", "1", "--report", "2019"),
        ("read", "2019:1"),
        ("skeleton", "2019:1"),
        ("coverage", "--report", "2019"),
        ("audit", "--report", "2019"),
        ("check", "--report", "2019"),
        ("view", "--report", "2019"),
        ("query", "laws", "--param", "report=2019"),
    ],
)
def test_an_unknown_report_is_told_with_the_known_ones(
    run: Callable[..., Ended], args: tuple[str, ...]
) -> None:
    """By their ids, in whatever way it was asked for."""
    expected = f"oneplusn: unknown report '2019'; loaded: 2023, {ID}\n"
    assert (2, "", expected) == run(*args, *BOTH)


# --- what the shell offers


def completed(*words: str) -> list[str]:
    """Return what Bash would offer in the place of the last word."""
    process = subprocess.run(
        [sys.executable, "-m", "oneplusn"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ
        | {
            "_ONEPLUSN_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("oneplusn", *words)),
            "COMP_CWORD": str(len(words)),
            "ONEPLUSN_REPORTS": str(FOLDER),
        },
    )
    assert (0, "") == (process.returncode, process.stderr)
    return [offer.partition(",")[2] for offer in process.stdout.splitlines() if offer]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("view", "--section", "box"), ["box1"]),
        (("view", "--section", "3."), ["3.1", "3.2", "3.3", "3.4", "3.5", "3.6"]),
        (("view", "--section", "1"), ["1.1", "1.2"]),
        (("view", "--section", "yun"), [f"{ID}:{key}" for key in ("0", "1", "2", "2.1", "2.2", "3")]),
        (("view", "--section", ID, ":", "2"), ["2", "2.1", "2.2"]),
        (("view", "--section", ID, ":"), ["0", "1", "1.1", "1.2", "2", "2.1", "2.2", "3"]),
        (("view", "--section", "=", ID, ":", "2"), ["2", "2.1", "2.2"]),
        (("view", "--section", "2023", ":", "2.7"), ["2.7"]),
        (("read", "--report", ID, ID, ":", "3"), ["3"]),
        (("view", "--report", ID, "--section", "2"), ["2", "2.1", "2.2"]),
        (("view", "--report", "2023", "--section", "7"), ["7"]),
        (("read", "2.7"), ["2.7"]),
        (("skeleton", "２.７"), ["2.7"]),
        (("check", "--section", "6."), ["6.1", "6.2", "6.3"]),
        (("coverage", "--report", ""), ["2023", ID]),
        (("check", "--report", "y"), [ID]),
        (("audit", "--report", "x"), []),
    ],
)  # fmt: skip
def test_what_is_offered_means_one_thing(words: tuple[str, ...], expected: list[str]) -> None:
    """A number of both reports has the id; whoever has named the report needs none."""
    assert expected == completed(*words)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs Bash")
def test_bash_puts_what_is_offered_behind_the_colon(tmp_path: Path) -> None:
    """It parts words there, and replaces the last of them."""
    program = tmp_path / "oneplusn"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m oneplusn "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = os.environ | {"ONEPLUSN_REPORTS": str(FOLDER)}
    script = subprocess.run(
        [program, "completion", "bash"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    line = (
        f"{script}\nCOMP_WORDS=(oneplusn read {ID} : 2); COMP_CWORD=4; compopt() {{ :; }}; "
        f'_oneplusn_completion {program}; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    bash = shutil.which("bash") or ""
    done = subprocess.run(
        [bash, "-c", line], check=True, capture_output=True, encoding="utf-8", env=environment
    )
    assert ("", "2\n2.1\n2.2\n") == (done.stderr, done.stdout)


# --- the skeleton


def test_a_skeleton_knows_no_place() -> None:
    """What the sentence leaves to be read is to be filled in, whatever the report is about."""
    for report, key in ((REPORT, "2.2"), (report_in(FOLDER), "1.1")):
        lines = encoding_template(report, key).splitlines()
        stubs = [line.strip() for line in lines if "opn:place" in line or "opn:period" in line]
        expected = {"opn:period period:TODO ;", "opn:place place:TODO ;"}
        assert expected == set(stubs)
