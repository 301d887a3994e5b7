"""The ``#+`` header of a query file, in the manner of grlc: YAML-like lines in comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import EncodingError, Place
from ...ontology.bilingual import Bilingual
from .alternative_patterns import list_alternatives
from .expansion import expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

__all__ = ["REPORT", "TOPICS", "Parameter", "Query", "parse_query"]

TOPICS = (
    "policies",
    "sectors",
    "figures",
    "finance",
    "adaptation",
    "programmes",
    "cooperation",
    "overview",
    "evidence",
    "unsaid",
)
"""The groups of the library in reading order; the catalogue says what they are called."""

_ALL_REPORTS = "all"
_OPTIONAL = ("param", "reports")
_REQUIRED = ("summary", "summary_zh", "description", "topic", "tags", "defaultView")
_VIEWS = ("bar", "graph", "table", "timeline", "tree")
_KINDS = ("iri", "literal", "year")
_PARTS = (5, 6)


@dataclass(frozen=True, order=True, slots=True)
class Parameter:
    """A variable that is bound before the query runs; *kind* is iri, literal or year.

    *allowed* narrows what it takes: for an IRI the classes that it may belong to, as prefixed
    names; for the others the words themselves. Nothing there means anything goes.
    """

    name: str
    kind: str
    default: str
    summary: str
    summary_zh: str
    allowed: tuple[str, ...] = ()


REPORT = Parameter(
    "report",
    "report",
    _ALL_REPORTS,
    "a report, by its id or IRI; all that are loaded without it",
    "报告（标识或IRI）；不指定时为已载入的全部报告",
)
"""The parameter that each question has, but for those that are about all reports together."""


@dataclass(frozen=True, order=True, slots=True)
class Query:
    """One question: what it asks in both languages, its parameters and its SPARQL.

    *source* is what stands in the file, for readers; `text` is what is run. *reports* is the
    variable for the report of a row where several are loaded, or ``all | why``.
    """

    name: str
    summary: str
    summary_zh: str
    description: str
    topic: str
    tags: tuple[str, ...]
    view: str
    params: tuple[Parameter, ...]
    source: str
    reports: str = "report"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters of its own and that of all questions, which report is meant."""
        return self.params if self.all_reports else (*self.params, REPORT)

    @property
    def all_reports(self) -> str:
        """Return why the question is about all reports together, else nothing."""
        every, _, reason = self.reports.partition("|")
        return reason.strip() if every.strip() == _ALL_REPORTS else ""

    @property
    def text(self) -> str:
        """Return the SPARQL in full: with labels and prefixes, for any engine."""
        return list_alternatives(expand(self.source, self.name))

    @property
    def title(self) -> Bilingual:
        """Return what is asked, in both languages."""
        return Bilingual(self.summary_zh, self.summary)

    def text_by_report(self, *, only: ox.NamedNode | None = None) -> str:
        """Return the SPARQL for a store of several reports: of each row which one says it.

        Raises `EncodingError` for a question that cannot be asked so.
        """
        from .report_scope import add_reports  # noqa: PLC0415 - slow to import, and rarely needed

        try:
            scoped = add_reports(expand(self.source, self.name), self.reports, only=only)
            return list_alternatives(scoped)
        except ValueError as error:
            raise EncodingError(str(error), Place(f"{self.name}.rq")) from error


def parse_query(path: str, source: str) -> Query:
    """Read a query file: header lines ``#+ key: value``, then SPARQL.

    A parameter is one line: ``#+ param: NAME | KIND | DEFAULT | what it is | 它是什么``, and
    after one more ``|`` what it may be: classes for an IRI, else words, apart by spaces. The line
    ``#+ reports:`` says how the variable for a row's report is called, if not ``report``, or
    ``all | why`` the question is about all reports together.
    Raises `EncodingError` with the line of what is missing, blank or unknown.

    >>> parse_query("x", '''#+ summary: Which plans?
    ... #+ summary_zh: 哪些方案？
    ... #+ description: Lists plans.
    ... #+ topic: policies
    ... #+ tags: policy
    ... #+ defaultView: table
    ... SELECT ?plan {}''').summary_zh
    '哪些方案？'
    """
    place = Place(path)
    lines = source.split("\n")
    places = [(Place(place.file, n), line) for n, line in enumerate(lines, 1)]
    entries = [(where, *_field(line, where)) for where, line in places if line.startswith("#+")]
    fields = {key: value for _, key, value in entries}
    _check_fields(fields, place)
    return Query(
        name=path.rpartition("/")[2].removesuffix(".rq"),
        summary=fields["summary"],
        summary_zh=fields["summary_zh"],
        description=fields["description"],
        topic=fields["topic"],
        tags=tuple(sorted(tag.strip() for tag in fields["tags"].split(","))),
        view=fields["defaultView"],
        params=tuple(_parameter(value, where) for where, key, value in entries if key == "param"),
        source="\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n",
        reports=fields.get("reports", REPORT.name),
    )


def _check_fields(fields: Mapping[str, str], place: Place) -> None:
    missing = [key for key in _REQUIRED if not fields.get(key)]
    if missing:
        raise EncodingError(f"the header lacks {', '.join(missing)}", place)
    if fields["defaultView"] not in _VIEWS:
        raise EncodingError(f"unknown view {fields['defaultView']!r}", place)
    if fields["topic"] not in TOPICS:
        raise EncodingError(f"unknown topic {fields['topic']!r}", place)
    reports = fields.get("reports", "report")
    if not re.fullmatch(rf"\w+|{_ALL_REPORTS} *\| *\S.*", reports) or reports == _ALL_REPORTS:
        raise EncodingError(f"neither 'all | REASON' nor a variable: {reports!r}", place)


def _field(line: str, place: Place) -> tuple[str, str]:
    key, colon, value = line.removeprefix("#+").partition(":")
    if not colon or key.strip() not in {*_REQUIRED, *_OPTIONAL}:
        raise EncodingError(f"not a header field: {line!r}", place)
    return key.strip(), value.strip()


def _parameter(value: str, place: Place) -> Parameter:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) not in _PARTS or not all(parts) or parts[1] not in _KINDS:
        raise EncodingError(f"not a parameter: {value!r}", place)
    name, kind, default, summary, summary_zh, *allowed = parts
    return Parameter(name, kind, default, summary, summary_zh, tuple(" ".join(allowed).split()))
