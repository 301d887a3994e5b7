"""Write docs/queries.md from the library; with --check say whether it is up to date."""  # noqa: INP001

from __future__ import annotations

import sys
from pathlib import Path

from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.graph.files import write_text
from oneplusn.queries.library.guide import guide

_PAGE = Path(__file__).with_name("queries.md")


def main(arguments: list[str]) -> int:
    """Return 0, or 1 where --check finds a page that is not what the library says."""
    text = guide(open_store(build_dataset()))
    if arguments != ["--check"]:
        write_text(_PAGE, text)
        return 0
    same = _PAGE.exists() and _PAGE.read_text(encoding="utf-8") == text
    sys.stdout.write("up to date\n" if same else "docs/queries.md is stale\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
