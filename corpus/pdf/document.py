"""Reads PDF files: physical pages, the labels printed on them, and their lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from corpus.errors import UnreadableFile
from corpus.lines.paragraphs import blocks_from_pages
from corpus.metadata.imprint import imprint
from corpus.pdf.attached import refuse_placeholder
from corpus.pdf.drawing.words import mended, words_of
from corpus.pdf.file import PAGE_LIMIT, DamagedFile, damaged, labels_of, open_pdf, pages_of
from corpus.pdf.layout.blocks_by_print import (
    as_rows,
    folded,
    headings_joined,
    spaced,
    with_headings,
    with_large_items,
    with_rows,
)
from corpus.pdf.layout.lines_of_page import PageLayout, recognised
from corpus.pdf.layout.question_labels import labels_apart
from corpus.pdf.layout.small_print import FootNote, lift_raised, take_notes, text_size
from corpus.pdf.page_as_seen import View
from corpus.pdf.pdfium.check import checked
from corpus.pdf.pdfium.ocr import (
    LATE,
    NOTICE,
    SECONDS,
    SECONDS_BESIDE,
    can_read_scans,
    read_scan,
    read_scanned_pages,
)
from corpus.pdf.pdfium.reader import SecondReader
from corpus.pdf.printed_pages import printed_labels
from corpus.pdf.pypdf_failures import DAMAGE
from corpus.text.cleaning import LineJoiner, clean_characters
from corpus.text.draft import Block, Draft

_INDENT = 60.0  # points from the margin: bold text further in is the head of a table's column
_COUNT = re.compile(r"\s*(\d+)\s*/\s*(\d+)(?:\s+|$|(?=[\"'“‘«(]*[^\W\d_]))")
_DIGITS = re.compile(r"\d+")
_PARTLY = "en is zo goed mogelijk gelezen: vergelijk de tekst met het origineel."
_RESCUED = (
    "Het bestand is beschadigd en zo goed mogelijk gelezen; er kan tekst ontbreken: "
    "vergelijk de tekst met het origineel."
)
_TEXTLESS = "heeft geen tekst; misschien is het een scan."
_INSTALL = (
    "Installeer tesseract-ocr, tesseract-ocr-nld en pypdfium2, of maak het bestand doorzoekbaar."
)


def read_pdf(data: bytes, path: Path) -> Draft:
    """Return the draft of a PDF.

    Raises:
        UnreadableFile: it is damaged, needs a password, is too long, holds no text, or only says
            that its content is elsewhere.
    """
    second = SecondReader(data)
    try:
        return _read(data, path, second)
    except DamagedFile:
        pages = second.pages(PAGE_LIMIT)
        if not any(character.isalnum() for lines in pages for line in lines for character in line):
            raise
    labels = tuple(str(number) for number in range(1, len(pages) + 1))
    return Draft(blocks_from_pages(pages) or _bare(pages), labels, warnings=(_RESCUED,))


def _read(data: bytes, path: Path, second: SecondReader) -> Draft:
    reader = open_pdf(data, path)
    try:
        view = View(reader, second)
    except DAMAGE as cause:
        raise damaged(path) from cause
    layouts, warnings = _layouts(reader, view, path)
    _refuse_placeholder(reader, layouts, path)
    left_out = _left_out(layouts, view)
    if not any(map(_has_text, layouts)):
        scanned = _scanned(data, path, reader, list(warnings.values()))
        return replace(scanned, warnings=(*scanned.warnings, *left_out))
    layouts, warnings = _with_scans(data, layouts, warnings)
    sheets = [[line.text for line in (*layout.body, *layout.side)] for layout in layouts]
    labels = printed_labels(sheets, labels_of(reader, len(layouts)))
    blocks, facts = _blocks(layouts)
    beside = "\n".join(line.text.strip() for layout in layouts for line in layout.side)
    if beside:
        facts["letterhead"] = beside
    told = (*warnings.values(), *left_out)
    return checked(Draft(blocks, labels, facts, told), second, warnings.keys())


def _left_out(layouts: Sequence[PageLayout], view: View) -> list[str]:
    """Return what to tell about what is in the file and is not read.

    What differs in numbers alone, as a page number in the margin does, is told once.
    """
    dots = any(layout.dots for layout in layouts)
    told = ("Onleesbaar kleine tekst in het bestand is niet meegelezen.",) if dots else ()
    drawn: dict[str, str] = {}
    for one in (one for layout in layouts for one in layout.told):
        drawn.setdefault(_DIGITS.sub("#", one), one)
    return list(dict.fromkeys((*view.warnings, *told, *drawn.values())))


def _layouts(reader: PdfReader, view: View, path: Path) -> tuple[list[PageLayout], dict[int, str]]:
    """Return the layout of each page, and by page number what is wrong with a page."""
    layouts: list[PageLayout] = []
    warnings: dict[int, str] = {}
    for number, page in enumerate(pages_of(reader, path), 1):
        try:
            drawn = view.layout(page)
        except DAMAGE:
            layouts.append(recognised(view.rescued(number)))
            outcome = _PARTLY if _has_text(layouts[-1]) else "en kon niet worden gelezen."
            warnings[number] = f"Pagina {number} is beschadigd {outcome}"
        else:
            layouts.append(view.completed(drawn, page, number))
            if not _has_text(drawn):
                warnings[number] = f"Pagina {number} {_TEXTLESS}"
    return layouts, warnings


def _refuse_placeholder(reader: PdfReader, layouts: Sequence[PageLayout], path: Path) -> None:
    pages = ["\n".join(line.text for line in layout.body) for layout in layouts]
    try:
        refuse_placeholder(reader, pages, path)
    except DAMAGE:
        return


def _with_scans(
    data: bytes, layouts: list[PageLayout], warnings: dict[int, str]
) -> tuple[list[PageLayout], dict[int, str]]:
    """Return layouts and warnings with the scanned pages read, where recognition is installed."""
    textless = [number for number, warning in warnings.items() if _TEXTLESS in warning]
    if not textless or not can_read_scans():
        return layouts, warnings
    seconds = SECONDS if len(textless) == len(layouts) else SECONDS_BESIDE
    found, late = read_scanned_pages(data, textless, seconds)
    notices = {number: f"Pagina {number}: {NOTICE}" for number in found}
    notices |= {number: f"{warnings[number]} {LATE}" for number in late}
    read = [
        recognised((*found[number], *_unseen(layout, found[number]))) if number in found else layout
        for number, layout in enumerate(layouts, 1)
    ]
    return read, {**warnings, **notices}


def _unseen(layout: PageLayout, found: Sequence[str]) -> list[str]:
    """Return what lies on a scan, of fields say, and was not recognised on its picture."""
    picture = " ".join(" ".join(found).split())
    texts = [line.text for line in layout.body if line.text and line.text not in picture]
    return ["", *texts] if texts else []


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
    large: dict[str, float] = {}
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
        large |= {folded(line.text): line.size for line in lines if line.size > size}
        facts = {**stated, **facts}
    blocks = as_rows(blocks_from_pages(pages) or _bare(pages), rows)
    blocks = with_large_items(blocks, large)
    blocks = labels_apart(with_headings(blocks, bold - rows, italic))
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
    """Return a page's lines without the page count (``2/7``) that its first line begins with.

    In flat files the first word may stand right behind it.
    """
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
        raise damaged(path)
    if not can_read_scans():
        raise UnreadableFile(path, "geen tekst in deze scan", _INSTALL)
    pages = read_scan(data, path)
    blocks = blocks_from_pages(pages)
    return Draft(blocks, labels_of(reader, len(pages)), warnings=(NOTICE, *unread))
