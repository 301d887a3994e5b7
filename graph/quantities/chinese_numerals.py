"""Whole numbers in Chinese characters."""

from __future__ import annotations

import re

from ...errors import NumeralError

__all__ = ["DIGITS", "NUMERAL_CHARACTERS", "PLACES", "read_hanzi", "write_hanzi"]

DIGITS = "零一二三四五六七八九"
"""The digits, each at the index of its value."""

PLACES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
"""The place words and the powers of ten that they stand for."""

NUMERAL_CHARACTERS = f"〇{DIGITS}{''.join(PLACES)}两半双几"
"""Every character that a numeral of Chinese characters may have."""

_GROUP = 10**4
_LIMIT = 10**16
_USUAL_FORM = str.maketrans("〇两", "零二")
_TERM = re.compile(f"([{DIGITS}]?)([十百千])|([{DIGITS}])")


def read_hanzi(written: str) -> int:
    """Read a number below 10^16 written out with its place words.

    The leading 一 may be left out (``十二``, ``百万``). Forms that leave the value open
    are refused with `NumeralError`: ``十几``, ``十四五``, ``三四``, ``一万五``, ``半``.

    >>> read_hanzi("三十一"), read_hanzi("百万"), read_hanzi("两")
    (31, 1000000, 2)
    """
    usual = written.translate(_USUAL_FORM)
    if usual[:1] in {"百", "千", "万", "亿"}:
        usual = f"一{usual}"
    value = _read_groups(usual)
    if written and value < _LIMIT and write_hanzi(value) == re.sub("^一十", "十", usual):
        return value
    problem = f"{written!r} is not a number with one value"
    raise NumeralError(problem)


def _read_groups(usual: str) -> int:
    for word in ("亿", "万"):
        high, place, low = usual.rpartition(word)
        if place:
            factor: int = 10 ** PLACES[word]
            return factor * _read_groups(high) + _read_groups(low)
    return sum(_read_term(term) for term in _TERM.finditer(usual))


def _read_term(term: re.Match[str]) -> int:
    digit, place, last = term.groups()
    if last:
        return DIGITS.index(last)
    factor: int = 10 ** PLACES[place]
    return factor * (DIGITS.index(digit) if digit else 1)


def write_hanzi(value: int) -> str:
    """Write a number from 0 to 10^16 - 1 with its place words.

    Raises `NumeralError` outside these limits.

    >>> write_hanzi(31), write_hanzi(1_0005_0000)
    ('三十一', '一亿零五万')
    """
    if not 0 <= value < _LIMIT:
        problem = f"{value!r} is not between 0 and {_LIMIT - 1}"
        raise NumeralError(problem)
    written = _write(value) or DIGITS[0]
    return re.sub("^一十", "十", written)


def _write(value: int) -> str:
    for word in ("亿", "万"):
        high, low = divmod(value, 10 ** PLACES[word])
        if high:
            return _write(high) + word + _lower(low, 10 ** PLACES[word])
    return _write_group(value)


def _lower(low: int, size: int) -> str:
    gap = DIGITS[0] if low and low < size // 10 else ""
    return gap + _write(low)


def _write_group(value: int) -> str:
    written = "".join(
        DIGITS[int(digit)] + place if digit != "0" else DIGITS[0]
        for digit, place in zip(f"{value % _GROUP:04}", ("千", "百", "十", ""), strict=True)
    )
    return re.sub("零+", "零", written).strip("零")
