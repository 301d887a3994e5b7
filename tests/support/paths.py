"""Where the checkout and the tests stand."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ROOT", "TESTS"]

TESTS = Path(__file__).resolve().parents[1]
"""The folder of the tests."""
ROOT = TESTS.parent
"""The checkout."""
