"""Pictures as Mermaid text, which GitHub and most viewers of Markdown draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["block"]


def block(lines: Iterable[str]) -> str:
    r"""Fence the lines of a picture.

    >>> block(["flowchart TD", "  a --> b"])
    '```mermaid\nflowchart TD\n  a --> b\n```\n'
    """
    text = "\n".join(lines)
    return f"```mermaid\n{text}\n```\n"
