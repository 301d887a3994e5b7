"""A dataset as a store on disk: written beside its place, swapped in whole, opened for reading."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .files import read_regular
from .rdf import in_default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["open_folder", "touch", "write_folder"]

_MANIFEST = "manifest"
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
        if read_regular(folder / _MANIFEST) != _manifest(folder / _DATA):
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


def _manifest(data: Path) -> bytes:
    """Write a line for each file of a store: its size, a checksum where that is quick, its name."""
    sizes = {file.name: file.stat().st_size for file in sorted(data.iterdir())}
    is_small = sum(sizes.values()) <= _SUMMED
    lines = (
        f"{size} {zlib.crc32(read_regular(data / name)) if is_small else '-'} {name}\n"
        for name, size in sizes.items()
    )
    return "".join(lines).encode()


def write_folder(folder: Path, quads: Iterable[ox.Quad]) -> None:
    """Write quads, and their union as the default graph, to a store in *folder*.

    Of several that write at once one is first, and the others leave its store as it is.
    Raises `OSError` where nothing can be written; then nothing is left behind.
    """
    import shutil  # noqa: PLC0415 - slow to import, as what follows, and questions write nothing
    import tempfile  # noqa: PLC0415

    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _fill(beside / _DATA, quads)
        (beside / _MANIFEST).write_bytes(_manifest(beside / _DATA))
        _swap(beside, folder)
    finally:
        for left in (beside, beside.with_name(f"{beside.name}.old")):
            shutil.rmtree(left, ignore_errors=True)


def _fill(data: Path, quads: Iterable[ox.Quad]) -> None:
    quads = tuple(quads)
    store = ox.Store(str(data))
    store.bulk_extend((*quads, *in_default_graph(quads)))
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
    # A folder cannot be renamed over one that is not empty: a harmed store is moved away first.
    old = beside.with_name(f"{beside.name}.old")
    with suppress(FileNotFoundError):
        folder.rename(old)
    beside.rename(folder)
