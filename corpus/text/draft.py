"""What a reader of one file format hands over, and how a letter's text is put together from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from corpus.letter import Footnote, Section

BlockKind = Literal["heading", "paragraph", "item", "row", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or note, in the order of reading.

    ``level`` is the depth of a heading, from 1. ``breaks`` are the offsets in ``text`` at which a
    new physical page begins; an offset of 0 says that the page begins with this block.
    ``marks`` are the footnote markers that were taken out of ``text``: (offset, label).
    A note has its own ``label``; the cells of a row are joined by " | ".
    """

    kind: BlockKind
    text: str
    level: int = 0
    breaks: tuple[int, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as its reader understood it.

    ``page_labels`` holds one printed label a physical page and is empty when the format has no
    pages. ``facts`` are metadata that stand in the file as marked facts, not in its running
    text, by name of the field of ``Letter``; ``letterhead`` holds the words printed beside the
    text, line by line; ``doubtful_pages`` are physical pages, from 1, that were perhaps not read
    well; ``attached`` are the names of files in it that are letters of their own.
    """

    blocks: tuple[Block, ...]
    page_labels: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    doubtful_pages: tuple[int, ...] = ()
    attached: tuple[str, ...] = ()


Reader = Callable[[bytes, Path], Draft]
"""What reads a file of one format: its bytes, and where they stand."""
FindReader = Callable[[bytes, Path], Reader]
"""What finds the reader of a file."""


@dataclass(frozen=True, slots=True)
class Text:
    """A letter's text with the offsets of what was found in it."""

    text: str
    page_starts: tuple[int, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]


def assemble(blocks: tuple[Block, ...]) -> Text:
    """Return the running text, blocks apart by an empty line, with the notes behind it.

    List items and table rows that follow one another are only a line apart. A note whose marker
    was not found keeps the place of the block before it.
    """
    parts: list[str] = []
    length, previous = 0, ""
    pages: list[int] = []
    sections: list[Section] = []
    marks: dict[str, list[int]] = {}
    notes: list[tuple[Block, int]] = []
    for block in blocks:
        if block.kind == "note":
            notes.append((block, length))
            continue
        gap = "\n" if block.kind == previous and block.kind in ("item", "row") else "\n\n"
        gap = gap if parts else ""
        start = length + len(gap)
        pages += [start + offset for offset in block.breaks]
        for offset, label in block.marks:
            marks.setdefault(label, []).append(start + offset)
        if block.kind == "heading":
            sections.append(Section(start, start + len(block.text), block.level))
        parts += [gap, block.text]
        length, previous = start + len(block.text), block.kind
    footnotes: list[Footnote] = []
    for block, place in notes:
        places = marks.get(block.label, [])
        marker = places.pop(0) if places else place
        start = length + 2
        parts += ["\n\n", block.text]
        length = start + len(block.text)
        footnotes.append(Footnote(marker, start, length, block.label))
    return Text("".join(parts), tuple(pages), tuple(sections), tuple(footnotes))
