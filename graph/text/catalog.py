"""Which reports there are: ours, and those that users keep in folders of their own."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import Place, ReportError
from ...ontology.namespaces import prefixes
from .folder import FILE, check_folder, holds_report
from .keys import VARIABLE
from .report import Report
from .source import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = ["VARIABLE", "find_reports", "read_report", "report_at", "shipped_reports"]

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = ("law", "plan", "policy", "report")
_DATE_SOURCES = ("issue date", "latest in text")
_TEXTS = ("id", "title_zh", "title_en", "issuer", "date_source", "language", "kind")
_MORE_TEXTS = ("source_name", "sha256", "clean_sha256", "licence", "address")
_WHOLE = frozenset({*_TEXTS, *_MORE_TEXTS, "date", "profiles", "layout"})
_OPEN = frozenset({"address", "issuer", "licence"})
"""What may be empty where no source for it is in hand."""
_PATTERNS = {"id": _ID, "sha256": _DIGEST, "clean_sha256": _DIGEST}
_EVERY = "all"
"""What stands for all reports where a question is asked of one."""
_LISTS = {"date_source": _DATE_SOURCES, "kind": _KINDS, "language": ("zh",)}


@cache
def shipped_reports() -> tuple[Report, ...]:
    """Return the reports that the package ships, by date."""
    folder = files("oneplusn.graph") / "reports"
    names = sorted(entry.name for entry in folder.iterdir() if (entry / FILE).is_file())
    return tuple(sorted(read_report(folder / name, f"graph/reports/{name}") for name in names))


def find_reports(
    folders: Iterable[str | Path] = (), *, environment: Mapping[str, str] = os.environ
) -> tuple[Report, ...]:
    """Return the shipped reports and those in the folders given, by date.

    A folder holds a report, or folders that do; ``ONEPLUSN_REPORTS`` names more of them.
    Raises `ReportError` for a folder without reports and for two reports with one id.
    """
    named = [Path(name) for name in environment.get(VARIABLE, "").split(os.pathsep) if name]
    own = dict.fromkeys(
        path.resolve()
        for folder in (*named, *map(Path, folders))
        for path in _report_folders(folder)
    )
    shipped = {Path(str(report.folder)).resolve() for report in shipped_reports()}
    added = (read_report(path, str(path)) for path in own if path not in shipped)
    reports = (*shipped_reports(), *added)
    _refuse_twins(reports)
    return tuple(sorted(reports))


def report_at(path: str) -> Report:
    """Read a report again in another process, from what its *path* was here."""
    shipped = {report.path: report for report in shipped_reports()}
    return shipped.get(path) or read_report(Path(path), path)


def _report_folders(folder: Path) -> Iterator[Path]:
    if holds_report(folder):
        yield folder
        return
    try:
        entries = sorted(folder.iterdir())
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise ReportError(f"cannot be read: {reason}", Place(str(folder))) from error
    below = [entry for entry in entries if holds_report(entry)]
    if not below:
        raise ReportError(f"holds no report: there is no {FILE}", Place(str(folder)))
    yield from below


def _refuse_twins(reports: Iterable[Report]) -> None:
    seen: dict[str, Report] = {}
    for report in reports:
        other = seen.setdefault(report.id, report)
        if other is not report:
            problem = f"the id {report.id!r} is that of {other.path} too"
            raise ReportError(problem, Place(f"{report.path}/{FILE}"))


def read_report(folder: Traversable, path: str) -> Report:
    """Read what a folder's ``report.toml`` says; *path* is how messages call the folder.

    Raises `ReportError` for what is missing, unknown or of another form, and for a file of the
    report that is none.
    """
    check_folder(folder, path)
    place = Place(f"{path}/{FILE}")
    try:
        entries = tomllib.loads((folder / FILE).read_text("utf-8-sig"))
    except (OSError, RecursionError, ValueError) as error:
        raise ReportError(f"cannot be read: {error}", place) from error
    _check_entries(entries, place)
    texts = {name: entries[name] for name in (*_TEXTS, *_MORE_TEXTS)}
    return Report(
        date=entries["date"],
        profiles=tuple(entries["profiles"]),
        layout=_layout(entries["layout"], place),
        folder=folder,
        path=path,
        **texts,
    )


def _check_entries(entries: Mapping[str, Any], place: Place) -> None:
    for name in sorted(_WHOLE ^ entries.keys()):
        problem = "is missing" if name in _WHOLE else "is no entry of a report"
        raise ReportError(f"{name!r} {problem}", place)
    for name in (*_TEXTS, *_MORE_TEXTS):
        _check_text(name, entries[name], place)
    if type(entries["date"]) is not date:
        raise ReportError(f"'date' is no date: {entries['date']!r}", place)
    profiles = entries["profiles"]
    if not isinstance(profiles, list) or not all(isinstance(one, str) for one in profiles):
        raise ReportError(f"'profiles' is no list of texts: {profiles!r}", place)


def _check_text(name: str, value: object, place: Place) -> None:
    if not isinstance(value, str) or (not value.strip() and name not in _OPEN):
        raise ReportError(f"{name!r} is no text: {value!r}", place)
    if not value.isprintable():
        raise ReportError(f"{name!r} has signs that cannot be printed: {value!r}", place)
    if name == "id" and (value == _EVERY or value in prefixes()):
        raise ReportError(f"'id' means something else before a colon or alone: {value!r}", place)
    pattern = _PATTERNS.get(name)
    if pattern and not pattern.fullmatch(value):
        raise ReportError(f"{name!r} does not match {pattern.pattern}: {value!r}", place)
    allowed = _LISTS.get(name)
    if allowed and value not in allowed:
        raise ReportError(f"{name!r} is none of {', '.join(allowed)}: {value!r}", place)


def _layout(entries: object, place: Place) -> Layout:
    types = {"running_head": str, "opening": list, "box": int}
    if not isinstance(entries, dict) or any(
        name not in types or type(value) is not types[name] for name, value in entries.items()
    ):
        raise ReportError(f"'layout' has other entries than a layout has: {entries!r}", place)
    opening = entries.get("opening")
    if opening is not None and [int, int] != [type(width) for width in opening]:
        raise ReportError(f"'opening' is not two widths: {opening!r}", place)
    if opening is not None and not 0 < opening[0] <= opening[1]:
        raise ReportError(f"'opening' is no range of widths: {opening!r}", place)
    return Layout(
        running_head=entries.get("running_head", ""),
        opening=(opening[0], opening[1]) if opening else None,
        box=entries.get("box"),
    )
