"""The grammar of quantity expressions: where numerals stand and what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from .chinese_numerals import NUMERAL_CHARACTERS, PLACES
from .decimals import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .lexicon import Lexicon

__all__ = [
    "Numeral",
    "Tail",
    "bare_tail",
    "find_numerals",
    "numerals_by_start",
    "scale_of",
    "unit_tail",
]

# A point before a year ends a caption or list number: 图1.2012-2022年 is not 1.2012.
_YEAR_FOLLOWS = r"(?:19|20)[0-9]{2}(?:年|[-—–])"
_DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9,])|[0-9]++)"
    rf"(?:\.(?!{_YEAR_FOLLOWS})[0-9]++)?"
)
_NUMERAL = re.compile(f"({_DIGITS})|[{NUMERAL_CHARACTERS}]+")


@dataclass(frozen=True, order=True, slots=True)
class Numeral:
    """Point at one numeral token: its span, its characters, ``digits`` or ``hanzi``."""

    start: int
    end: int
    written: str
    kind: str


@dataclass(frozen=True, order=True, slots=True)
class Tail:
    """Hold what follows a numeral: multiplier, unit, and the comparator words between.

    *scale* is a power of ten, 0 without multiplier; *end* is where the tail ends.
    """

    end: int
    scale: int
    unit: str
    words: tuple[str, ...]


def find_numerals(text: str, *, lexicon: Lexicon) -> tuple[Numeral, ...]:
    """List every numeral token of a text, in order, skipping none.

    A token is a maximal run of digits with its decimals, wherever it stands (also in
    ``COP27`` or a web address), or a maximal run of Chinese numeral characters, idiom or
    not. Multiplier and unit of a digit token (``亿千瓦``) make no tokens of their own.

    >>> from oneplusn.graph.quantities.lexicon import load_lexicon
    >>> numerals = find_numerals("一系列项目，12.13亿千瓦", lexicon=load_lexicon())
    >>> [numeral.written for numeral in numerals]
    ['一', '12.13']
    """
    return tuple(_scan(text, lexicon))


def _scan(text: str, lexicon: Lexicon) -> Iterator[Numeral]:
    plain = half_width(text)
    offset = 0
    while match := _NUMERAL.search(plain, offset):
        start, offset = match.span()
        kind = "digits" if match[1] else "hanzi"
        yield Numeral(start, offset, text[start:offset], kind)
        if kind == "digits":
            tail = unit_tail(plain, offset, lexicon) or bare_tail(plain, offset, lexicon)
            offset = tail.end


@lru_cache(maxsize=8)
def numerals_by_start(text: str, lexicon: Lexicon) -> Mapping[int, Numeral]:
    """Return start → numeral for every numeral token of a text, in order."""
    return MappingProxyType({numeral.start: numeral for numeral in _scan(text, lexicon)})


def unit_tail(text: str, start: int, lexicon: Lexicon) -> Tail | None:
    """Read multiplier, unit and comparator words; None where no known unit stands.

    >>> from oneplusn.graph.quantities.lexicon import load_lexicon
    >>> unit_tail("多万吨以上", 0, load_lexicon())
    Tail(end=5, scale=4, unit='吨', words=('多', '以上'))
    """
    match = _patterns(lexicon)[0].match(text, start)
    return _tail(match) if match else None


def bare_tail(text: str, start: int, lexicon: Lexicon) -> Tail:
    """Read multiplier and comparator words where no unit follows; the tail may be empty."""
    match = _patterns(lexicon)[1].match(text, start)
    return _tail(match) if match else Tail(start, 0, "", ())


def scale_of(multiplier: str) -> int:
    """Return the power of ten that a multiplier stands for.

    >>> scale_of("万亿"), scale_of("千万"), scale_of("")
    (12, 7, 0)
    """
    return sum(PLACES[word] for word in multiplier)


def _tail(match: re.Match[str]) -> Tail:
    inner, multiplier, late, unit, after = (group or "" for group in match.groups())
    words = tuple(word for word in (inner, late, after) if word)
    return Tail(match.end(), scale_of(multiplier), unit, words)


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # One-character words (多, 余) count before the unit only: in 三个多边机构 the 多
    # belongs to the next word. Longer ones (以上, 左右) close the expression.
    inner = _any(word for word, _ in lexicon.after if len(word) == 1)
    after = _any(word for word, _ in lexicon.after if len(word) > 1)
    unit = _any(lexicon.units)
    large = "[十百千]?(?:万亿|[万亿])"
    return (
        re.compile(f"({inner})?({large}|[十百千])?({inner})?({unit})({after})?"),
        re.compile(f"({inner})?({large})?({inner})?()({after})?"),
    )


def _any(words: Iterable[str]) -> str:
    alternatives = "|".join(re.escape(word) for word in words)
    return f"(?:{alternatives})" if alternatives else "(?!)"
