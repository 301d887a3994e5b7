"""The built dataset on disk, under a name that changes with whatever it is built from."""

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
from .rdf import open_quads
from .store_folder import open_folder, touch, write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

__all__ = [
    "cache_file",
    "cache_folder",
    "content_key",
    "load_quads",
    "load_store",
    "quick_key",
    "store_folder",
]

_PARTS = ("graph", "ontology")
_NO_INPUT = (".", "__pycache__")
"""How the names of what is no input begin: bytecode, what an editor or a system leaves behind."""
_SETTLED = 2
"""Seconds after which a change of a file gets another time than the change before."""
_HEAD = "# sha256 "
_PATTERNS = tuple(f"{kind}-*.{form}" for kind in ("context", "dataset") for form in ("nq", "store"))
_ROOM = 500_000_000
"""How many bytes of datasets stay on disk: those of other versions, and of what is being edited."""
_CRASHED = 86_400
"""Seconds after which nobody is still at work on what is written beside its place."""


def load_store(*, context: bool = False) -> ox.Store:
    """Open the dataset for SPARQL: from the cache where it is whole, else built and kept.

    What comes from the cache equals ``open_store(build_dataset(context=context))``, and can
    only be read. A cache that is missing, altered or cannot be written costs time and
    nothing else.
    """
    folder = cache_folder()
    if folder is None:
        return open_quads(_parse(_build(context=context)))
    place = store_folder(folder, context=context)
    kept = open_folder(place)
    return kept if kept is not None else _restore(place, context=context)


def _restore(place: Path, *, context: bool) -> ox.Store:
    """Write the store and open it, or where that cannot be done have it in memory."""
    quads = load_quads(context=context)
    if place == store_folder(place.parent, context=context):
        with suppress(OSError, RuntimeError):
            write_folder(place, quads)
            _forget(place)
    kept = open_folder(place)
    return kept if kept is not None else open_quads(quads)


def load_quads(*, context: bool = False) -> tuple[ox.Quad, ...]:
    """Return the quads of the dataset, sorted, by the same way."""
    return _parse(_quads_text(context=context))


def _parse(text: bytes) -> tuple[ox.Quad, ...]:
    # `bulk_load` would be as fast, but renames blank nodes from run to run.
    return tuple(ox.parse(text, ox.RdfFormat.N_QUADS, lenient=True))


def cache_folder() -> Path | None:
    """Return the folder for caches of this user; ``None`` where there is none.

    ``ONEPLUSN_CACHE`` names another one, or is ``off``.
    """
    chosen = os.environ.get("ONEPLUSN_CACHE", "")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    return _system_folder()


def _system_folder() -> Path | None:
    # Not needed where the variable names the folder.
    from platformdirs import user_cache_path  # noqa: PLC0415

    try:
        folder = user_cache_path("oneplusn", appauthor=False)
        # A relative XDG_CACHE_HOME does not count, says its standard.
        return folder if folder.is_absolute() else Path.home() / ".cache" / "oneplusn"
    except RuntimeError:
        return None


def cache_file(folder: Path, *, context: bool = False) -> Path:
    """Return the file that holds, or would hold, the quads of the present input."""
    return folder / f"{_stem(folder, context=context)}.nq"


def store_folder(folder: Path, *, context: bool = False) -> Path:
    """Return the folder that holds, or would hold, them as a store."""
    return folder / f"{_stem(folder, context=context)}.store"


def _stem(folder: Path, *, context: bool) -> str:
    return f"{'context' if context else 'dataset'}-{quick_key(folder)}"


def quick_key(folder: Path) -> str:
    """Return the content key; read the input only if sizes or times of its files have changed."""
    listing = _listing()
    if listing is None:
        return content_key()
    place = str(data_folder(f"oneplusn.{_PARTS[0]}"))
    file = folder / f"input-{zlib.crc32(place.encode()):08x}.key"
    with suppress(OSError, UnicodeDecodeError):
        key, _, kept = file.read_text("utf-8").partition("\n")
        if kept == listing:
            return key
    key = content_key()
    # The same listing after reading says that it belongs to what was read.
    if listing == _listing():
        with suppress(OutputError):
            write_text(file, f"{key}\n{listing}")
    return key


def _listing() -> str | None:
    """List the files of the input with sizes and times, or ``None`` where times say nothing.

    That is in an archive, and as long as a change may follow that has the time of the last.
    """
    folders = [data_folder(f"oneplusn.{part}") for part in _PARTS]
    if not all(isinstance(folder, Path) for folder in folders):
        return None
    found = [entry for folder in folders for entry in _stats(str(folder))]
    newest = max((max(stat.st_mtime, stat.st_ctime) for _, stat in found), default=0)
    if newest > time.time() - _SETTLED:
        return None
    lines = (f"{s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {path}\n" for path, s in found)
    return f"{__version__} {ox.__version__}\n{''.join(lines)}"


def _stats(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        known = sorted(entries, key=lambda entry: entry.name)
    for entry in known:
        if not entry.name.startswith(_NO_INPUT):
            if entry.is_dir():
                yield from _stats(entry.path)
            else:
                yield entry.path, entry.stat()


def content_key() -> str:
    """Hash all that decides what the dataset is: data, rules, code and versions."""
    import hashlib  # noqa: PLC0415 - slow to import, and questions need no hash

    digest = hashlib.sha256(f"{__version__} {ox.__version__}\n".encode())
    for name, file in _inputs():
        content = file.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _inputs() -> Iterator[tuple[str, Traversable]]:
    for part in _PARTS:
        yield from _files_in(data_folder(f"oneplusn.{part}"), part)


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.name.startswith(_NO_INPUT):
            continue
        if entry.is_dir():
            yield from _files_in(entry, name)
        else:
            yield name, entry


def _quads_text(*, context: bool) -> bytes:
    folder = cache_folder()
    if folder is None:
        return _build(context=context)
    file = cache_file(folder, context=context)
    kept = _read(file)
    if kept is not None:
        return kept
    built = _build(context=context)
    # Where the input changed meanwhile, nobody knows which of the two this is.
    if file == cache_file(folder, context=context):
        _write(file, built)
    return built


def _build(*, context: bool) -> bytes:
    # The build is not imported on the way that every question takes.
    from .dataset import build_dataset  # noqa: PLC0415

    return "".join(f"{quad} .\n" for quad in build_dataset(context=context).quads).encode()


def _read(file: Path) -> bytes | None:
    """Return the N-Quads of a cache file, or ``None`` where a byte of it is not as written."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head.decode("ascii", "replace") != _head(body):
        return None
    touch(file)
    return body


def _head(body: bytes) -> str:
    import hashlib  # noqa: PLC0415 - as above

    return _HEAD + hashlib.sha256(body).hexdigest()


def _write(file: Path, body: bytes) -> None:
    with suppress(OSError, OutputError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_text(file, f"{_head(body)}\n{body.decode()}")
        _forget(file)


def _forget(newest: Path) -> None:
    """Remove the datasets that were used the longest ago, where all take too much room."""
    folder = newest.parent
    found = (entry for pattern in _PATTERNS for entry in folder.glob(pattern) if entry != newest)
    room = _ROOM - _size(newest)
    for entry in sorted(found, key=_last_use, reverse=True):
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
