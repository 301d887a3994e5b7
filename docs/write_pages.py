"""Write the pages made from the code; with --check say which are up to date."""  # noqa: INP001

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generators.classes import class_blocks
from generators.commands import commands_page
from generators.library import library_page
from generators.modules import module_blocks
from generators.page import fill, settle

from oneplusn.ontology.data_files import LIST, data_files
from oneplusn.ontology.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["PAGES", "main"]

_FOLDER = Path(__file__).parent


def _filled(name: str, blocks: Callable[[], Mapping[str, str]]) -> str:
    return fill((_FOLDER / name).read_text(encoding="utf-8"), blocks())


def _data_files() -> str:
    folders = {part: data_folder(f"oneplusn.{part}") for part in ("graph", "ontology")}
    names = (name for part, folder in folders.items() for name in data_files(folder, part))
    return "".join(f"{name}\n" for name in sorted(names))


PAGES: Mapping[str, Callable[[], str]] = {
    f"../ontology/{LIST}": _data_files,
    "api.md": library_page,
    "architecture.md": lambda: _filled("architecture.md", module_blocks),
    "commands.md": commands_page,
    "model.md": lambda: _filled("model.md", class_blocks),
}
"""Page → what it has to be. Of two of them only what stands between the marks is made."""


def main(arguments: list[str]) -> int:
    """Return 0, or 1 where --check finds a page that is not what the code says."""
    return max(settle(_FOLDER / name, text(), arguments) for name, text in PAGES.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
