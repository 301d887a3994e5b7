"""The errors that this package raises on purpose, each with the offending value and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "DataFileError",
    "DependencyError",
    "EncodingError",
    "MessageError",
    "NumeralError",
    "OneplusnError",
    "OutputError",
    "Place",
    "PlacedError",
    "ReportError",
    "SourceError",
    "UnknownNameError",
    "UnknownParameterError",
    "UnknownReportError",
    "UnknownTermError",
    "UsageError",
]


_LONGEST = 80
"""How many characters of a wrong name a message repeats."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Say where something stands: a file, a line in it, a passage of the report.

    >>> str(Place("graph/reports/2023/encoding/2.2.trig", 14, "2.2/p1/s1"))
    'graph/reports/2023/encoding/2.2.trig:14: 2.2/p1/s1'
    """

    file: str = ""
    line: int = 0
    passage: str = ""

    def __str__(self) -> str:
        position = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (position, self.passage) if part)


class OneplusnError(Exception):
    """Something that the user can mend; the command line prints it as one line."""

    exit_code = 1


class SourceError(OneplusnError):
    """The report's file is missing or is not the one that the graph was made from."""


class PlacedError(OneplusnError):
    """Something is wrong at a place; the message is the place and the problem."""

    def __init__(self, problem: str, place: Place) -> None:
        super().__init__(problem, place)
        self.problem = problem
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


class EncodingError(PlacedError):
    """An encoding file cannot be read as what it has to be."""


class DataFileError(PlacedError):
    """A data file of the package is missing, or cannot be read as what it has to be."""


class MessageError(OneplusnError):
    """A message of the catalogue is not as it has to be, or is not used so.

    >>> str(MessageError("audit", "stated", "has no text in 'zh'"))
    "ontology/messages/audit.toml: 'stated' has no text in 'zh'"
    """

    def __init__(self, topic: str, key: str, problem: str) -> None:
        super().__init__(topic, key, problem)
        self.topic = topic
        self.key = key
        self.problem = problem

    def __str__(self) -> str:
        key = f" {self.key!r}" if self.key else ""
        return f"ontology/messages/{self.topic}.toml:{key} {self.problem}"


class NumeralError(OneplusnError, ValueError):
    """No number can be read at the offset given; *chinese* is the problem in Chinese, or ``""``."""

    def __init__(self, problem: str, chinese: str = "") -> None:
        super().__init__(problem, chinese)
        self.problem = problem
        self.chinese = chinese

    def __str__(self) -> str:
        return self.problem


class OutputError(OneplusnError):
    """A file cannot be written."""

    exit_code = 2


class DependencyError(OneplusnError):
    """A package that is installed has not the part that this one was made with.

    >>> str(DependencyError("vis-network in pyvis", "9.1.2", "9.2.0"))
    'vis-network in pyvis: version 9.1.2 is needed, found 9.2.0'
    """

    def __init__(self, part: str, needed: str, found: str) -> None:
        super().__init__(part, needed, found)
        self.part = part
        self.needed = needed
        self.found = found

    def __str__(self) -> str:
        return f"{self.part}: version {self.needed} is needed, found {self.found}"


class UsageError(OneplusnError, ValueError):
    """What was asked for cannot be asked."""

    exit_code = 2


class ReportError(UsageError, PlacedError):
    """A folder is not that of a report, or its ``report.toml`` says what no report can be."""


class UnknownNameError(UsageError):
    """A query, parameter, format or entity of that name does not exist.

    Near *names* are looked for as *fold* writes them, and printed as they are.
    """

    def __init__(
        self, kind: str, name: str, names: Iterable[str], *, fold: Callable[[str], str] = str
    ) -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name
        # Slow to import, and only needed here.
        from difflib import get_close_matches  # noqa: PLC0415

        written = {fold(one): one for one in sorted(set(names), reverse=True)}
        near = get_close_matches(fold(name), sorted(written), n=3, cutoff=0.5)
        self.near = tuple(written[one] for one in near)

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(self.near)}?" if self.near else ""
        return f"unknown {self.kind} {_short(self.name)}{hint}"


class UnknownParameterError(UnknownNameError):
    """A question has no parameter of that name; the message lists those that it has.

    >>> str(UnknownParameterError("laws", "body", ["report"]))
    "unknown parameter of 'laws' 'body'; there are: report"
    """

    def __init__(self, question: str, name: str, names: Iterable[str]) -> None:
        self.names = tuple(sorted(names))
        super().__init__(f"parameter of {question!r}", name, self.names)

    def __str__(self) -> str:
        names = ", ".join(self.names) or "none"
        return f"{super().__str__()}{' There' if self.near else '; there'} are: {names}"


class UnknownReportError(UnknownNameError):
    """No report of that id or IRI is loaded; the message lists those that are.

    >>> str(UnknownReportError("2019", ["2023"]))
    "unknown report '2019'; loaded: 2023"
    """

    def __init__(self, name: str, ids: Iterable[str]) -> None:
        self.ids = tuple(ids)
        super().__init__("report", name, self.ids)

    def __str__(self) -> str:
        return f"unknown report {_short(self.name)}; loaded: {', '.join(self.ids) or 'none'}"


def _short(name: str) -> str:
    return repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")


class UnknownTermError(UnknownNameError, AttributeError):
    """The ontology declares no term of that name."""

    name: str
