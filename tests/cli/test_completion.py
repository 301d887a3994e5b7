"""The shell completes commands, questions and the names of things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from oneplusn.queries.library.catalog import library

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
        ("oneplusn show ＯＮＥ－ＰＬ", ["one-plus-n"]),
        ("oneplusn show 海南省生", ["海南省生态环境厅"]),
        ("oneplusn path 海南 one-plus", ["one-plus-n"]),
        ("oneplusn stats c", ["classes", "communities"]),
        ("oneplusn completion z", ["zsh"]),
        ("oneplusn show qqqqq", []),
        ("oneplusn query sector-overview --param s", ["sector="]),
        ("oneplusn query sector-overview --param sector=transp", ["sector=transport"]),
        ("oneplusn query --param sector=transp", []),
        ("oneplusn query sector-overview --param=sector", ["sector="]),
        ("oneplusn query who-says --param o", ["one=", "other="]),
        ("oneplusn query year-overview --param year=", ["year=2023"]),
        ("oneplusn query --context official-d", ["official-documents"]),
        ("oneplusn query official-d", []),
        (
            "oneplusn show --context carbon-peaking-action-plan-",
            ["carbon-peaking-action-plan-2030"],
        ),
        ("oneplusn show carbon-peaking-action-plan-", []),
        ("oneplusn context plan-i", ["plan-identifications"]),
        ("oneplusn view --kind LegalA", ["LegalAct"]),
        ("oneplusn view --sector transp", ["transport"]),
        ("oneplusn view --section 4.", ["4.1", "4.2", "4.3", "4.4"]),
        ("oneplusn view --query laws --param ", ["report="]),
        ("oneplusn query laws --param report=", ["report=2023"]),
        ("oneplusn query laws --param report=19", []),
        ("oneplusn query framework-sectors --param r", []),
        ("oneplusn view --query sector-overview --param s", ["sector="]),
    ],
)
def test_what_is_begun_is_completed(line: str, expected: list[str]) -> None:
    """Commands, questions, formats, slugs and Chinese labels."""
    assert expected == completed(line)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs Bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("query sector-overview --param sec", "sector="),
        ("query sector-overview --param sector = transp", "transport"),
        ("query about-entity --param entity = 海南省生", "海南省生态环境厅"),
        ("query laws --format = c", "csv"),
        ("query year-overview --param year =", "2023"),
    ],
)
def test_bash_gets_what_it_replaces(words: str, expected: str, tmp_path: Path) -> None:
    """It takes ``NAME=VALUE`` for three words, and puts the offer in the place of the last."""
    script = tmp_path / "script"
    script.write_text(command("completion", "bash").stdout, encoding="utf-8")
    program = tmp_path / "oneplusn"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m oneplusn "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    line = (
        f". {script}; COMP_WORDS=(oneplusn {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); "
        f'compopt() {{ :; }}; _oneplusn_completion {program}; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    bash = shutil.which("bash") or ""
    done = subprocess.run([bash, "-c", line], check=True, capture_output=True, encoding="utf-8")
    assert ("", f"{expected}\n") == (done.stderr, done.stdout)


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
