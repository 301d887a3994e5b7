"""Quantities written as the text writes them: the inverse of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import UnknownNameError
from .decimals import canonical, shifted
from .grammar import SCALES, scale_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from .lexicon import Lexicon

__all__ = ["EXACTLY", "write_expression"]

EXACTLY = "Exactly"
"""The comparator of a number that stands without a comparator word."""


def write_expression(
    value: Decimal,
    *,
    lexicon: Lexicon,
    unit: str = "",
    comparator: str = EXACTLY,
    scale: str = "",
) -> str:
    """Write a quantity so that `numerals.read_at` gives the same value, unit and comparator.

    *scale* is the multiplier to write it with. The comparator takes its longest word that
    stands before the number, else its longest one behind. Raises `UnknownNameError` for
    a unit, comparator or multiplier that is not known.

    >>> from decimal import Decimal
    >>> from oneplusn.graph.quantities.lexicon import load_lexicon
    >>> write_expression(Decimal(70000000), unit="吨", scale="万", lexicon=load_lexicon())
    '7000万吨'
    """
    _require("unit", unit, ("", *lexicon.units))
    _require("multiplier", scale, SCALES)
    number = canonical(shifted(value, -scale_of(scale))) + scale
    before = [word for word, name in lexicon.before if name == comparator]
    after = [word for word, name in lexicon.after if name == comparator]
    if comparator == EXACTLY or before:
        return f"{next(iter(before), '')}{number}{unit}"
    _require("comparator", comparator, [name for _, name in lexicon.after])
    return f"{number}{after[0]}{unit}" if len(after[0]) == 1 else f"{number}{unit}{after[0]}"


def _require(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise UnknownNameError(kind, name, known)
