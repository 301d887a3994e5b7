"""The browser of the tests and the checker of what everybody can use, where they are installed."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from paths import TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

__all__ = ["chromium", "needs_axe", "needs_chromium", "run_axe", "serious_violations"]

_CHROMIUM = shutil.which("chromium")
_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_AXE = Path(
    os.environ.get("AXE_CORE") or TESTS / "browser" / "node_modules" / "axe-core" / "axe.min.js"
)

needs_chromium = pytest.mark.skipif(
    _CHROMIUM is None, reason="no program named chromium is installed"
)
needs_axe = pytest.mark.skipif(
    not _AXE.exists(), reason="axe-core is not installed (npm ci --prefix tests/browser)"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium until the block ends; skip the test where there is no playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=_CHROMIUM, args=_OPTIONS)
        yield started
        started.close()


def run_axe(page: Page) -> dict[str, Any]:
    """Return what axe-core finds on an open page, by its rules."""
    page.evaluate(_AXE.read_text("utf-8"))
    results: dict[str, Any] = page.evaluate("axe.run()")
    return results


def serious_violations(results: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (rule, element) for each that keeps somebody from using the page."""
    return [
        (rule["id"], node["html"])
        for rule in results["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
