"""``oneplusn why``: the reason for a statement."""

from __future__ import annotations

import click

from ..graph.cache import load_quads
from ..graph.dataset import Dataset, open_store
from ..graph.explain import Explainer
from ..queries.statement import resolve_triple
from ..queries.telling import tell
from .options import complete_entity, lang_option

__all__ = ["why"]


@click.command()
@click.argument("subject", shell_complete=complete_entity)
@click.argument("predicate")
@click.argument("object", shell_complete=complete_entity)
@lang_option
@click.option("--all", "everything", is_flag=True, help="Show every last step that leads there.")
def why(subject: str, predicate: str, object: str, lang: str, *, everything: bool) -> None:  # noqa: A002 - the field's word
    """Explain why SUBJECT PREDICATE OBJECT holds: rules, axioms, and the sentences below.

    Each is an IRI, a prefixed name, a slug or a label in either language; `a`, `is a`
    and 类型 stand for membership in a class. Exits with 2 where it does not hold.

    \b
    Examples:
      oneplusn why 1+N "covers sector" energy
      oneplusn why 生态环境部 类型 发布机构 --lang zh
      oneplusn why 1+N hasPart policy:fiscal-support-plan --all
    """
    dataset = Dataset(load_quads(), ())
    store = open_store(dataset)
    triple = resolve_triple(store, subject, predicate, object)
    explainer = Explainer(dataset)
    found = list(explainer.derivations(triple)) if everything else [explainer.explain(triple)]
    for number, derivation in enumerate(found, 1):
        if everything:
            click.echo(f"{number}/{len(found)}")
        for line in tell(derivation, store, language=lang):
            click.echo(line)
