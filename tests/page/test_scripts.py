"""The page's own scripts, without a page: linted, and their pure parts run."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from lint_scripts import LINTER, problems
from paths import ROOT, TESTS

from oneplusn.viz.page.scripts import own_script, script_parts

_NODE = shutil.which("node")
_BROWSER = TESTS / "browser"
_needs_linter = pytest.mark.skipif(
    not LINTER.exists(), reason="no linter is installed (npm ci --prefix tests/browser)"
)


@_needs_linter
def test_the_linter_finds_nothing() -> None:
    """As one script, as it is shipped: no unknown name, none unused, none defined twice."""
    assert [] == problems(script_parts())


@_needs_linter
def test_the_linter_names_file_and_line() -> None:
    """An unknown name in the second of two files is found there."""
    found = problems({"a.js": '"use strict";\n', "b.js": "\nmissing();\n"})
    assert ["b.js:2: 'missing' is not defined. (no-undef)"] == found


@pytest.mark.skipif(_NODE is None, reason="no program named node is installed")
def test_the_pure_parts() -> None:
    """Spelling, ranking, addresses, CSV and lines, by node's own test runner."""
    command = [str(_NODE), "--test", str(_BROWSER / "pure.test.mjs")]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (0, True) == (run.returncode, "# pass 6" in run.stdout), run.stdout


def test_every_script_is_part_of_the_page() -> None:
    """No file of the folder is forgotten, and none is there twice."""
    folder = ROOT / "viz" / "js"
    names = sorted(f"js/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.js"))
    assert names == sorted(script_parts().keys() - {"beginning"})
    assert own_script().startswith('"use strict";\n')
