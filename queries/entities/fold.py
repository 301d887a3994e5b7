"""What makes no difference between two ways to write a name."""

from __future__ import annotations

import unicodedata

__all__ = ["fold_name", "fold_words", "half_width", "plain_name"]

_QUOTES = str.maketrans("", "", "《》“”‘’\"'")


def fold_words(text: str) -> str:
    """Make case, width, quotation marks and the amount of white space equal.

    >>> fold_words(" “１+N”  Policy ")
    '1+n policy'
    """
    return " ".join(half_width(text).translate(_QUOTES).casefold().split())


def fold_name(name: str) -> str:
    """Fold a name as `fold_words` does, and leave white space out too.

    >>> fold_name("１＋Ｎ 政策体系") == fold_name("“1+N”政策体系")
    True
    """
    return plain_name(half_width(name))


def plain_name(name: str) -> str:
    """Write a name in one word and in lower case, its brackets and commas as they are.

    >>> plain_name("《Energy Law（draft）》")
    'energylaw（draft）'
    """
    return "".join(name.translate(_QUOTES).split()).casefold()


def half_width(text: str) -> str:
    """Write letters, digits and signs in half width, as keys of passages and reports are.

    >>> half_width("２０２３：２.７／ｐ１")
    '2023:2.7/p1'
    """
    return unicodedata.normalize("NFKC", text)
