"""``oneplusn path``: how two things hang together."""

from __future__ import annotations

import sys

import click

from ...errors import UsageError
from ...graph.cache import load_store
from ...graph.rdf import node
from ...graph.text.additions import say_sentence
from ...queries.entities.labels import label_in
from ...queries.entities.network import KINDS, find_path, kind_of
from ...queries.entities.passages import text_of, translation_of
from ...queries.entities.provenance import say_origin
from ...queries.entities.resolve import resolve
from ..completions import complete_entity
from ..footnotes import outside
from ..options import bold, context_option, find_thing, lang_option

__all__ = ["path"]


@click.command()
@click.argument("one", shell_complete=complete_entity)
@click.argument("other", shell_complete=complete_entity)
@click.option(
    "--avoid",
    multiple=True,
    metavar="KIND|ENTITY",
    help="Do not go through things of this kind, or through this thing; can be repeated.",
)
@lang_option
@context_option
def path(one: str, other: str, avoid: tuple[str, ...], lang: str, *, context: bool) -> None:
    """Show the shortest chain of the reports' statements from ONE to OTHER.

    Each step is printed with the sentences that state it. Figures are no steps. Much
    hangs on sectors, topics and China: --avoid finds the chain around them. With
    --context a step may be what another document says; it is printed with its address.
    Exits with 1 if there is none.

    \b
    Examples:
      oneplusn path 海南 1+N
      oneplusn path 海南 生态环境部 --avoid topic --avoid China
      oneplusn path NDRC 1+N --context
    """
    store = load_store(context=context)
    start, end = (find_thing(store, name, lang) for name in (one, other))
    for name, term in ((one, start), (other, end)):
        if not kind_of(term):
            msg = f"{name!r} is no thing with relations; those are of the kinds {', '.join(KINDS)}"
            raise UsageError(msg)
    steps = find_path(store, start, end, avoid=avoid)
    if steps is None:
        click.echo(f"no chain of statements from {one!r} to {other!r}", err=True)
        sys.exit(1)
    click.echo(bold(label_in(store, start, lang)))
    here = start.value
    for step in steps:
        forward = step.source == here
        here = step.target if forward else step.source
        name = label_in(store, node(step.property), lang)
        arrow = f"── {name} →" if forward else f"← {name} ──"
        click.echo(f"  {arrow} {bold(label_in(store, node(here), lang))}")
        for key in step.passages:
            passage = resolve(store, key)
            texts = text_of(store, passage), translation_of(store, passage)
            click.echo(f"      [{key}] {say_sentence(*texts, lang)}")
        for origin in step.origins:
            click.echo(f"      [{outside(lang)}] {say_origin(store, origin, lang)}")
