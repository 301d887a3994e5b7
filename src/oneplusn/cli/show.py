"""``oneplusn show``: all that is said of one thing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from ..graph.cache import load_store
from ..graph.quads import node
from ..queries.names import key_of, label_in
from ..queries.profile import Basis, Link, profile
from ..queries.resolve import resolve
from .options import bold, complete_entity, lang_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

    from ..queries.profile import Profile

__all__ = ["show"]

_WORDS = {
    "en": {
        "names": "Names",
        "statements": "Statements",
        "figures": "Figures",
        "sentences": "Sentences",
        "more": "… {} more; --all shows them",
        "nothing": "(none)",
        Basis.OURS: "ours",
        Basis.INFERRED: "inferred",
        Basis.STATED: "",
    },
    "zh": {
        "names": "名称",
        "statements": "陈述",
        "figures": "数字",
        "sentences": "原句",
        "more": "…… 另有 {} 项，--all 全部列出",
        "nothing": "（无）",
        Basis.OURS: "本图谱所加",
        Basis.INFERRED: "推理所得",
        Basis.STATED: "",
    },
}
_FEW = 8


@click.command()
@click.argument("entity", shell_complete=complete_entity)
@lang_option
@click.option("--all", "everything", is_flag=True, help="Shorten no list.")
def show(entity: str, lang: str, *, everything: bool) -> None:
    """Show what ENTITY is: names, relations in both directions, figures, sentences.

    ENTITY is a label in either language or a part of one, a slug, or an IRI. Each
    statement names its passages; what a rule inferred, or we added, is marked.

    \b
    Examples:
      oneplusn show 1+N
      oneplusn show 海南 --lang zh
      oneplusn show policy:one-plus-n --all
    """
    store = load_store()
    found = profile(store, resolve(store, entity))
    few = None if everything else _FEW
    click.echo(_head(store, found, lang))
    for name, lines in (
        ("names", _names(found)),
        ("statements", _statements(store, found.links, lang, few)),
        ("figures", _cut([label_in(store, node(iri), lang) for iri in found.figures], few, lang)),
        ("sentences", _cut([f"[{s.key}] {s.text}" for s in found.sentences], few, lang)),
    ):
        count = {
            "statements": len(found.links),
            "figures": len(found.figures),
            "sentences": len(found.sentences),
        }
        counted = f" ({count[name]})" if name in count else ""
        click.echo(f"\n{bold(_WORDS[lang][name])}{counted}")
        for line in lines or [_WORDS[lang]["nothing"]]:
            click.echo(f"  {line}")


def _head(store: ox.Store, found: Profile, lang: str) -> str:
    classes = ", ".join(label_in(store, node(iri), lang) for iri in found.classes)
    return f"{bold(label_in(store, node(found.iri), lang))}  {key_of(found.iri)}\n{classes}"


def _names(found: Profile) -> list[str]:
    labels = [f"{lang or '-'}: {label}" for lang, label in sorted(found.labels.items())]
    return labels + [f"=  {name}" for name in found.other_names]


def _statements(store: ox.Store, links: Iterable[Link], lang: str, few: int | None) -> list[str]:
    lines = []
    for (inward, name), group in groupby(links, key=lambda link: (link.inward, link.property)):
        found = sorted((_one(store, link, lang) for link in group), key=lambda one: one[0])
        arrow = "←" if inward else "→"
        lines.append(f"{arrow} {label_in(store, node(name), lang)} ({len(found)})")
        lines += [f"    {line}" for line in _cut([" ".join(one) for one in found], few, lang)]
    return lines


def _one(store: ox.Store, link: Link, lang: str) -> tuple[str, str]:
    basis = _WORDS[lang][link.basis]
    said = [f"[{', '.join(link.passages)}]"] if link.passages else []
    return label_in(store, link.other, lang), " ".join(said + ([f"({basis})"] if basis else []))


def _cut(lines: Sequence[str], few: int | None, lang: str) -> list[str]:
    kept = list(lines[:few])
    rest = len(lines) - len(kept)
    return kept + ([_WORDS[lang]["more"].format(rest)] if rest else [])
