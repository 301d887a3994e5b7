"""The key of a dataset: a hash of all that decides what the dataset is."""

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
from .files import write_text
from .text.catalog import shipped_reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

    from .text.report import Report

__all__ = ["content_key", "inputs", "quick_key"]

_PARTS = ("graph", "ontology")
_NO_INPUT = (".", "__pycache__")
"""How the names of what is no input begin: bytecode, what an editor or a system leaves behind."""
_SETTLED = 2
"""Seconds after which a change of a file gets another time than the change before."""


def content_key(reports: Sequence[Report] | None = None) -> str:
    """Hash data, rules, code and versions; *reports* are the shipped ones if none are given."""
    import hashlib  # noqa: PLC0415 - slow to import, and questions need no hash

    digest = hashlib.sha256(f"{_versions()} {_ids(reports)}\n".encode())
    for name, file in inputs(reports):
        content = file.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def quick_key(folder: Path, reports: Sequence[Report] | None = None) -> str:
    """Return the content key; read the input only if sizes or times of its files have changed."""
    listing = _listing(reports)
    if listing is None:
        return content_key(reports)
    place = " ".join([_ids(reports), *(str(path) for _, path in _folders(reports))])
    file = folder / f"input-{zlib.crc32(place.encode()):08x}.key"
    with suppress(OSError, UnicodeDecodeError):
        key, _, kept = file.read_text("utf-8").partition("\n")
        if kept == listing:
            return key
    key = content_key(reports)
    # The same listing after reading says that it belongs to what was read.
    if listing == _listing(reports):
        with suppress(OutputError):
            write_text(file, f"{key}\n{listing}")
    return key


def inputs(reports: Sequence[Report] | None = None) -> Iterator[tuple[str, Traversable]]:
    """Yield name and place of each file that the dataset is made from, and of the code."""
    for name, folder in _folders(reports):
        yield from _files_in(folder, name)


def _folders(reports: Sequence[Report] | None) -> list[tuple[str, Traversable]]:
    """List the folders of the input; shipped reports stand within that of the package."""
    shipped = shipped_reports()
    own = [(r.path, r.folder) for r in reports or () if r not in shipped]
    return [*own, *((part, data_folder(f"oneplusn.{part}")) for part in _PARTS)]


def _ids(reports: Sequence[Report] | None) -> str:
    return " ".join(report.id for report in (shipped_reports() if reports is None else reports))


def _versions() -> str:
    return f"{__version__} {ox.__version__}"


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.name.startswith(_NO_INPUT):
            continue
        if entry.is_dir():
            yield from _files_in(entry, name)
        else:
            yield name, entry


def _listing(reports: Sequence[Report] | None) -> str | None:
    """List the files of the input with sizes and times, or ``None`` where times say nothing.

    That is in an archive, and as long as a change may follow that has the time of the last.
    """
    folders = [folder for _, folder in _folders(reports)]
    if not all(isinstance(folder, Path) for folder in folders):
        return None
    found = [entry for folder in folders for entry in _stats(str(folder))]
    newest = max((max(stat.st_mtime, stat.st_ctime) for _, stat in found), default=0)
    if newest > time.time() - _SETTLED:
        return None
    lines = (f"{s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {path}\n" for path, s in found)
    return f"{_versions()} {_ids(reports)}\n{''.join(lines)}"


def _stats(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        known = sorted(entries, key=lambda entry: entry.name)
    for entry in known:
        if not entry.name.startswith(_NO_INPUT):
            if entry.is_dir():
                yield from _stats(entry.path)
            else:
                yield entry.path, entry.stat()
