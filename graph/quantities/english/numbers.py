"""Numbers read from English sentences: value, unit and comparator of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from ..parse import EXACTLY, Reading
from .words import any_of, comparator_words, number_words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EnglishNumber", "read_english_numbers"]

_PERCENT = "%"
# Not ", or": what follows that says the same again, as in "542,600, or 77.2%".
_JOINT = re.compile(r",? and | or | to |, ")
_NOT_IN_A_WORD = r"(?<![A-Za-z0-9.])"
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_BETWEEN = r"(?: (?:less|fewer|more))?[ -]"
"""What stands between the words of a unit: ``tonnes less of standard coal``."""


@dataclass(frozen=True, order=True, slots=True)
class EnglishNumber(Reading):
    """Hold one number of a sentence; *unit* is one of the names that were asked for, or ``""``."""

    ordinal: bool = False


def read_english_numbers(text: str, *, units: frozenset[str]) -> tuple[EnglishNumber, ...]:
    """Read every number of an English text, in order, skipping none.

    Digits count wherever they stand, also in ``COP27``; words up to nineteen, ordinals up to
    the tenth, ``half`` (50 %), and a scale on its own (``million-tonne-class``). A number
    without a unit that ``and``, ``or``, ``to`` or a comma joins to the next takes that one's.

    >>> [one] = read_english_numbers("more than 3.65 million kW", units=frozenset({"kW"}))
    >>> int(one.value), one.unit, one.comparator
    (3650000, 'kW', 'more-than')
    """
    names = _by_folded_name(units)
    numbers = [_number(match, names) for match in _pattern(units).finditer(text)]
    for at in range(len(numbers) - 2, -1, -1):
        one, following = numbers[at], numbers[at + 1]
        if not one.unit and _JOINT.fullmatch(text, one.end, following.start):
            numbers[at] = replace(one, unit=following.unit)
    return tuple(numbers)


@cache
def _pattern(units: frozenset[str]) -> re.Pattern[str]:
    words, parts, scales, ordinals = (
        any_of(number_words(kind)) for kind in ("number", "part", "scale", "ordinal")
    )
    unit = "|".join(map(_spaced, sorted(units, key=lambda name: (-len(name), name)))) or "(?!)"
    return re.compile(
        rf"(?:\b(?P<before>{any_of(comparator_words('before'))}) (?:a |an |the )?)?"
        rf"(?:(?P<digits>{_DIGITS})(?P<th>(?:st|nd|rd|th)\b)?|\b(?P<word>{words})\b"
        rf"|\b(?P<ordinal>{ordinals})\b|\b(?P<part>{parts})\b|\b(?P<alone>{scales})\b)"
        rf"(?P<scales>(?:[ -]{scales}\b)*)"
        rf"(?:[ -]?(?P<unit>{unit})(?![A-Za-z]))?"
        rf"(?: (?P<after>{any_of(comparator_words('after'))})\b)?",
        re.IGNORECASE,
    )


@cache
def _by_folded_name(units: frozenset[str]) -> Mapping[str, str]:
    return {_folded(name): name for name in units}


def _folded(name: str) -> str:
    return name.casefold().replace("-", " ")


def _spaced(name: str) -> str:
    return _BETWEEN.join(map(re.escape, re.split("[ -]", name)))


def _number(match: re.Match[str], names: Mapping[str, str]) -> EnglishNumber:
    unit = re.sub(r" (?:less|fewer|more)(?=[ -])", "", match["unit"] or "")
    words = (match["before"] or "").casefold(), (match["after"] or "").casefold()
    return EnglishNumber(
        start=match.start(),
        end=match.end(),
        written=match[0],
        value=_value(match),
        unit=_PERCENT if match["part"] else names.get(_folded(unit), ""),
        comparator=comparator_words("before").get(words[0])
        or comparator_words("after").get(words[1], EXACTLY),
        ordinal=bool(match["th"] or match["ordinal"]),
    )


def _value(match: re.Match[str]) -> Decimal:
    value = Decimal((match["digits"] or "1").replace(",", ""))
    for kind, group in (("number", "word"), ("ordinal", "ordinal"), ("part", "part")):
        value *= number_words(kind)[match[group].casefold()] if match[group] else 1
    for scale in re.findall("[a-z]+", f"{match['alone'] or ''} {match['scales']}".casefold()):
        value *= number_words("scale")[scale]
    return value
