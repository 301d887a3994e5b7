"""Our own modules, run in a process of their own."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["module_command", "module_environment"]


def module_command(module: str) -> list[str]:
    """Return the command that runs a module of ours by the interpreter that runs this."""
    # -P: the folder that we happen to be in must not shadow any module.
    return [sys.executable, "-P", "-m", module]


def module_environment() -> Mapping[str, str]:
    """Return an environment in which it finds the very modules that this process has."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
