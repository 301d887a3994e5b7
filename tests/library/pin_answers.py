"""Compare the library's answers with tests/library/answers; with --write put the new ones there.

Read the difference as an analyst would: each changed row is a changed answer.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

from oneplusn.graph.dataset import build_dataset, open_store
from oneplusn.graph.files import write_text
from oneplusn.queries.library.binding import run
from oneplusn.queries.library.catalog import library
from oneplusn.queries.output.tables import format_table, short_names

ANSWERS = Path(__file__).with_name("answers")


def main(arguments: list[str]) -> int:
    """Return 0 where nothing differs or all was written, else 1."""
    store = open_store(build_dataset())
    fresh = {query.name: format_table(short_names(run(store, query)), "csv") for query in library()}
    pinned = {file.stem: file.read_text(encoding="utf-8") for file in ANSWERS.glob("*.csv")}
    new = {name: text.replace("\r\n", "\n") for name, text in fresh.items()}
    changed = sorted(name for name in new | pinned if new.get(name) != pinned.get(name))
    for name in changed:
        sys.stdout.writelines(_difference(name, pinned.get(name, ""), new.get(name, "")))
    if arguments == ["--write"]:
        _write(changed, new)
        return 0
    sys.stdout.write(f"{len(changed)} of {len(new)} answers differ\n")
    return 1 if changed else 0


def _difference(name: str, old: str, new: str) -> list[str]:
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return list(unified_diff(*lines, f"{name} (pinned)", f"{name} (now)", n=0))


def _write(changed: list[str], new: dict[str, str]) -> None:
    ANSWERS.mkdir(exist_ok=True)
    for name in changed:
        file = ANSWERS / f"{name}.csv"
        if name in new:
            write_text(file, new[name])
        else:
            file.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
