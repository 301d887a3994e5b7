"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import OutputError

__all__ = ["write_text"]


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file beside its place, then rename it: nobody ever sees half of it.

    Raises `OutputError` where the folder is missing or cannot be written.
    """
    import tempfile  # noqa: PLC0415 - slow to import, and questions write nothing

    folder = path.parent
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
    except OSError as error:
        msg = f"cannot write {str(path)!r}: {error.strerror}"
        raise OutputError(msg) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        msg = f"cannot write {str(path)!r}: {error.strerror}"
        raise OutputError(msg) from error
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
