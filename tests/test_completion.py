"""The shell completes commands, questions and the names of things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from oneplusn.queries.library import library

if TYPE_CHECKING:
    from pathlib import Path


def command(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "oneplusn", *args],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | env,
    )


def completed(line: str) -> list[str]:
    """Return what the shell would offer at the end of a line."""
    words = line.split(" ")
    done = command(
        _ONEPLUSN_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1)
    )
    assert (0, "") == (done.returncode, done.stderr)
    return [offer.partition(",")[2] for offer in done.stdout.splitlines() if offer]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("oneplusn sho", ["show"]),
        ("oneplusn query sector-p", ["sector-plans"]),
        ("oneplusn query --form", ["--format"]),
        ("oneplusn query --format c", ["csv"]),
        ("oneplusn show one-plus", ["one-plus-n"]),
        ("oneplusn show 海南省生", ["海南省生态环境厅"]),
        ("oneplusn path 海南 one-plus", ["one-plus-n"]),
        ("oneplusn stats c", ["classes", "communities"]),
        ("oneplusn completion z", ["zsh"]),
        ("oneplusn show qqqqq", []),
    ],
)
def test_what_is_begun_is_completed(line: str, expected: list[str]) -> None:
    """Commands, questions, formats, slugs and Chinese labels."""
    assert expected == completed(line)


def test_every_question_is_offered() -> None:
    """Nothing typed yet: the whole library."""
    assert [query.name for query in library()] == completed("oneplusn query ")


def test_no_offer_breaks_a_shell_word() -> None:
    """Spaces and colons part words in a shell; names that have them are left out."""
    offers = completed("oneplusn show c")
    assert offers
    assert [] == [offer for offer in offers if set(offer) & set(" :\t\"'")]


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_the_script_is_the_shells_own(shell: str, tmp_path: Path) -> None:
    """It names our command and variable, and the shell can read it."""
    done = command("completion", shell)
    assert (0, "") == (done.returncode, done.stderr)
    assert "_ONEPLUSN_COMPLETE" in done.stdout
    assert "oneplusn" in done.stdout
    if shutil.which(shell):
        file = tmp_path / "script"
        file.write_text(done.stdout, encoding="utf-8")
        subprocess.run([shell, "-n", str(file)], check=True)


def test_an_unknown_shell_is_refused() -> None:
    """Exit code 2, and the shells that there are."""
    done = command("completion", "tcsh")
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.splitlines()[-1].startswith("Error: Invalid value for ")
