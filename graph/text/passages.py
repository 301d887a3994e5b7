"""A text as sections and passages with stable IRIs; passages in order are the whole text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import SourceError
from .segmentation import HEADING_NUMBER, Block, BlockKind, is_boxed, read_blocks
from .source import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .source import Layout

__all__ = ["Passage", "Section", "read_parts", "split_sentences"]


@dataclass(frozen=True, order=True, slots=True)
class Section:
    """A chapter (``2``), a section (``2.7``) or a box (``box1``) with its title.

    *report* is the IRI of the report that it belongs to.
    """

    order: int
    key: str
    title: str
    parent: str
    report: str

    @property
    def iri(self) -> str:
        """Return the section's IRI."""
        return f"{self.report}/{self.key}"


@dataclass(frozen=True, order=True, slots=True)
class Passage:
    """A sentence, list item, heading, caption or address, with offsets in the clean text."""

    order: int
    key: str
    kind: str
    section: str
    start: int
    end: int
    text: str
    report: str

    @property
    def iri(self) -> str:
        """Return the passage's IRI, which is also the name of its graph."""
        return f"{self.report}/{self.key}"


def split_sentences(text: str) -> tuple[str, ...]:
    """Split running text after each full stop and the quotation marks that close with it.

    >>> split_sentences("讲好“中国故事”。会议说“推进。”好。")
    ('讲好“中国故事”。', '会议说“推进。”', '好。')
    """
    return tuple(re.findall(r"[^。！？]*[。！？][”’）]*|[^。！？]+$", text))


def read_parts(
    text: str, report: str, *, layout: Layout
) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """Read the sections and the passages of a text, in order; *report* is its IRI.

    Raises `SourceError` for text that stands in no chapter.
    """
    blocks = read_blocks(read_lines(text, layout=layout), layout=layout)
    parts = tuple(_Reader(report, layout).read(blocks))
    sections = tuple(part for part in parts if isinstance(part, Section))
    return sections, tuple(part for part in parts if isinstance(part, Passage))


class _Reader:
    """Number the sections, paragraphs and sentences while going through the blocks."""

    def __init__(self, report: str, layout: Layout) -> None:
        self._report = report
        self._layout = layout
        self._chapter = -1
        self._section = 0
        self._boxes = 0
        self._key = ""
        self._outer = ""
        self._paragraphs: dict[str, int] = {}
        self._items = 0
        self._orders = {"section": 0, "passage": 0}
        self._figure = ""
        self._addresses = 0

    def read(self, blocks: Sequence[Block]) -> Iterator[Section | Passage]:
        for position, block in enumerate(blocks):
            if self._chapter < 0 and block.kind is not BlockKind.CHAPTER:
                raise SourceError(f"text before the first chapter: {block.text[:20]!r}")
            if block.kind is BlockKind.PANEL:
                self._figure = _next_figure(blocks[position:])
            if block.kind in {BlockKind.CHAPTER, BlockKind.SECTION, BlockKind.BOX}:
                yield self._open(block)
                yield self._passage(block, "h", "Heading")
            else:
                yield from self._body(block)

    def _open(self, block: Block) -> Section:
        parent = ""
        if block.kind is BlockKind.CHAPTER:
            self._chapter, self._section = self._chapter + 1, 0
            self._key = str(self._chapter)
        elif block.kind is BlockKind.SECTION:
            self._section += 1
            parent, self._key = str(self._chapter), f"{self._chapter}.{self._section}"
        else:
            self._boxes += 1
            parent = self._outer = self._key
            self._key = f"box{self._boxes}"
        return Section(self._next("section"), self._key, _title(block.text), parent, self._report)

    def _body(self, block: Block) -> Iterator[Passage]:
        match block.kind:
            case BlockKind.FIGURE:
                yield self._passage(block, _figure_name(block), "Caption")
            case BlockKind.PANEL:
                yield self._passage(block, self._figure + block.text[0], "Caption")
            case BlockKind.ADDRESS:
                self._addresses += 1
                yield self._passage(block, f"url{self._addresses}", "WebAddress")
            case BlockKind.ITEM:
                self._items += 1
                name = f"p{self._paragraphs.get(self._key, 0)}/i{self._items}"
                yield self._passage(block, name, "ListItem")
            case _:
                yield from self._sentences(block)

    def _sentences(self, block: Block) -> Iterator[Passage]:
        if self._key.startswith("box") and not is_boxed(block, layout=self._layout):
            self._key = self._outer
        paragraph = self._paragraphs[self._key] = self._paragraphs.get(self._key, 0) + 1
        self._items = 0
        start = block.start
        for number, text in enumerate(split_sentences(block.text), 1):
            name = f"p{paragraph}/s{number}"
            yield self._passage(Block(start, block.kind, text, 0), name, "Sentence")
            start += len(text)

    def _passage(self, block: Block, name: str, kind: str) -> Passage:
        key = f"{self._key}/{name}"
        end = block.start + len(block.text)
        order = self._next("passage")
        return Passage(order, key, kind, self._key, block.start, end, block.text, self._report)

    def _next(self, kind: str) -> int:
        self._orders[kind] += 1
        return self._orders[kind]


def _figure_name(block: Block) -> str:
    return "fig" + block.text.removeprefix("图").partition(".")[0]


def _next_figure(blocks: Sequence[Block]) -> str:
    # The titles of panels are printed under the panels, above the title of the figure.
    figures = (_figure_name(block) for block in blocks if block.kind is BlockKind.FIGURE)
    return next(figures, "fig")


def _title(text: str) -> str:
    return HEADING_NUMBER.sub("", text)
