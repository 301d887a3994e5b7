"""What makes no difference between two ways to write a name: one fold for all that is looked up."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from ...ontology.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["fold_name", "fold_words", "half_width", "is_han", "plain_name"]

_QUOTES = str.maketrans("", "", "《》“”‘’\"'")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_IN_NUMBERS = re.compile(r"(?<=\d),(?=\d{3})")
_PLUS = re.compile(r"\s*\+\s*")
_HAN = r"\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3031-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"\d+(?:\.\d+)+|[^\W_{_HAN}]+(?:\+[^\W_{_HAN}]+)*|[{_HAN}]+")
_ONE_HAN = re.compile(f"[{_HAN}]")


def fold_words(text: str) -> str:
    """Write a text as words with a blank between them, Chinese ones apart from all others.

    No difference is made by case, width, accents, brackets, quotation marks, dashes and hyphens,
    blanks, thousands separators, an English possessive, traditional characters.

    >>> fold_words(" “１+N”  Policy "), fold_words("《碳市場（試行）》")
    ('1+n policy', '碳市场 试行')
    """
    plain = _POSSESSIVE.sub("", half_width(text))
    plain = _PLUS.sub("+", _IN_NUMBERS.sub("", plain.translate(_QUOTES)))
    words = " ".join(_WORD.findall(_without_accents(plain).casefold()))
    return words.translate(_simplified()) if _ONE_HAN.search(words) else words


def fold_name(name: str) -> str:
    """Fold a name as `fold_words` does, and leave the blanks out too.

    >>> fold_name("１＋Ｎ 政策体系") == fold_name("“1+N”政策体系")
    True
    """
    return fold_words(name).replace(" ", "")


def is_han(word: str) -> bool:
    """Tell whether a folded word is Chinese."""
    return _ONE_HAN.match(word) is not None


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


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def _simplified() -> Mapping[int, str]:
    """Read the simplified form of each traditional character that has one."""
    text = (data_folder("oneplusn.queries") / "names" / "traditional.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {ord(row["traditional"]): row["simplified"] for row in rows}
