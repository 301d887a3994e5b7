"""Headings, paragraphs, list items and captions, rebuilt from the lines of the PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .source import Layout, Line

__all__ = ["HEADING_NUMBER", "Block", "BlockKind", "is_boxed", "read_blocks"]


class BlockKind(StrEnum):
    """What a block of lines is."""

    CHAPTER = "chapter"
    SECTION = "section"
    BOX = "box"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FIGURE = "figure"
    PANEL = "panel"
    ADDRESS = "address"


@dataclass(frozen=True, order=True, slots=True)
class Block:
    """Lines that belong together; ``width`` is that of the widest."""

    start: int
    kind: BlockKind
    text: str
    width: int


_ORDINAL = "[一二三四五六七八九十]+"
HEADING_NUMBER = re.compile(f"^(?:{_ORDINAL}、|（{_ORDINAL}）|专栏{_ORDINAL})")
"""What numbers a heading: ``一、``, ``（一）``, ``专栏一``."""

_OPENERS = (
    (BlockKind.CHAPTER, re.compile(f"前言$|{_ORDINAL}、")),
    (BlockKind.SECTION, re.compile(f"（{_ORDINAL}）")),
    (BlockKind.BOX, re.compile(f"专栏{_ORDINAL}")),
    (BlockKind.ITEM, re.compile(r"--")),
    (BlockKind.FIGURE, re.compile(r"图\d+\.")),
    (BlockKind.PANEL, re.compile(r"[a-z](?=[\u4e00-\u9fff])")),
    (BlockKind.ADDRESS, re.compile(r"https?://")),
)
_HEADINGS = {BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.BOX}
_ENDS_SENTENCE = re.compile(r"[。；！？][”’]?$")


def read_blocks(lines: Iterable[Line], *, layout: Layout) -> tuple[Block, ...]:
    """Group printed lines into blocks; their texts in order give back the clean text."""
    groups: list[tuple[BlockKind, list[Line]]] = []
    for line in lines:
        kind = _opener(line)
        if kind is None and groups and not _breaks(*groups[-1], line, layout):
            groups[-1][1].append(line)
        else:
            groups.append((kind or BlockKind.PARAGRAPH, [line]))
    return tuple(block for kind, members in groups for block in _finish(kind, members))


def _opener(line: Line) -> BlockKind | None:
    return next((kind for kind, pattern in _OPENERS if pattern.match(line.text)), None)


def _breaks(kind: BlockKind, members: list[Line], line: Line, layout: Layout) -> bool:
    """Tell whether *line* starts a new block after *members*."""
    if layout.opening is None:
        return True
    # A line that opens a paragraph is indented, so that a full line is wider; a line
    # narrower than an opening one closes what it belongs to.
    narrowest, widest = layout.opening
    if kind in _HEADINGS:
        return line.width >= narrowest
    if kind in {BlockKind.FIGURE, BlockKind.PANEL, BlockKind.ADDRESS}:
        return kind is not BlockKind.PANEL or line.width >= narrowest
    last = members[-1]
    if not _ENDS_SENTENCE.search(last.text):
        return False
    opens = narrowest <= line.width <= widest and not _ENDS_SENTENCE.search(line.text)
    return opens or last.width < narrowest


def _finish(kind: BlockKind, members: list[Line]) -> Iterator[Block]:
    text = "".join(line.text for line in members)
    width = max(line.width for line in members)
    start = members[0].start
    # Panels are printed side by side, so that one line can hold the titles of two.
    parts = re.split(r"(?<=[\u4e00-\u9fff])(?=[a-z][\u4e00-\u9fff])", text)
    for part in parts if kind is BlockKind.PANEL else [text]:
        yield Block(start, kind, part, width)
        start += len(part)


def is_boxed(block: Block, *, layout: Layout) -> bool:
    """Tell whether a paragraph is set in the wider lines of a box."""
    return layout.box is not None and block.width > layout.box
