"""The parameters of a question in words: what it takes, and what it was asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.message_catalog import messages
from ..entities.labels import key_of, label_in
from ..entities.resolve import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from .header import Parameter, Query

__all__ = ["say_parameters", "say_values"]


def say_parameters(query: Query, lang: str) -> Iterator[str]:
    """Yield a line for each parameter: its name, what it is, its default, what it may be."""
    words = messages("question")
    yield words.say("parameters", lang)
    for param in query.parameters:
        summary = param.summary_zh if lang == "zh" else param.summary
        text = words.say("parameter", lang, summary=summary, default=param.default)
        among = words.say("among", lang, among=" ".join(param.allowed)) if param.allowed else ""
        yield f"  {param.name:<12} {text}{among}"


def say_values(
    store: ox.Store, query: Query, params: Mapping[str, str], lang: str
) -> Iterator[str]:
    """Yield a line for each default that is taken, and for each name that only comes near.

    Raises what `choose` raises for a name that means nothing, or several things.
    """
    words = messages("question")
    for param in query.params:
        asked = params.get(param.name, param.default)
        value, closest = _value(store, param, asked, lang)
        if param.name not in params:
            yield words.say("default", lang, name=param.name, value=value)
        elif closest:
            yield words.say("closest", lang, name=param.name, asked=asked, value=value)


def _value(store: ox.Store, param: Parameter, asked: str, lang: str) -> tuple[str, bool]:
    if param.kind != "iri":
        return asked, False
    choice = choose(store, asked, among=param.allowed)
    key = key_of(store, choice.node.value)
    brackets = messages("punctuation").say("brackets", lang, text=key)
    return f"{label_in(store, choice.node, lang)}{brackets}", choice.closest
