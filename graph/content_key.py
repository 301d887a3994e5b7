"""The key of the dataset's content: a hash of all that decides what the dataset is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.resources import data_folder
from ..version import __version__
from .remembered_key import NO_INPUT, PARTS
from .text.folder import ENCODING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

    from .text.report import Report

__all__ = ["content_key"]


def content_key(reports: Sequence[Report] | None = None) -> str:
    """Hash all that decides what the dataset is: data, rules, code and versions."""
    import hashlib  # noqa: PLC0415 - slow to import, and questions need no hash

    from .text.catalog import shipped_reports  # noqa: PLC0415

    reports = shipped_reports() if reports is None else reports
    digest = hashlib.sha256(f"{__version__} {ox.__version__}\n".encode())
    for report in reports:
        digest.update(f"report {report.id}\n".encode())
    for name, file in _inputs(reports):
        content = file.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _inputs(reports: Sequence[Report]) -> Iterator[tuple[str, Traversable]]:
    from .text.catalog import shipped_reports  # noqa: PLC0415 - as above

    # Those that are shipped are below; by their paths, since a copy that is alike is another.
    shipped = {report.path for report in shipped_reports()}
    for report in reports:
        yield from _read_of(report) if report.path not in shipped else ()
    for part in PARTS:
        yield from _files_in(data_folder(f"oneplusn.{part}"), part)


def _read_of(report: Report) -> Iterator[tuple[str, Traversable]]:
    """Yield what the build reads in a folder of a user, where anything else may lie too."""
    encoding = report.folder / ENCODING
    entries = [report.folder] + ([encoding] if encoding.is_dir() else [])
    for folder in entries:
        for name, entry in sorted((entry.name, entry) for entry in folder.iterdir()):
            if entry.is_file() and name.endswith((".toml", ".trig", ".ttl", ".txt")):
                yield f"{report.path}/{name}", entry


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.name.startswith(NO_INPUT):
            continue
        if entry.is_dir():
            yield from _files_in(entry, name)
        else:
            yield name, entry
