"""Write docs/queries.md from the library; with --check say whether it is up to date."""  # noqa: INP001

from __future__ import annotations

import sys
from pathlib import Path

from generators.page import settle

from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.queries.library.guide import guide

_PAGE = Path(__file__).with_name("queries.md")


def main(arguments: list[str]) -> int:
    """Return 0, or 1 where --check finds a page that is not what the library says."""
    return settle(_PAGE, guide(open_store(build_dataset())), arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
