"""The OWL 2 RL closure, by rules written as SPARQL and run to their fixpoint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.namespaces import RDF_TYPE
from .headers import headers, rq_files
from .quads import INFERRED, in_graph, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Closure", "Rule", "close", "infer", "rules"]

_PATTERN = re.compile(r"^  (\S+) (\S+) (\S+) \.$", re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX (\w+): <(.+)>$", re.MULTILINE)
_HEAD = re.compile(r"^CONSTRUCT \{ (\S+) (\S+) (\S+) \}$", re.MULTILINE)

_FRESH = node("urn:oneplusn:fresh")
"""The graph of what the round before has found, while the rules run."""
_MOVED = node("urn:oneplusn:moved")
"""The graph that names the properties of those triples."""
_PROPERTY = node("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property")

Pattern = tuple[str, str, str]
"""Subject, predicate and object of a triple pattern, as the rule file writes them."""


@dataclass(frozen=True, order=True, slots=True)
class Rule:
    """One rule: its name in the OWL 2 RL tables, what it serves, and its SPARQL.

    *constructs* are those of OWL and RDFS that it serves, *head* is the triple pattern that
    it concludes, *body* the patterns that it needs.
    """

    name: str
    summary: str
    summary_zh: str
    constructs: tuple[str, ...]
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
    return tuple(_parse(name, text) for name, text in rq_files("rules"))


def _parse(name: str, text: str) -> Rule:
    said = headers(text)
    heads, body = _HEAD.findall(text), _PATTERN.findall(text)
    if len(heads) != 1 or not body or {"summary", "summary_zh", "construct"} - set(said):
        msg = f"Unexpected form of the rule {name!r}"
        raise ValueError(msg)
    constructs = tuple(said["construct"].split())
    summary, summary_zh = said["summary"], said["summary_zh"]
    return Rule(name, summary, summary_zh, constructs, heads[0], tuple(body), text)


def close(triples: Iterable[ox.Triple]) -> Closure:
    """Run the rules over *triples* until none finds anything new."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    steps: dict[ox.Triple, int] = {}
    # With the axioms complete, the data is gone through once.
    _exhaust(store, tuple(rule for rule in rules() if rule.name.startswith("scm-")), steps)
    _exhaust(store, rules(), steps)
    return Closure(store, steps)


def _exhaust(store: ox.Store, chosen: tuple[Rule, ...], steps: dict[ox.Triple, int]) -> None:
    """Let each rule see everything once; from then on what uses a triple of the round before."""
    queries = tuple((rule, rule.text) for rule in chosen)
    while fresh := _round(store, queries, steps):
        predicates = {triple.predicate for triple in fresh}
        store.clear_graph(_FRESH)
        store.extend(in_graph(fresh, _FRESH))
        store.clear_graph(_MOVED)
        store.extend(ox.Quad(p, RDF_TYPE, _PROPERTY, _MOVED) for p in predicates)
        queries = tuple(_concerned(chosen, {predicate.value for predicate in predicates}))
    store.remove_graph(_FRESH)
    store.remove_graph(_MOVED)


def _round(
    store: ox.Store, queries: tuple[tuple[Rule, str], ...], steps: dict[ox.Triple, int]
) -> list[ox.Triple]:
    """Run queries one by one and return what they add; each sees what those before it added."""
    before = len(steps)
    first = max(steps.values(), default=-1) + 1
    for step, (rule, text) in enumerate(queries, first):
        found = _construct(store, rule, text)
        store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
        steps |= dict.fromkeys(found, step)
    return list(islice(steps, before, None))


def _construct(store: ox.Store, rule: Rule, text: str) -> set[ox.Triple]:
    answer = store.query(text)
    if not isinstance(answer, ox.QueryTriples):
        msg = f"Unexpected form of the rule {rule.name!r}"
        raise TypeError(msg)
    return set(answer)


def _concerned(chosen: tuple[Rule, ...], predicates: set[str]) -> Iterator[tuple[Rule, str]]:
    """Yield the queries for what follows from a fresh triple with one of the predicates."""
    for rule in chosen:
        for predicate, text in _narrowed(rule):
            if predicate in {"", *predicates}:
                yield rule, text


@cache
def _narrowed(rule: Rule) -> tuple[tuple[str, str], ...]:
    """Rewrite a rule once for each premise: that one is fresh, the others may be old.

    With each query comes the predicate of its premise, ``""`` where that is a variable.
    """
    found = []
    for pattern in rule.body:
        line, verb = " ".join(pattern), pattern[1]
        fresh = f"GRAPH <{_FRESH.value}> {{ {line} }}"
        if verb.startswith("?"):
            # Without the hint, the engine looks up every property that the rule is about.
            fresh += f" GRAPH <{_MOVED.value}> {{ {verb} a <{_PROPERTY.value}> }}"
        predicate = "" if verb.startswith("?") else rule.expand(verb)
        found.append((predicate, rule.text.replace(f"  {line} .\n", f"  {fresh}\n", 1)))
    return tuple(found)


def infer(triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    """Return what follows from *triples* and is not among them, in the graph of inferences.

    Triples with blank nodes (membership in the ontology's own restrictions) are left out.
    """
    found = close(triples).steps
    return in_graph((triple for triple in found if not _has_blank(triple)), INFERRED)


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
