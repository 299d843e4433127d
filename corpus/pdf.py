"""Reads PDF files: physical pages, the labels printed on them, and their lines of text."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdf.filters  # noqa: F401 - or pypdf loads it in every process, with its first page
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import IndirectObject

from corpus.cleaning import LineJoiner, clean_characters
from corpus.draft import Block, Draft
from corpus.errors import UnreadableFile
from corpus.imprint import imprint
from corpus.layout import PageLayout, read_layout, recognised
from corpus.lines import blocks_from_pages
from corpus.pdf_check import checked
from corpus.pdf_notes import FootNote, lift_raised, take_notes, text_size
from corpus.pdf_structure import (
    as_rows,
    folded,
    headings_joined,
    spaced,
    with_headings,
    with_rows,
)
from corpus.pdf_words import mended, words_of
from corpus.scan import NOTICE, can_read_scans, read_scan, read_scanned_pages

_INDENT = 60.0  # points from the margin: bold text further in is the head of a table's column
_COUNT = re.compile(r"\s*(\d+)\s*/\s*(\d+)(?:\s+|$)")
_TEXTLESS = "heeft geen tekst; misschien is het een scan."
PAGE_LIMIT = 2_000  # pages in one letter
_INSTALL = (
    "Installeer tesseract-ocr, tesseract-ocr-nld en pypdfium2, of maak het bestand doorzoekbaar."
)
# what pypdf was seen to raise on damaged files
_DAMAGE = (
    PyPdfError, DependencyError, DeprecationError, ArithmeticError, AssertionError,
    AttributeError, LookupError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip

# pypdf tells the log about every flaw it works around; a file that fails is reported as such
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, path: Path) -> Draft:
    """Return the draft of a PDF.

    Raises:
        UnreadableFile: it is damaged, needs a password, is too long or holds no text.
    """
    reader = _open(data, path)
    layouts, warnings = _layouts(reader, path)
    if not any(map(_has_text, layouts)):
        return _scanned(data, path, reader, list(warnings.values()))
    layouts, warnings = _with_scans(data, layouts, warnings)
    told = list(warnings.values())
    if any(layout.dots for layout in layouts):
        told.append("Onleesbaar kleine tekst in het bestand is niet meegelezen.")
    labels = _labels(reader, len(layouts))
    blocks, facts = _blocks(layouts)
    beside = "\n".join(line.text.strip() for layout in layouts for line in layout.side)
    if beside:
        facts["letterhead"] = beside
    return checked(Draft(blocks, labels, facts, tuple(told)), data, warnings.keys())


def _layouts(reader: PdfReader, path: Path) -> tuple[list[PageLayout], dict[int, str]]:
    """Return the layout of each page, and by page number what is wrong with a page."""
    layouts: list[PageLayout] = []
    warnings: dict[int, str] = {}
    for number, page in enumerate(_pages(reader, path), 1):
        try:
            layouts.append(read_layout(page))
        except _DAMAGE:
            layouts.append(PageLayout((), (), False))
            warnings[number] = f"Pagina {number} is beschadigd en kon niet worden gelezen."
        else:
            if not _has_text(layouts[-1]):
                warnings[number] = f"Pagina {number} {_TEXTLESS}"
    return layouts, warnings


def _with_scans(
    data: bytes, layouts: list[PageLayout], warnings: dict[int, str]
) -> tuple[list[PageLayout], dict[int, str]]:
    """Return layouts and warnings with the scanned pages read, where recognition is installed."""
    textless = [number for number, warning in warnings.items() if _TEXTLESS in warning]
    if not textless or not can_read_scans():
        return layouts, warnings
    found = read_scanned_pages(data, textless)
    notices = {number: f"Pagina {number}: {NOTICE}" for number in found}
    read = [
        recognised(found[number]) if number in found else layout
        for number, layout in enumerate(layouts, 1)
    ]
    return read, {**warnings, **notices}


def _has_text(layout: PageLayout) -> bool:
    return any(character.isalnum() for line in layout.body for character in line.text)


def _blocks(layouts: Sequence[PageLayout]) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Return the blocks of all pages, with the notes behind the text, and the imprint's facts."""
    size = text_size([layout.body for layout in layouts])
    margin = _margin(layouts)
    own = words_of([layout.body for layout in layouts])
    pages: list[list[str]] = []
    notes: list[FootNote] = []
    bold: set[str] = set()
    italic: set[str] = set()
    rows: set[str] = set()
    facts: dict[str, str] = {}
    for number, layout in enumerate(layouts, 1):
        found, stated = imprint([line.text for line in layout.body], first=number == 1)
        body = [line for place, line in enumerate(layout.body) if place not in found]
        body = mended(body, own)
        lines, foot = take_notes(body, size)
        lines = headings_joined(with_rows(lines))
        pages.append(_without_count(spaced(lines), number, len(layouts)))
        notes += foot
        rows |= {folded(line.text) for line in lines if line.row}
        bold |= {folded(line.text) for line in lines if line.bold and line.x < margin + _INDENT}
        italic |= {folded(line.text) for line in lines if line.italic}
        facts = {**stated, **facts}
    if layouts[0].side:
        facts["letterhead"] = "\n".join(line.text.strip() for line in layouts[0].side)
    blocks = as_rows(blocks_from_pages(pages) or _bare(pages), rows)
    blocks = with_headings(blocks, bold - rows, italic)
    joiner = LineJoiner(line for page in pages for line in page)
    running = tuple(lift_raised(block) for block in blocks)
    return (*running, *(_note(note, joiner) for note in notes)), facts


def _margin(layouts: Sequence[PageLayout]) -> float:
    """Return where most lines begin, in points from the left."""
    places = Counter(round(line.x) for layout in layouts for line in layout.body if line.text)
    return float(places.most_common(1)[0][0])


def _bare(pages: list[list[str]]) -> tuple[Block, ...]:
    """Return each page as one paragraph: all pages are alike and seem to be running heads."""
    texts = [clean_characters(" ".join(" ".join(lines).split())) for lines in pages]
    return tuple(Block("paragraph", text, breaks=(0,)) for text in texts)


def _without_count(lines: list[str], number: int, count: int) -> list[str]:
    """Return a page's lines without the page count (``2/7``) that its first line begins with."""
    place = next((place for place, line in enumerate(lines) if line.strip()), None)
    if place is None:
        return lines
    found = _COUNT.match(lines[place])
    if found is None or found.groups() != (str(number), str(count)):
        return lines
    return [*lines[:place], lines[place][found.end() :], *lines[place + 1 :]]


def _note(note: FootNote, joiner: LineJoiner) -> Block:
    text = ""
    for line in note.lines:
        text = joiner.join(text, line)
    return Block("note", clean_characters(" ".join(text.split())), label=note.label)


def _scanned(data: bytes, path: Path, reader: PdfReader, warnings: list[str]) -> Draft:
    """Return the draft of a PDF without text, read by recognition where that is installed."""
    unread = [warning for warning in warnings if "beschadigd" in warning]
    if len(unread) == len(warnings):
        raise _damaged(path)
    if not can_read_scans():
        raise UnreadableFile(path, "geen tekst in deze scan", _INSTALL)
    pages = read_scan(data, path)
    blocks = blocks_from_pages(pages)
    return Draft(blocks, _labels(reader, len(pages)), warnings=(NOTICE, *unread))


def _open(data: bytes, path: Path) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        # the owner's ban on copying is not enforced: the letters are public, quotes are short
        locked = reader.is_encrypted and not reader.decrypt("")
        rooted = isinstance(reader.trailer.raw_get("/Root"), IndirectObject)
    except _DAMAGE as cause:
        raise _damaged(path) from cause
    if not rooted:
        raise _damaged(path)
    if locked:
        raise UnreadableFile(
            path,
            "het bestand is met een wachtwoord beveiligd",
            "Verwijder het wachtwoord en probeer het opnieuw.",
        )
    return reader


def _pages(reader: PdfReader, path: Path) -> list[PageObject]:
    try:
        pages = []
        for page in reader.pages:
            pages.append(page)
            if len(pages) > PAGE_LIMIT:
                raise UnreadableFile(
                    path,
                    f"het bestand heeft meer dan {PAGE_LIMIT} pagina's",
                    "Splits het bestand in delen.",
                )
    except _DAMAGE as cause:
        raise _damaged(path) from cause
    if not pages:
        raise _damaged(path)
    return pages


def _labels(reader: PdfReader, count: int) -> tuple[str, ...]:
    numbers = [str(number) for number in range(1, count + 1)]
    try:
        labels = list(reader.page_labels)
    except _DAMAGE:
        return tuple(numbers)
    if len(labels) != count:
        return tuple(numbers)
    return tuple(label or number for label, number in zip(labels, numbers, strict=True))


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path,
        "het PDF-bestand is beschadigd",
        "Download of bewaar het opnieuw en probeer het nog eens.",
    )
