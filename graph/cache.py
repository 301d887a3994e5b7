"""The built dataset on disk, under a name that changes with whatever it is built from."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import OutputError, UsageError
from .content_key import content_key
from .files import read_regular, write_text
from .rdf import open_quads
from .remembered_key import listing, recall, remember
from .store_folder import open_folder, touch, write_folder
from .text.keys import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .text.report import Report

__all__ = ["cache_file", "cache_folder", "load_quads", "load_store", "store_folder"]

_HEAD = "# sha256 "
_PATTERNS = tuple(f"{kind}-*.{form}" for kind in ("context", "dataset") for form in ("nq", "store"))
_ROOM = 500_000_000
"""How many bytes of datasets stay on disk: those of other versions, and of what is being edited."""
_CRASHED = 86_400
"""Seconds after which nobody is still at work on what is written beside its place."""


def load_store(*, context: bool = False, reports: Sequence[Report] | None = None) -> ox.Store:
    """Open the dataset for SPARQL: from the cache where it is whole, else built and kept.

    *reports* are all that can be found (see `find_reports`), if none are given. What comes
    from the cache equals ``open_store(build_dataset(context=context))``, and can only be
    read. A cache that is missing, altered or cannot be written costs time and nothing else.
    """
    folder = cache_folder()
    if folder is None:
        return open_quads(_parse(_build(_resolve_reports(reports), context=context)))
    is_shipped = reports is None and not os.environ.get(VARIABLE)
    if is_shipped and (quick := _open_remembered(folder, context=context)) is not None:
        return quick
    inputs = listing() if is_shipped else None
    reports = _resolve_reports(reports)
    place = store_folder(folder, context=context, reports=reports)
    store = open_folder(place)
    remember(folder, _key_of(place), inputs)
    return store if store is not None else _restore(place, reports, context=context)


def _open_remembered(folder: Path, *, context: bool) -> ox.Store | None:
    """Open the store of the shipped data without a look into them, if they are as they were."""
    key = recall(folder)
    return open_folder(folder / f"{_kind(context=context)}-{key}.store") if key else None


def _resolve_reports(reports: Sequence[Report] | None) -> tuple[Report, ...]:
    """Return the reports to load: those given, else all that can be found."""
    from .text.catalog import find_reports  # noqa: PLC0415 - slow to import

    return find_reports() if reports is None else tuple(reports)


def _restore(place: Path, reports: tuple[Report, ...], *, context: bool) -> ox.Store:
    """Write the store and open it, or where that cannot be done have it in memory."""
    quads = load_quads(context=context, reports=reports)
    if place == store_folder(place.parent, context=context, reports=reports):
        with suppress(OSError, RuntimeError):
            write_folder(place, quads)
            _forget(place)
    store = open_folder(place)
    return store if store is not None else open_quads(quads)


def load_quads(
    *, context: bool = False, reports: Sequence[Report] | None = None
) -> tuple[ox.Quad, ...]:
    """Return the quads of the dataset, sorted, by the same way."""
    reports = _resolve_reports(reports)
    try:
        return _parse(_quads_text(reports, context=context))
    except SyntaxError:
        # The checksum is right, and it is no dataset: somebody else has written it.
        text = _build(reports, context=context)
        if folder := cache_folder():
            _write(cache_file(folder, context=context, reports=reports), text)
        return _parse(text)


def _parse(text: bytes) -> tuple[ox.Quad, ...]:
    # `bulk_load` would be as fast, but renames blank nodes from run to run.
    return tuple(ox.parse(text, ox.RdfFormat.N_QUADS, lenient=True))


def cache_folder() -> Path | None:
    """Return the folder for caches of this user; ``None`` where there is none.

    ``ONEPLUSN_CACHE`` names another one, or is ``off``. Raises `UsageError` for a folder that
    others may write to.
    """
    chosen = os.environ.get("ONEPLUSN_CACHE", "")
    if chosen == "off":
        return None
    folder = Path(chosen) if chosen else _system_folder()
    if folder is not None:
        _refuse_open(folder)
    return folder


def _refuse_open(folder: Path) -> None:
    """Refuse a folder in which others may put a dataset: a checksum can be computed again."""
    try:
        entry = folder.stat()
    except (OSError, ValueError):
        return
    owners = {0, os.geteuid()} if hasattr(os, "geteuid") else {entry.st_uid}
    if entry.st_uid not in owners or entry.st_mode & stat.S_IWOTH:
        problem = f"others may write to the cache {str(folder)!r}, and what it holds is not trusted"
        raise UsageError(f"{problem}; ONEPLUSN_CACHE names another one, or is 'off'")


def _system_folder() -> Path | None:
    # Not needed where the variable names the folder.
    from platformdirs import user_cache_path  # noqa: PLC0415

    try:
        folder = user_cache_path("oneplusn", appauthor=False)
        # A relative XDG_CACHE_HOME does not count, says its standard.
        return folder if folder.is_absolute() else Path.home() / ".cache" / "oneplusn"
    except RuntimeError:
        return None


def cache_file(
    folder: Path, *, context: bool = False, reports: Sequence[Report] | None = None
) -> Path:
    """Return the file that holds, or would hold, the quads of the present input."""
    return folder / f"{_stem(reports, context=context)}.nq"


def store_folder(
    folder: Path, *, context: bool = False, reports: Sequence[Report] | None = None
) -> Path:
    """Return the folder that holds, or would hold, them as a store."""
    return folder / f"{_stem(reports, context=context)}.store"


def _stem(reports: Sequence[Report] | None, *, context: bool) -> str:
    return f"{_kind(context=context)}-{content_key(reports)}"


def _kind(*, context: bool) -> str:
    return "context" if context else "dataset"


def _key_of(place: Path) -> str:
    return place.stem.rpartition("-")[2]


def _quads_text(reports: tuple[Report, ...], *, context: bool) -> bytes:
    folder = cache_folder()
    if folder is None:
        return _build(reports, context=context)
    file = cache_file(folder, context=context, reports=reports)
    text = _read(file)
    if text is not None:
        return text
    text = _build(reports, context=context)
    # Where the input changed meanwhile, nobody knows which of the two this is.
    if file == cache_file(folder, context=context, reports=reports):
        _write(file, text)
    return text


def _build(reports: tuple[Report, ...], *, context: bool) -> bytes:
    # The build is not imported on the way that every question takes.
    from .dataset import build_dataset  # noqa: PLC0415

    dataset = build_dataset(reports=reports, context=context)
    return "".join(f"{quad} .\n" for quad in dataset.quads).encode()


def _read(file: Path) -> bytes | None:
    """Return the N-Quads of a cache file, or ``None`` where a byte of it is not as written."""
    try:
        head, _, body = read_regular(file).partition(b"\n")
    except OSError:
        return None
    if head.decode("ascii", "replace") != _head(body):
        return None
    touch(file)
    return body


def _head(body: bytes) -> str:
    import hashlib  # noqa: PLC0415 - slow to import

    return _HEAD + hashlib.sha256(body).hexdigest()


def _write(file: Path, body: bytes) -> None:
    if file.exists() and not file.is_file():
        return
    with suppress(OSError, OutputError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_text(file, f"{_head(body)}\n{body.decode()}")
        _forget(file)


def _forget(newest: Path) -> None:
    """Remove the datasets that were used the longest ago, where all take too much room."""
    folder = newest.parent
    entries = (entry for pattern in _PATTERNS for entry in folder.glob(pattern) if entry != newest)
    room = _ROOM - _size(newest)
    for entry in sorted(entries, key=_last_use, reverse=True):
        room -= _size(entry)
        if room < 0:
            _remove(entry)
    for beside in folder.glob(".[cd]*-*"):
        if time.time() - _last_use(beside) > _CRASHED:
            _remove(beside)


def _size(entry: Path) -> int:
    files_in = entry.rglob("*") if entry.is_dir() else (entry,)
    with suppress(OSError):
        return sum(file.stat().st_size for file in files_in)
    return 0


def _last_use(entry: Path) -> float:
    with suppress(OSError):
        return entry.stat().st_mtime
    return 0.0


def _remove(entry: Path) -> None:
    # Another process may remove it too, or have it open where that is a hindrance.
    import shutil  # noqa: PLC0415 - slow to import, and questions remove nothing

    with suppress(OSError):
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
