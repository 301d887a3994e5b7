"""Quantities in English: how exact, how many, of what unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..ontology.namespaces import OPN
from .quads import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyoxigraph as ox

    from .derive import Labels

__all__ = ["amount", "plurals"]


def plurals(quads: Iterable[ox.Quad]) -> Mapping[str, str]:
    """Collect the IRI of each unit → its name after numbers other than one."""
    return {
        value(quad.subject): value(quad.object)
        for quad in quads
        if quad.predicate == OPN.pluralLabel
    }


def amount(parts: Mapping[str, str], labels: Labels, several: Mapping[str, str]) -> str:
    """Say a quantity from its parts: the IRI of each property → the term it points to.

    What is counted is named by the indicator, and has no unit in English.

    >>> ns = "https://w3id.org/oneplusn/ontology#"
    >>> parts = {ns + "value": "50000", ns + "unit": "t", ns + "comparator": "m"}
    >>> amount(parts, {"t": {"en": "tonne"}, "m": {"en": "more than"}}, {"t": "tonnes"})
    'more than 50,000 tonnes'
    """
    number = Decimal(parts[OPN.value.value])
    unit = parts.get(OPN.unit.value, "")
    called = labels.get(unit, {}).get("en", "")
    if number != 1:
        called = several.get(unit, called)
    if parts.get(OPN.measure.value) == OPN.Count.value:
        called = ""
    comparator = parts.get(OPN.comparator.value, "")
    near = "" if comparator == OPN.Exactly.value else labels.get(comparator, {}).get("en", "")
    return " ".join(filter(None, (near, f"{number:,f}", called)))
