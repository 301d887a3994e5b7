"""Pages that are made from the code, in whole or in part: written, or compared with the code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from oneplusn.graph.files import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["CHECK", "fill", "settle"]

CHECK = "--check"
"""The argument with which a script writes nothing and says whether its pages are up to date."""


def fill(page: str, blocks: Mapping[str, str]) -> str:
    r"""Put each block between the two marks that have its name; raise `ValueError` if none has.

    >>> fill("<!-- made: x -->\nold\n<!-- end: x -->\n", {"x": "new\n"})
    '<!-- made: x -->\nnew\n<!-- end: x -->\n'
    """
    for name, block in blocks.items():
        begin, end = f"<!-- made: {name} -->\n", f"<!-- end: {name} -->\n"
        if page.count(begin) != 1 or page.count(end) != 1:
            msg = f"the page has not the two marks of {name!r}"
            raise ValueError(msg)
        before, after = page.partition(begin)[0], page.partition(end)[2]
        page = f"{before}{begin}{block}{end}{after}"
    return page


def settle(page: Path, text: str, arguments: Sequence[str]) -> int:
    """Write a page; with --check say whether it is up to date, and return 1 where it is not."""
    if list(arguments) != [CHECK]:
        write_text(page, text)
        return 0
    same = page.exists() and page.read_text(encoding="utf-8") == text
    sys.stdout.write("up to date\n" if same else f"docs/{page.name} is stale\n")
    return 0 if same else 1
