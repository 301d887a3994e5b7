"""How a command ended, for the tests that run one."""

from __future__ import annotations

from typing import NamedTuple


class Ended(NamedTuple):
    """How a command ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str
