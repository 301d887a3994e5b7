"""Lint the page's script as it is shipped: all files as one, so that every name is resolved.

Run as ``python tests/support/lint_scripts.py`` after ``npm ci --prefix tests/browser``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from paths import TESTS

from oneplusn.viz.page.scripts import script_parts

__all__ = ["LINTER", "problems"]

_FOLDER = TESTS / "browser"
LINTER = _FOLDER / "node_modules" / ".bin" / "eslint"


def problems(parts: dict[str, str]) -> list[str]:
    """Return what the linter finds in scripts by their names, each with its file and line."""
    command = [str(LINTER), "--format", "json", "--stdin", "--stdin-filename", "page.js"]
    text = "\n".join(parts.values())
    run = subprocess.run(
        command, input=text, cwd=_FOLDER, capture_output=True, encoding="utf-8", check=False
    )
    if not run.stdout:
        return [run.stderr]
    (found,) = json.loads(run.stdout)
    return [
        f"{_place(parts, item)}: {item['message']} ({item['ruleId']})" for item in found["messages"]
    ]


def _place(parts: dict[str, str], item: dict[str, Any]) -> str:
    line: int = item["line"]
    for name, text in parts.items():
        length = text.count("\n") + 1
        if line <= length:
            return f"{name}:{line}"
        line -= length
    return f"end:{line}"


if __name__ == "__main__":
    sys.exit("\n".join(problems(script_parts())) or None)
