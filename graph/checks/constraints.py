"""What must never be found: queries whose rows are failures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...ontology.bilingual import Bilingual
from ...ontology.message_catalog import messages
from ...ontology.namespaces import shorten
from ..dataset import open_store
from ..query_files import headers, rq_error, rq_files
from ..rdf import value
from .outcome import FirstPlaces, Outcome, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...errors import Place
    from ..dataset import Dataset
    from .outcome import Problem

__all__ = ["Failure", "Verification", "check_verify", "failures", "verifications"]

_FOLDER = "checks/constraint_queries"
_IRI = re.compile(r"https?://[^\s,]+")


@dataclass(frozen=True, order=True, slots=True)
class Verification:
    """A query for what must not be: its name, the rule it stands for, and its SPARQL.

    *constructs* are those of OWL and RDFS whose breach it finds.
    """

    name: str
    summary: str
    summary_zh: str
    constructs: tuple[str, ...]
    text: str


@dataclass(frozen=True, order=True, slots=True)
class Failure:
    """A thing that breaks a rule, and what is wrong with it."""

    thing: str
    problem: str

    def __str__(self) -> str:
        return f"{_short(self.thing)} {self.problem}"


@cache
def verifications() -> tuple[Verification, ...]:
    """Return the queries by name."""
    return tuple(_parse(name, text) for name, text in rq_files(_FOLDER))


def _parse(name: str, text: str) -> Verification:
    header = headers(text)
    if {"summary", "summary_zh"} - set(header) or "SELECT ?thing ?problem\n" not in text:
        raise rq_error(_FOLDER, name, "has not the form of a constraint query")
    constructs = tuple(header.get("construct", "").split())
    return Verification(name, header["summary"], header["summary_zh"], constructs, text)


def failures(store: ox.Store, verification: Verification) -> tuple[Failure, ...]:
    """Return what breaks the rule, over all graphs of a closed store."""
    return tuple(sorted(set(_rows(store, verification))))


def _rows(store: ox.Store, verification: Verification) -> Iterator[Failure]:
    try:
        answer = store.query(verification.text)
    except SyntaxError as error:
        raise rq_error(
            _FOLDER, verification.name, f"not SPARQL: {str(error.msg).partition(chr(10))[0]}"
        ) from error
    if not isinstance(answer, ox.QuerySolutions):
        msg = f"Unexpected form of the verification {verification.name!r}"
        raise TypeError(msg)
    for row in answer:
        problem = _IRI.sub(lambda match: shorten(match.group()), value(row["problem"]))
        yield Failure(value(row["thing"]), problem)


def _breach(place: Place, query: Verification, failure: Failure) -> Problem:
    """Say what breaks the rule; in Chinese the rule itself, and then the query's English words."""
    words = messages("punctuation").say("brackets", "zh", text=failure.problem)
    detail = Bilingual(query.summary_zh.removesuffix("。") + words, failure.problem)
    thing = _short(failure.thing)
    return problem(place, "constraint-broken", name=query.name, thing=thing, detail=detail)


def _short(name: str) -> str:
    return shorten(name) if "://" in name else name


def check_verify(dataset: Dataset) -> Outcome:
    """No verification query finds a failure in the closed dataset."""
    store = open_store(dataset)
    places = FirstPlaces(dataset)
    queries = verifications()
    problems = tuple(
        _breach(places.find(failure.thing), query, failure)
        for query in queries
        for failure in failures(store, query)
    )
    return Outcome("verify", len(queries), len(queries), problems)
