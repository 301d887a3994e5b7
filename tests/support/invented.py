"""The report of an invented province, which the tests load beside the shipped one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from oneplusn.graph.text.catalog import find_reports

if TYPE_CHECKING:
    from oneplusn.graph.text.report import Report

__all__ = ["FOLDER", "ID", "altered", "report_in"]

FOLDER = Path(__file__).parents[1] / "fixtures" / "reports"
ID = "yunze-2024"


def report_in(folder: Path) -> Report:
    """Read the one report of a folder that the package does not ship."""
    return next(report for report in find_reports([folder], environment={}) if report.id != "2023")


def altered(folder: Path, file: str, old: str, new: str) -> Path:
    """Copy the report into *folder*, with *old* in one of its files replaced once."""
    copy = folder / ID
    shutil.copytree(FOLDER / ID, copy)
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy
