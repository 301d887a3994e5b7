"""What stands in a report's folder: the names of its files, of which only regular ones are read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Place, ReportError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "ARITHMETIC",
    "ENCODING",
    "FILE",
    "TERMS",
    "TEXT",
    "TRANSLATION",
    "check_folder",
    "encoding_names",
    "has_file",
    "holds_report",
]

FILE = "report.toml"
"""The file of a report's folder that says what is known of the report."""
TEXT = "text.txt"
"""The file that holds its text, byte for byte."""
ENCODING = "encoding"
"""The folder below it that holds one TriG file a section."""
ARITHMETIC = "arithmetic.toml"
"""The file that names what its arithmetic allows to check."""
TERMS = "terms.ttl"
"""The file that holds concepts, units and names that only it needs."""
TRANSLATION = "translation.ttl"
"""The file that holds one English sentence a passage."""


def check_folder(folder: Traversable, path: str) -> None:
    """Refuse what has the name of a file of a report and is none; *path* is the folder's.

    Raises `ReportError` for a folder, a pipe, or a link that leads nowhere.
    """
    for name in (FILE, TEXT, ARITHMETIC, TERMS, TRANSLATION):
        has_file(folder / name, f"{path}/{name}")
    for name in encoding_names(folder, path):
        has_file(folder / ENCODING / name, f"{path}/{ENCODING}/{name}")


def holds_report(folder: Path) -> bool:
    """Tell whether a folder says that it is that of a report.

    Raises `ReportError` for a link that leads nowhere, where it is no hidden one.
    """
    if folder.is_symlink() and not folder.exists() and not folder.name.startswith("."):
        raise ReportError(_why_not(folder, "folder"), Place(str(folder)))
    return has_file(folder / FILE, f"{folder}/{FILE}")


def encoding_names(folder: Traversable, path: str) -> tuple[str, ...]:
    """List the names in the folder of the encoding that end as its files do, sorted.

    Hidden ones are those of editors. Raises `ReportError` where that is no folder.
    """
    encoding = folder / ENCODING
    if not encoding.is_dir():
        if _is_there(encoding):
            raise ReportError(_why_not(encoding, "folder"), Place(f"{path}/{ENCODING}"))
        return ()
    names = (entry.name for entry in encoding.iterdir() if not entry.name.startswith("."))
    return tuple(sorted(name for name in names if name.lower().endswith(".trig")))


def has_file(file: Traversable, path: str) -> bool:
    """Tell whether a file is there to be read; *path* is how messages call it.

    Raises `ReportError` for anything else of that name: to read a pipe would be to wait for
    whoever writes to it, and what is passed over is missed by nobody.
    """
    if file.is_file():
        return True
    if _is_there(file):
        raise ReportError(_why_not(file, "regular file"), Place(path))
    return False


def _is_there(entry: Traversable) -> bool:
    """Tell whether a folder has such an entry, though it be a link that leads nowhere."""
    return os.path.lexists(entry) if isinstance(entry, Path) else entry.is_dir()


def _why_not(entry: Traversable, kind: str) -> str:
    try:
        if isinstance(entry, Path):
            entry.stat()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return f"is no {kind}"
