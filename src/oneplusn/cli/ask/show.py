"""``oneplusn show``: all that is said of one thing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import click
import pyoxigraph as ox

from ...graph.cache import load_store
from ...graph.labels import RDFS_LABEL
from ...graph.rdf import node
from ...ontology.message_catalog import messages
from ...ontology.namespaces import OPN, RDF_TYPE
from ...queries.entities.description import Basis, Link, profile
from ...queries.entities.labels import key_of, label_in
from ...queries.entities.provenance import is_outside_only, names_outside, origin_of
from ...queries.entities.silence import goes_on, unsaid
from ..completions import complete_entity
from ..footnotes import Footnotes, in_brackets, outside
from ..options import bold, context_option, find_thing, lang_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...queries.entities.description import Profile

__all__ = ["show"]

_MARKED = frozenset(Basis) - {Basis.STATED, Basis.OUTSIDE}
_FEW = 8
_T = TypeVar("_T")


@click.command()
@click.argument("entity", shell_complete=complete_entity)
@lang_option
@context_option
@click.option("--all", "everything", is_flag=True, help="Shorten no list.")
def show(entity: str, lang: str, *, context: bool, everything: bool) -> None:
    """Show what ENTITY is: names, relations in both directions, figures, sentences.

    ENTITY is a label in either language or a part of one, a slug, or an IRI. Each
    statement names its passages; what a rule inferred, or we added, is marked. With
    --context, so is what other documents say: their titles and addresses stand at the end.

    \b
    Examples:
      oneplusn show 1+N
      oneplusn show 海南 --lang zh
      oneplusn show policy:one-plus-n --all
      oneplusn show 国务院 --context
    """
    store = load_store(context=context)
    description = profile(store, find_thing(store, entity, lang))
    page = _Page(store, description, lang, None if everything else _FEW)
    click.echo(page.head())
    words = messages("show")
    for name, count, lines in page.parts():
        suffix = "" if count is None else f" ({count})"
        click.echo(f"\n{bold(words.say(name, lang))}{suffix}")
        for line in lines or [words.say("nothing", lang)]:
            click.echo(f"  {line}")


class _Page:
    """What is said of one thing as lines, in one language."""

    def __init__(self, store: ox.Store, description: Profile, lang: str, few: int | None) -> None:
        self._store = store
        self._description = description
        self._lang = lang
        self._few = few
        self._notes = Footnotes(store, lang)

    def head(self) -> str:
        term = node(self._description.iri)
        kinds = (
            self._label(node(iri)) + self._if_outside(predicate, node(iri))
            for predicate, iris in (
                (RDF_TYPE, self._description.classes),
                (OPN.hasType, self._description.kinds),
            )
            for iri in iris
        )
        key = key_of(self._store, self._description.iri)
        return f"{bold(self._label(term))}  {key}\n{', '.join(kinds)}"

    def parts(self) -> list[tuple[str, int | None, list[str]]]:
        """List the parts: heading, how many there are, lines."""
        description = self._description
        figures = self._cut(
            [self._figure(iri) for iri in self._first(description.figures)], description.figures
        )
        sentences = [f"[{s.key}] {s.say(self._lang)}" for s in self._first(description.sentences)]
        parts: list[tuple[str, int | None, list[str]]] = [
            ("names", None, self._names()),
            ("statements", len(description.links), self._statements()),
            ("figures", len(description.figures), figures),
            ("sentences", len(description.sentences), self._cut(sentences, description.sentences)),
        ]
        silent = self._unsaid()
        parts += [("unsaid", None, silent)] if silent else []
        notes = list(self._notes.lines())
        return parts + ([("origins", None, notes)] if notes else [])

    def _names(self) -> list[str]:
        labels = [
            f"{lang or '-'}: {label}"
            + self._if_outside(RDFS_LABEL, ox.Literal(label, language=lang or None))
            for lang, label in sorted(self._description.labels.items())
        ]
        outside = names_outside(self._store, node(self._description.iri))
        others = [
            f"=  {name}{self._word() if name in outside else ''}"
            for name in self._description.other_names
        ]
        return labels + others

    def _unsaid(self) -> list[str]:
        words = messages("show")
        text = {
            "date": words.say("no-date", self._lang),
            "issuer": words.say("no-issuer", self._lang),
            "place": words.say("no-place", self._lang),
        }
        return [text[name] for name in unsaid(self._store, node(self._description.iri))]

    def _statements(self) -> list[str]:
        lines = []
        by_property = groupby(
            self._description.links, key=lambda link: (link.inward, link.property)
        )
        for (inward, name), group in by_property:
            links = sorted(group, key=lambda link: self._label(link.other))
            lines.append(f"{'←' if inward else '→'} {self._label(node(name))} ({len(links)})")
            entries = [f"{self._label(k.other)}{self._basis(k)}" for k in self._first(links)]
            lines += [f"    {line}" for line in self._cut(entries, links)]
            if self._is_open(links):
                lines.append(f"    {messages('show').say('goes-on', self._lang)}")
        return lines

    def _is_open(self, links: Sequence[Link]) -> bool:
        passages = (key for link in links for key in link.passages)
        return goes_on(self._store, [link.other for link in links], passages)

    def _basis(self, link: Link) -> str:
        passages = f"[{', '.join(link.passages)}]" if link.passages else ""
        marks = "".join(f" {mark}" for mark in (passages, self._notes.mark(link.origins)) if mark)
        word = messages("show").say(link.basis, self._lang) if link.basis in _MARKED else ""
        return marks + in_brackets(word, self._lang)

    def _figure(self, iri: str) -> str:
        origin = origin_of(self._store, node(iri))
        mark = self._notes.mark([origin] if origin else [])
        return f"{self._label(node(iri))} {mark}".rstrip()

    def _label(self, term: object) -> str:
        return label_in(self._store, term, self._lang)

    def _if_outside(self, predicate: ox.NamedNode, term: ox.NamedNode | ox.Literal) -> str:
        triple = ox.Triple(node(self._description.iri), predicate, term)
        return self._word() if is_outside_only(self._store, triple) else ""

    def _word(self) -> str:
        return in_brackets(outside(self._lang), self._lang)

    def _first(self, items: Sequence[_T]) -> Sequence[_T]:
        return items[: self._few]

    def _cut(self, lines: list[str], everything: Sequence[object]) -> list[str]:
        rest = len(everything) - len(lines)
        return lines + ([messages("show").say("more", self._lang, count=rest)] if rest else [])
