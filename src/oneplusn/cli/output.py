"""What commands put out: data in UTF-8 wherever it goes, and text for people as it can be shown."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

__all__ = ["STANDARD", "echo_data", "prepare_streams", "printable", "write_output"]

STANDARD = "-"
"""What stands for standard output in place of a file."""


def prepare_streams() -> None:
    """Let standard output and error replace what their encoding cannot write."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _writes_all(stream):
            stream.reconfigure(errors="replace")


def _writes_all(stream: io.TextIOWrapper) -> bool:
    """Tell whether nothing can fail: not in UTF-8, and not where something replaces the rest."""
    utf8 = stream.encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    return stream.errors == "backslashreplace" or (utf8 and stream.errors != "strict")


def echo_data(text: str) -> None:
    """Print what programs read, such as RDF, JSON and CSV: in UTF-8, whatever the locale says.

    On a terminal it is text for a person, and nothing in it steers the terminal.
    """
    if sys.stdout.isatty():
        click.echo(printable(text), nl=False)
    else:
        click.echo(text.encode("utf-8", "replace"), nl=False)


def printable(text: str) -> str:
    r"""Put a replacement mark for each character that would steer a terminal; lines stay lines.

    >>> printable("a\x1b[31mb\tc\n")
    'a\ufffd[31mb\tc\n'
    """
    return "".join(c if c.isprintable() or c in "\t\n\r" else "\ufffd" for c in text)


def write_output(output: str | Path, text: str) -> str:
    """Write a file, or for ``-`` to standard output; return how to call it in a message.

    Raises `OutputError` where the file cannot be written.
    """
    from ..graph.files import write_text  # noqa: PLC0415 - slow to import

    if str(output) == STANDARD:
        echo_data(text)
        return "standard output"
    write_text(Path(output), text)
    return str(output)
