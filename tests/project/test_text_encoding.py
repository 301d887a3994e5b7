"""Text is UTF-8 whatever the locale says, in what is read, printed and written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from ended import Ended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
"""Where Python takes files and channels for ASCII."""
CHINESE = (
    "SELECT ?name { <https://w3id.org/oneplusn/place/hainan> rdfs:label ?name } ORDER BY ?name"
)
COMMANDS = (
    ("query", "sector-plans", "--lang", "zh", "--format", "md"),
    ("query", "--sparql", f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {CHINESE}"),
    ("show", "海南", "--context"),
    ("show", "没有"),
    ("read", "2.2"),
    ("query", "--help", "--lang", "zh"),
    ("view", "--focus", "海南", "--lang", "zh", "--output", "FILE"),
)
COMMAND_LINE = """
import warnings
warnings.simplefilter("ignore", EncodingWarning)
warnings.filterwarnings("error", category=EncodingWarning, module="oneplusn")
from oneplusn.cli import main
main()
"""
"""The command line, to which a file opened by the locale's encoding is an error."""


def strict(program: str, *args: str) -> Ended:
    """Run a program under an ASCII locale; what it prints has to be UTF-8."""
    command = [sys.executable, "-X", "warn_default_encoding", "-c", program, *args]
    done = subprocess.run(command, check=False, capture_output=True, env=os.environ | ASCII)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_the_locale_changes_nothing(
    run: Callable[..., Ended], tmp_path: Path, args: tuple[str, ...]
) -> None:
    """Exit code, output, messages and files are the same where the locale is ASCII."""
    file = tmp_path / "file"
    told = [arg.replace("FILE", str(file)) for arg in args]
    expected = run(*told)
    written = file.read_bytes() if file.exists() else b""
    file.unlink(missing_ok=True)
    assert expected == strict(COMMAND_LINE, *told)
    assert written == (file.read_bytes() if file.exists() else b"")
    assert not (expected.out + expected.err + written.decode()).isascii()


def test_a_file_opened_by_the_locale_is_seen() -> None:
    """The warning is an error where the module that opens the file is ours."""
    opening = "exec('open(\"/dev/null\")', {'__name__': 'oneplusn.some'})"
    stopped = strict(COMMAND_LINE.replace("main()", opening))
    expected = (1, "EncodingWarning: 'encoding' argument not specified")
    assert expected == (stopped.code, stopped.err.splitlines()[-1])
