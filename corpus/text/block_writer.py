"""Puts blocks together while a reader walks through a document."""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import normalize

from corpus.text.draft import Block, BlockKind, Draft

HIDDEN = "Verborgen tekst in het bestand is niet meegelezen."
STRUCK = "Doorgehaalde tekst in het bestand is niet meegelezen."
FIELDS = "Formuliervelden in het bestand zijn niet meegelezen."
WATERMARK = "Watermerk ‘{}’ is niet meegelezen."
WATERMARK_NAME = "PowerPlusWaterMarkObject"
"""What the name of the shape begins with that Word and LibreOffice make for a watermark."""
PLACEHOLDER = (
    "Niet ingevulde invulvelden (zoals “Kies een item”) zijn niet meegelezen. "
    "Kijk in het bestand zelf of er iets ontbreekt."
)

_SPACE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")


class BlockWriter:
    """Collects running text, page breaks and note markers, and closes them into blocks.

    White space is folded: to one line end where the text holds one, otherwise to one space.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.warnings: dict[str, None] = {}  # each once, in order
        self.printed_pages = False
        self._page_open = False  # a page began and no text has followed
        self._parts: list[str] = []
        self._length = 0
        self._breaks: list[int] = []
        self._marks: list[tuple[int, str]] = []
        self._new_pages = 0
        self._notes: list[Block] = []

    @property
    def empty(self) -> bool:
        """Whether the open block holds no text yet."""
        return not self._length

    @property
    def open_text(self) -> str:
        """What the open block holds so far."""
        return "".join(self._parts)

    def write(self, text: str) -> None:
        """Add text to the open block."""
        text = normalize("NFC", _UNSEEN.sub("", text))
        text = _SPACE.sub(lambda gap: "\n" if "\n" in gap[0] else " ", text)
        if self._length == 0 or self._parts[-1][-1] in " \n":
            text = text.lstrip()
        if text.startswith("\n") and self._parts[-1].endswith(" "):
            self._trim()
        if not text:
            return
        self._breaks += [self._length] * self._new_pages
        self._new_pages, self._page_open = 0, False
        self._parts.append(text)
        self._length += len(text)

    def mark(self, label: str) -> None:
        """Note that a footnote marker stands here."""
        self._marks.append((self._length, label))

    def new_page(self, printed: bool = False) -> None:
        """Note that a new page begins with the text that follows.

        A break that was noted when the document was last printed is the same page as a fixed
        break right before it.
        """
        self.printed_pages = self.printed_pages or printed
        if not (printed and self._page_open):
            self._new_pages += 1
        self._page_open = True

    def warn(self, text: str) -> None:
        """Tell once about what is not read, or not as it stands."""
        self.warnings.setdefault(text)

    def note(self, label: str, text: str) -> None:
        """Keep a note until the open block is closed."""
        self._notes.append(Block("note", normalize("NFC", " ".join(text.split())), label=label))

    def add(self, block: Block) -> None:
        """Add a block that is whole already."""
        breaks = (0,) * self._new_pages + block.breaks
        self._new_pages, self._page_open = 0, False
        self.blocks.append(replace(block, breaks=breaks))

    def close(self, kind: BlockKind, level: int = 0) -> None:
        """End the open block; one without text leaves only its notes.

        A row of a table stands on one line.
        """
        self._trim()
        text = self.open_text.replace("\n", " ") if kind == "row" else self.open_text
        if text:
            marks = tuple((min(place, len(text)), label) for place, label in self._marks)
            self.blocks.append(Block(kind, text, level, tuple(self._breaks), marks))
            self._marks = []
        self.blocks += self._notes
        self._parts, self._length, self._breaks, self._notes = [], 0, [], []

    def drop(self) -> None:
        """Leave out the words of the open block; its notes and page breaks stay."""
        self._new_pages += len(self._breaks)
        self._marks = [(0, label) for _, label in self._marks]
        self._parts, self._length, self._breaks = [], 0, []

    def _trim(self) -> None:
        while self._parts and not self._parts[-1].rstrip():
            self._length -= len(self._parts.pop())
        if self._parts:
            last = self._parts[-1].rstrip()
            self._length -= len(self._parts[-1]) - len(last)
            self._parts[-1] = last


def paged_draft(writer: BlockWriter) -> Draft:
    """Return what was written, with the pages of a document that has breaks between them."""
    blocks = _ranked(writer.blocks)
    warnings = list(writer.warnings)
    labels: tuple[str, ...] = ()
    if any(block.breaks for block in blocks):
        blocks = _with_first_page(blocks)
        pages = sum(len(block.breaks) for block in blocks)
        labels = tuple(str(page) for page in range(1, pages + 1))
        if not writer.printed_pages:
            warnings.append("De paginanummers volgen alleen de vaste pagina-einden in het bestand.")
    return Draft(blocks, labels, warnings=tuple(warnings))


def _with_first_page(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the beginning of the first page said on the first of them."""
    for place, block in enumerate(blocks):
        if block.kind != "note":
            first = replace(block, breaks=(0, *block.breaks))
            return (*blocks[:place], first, *blocks[place + 1 :])
    return blocks


def _ranked(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks with the levels of their headings counted from 1 without gaps."""
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    return tuple(
        replace(block, level=levels.index(block.level) + 1) if block.kind == "heading" else block
        for block in blocks
    )
