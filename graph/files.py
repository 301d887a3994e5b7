"""Files written whole or not at all, and what stands at a place of output without being one."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MANIFEST", "read_bounded", "read_regular", "unfinished", "write_text", "write_texts"]

MANIFEST = "SHA256SUMS"
"""The file of a folder of output that names its files with their hashes, as `sha256sum` does."""
_UNFINISHED = ".part"
"""How the name of a file ends that is being written."""
_YOUNG = 60
"""Seconds for which an empty file may be one that its writer is about to lock."""


def read_bounded(path: Path, most: int) -> bytes:
    """Read a file to its end; raise `OSError` beyond *most* bytes, which a device never ends."""
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most >> 20} MiB")
    return content


def read_regular(path: Path) -> bytes:
    """Read a regular file; raise `OSError` for all else, such as a pipe that nobody writes to."""
    if not path.is_file():
        raise OSError(errno.EINVAL, "it is no regular file")
    return path.read_bytes()


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file beside its place, then rename it: nobody ever sees half of it.

    Links are followed, and the mode of a file that is there is kept. A device or a pipe is
    written into. What a writer that was killed left beside the file is removed.
    Raises `OutputError` where the folder is missing or cannot be written.
    """
    with _as_output_error(path):
        there = _stat(path)
        if there is not None and not stat.S_ISREG(there.st_mode):
            _pour(path, text)
            return
        place = Path(os.path.realpath(path))
        with _staged(place, text, there) as beside:
            beside.replace(place)


def unfinished(folder: Path) -> tuple[str, ...]:
    """List the files of a folder that are not as `write_texts` left them, sorted.

    It is `MANIFEST` itself where that is missing or cannot be read.
    """
    from hashlib import sha256  # noqa: PLC0415 - as above

    try:
        lines = (folder / MANIFEST).read_text("utf-8").splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    except (OSError, ValueError):
        return (MANIFEST,)
    altered = list[str]()
    for name, digest in sums.items():
        try:
            content = (folder / name).read_bytes()
        except (OSError, ValueError):
            content = b""
        if sha256(content).hexdigest() != digest:
            altered.append(name)
    return tuple(sorted(altered))


def _pour(path: Path, text: str) -> None:
    """Write into a device or a pipe, which nothing may create or replace."""
    with os.fdopen(os.open(path, os.O_WRONLY), "wb") as out:
        out.write(text.encode())


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files, name → text, to one folder, so that none stands beside one of another run.

    All are written before the first has its name; `MANIFEST` goes before and comes back last,
    so that a folder without it, or with other hashes in it, is one that was not finished.
    Raises `OutputError`; where the disk was full, all that was there is as it was.
    """
    from hashlib import sha256  # noqa: PLC0415 - slow to import, and questions write nothing

    sums = {name: sha256(text.encode()).hexdigest() for name, text in texts.items()}
    manifest = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    staged = list[tuple[Path, Path]]()
    with ExitStack() as stack:
        for name, text in {**texts, MANIFEST: manifest}.items():
            with _as_output_error(folder / name):
                place, there = _regular(folder / name)
                staged.append((place, stack.enter_context(_staged(place, text, there))))
        with _as_output_error(folder / MANIFEST):
            (folder / MANIFEST).unlink(missing_ok=True)
        for place, beside in staged:
            with _as_output_error(place):
                beside.replace(place)


@contextmanager
def _staged(place: Path, text: str, there: os.stat_result | None) -> Iterator[Path]:
    """Write a file beside its place and yield it; afterwards it is gone, unless it was renamed."""
    import tempfile  # noqa: PLC0415 - slow to import, and questions write nothing

    _sweep(place)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=_UNFINISHED, dir=place.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _lock(file.fileno())
            file.write(text.encode())
            file.flush()
            _take_over(beside, there)
            yield beside
    finally:
        beside.unlink(missing_ok=True)


def _regular(place: Path) -> tuple[Path, os.stat_result | None]:
    """Return the place behind links and what stands there; raise `OutputError` for a device."""
    there = _stat(place)
    if there is not None and not stat.S_ISREG(there.st_mode):
        raise OutputError(f"cannot write {str(place)!r}: it is no regular file")
    return Path(os.path.realpath(place)), there


def _take_over(beside: Path, there: os.stat_result | None) -> None:
    """Give a file the owner and mode of the one whose place it takes, or those of a new file."""
    if there is None:
        beside.chmod(0o666 & ~_umask())
        return
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(beside, there.st_uid, there.st_gid)
    beside.chmod(stat.S_IMODE(there.st_mode))


def _sweep(place: Path) -> None:
    """Remove what writers that no longer live have left of a file: nobody holds its lock."""
    for left in place.parent.glob(f".{_literally(place.name)}.????????{_UNFINISHED}"):
        with suppress(OSError), left.open("r+b") as file:
            entry = os.fstat(file.fileno())
            if entry.st_size or time.time() - entry.st_mtime > _YOUNG:
                _lock(file.fileno())
                left.unlink()


def _literally(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _lock(handle: int) -> None:
    """Lock a file as long as it is open; raise `OSError` where another process has done so."""
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return  # where there is none, a file that is open cannot be removed
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _stat(path: Path) -> os.stat_result | None:
    """Tell what stands at a place, behind links; ``None`` where nothing does."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


@contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise OutputError(f"cannot write {str(path)!r}: {reason}") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
