"""The report that the package ships."""

from __future__ import annotations

from oneplusn.graph.text.catalog import shipped_reports

__all__ = ["REPORT"]

REPORT = next(report for report in shipped_reports() if report.id == "2023")
