"""The key of the shipped data, remembered as long as sizes and times of its files are the same."""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import OutputError
from ..ontology.resources import data_folder
from ..version import __version__
from .files import read_regular, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NO_INPUT", "PARTS", "listing", "recall", "remember"]

PARTS = ("graph", "ontology")
"""The packages whose files decide what the dataset is."""
NO_INPUT = (".", "__pycache__")
"""How the names of what is no input begin: bytecode, what an editor or a system leaves behind."""
_SETTLED = 2
"""Seconds after which a change of a file gets another time than the change before."""


def recall(folder: Path) -> str | None:
    """Return the content key of the shipped data, if no file of them has changed since.

    To read and hash every file takes longer than to answer a question; this looks at sizes
    and times alone.
    """
    with suppress(OSError, ValueError):
        key, state = read_regular(_file(folder)).decode("utf-8").split("\n", 1)
        if state == listing():
            return key
    return None


def remember(folder: Path, key: str, inputs: str | None) -> None:
    """Keep a key, if *inputs*, the listing before it was made, is still that of now.

    Then the key belongs to it. What cannot be written is not remembered.
    """
    if inputs is not None and inputs == listing():
        if _file(folder).exists() and not _file(folder).is_file():
            return
        with suppress(OSError, OutputError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_text(_file(folder), f"{key}\n{inputs}")


def _file(folder: Path) -> Path:
    """Return the file for this installation: several may have one cache."""
    place = str(data_folder(f"oneplusn.{PARTS[0]}"))
    return folder / f"input-{zlib.crc32(place.encode()):08x}.key"


def listing() -> str | None:
    """List the files of the input with sizes and times, or ``None`` where times say nothing.

    That is in an archive, and as long as a change may follow that has the time of the last.
    """
    folders = [data_folder(f"oneplusn.{part}") for part in PARTS]
    if not all(isinstance(folder, Path) for folder in folders):
        return None
    entries = [entry for folder in folders for entry in _stats(str(folder))]
    newest = max((max(stat.st_mtime, stat.st_ctime) for _, stat in entries), default=0)
    if newest > time.time() - _SETTLED:
        return None
    lines = (f"{s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {path}\n" for path, s in entries)
    return f"{__version__} {ox.__version__}\n{''.join(lines)}"


def _stats(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.name.startswith(NO_INPUT):
            if entry.is_dir():
                yield from _stats(entry.path)
            else:
                yield entry.path, entry.stat()
