"""``oneplusn why``: the reason for a statement."""

from __future__ import annotations

import click

from ...graph.cache import load_quads
from ...graph.dataset import Dataset, open_store
from ...graph.reasoning.explain import Explainer
from ...queries.entities.derivation_text import tell
from ...queries.entities.resolve_triple import resolve_triple
from ..completions import complete_entity
from ..options import context_option, lang_option

__all__ = ["why"]


@click.command()
@click.argument("subject", shell_complete=complete_entity)
@click.argument("predicate")
@click.argument("object", shell_complete=complete_entity)
@lang_option
@context_option
@click.option("--all", "everything", is_flag=True, help="Show every last step that leads there.")
def why(  # noqa: PLR0913 - one argument for each option
    subject: str,
    predicate: str,
    object: str,  # noqa: A002 - the field's word
    lang: str,
    *,
    context: bool,
    everything: bool,
) -> None:
    """Explain why SUBJECT PREDICATE OBJECT holds: rules, axioms, and the sentences below.

    Each is an IRI, a prefixed name, a slug or a label in either language; `a`, `is a`
    and 类型 stand for membership in a class. Exits with 2 where it does not hold.
    With --context also what holds by other documents, down to their addresses.

    \b
    Examples:
      oneplusn why 1+N "covers sector" energy
      oneplusn why 生态环境部 类型 发布机构 --lang zh
      oneplusn why 1+N hasPart policy:fiscal-support-plan --all
      oneplusn why NDRC a IssuingBody --context
    """
    quads = load_quads(context=context)
    store = open_store(Dataset(quads, ()))
    triple = resolve_triple(store, subject, predicate, object)
    explainer = Explainer(quads)
    derivations = list(explainer.derivations(triple)) if everything else [explainer.explain(triple)]
    for number, derivation in enumerate(derivations, 1):
        if everything:
            click.echo(f"{number}/{len(derivations)}")
        for line in tell(derivation, store, language=lang):
            click.echo(line)
