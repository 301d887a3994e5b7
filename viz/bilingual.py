"""The same text in Chinese and in English, as the page's data has it: a list of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..queries.progress.targets import Both

__all__ = ["LANGUAGES", "both", "pair"]

LANGUAGES = ("zh", "en")
"""The languages of the page, in the order in which its data has them."""


def both(say: Callable[[str], str]) -> list[str]:
    """Say something in each language.

    >>> both("碳/carbon ({})".format)
    ['碳/carbon (zh)', '碳/carbon (en)']
    """
    return [say(language) for language in LANGUAGES]


def pair(said: Both) -> list[str]:
    """Write what is known in both languages."""
    return [said.get(language) for language in LANGUAGES]
