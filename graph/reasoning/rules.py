"""The OWL 2 RL rules: SPARQL files of one fixed form, read as premises and a conclusion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...ontology.bilingual import Bilingual
from ..query_files import headers, rq_error, rq_files

__all__ = ["Filter", "Pattern", "Rule", "parse_rule", "rules"]

_FOLDER = "reasoning/owl_rl"
_PREFIX = re.compile(r"^PREFIX (\w+): <(.+)>$", re.MULTILINE)
_FORM = re.compile(
    r"^CONSTRUCT \{ (?P<head>.+) \}\nWHERE \{\n(?P<body>(?:  .+\n)+)"
    r"  FILTER NOT EXISTS \{ (?P=head) \}\n\}\n\Z",
    re.MULTILINE,
)
_PATTERN = re.compile(r"  (\S+) (\S+) (\S+) \.")
_FILTER = re.compile(
    r"  FILTER \((?:(?P<test>!isLiteral|isIRI)\((?P<one>\?\w+)\)|(\?\w+) != (\S+))\)"
)

Pattern = tuple[str, str, str]
"""Subject, predicate and object of a triple pattern, as the rule file writes them."""
Filter = tuple[str, ...]
"""A condition and what it is about: ``("!isLiteral", "?y")`` or ``("!=", "?x", "?y")``."""


@dataclass(frozen=True, order=True, slots=True)
class Rule:
    """One rule: its name in the OWL 2 RL tables, what it serves, and its SPARQL.

    *constructs* are those of OWL and RDFS that it serves, *head* is the triple pattern that
    it concludes, *body* the patterns that it needs, *filters* the conditions on them.
    """

    name: str
    summary: str
    summary_zh: str
    constructs: tuple[str, ...]
    head: Pattern
    body: tuple[Pattern, ...]
    filters: tuple[Filter, ...]
    text: str

    @property
    def title(self) -> Bilingual:
        """Return what the rule says, in both languages."""
        return Bilingual(self.summary_zh, self.summary)

    def expand(self, name: str) -> str:
        """Return the IRI of a prefixed name of the rule's own SPARQL."""
        prefix, _, local = name.partition(":")
        namespaces: dict[str, str] = dict(_PREFIX.findall(self.text))
        return namespaces[prefix] + local


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules by name."""
    return tuple(_read_rule(name, text) for name, text in rq_files(_FOLDER))


def _read_rule(name: str, text: str) -> Rule:
    try:
        return parse_rule(name, text)
    except ValueError as error:
        raise rq_error(_FOLDER, name, str(error)) from error


def parse_rule(name: str, text: str) -> Rule:
    """Read a rule: patterns and filters, one a line, and at the end that its conclusion is new.

    That last filter lets the rule be run as it stands, until it finds nothing. Raises
    `ValueError` for SPARQL of any other form.
    """
    header, form = headers(text), _FORM.search(text)
    if form is None or {"summary", "summary_zh", "construct"} - set(header):
        msg = f"Unexpected form of the rule {name!r}"
        raise ValueError(msg)
    lines = form["body"].splitlines()
    (head,) = (_pattern(name, f"  {form['head']} ."),)
    return Rule(
        name,
        header["summary"],
        header["summary_zh"],
        tuple(header["construct"].split()),
        head,
        tuple(_pattern(name, line) for line in lines if not line.startswith("  FILTER ")),
        tuple(_filter(name, line) for line in lines if line.startswith("  FILTER ")),
        text,
    )


def _pattern(name: str, line: str) -> Pattern:
    if match := _PATTERN.fullmatch(line):
        subject, predicate, obj = match.groups()
        return subject, predicate, obj
    msg = f"Unexpected line in the rule {name!r}: {line!r}"
    raise ValueError(msg)


def _filter(name: str, line: str) -> Filter:
    if match := _FILTER.fullmatch(line):
        return (match["test"], match["one"]) if match["test"] else ("!=", match[3], match[4])
    msg = f"Unexpected line in the rule {name!r}: {line!r}"
    raise ValueError(msg)
