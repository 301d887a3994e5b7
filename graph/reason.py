"""The OWL 2 RL closure, by rules written as SPARQL and run to their fixpoint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .quads import INFERRED, in_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Closure", "Rule", "close", "infer", "rules"]

_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)
_PATTERN = re.compile(r"^  (\S+) (\S+) (\S+) \.$", re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX (\w+): <(.+)>$", re.MULTILINE)
_HEAD = re.compile(r"^CONSTRUCT \{ (\S+) (\S+) (\S+) \}$", re.MULTILINE)

Pattern = tuple[str, str, str]
"""Subject, predicate and object of a triple pattern, as the rule file writes them."""


@dataclass(frozen=True, order=True, slots=True)
class Rule:
    """One rule: its name in the OWL 2 RL tables, what it serves, and its SPARQL.

    *head* is the triple pattern that it concludes, *body* the patterns that it needs.
    """

    name: str
    summary: str
    construct: str
    head: Pattern
    body: tuple[Pattern, ...]
    text: str

    def expand(self, name: str) -> str:
        """Return the IRI of a prefixed name of the rule's own SPARQL."""
        prefix, _, local = name.partition(":")
        namespaces: dict[str, str] = dict(_PREFIX.findall(self.text))
        return namespaces[prefix] + local


@dataclass(frozen=True, slots=True)
class Closure:
    """A closed store, and the step at which each inferred triple was first found."""

    store: ox.Store
    steps: Mapping[ox.Triple, int]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules by name."""
    folder = files("oneplusn.graph") / "rules"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(
        sorted(_parse(f.name.removesuffix(".rq"), f.read_text("utf-8")) for f in found)
    )


def _parse(name: str, text: str) -> Rule:
    said = dict(_HEADER.findall(text))
    heads, body = _HEAD.findall(text), _PATTERN.findall(text)
    if len(heads) != 1 or not body or {"summary", "construct"} - set(said):
        msg = f"Unexpected form of the rule {name!r}"
        raise ValueError(msg)
    return Rule(name, said["summary"], said["construct"], heads[0], tuple(body), text)


def close(triples: Iterable[ox.Triple]) -> Closure:
    """Run the rules over *triples* until none finds anything new."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    steps: dict[ox.Triple, int] = {}
    step, idle = 0, 0
    while idle < len(rules()):
        found = _apply(store, rules()[step % len(rules())])
        steps |= dict.fromkeys(found, step)
        step, idle = step + 1, 0 if found else idle + 1
    return Closure(store, steps)


def _apply(store: ox.Store, rule: Rule) -> set[ox.Triple]:
    answer = store.query(rule.text)
    if not isinstance(answer, ox.QueryTriples):
        msg = f"Unexpected form of the rule {rule.name!r}"
        raise TypeError(msg)
    found = set(answer)
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    return found


def infer(triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    """Return what follows from *triples* and is not among them, in the graph of inferences.

    Triples with blank nodes (membership in the ontology's own restrictions) are left out.
    """
    found = close(triples).steps
    return in_graph((triple for triple in found if not _has_blank(triple)), INFERRED)


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
