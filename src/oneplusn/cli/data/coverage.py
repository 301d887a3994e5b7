"""``oneplusn coverage``: what of the reports is in the graph, section by section."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import click

from ...graph.cache import load_quads
from ...graph.encoding.coverage import coverage as count
from ...graph.encoding.coverage import whose_words
from ...graph.encoding.trig import read_encodings
from ...graph.rdf import language, value
from ...ontology.message_catalog import messages
from ...ontology.namespaces import shorten
from ...ontology.resources import term_triples
from ...ontology.vocabulary import RDFS
from ..options import lang_option, pad, pick_reports, report_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...graph.encoding.coverage import Row, Words

__all__ = ["coverage"]


_COLUMNS = ("section", "passages", "triples", "figures", "entities", "without-fact")
_WIDTHS = (7, 8, 7, 7, 8)


@click.command()
@lang_option
@report_option
def coverage(lang: str, report: str | None) -> None:
    """Count passages, triples, figures and entities of each section, and what has no fact.

    Below that, by property, how much is the report's word and how much our classification of it;
    what is resolved is said too, of what a pronoun or an ellipsis refers to.

    \b
    Example:
      oneplusn coverage --lang zh
    """
    words = messages("coverage")
    reports = pick_reports(report)
    encodings, quads = read_encodings(reports), load_quads(reports=reports)
    rows = count(encodings, quads, several=len(reports) > 1, language=lang)
    click.echo(_header(lang))
    for row in rows:
        numbers = f"{row.passages:>8} {row.triples:>7} {row.figures:>7} {row.entities:>8}"
        click.echo(f"{row.section:<7} {numbers} {_reasons(row, lang)}".rstrip())
    totals = [
        sum(row.passages for row in rows),
        sum(row.triples for row in rows),
        sum(row.figures for row in rows),
    ]
    click.echo(f"{pad(words.say('all', lang), 7)} {totals[0]:>8} {totals[1]:>7} {totals[2]:>7}")
    click.echo("")
    for line in _whose(whose_words(encodings, quads), lang):
        click.echo(line)


def _whose(rows: Sequence[Words], lang: str) -> Iterator[str]:
    """Write how much with each property is the report's word, and how much ours."""
    say = messages("coverage").say
    heads = (pad(say(name, lang), 8, left=True) for name in ("said", "resolved", "ours"))
    yield " ".join((*heads, say("property", lang)))
    for row in rows:
        yield _numbers((row.said, row.resolved, row.ours), _label(row.property, lang))
    sums = map(sum, zip(*((row.said, row.resolved, row.ours) for row in rows), strict=True))
    yield _numbers(sums, say("all", lang))


def _numbers(numbers: Iterable[int], name: str) -> str:
    return " ".join((*(f"{number:>8}" for number in numbers), name))


def _label(name: str, lang: str) -> str:
    """Say a property by its label; RDF's own words are in the catalog of messages."""
    words = messages("vocabulary")
    return words.say(name, lang) if name in words else _labels(lang).get(name, name)


@cache
def _labels(lang: str) -> Mapping[str, str]:
    return {
        shorten(value(triple.subject)): value(triple.object)
        for triple in term_triples()
        if triple.predicate == RDFS.label and language(triple.object) == lang
    }


def _header(lang: str) -> str:
    """Name the columns, each as wide as the longest English name, or wider."""
    names = [messages("coverage").say(column, lang) for column in _COLUMNS]
    first, *numbers = zip(names, _WIDTHS, strict=False)
    heads = (pad(name, cells, left=True) for name, cells in numbers)
    return " ".join((pad(*first), *heads, names[-1]))


def _reasons(row: Row, lang: str) -> str:
    words = messages("coverage")
    reasons = (
        words.say("reason", lang, reason=reason, number=number)
        for reason, number in row.without_fact
    )
    return messages("punctuation").say("comma", lang).join(reasons)
