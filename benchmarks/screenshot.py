"""Take the picture of the README: ``python benchmarks/screenshot.py`` writes it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

_ROOT = Path(__file__).resolve().parents[1]
_PICTURE = _ROOT / "docs" / "one-plus-n.png"
_SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Write the page around 1+N and photograph it in light colours."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        file = Path(folder) / "page.html"
        options = ["--focus", "1+N", "--lang", "en", "--output", str(file)]
        subprocess.run([sys.executable, "-m", "oneplusn", "view", *options], check=True)  # noqa: S603
        browser = running.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport=_SIZE, color_scheme="light", offline=True)
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(500)
        page.screenshot(path=_PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
