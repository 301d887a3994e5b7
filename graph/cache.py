"""The built dataset on disk, under a name that changes with whatever it is built from."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import OutputError
from ..version import __version__
from .files import write_text
from .rdf import open_quads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = ["cache_file", "cache_folder", "content_key", "load_quads", "load_store"]

_PARTS = ("graph", "ontology")
_HEAD = "# sha256 "
_KEPT = 4
"""How many datasets stay on disk: those of other versions, and of what is being edited."""


def load_store(*, context: bool = False) -> ox.Store:
    """Open the dataset for SPARQL: from the cache where it is whole, else built and kept.

    What comes from the cache equals ``open_store(build_dataset(context=context))``. A cache
    that is missing, altered or cannot be written costs time and nothing else.
    """
    # `bulk_load` would be as fast, but renames blank nodes from run to run.
    text = _quads_text(context=context)
    return open_quads(ox.parse(text, ox.RdfFormat.N_QUADS, lenient=True))


def load_quads(*, context: bool = False) -> tuple[ox.Quad, ...]:
    """Return the quads of the dataset, sorted, by the same way."""
    text = _quads_text(context=context)
    return tuple(ox.parse(text, ox.RdfFormat.N_QUADS, lenient=True))


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder for caches of this user; ``None`` where there is none.

    ``ONEPLUSN_CACHE`` names another one, or is ``off``.

    >>> cache_folder({"ONEPLUSN_CACHE": "off"}) is None
    True
    """
    chosen = environment.get("ONEPLUSN_CACHE", "")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    base = _base_folder(environment)
    return base / "oneplusn" if base else None


def _base_folder(environment: Mapping[str, str]) -> Path | None:
    said = environment.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if Path(said).is_absolute():
        return Path(said)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def cache_file(folder: Path, *, context: bool = False) -> Path:
    """Return the file that holds, or would hold, the dataset of the present input."""
    return folder / f"{'context' if context else 'dataset'}-{content_key()}.nq"


def content_key() -> str:
    """Hash all that decides what the dataset is: data, rules, code and versions."""
    digest = hashlib.sha256(f"{__version__} {ox.__version__}\n".encode())
    for name, file in _inputs():
        content = file.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _inputs() -> Iterator[tuple[str, Traversable]]:
    for part in _PARTS:
        yield from _files_in(files(f"oneplusn.{part}"), part)


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        # Neither bytecode nor what an editor or a system leaves behind is input.
        if entry.name.startswith((".", "__pycache__")):
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
    return body if head.decode("ascii", "replace") == _head(body) else None


def _head(body: bytes) -> str:
    return _HEAD + hashlib.sha256(body).hexdigest()


def _write(file: Path, body: bytes) -> None:
    with suppress(OSError, OutputError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_text(file, f"{_head(body)}\n{body.decode()}")
        _forget(file)


def _forget(newest: Path) -> None:
    """Remove the oldest files of a kind when there are more than a few."""
    kind, _, _ = newest.name.partition("-")
    others = [other for other in newest.parent.glob(f"{kind}-*.nq") if other != newest]
    for old in sorted(others, key=lambda other: -other.stat().st_mtime)[_KEPT - 1 :]:
        old.unlink(missing_ok=True)
