"""Reads Word documents (DOCX): what is printed, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from corpus.text.block_writer import BlockWriter, paged_draft
from corpus.text.draft import Draft, FindReader, Reader
from corpus.text.italic_titles import with_subheadings
from corpus.untrusted_zip import Element
from corpus.word.drop_unprinted import keep_printed
from corpus.word.headings import is_italic, level_of
from corpus.word.looks import read_looks
from corpus.word.notes import Notes, read_notes
from corpus.word.numbering import Numbering, read_numbering
from corpus.word.package import open_document
from corpus.word.parts import read_chunks, read_headers, unfold_diagrams, unread
from corpus.word.styles import (
    ALTERNATIVES,
    DELETED,
    Style,
    W,
    read_styles,
    switched_on,
    value,
)
from corpus.word.tables import cell_paragraphs, has_text, has_words, holds_tables, printed_rows

_LEFT_OUT = DELETED | {W + tag for tag in ("pPr", "rPr", "instrText", "delText", "rt")}


@dataclass(slots=True)
class _Walk:
    """One walk through a document: what is known beforehand and what was written so far."""

    styles: dict[str, Style]
    numbering: Numbering
    notes: Notes
    chunks: dict[Element, Draft] = field(default_factory=dict)
    writer: BlockWriter = field(default_factory=BlockWriter)
    boxes: list[Element] = field(default_factory=list)
    italic: set[int] = field(default_factory=set)  # places of blocks


def read_word(data: bytes, path: Path, reader_for: FindReader) -> Draft:
    """Return the draft of a Word document.

    ``reader_for`` finds the reader of a file of another kind that is part of its text.

    Raises:
        UnreadableFile: it is no sound Word document.
    """
    return paged_draft(
        _written(data, path, reader_for, partial(_read_chunk, reader_for=reader_for))
    )


def _read_chunk(data: bytes, path: Path, reader_for: FindReader) -> Draft:
    """Return a Word document that stands in another, its pages counted on; it holds no third."""
    writer = _written(data, path, reader_for, None)
    return Draft(tuple(writer.blocks), warnings=tuple(writer.warnings))


def _written(data: bytes, path: Path, reader_for: FindReader, inner: Reader | None) -> BlockWriter:
    document = open_document(data, path)
    unfold_diagrams(document)
    chunks = read_chunks(document, reader_for, inner)
    writer, looks, headers = BlockWriter(), read_looks(document), read_headers(document)
    for part in (*headers, document.root):
        keep_printed(part, looks, writer)
    notes = read_notes(document)
    for note in notes.texts.values():
        keep_printed(note, looks, writer)
    walk = _Walk(read_styles(document), read_numbering(document), notes, chunks, writer)
    for part in (*headers, document.root):
        _content(walk, part)
    writer.blocks = with_subheadings(writer.blocks, walk.italic)
    for warning in unread(document, chunks):
        writer.warn(warning)
    return writer


def _content(walk: _Walk, parent: Element) -> None:
    """Walk through what holds paragraphs and tables."""
    for child in parent:
        if child.tag == W + "p":
            _paragraph(walk, child)
        elif child.tag == W + "tbl":
            _table(walk, child)
        elif child.tag == ALTERNATIVES:
            _content(walk, _alternative(child))
        elif child in walk.chunks:
            for block in walk.chunks[child].blocks:
                walk.writer.add(block)
        elif child.tag not in _LEFT_OUT:
            _content(walk, child)


def _paragraph(walk: _Walk, paragraph: Element) -> None:
    properties = paragraph.find(W + "pPr")
    style = walk.styles.get(value(properties, "pStyle"), Style())
    if style.contents:
        return
    if switched_on(properties, "pageBreakBefore"):
        walk.writer.new_page()
    listed = _number(walk, paragraph, properties)
    number = walk.writer.open_text
    _runs(walk, paragraph)
    if walk.writer.open_text.strip() == number.strip():
        walk.writer.drop()
    level = level_of(paragraph, properties, style, listed)
    place = len(walk.writer.blocks)
    walk.writer.close("heading" if level else "item" if listed else "paragraph", level)
    if len(walk.writer.blocks) > place and is_italic(paragraph, style):
        walk.italic.add(place)
    _close_boxes(walk)
    section = None if properties is None else properties.find(W + "sectPr")
    if section is not None and value(section, "type") not in ("continuous", "nextColumn"):
        walk.writer.new_page()


def _number(walk: _Walk, paragraph: Element, properties: Element) -> bool:
    """Write the number before a paragraph, and return whether the paragraph is in a list.

    One without text counts as well, unless it was deleted or is hidden.
    """
    place = walk.numbering.place(properties)
    marked = None if properties is None else properties.find(W + "rPr")
    gone = switched_on(marked, "del") or switched_on(marked, "vanish")
    if place and (has_text(paragraph) or not gone):
        number = walk.numbering.next(*place)
        walk.writer.write(number if has_words(paragraph) else "")
    return place is not None


def _close_boxes(walk: _Walk) -> None:
    """Write the text boxes that hang on a paragraph, as paragraphs behind it."""
    boxes, walk.boxes = walk.boxes, []
    for box in boxes:
        _content(walk, box)


def _runs(walk: _Walk, parent: Element) -> None:
    """Write the text under a paragraph, link, insertion or run."""
    for child in parent:
        if child.tag == ALTERNATIVES:
            _runs(walk, _alternative(child))
        elif child.tag == W + "txbxContent":
            walk.boxes.append(child)
        elif child.tag not in _LEFT_OUT and not _character(walk, child):
            _runs(walk, child)


def _character(walk: _Walk, child: Element) -> bool:
    """Write what one element of a run prints; false when it is no such element."""
    tag = child.tag.removeprefix(W)
    if tag == "t":
        walk.writer.write(child.text or "")
    elif tag == "br" and child.get(W + "type") == "page":
        walk.writer.new_page()
    elif tag == "lastRenderedPageBreak":
        walk.writer.new_page(printed=True)
    elif tag in ("br", "cr"):
        walk.writer.write("\n")
    elif tag in ("tab", "ptab"):
        walk.writer.write(" ")
    elif tag == "noBreakHyphen":
        walk.writer.write("-")
    elif tag in ("footnoteReference", "endnoteReference"):
        _note(walk, tag.removesuffix("Reference"), child.get(W + "id", ""))
    else:
        return False
    return True


def _note(walk: _Walk, kind: str, number: str) -> None:
    note = walk.notes.take(kind + number)
    if note is None:
        return
    inner = _Walk(walk.styles, walk.numbering, walk.notes)
    _content(inner, note.text)
    walk.writer.warnings |= inner.writer.warnings
    walk.writer.mark(note.mark)
    told = " ".join(block.text for block in inner.writer.blocks)
    walk.writer.note(note.mark, told if note.mark.isalnum() else told.removeprefix(note.mark))


def _alternative(choices: Element) -> Element:
    """The first of the ways to say the same."""
    return next(iter(choices), choices)


def _table(walk: _Walk, table: Element) -> None:
    """Write a table row by row; one of one column, or with tables in it, is a frame around them."""
    rows = printed_rows(table)
    if max(map(len, rows), default=0) <= 1 or holds_tables(table):
        for cell in dict.fromkeys(cell for row in rows for column in row for cell in column):
            _content(walk, cell)
        return
    told: dict[Element, str] = {}
    for row in rows:
        for place, column in enumerate(row):
            walk.writer.write(" | " if place else "")
            for cell in column:
                _cell(walk, cell, told)
        walk.writer.close("row")
        _close_boxes(walk)


def _cell(walk: _Walk, cell: Element, told: dict[Element, str]) -> None:
    """Write the paragraphs of a cell behind one another; told again, it is the text alone."""
    before = len(walk.writer.open_text)
    if cell in told:
        walk.writer.write(told[cell])
    for paragraph in () if cell in told else cell_paragraphs(cell):
        _number(walk, paragraph, paragraph.find(W + "pPr"))
        _runs(walk, paragraph)
        walk.writer.write(" ")
    told.setdefault(cell, walk.writer.open_text[before:])
    walk.writer.write(" ")
