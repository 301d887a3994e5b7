"""Chinese names as they are spelled, so that they can be found without a Chinese keyboard."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["spell"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[0-9a-z+.]+")


@cache
def spell(name: str) -> str:
    """Spell a name, syllables apart, without tones; ``""`` where nothing in it is Chinese.

    >>> spell("“1+N”政策"), spell("COP28")
    ('1+n zheng ce', '')
    """
    if not _HAN.search(name):
        return ""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - slow to import

    parts = (part for piece in lazy_pinyin(name) for part in _TOKEN.findall(piece.lower()))
    return " ".join(parts)
