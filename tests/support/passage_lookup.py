"""The passage at an offset of the text."""

from __future__ import annotations

from oneplusn.graph.text.passages import Passage, passages
from oneplusn.graph.text.source import clean_text

__all__ = ["passage_at"]


def passage_at(offset: int) -> Passage:
    """Return the passage that holds an offset of the clean text; raise `IndexError` outside it."""
    for passage in passages():
        if passage.start <= offset < passage.end:
            return passage
    msg = f"offset {offset!r} is outside the clean text of {len(clean_text())} code points"
    raise IndexError(msg)
