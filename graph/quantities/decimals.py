"""How figures are written: character width, decimal forms and the text around them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ...errors import NumeralError

__all__ = ["canonical", "context", "half_width", "shifted"]

_WIDE = "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
_WIDE_SMALL = "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ％．－"
_NARROW = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NARROW_SMALL = "abcdefghijklmnopqrstuvwxyz%.-"
_WIDTHS = str.maketrans(_WIDE + _WIDE_SMALL, _NARROW + _NARROW_SMALL)
_CONTEXT = 12


@lru_cache(maxsize=8)
def half_width(text: str) -> str:
    """Write digits, Latin letters, ``％``, ``．`` and ``－`` in half width; offsets stay.

    The comma and the brackets stay full width: they are Chinese punctuation, and a
    ``，`` between two figures must not turn into a thousands separator.

    >>> half_width("５１．５％，（ＧＤＰ）")
    '51.5%，（GDP）'
    """
    return text.translate(_WIDTHS)


def canonical(value: Decimal) -> str:
    """Write a number as ``xsd:decimal`` without exponent, plus sign or idle zeros.

    Raises `NumeralError` for infinities and NaN.

    >>> canonical(Decimal("3.65E+8")), canonical(Decimal("17.50"))
    ('365000000', '17.5')
    """
    if not value.is_finite():
        problem = f"{value!r} has no decimal form"
        raise NumeralError(problem)
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"0", "-0"} else written


def shifted(value: Decimal, places: int) -> Decimal:
    """Multiply by a power of ten, exact to the last digit whatever the decimal context.

    >>> shifted(Decimal("12.13"), 8)
    Decimal('1213000000')
    """
    return Decimal(canonical(Decimal(f"{canonical(value)}E{places}")))


def context(text: str, offset: int) -> str:
    """Quote the dozen characters around an offset, for messages.

    >>> context("截至2022年底，非化石能源消费比重达到17.5%", 10)
    "'22年底，非化石能源消费'"
    """
    start = min(max(0, offset - _CONTEXT // 2), max(0, len(text) - _CONTEXT))
    return repr(text[start : start + _CONTEXT])
