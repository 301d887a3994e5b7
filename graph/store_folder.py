"""A dataset as a store on disk: written beside its place, swapped in whole, opened for reading."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .rdf import in_default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["open_folder", "touch", "write_folder"]

_MANIFEST = "manifest.json"
_DATA = "data"
_NEEDED = (".sst", "CURRENT", "MANIFEST-")
"""What the files that a reader needs end or begin with; the rest is logs, locks and settings."""
_SUMMED = 1 << 26
"""Up to how many bytes every byte is looked at before a store is opened: a few milliseconds.
Beyond that sizes are, and the store's own checksums when a block is read."""


def open_folder(folder: Path) -> ox.Store | None:
    """Open a store for reading; ``None`` where it is missing, or is not as it was written.

    What is open stays readable when another process puts a new store in its place.
    """
    try:
        expected = json.loads((folder / _MANIFEST).read_bytes())
        if expected != _manifest(folder / _DATA):
            return None
        store = ox.Store.read_only(str(folder / _DATA))
    except (OSError, RuntimeError, ValueError):
        return None
    touch(folder)
    return store


def touch(entry: Path) -> None:
    """Note that something was used now; what was used the longest ago is forgotten first."""
    with suppress(OSError):
        os.utime(entry)


def _manifest(data: Path) -> dict[str, list[int]]:
    """List each file of a store with its size, and a checksum where that is quick."""
    sizes = {file.name: file.stat().st_size for file in sorted(data.iterdir())}
    is_small = sum(sizes.values()) <= _SUMMED
    return {
        name: [size, zlib.crc32((data / name).read_bytes()) if is_small else 0]
        for name, size in sizes.items()
    }


def write_folder(folder: Path, quads: Iterable[ox.Quad]) -> None:
    """Write quads, and their union as the default graph, to a store in *folder*.

    Of several that write at once one is first, and the others leave its store as it is.
    Raises `OSError` where nothing can be written; then nothing is left behind.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _fill(beside / _DATA, quads)
        content = json.dumps(_manifest(beside / _DATA), indent=1)
        (beside / _MANIFEST).write_text(content, encoding="utf-8")
        _swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(data: Path, quads: Iterable[ox.Quad]) -> None:
    known = tuple(quads)
    store = ox.Store(str(data))
    store.bulk_extend((*known, *in_default_graph(known)))
    store.flush()
    store.optimize()
    # The store is closed with its last reference, and only then are all of its files whole.
    del store
    for file in data.iterdir():
        if not (file.name.endswith(_NEEDED[:1]) or file.name.startswith(_NEEDED[1:])):
            file.unlink()


def _swap(beside: Path, folder: Path) -> None:
    """Rename *beside* to *folder*, unless a good store has come to stand there meanwhile."""
    with suppress(OSError):
        beside.rename(folder)
        return
    if open_folder(folder) is not None:
        return
    # A harmed store is moved away first: a folder cannot be renamed over one that is not empty.
    away = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with suppress(FileNotFoundError):
            folder.rename(away / "old")
        beside.rename(folder)
    finally:
        shutil.rmtree(away, ignore_errors=True)
