"""Reads OpenDocument texts (ODT): what is printed, in the order in which it is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.metadata.imprint import imprint_facts
from corpus.opendocument.names import DRAW, FORMAT, OFFICE, TABLE, TEXT
from corpus.opendocument.numbering import read_numbers, whole
from corpus.opendocument.styles import Look, first_head, read_styles
from corpus.opendocument.tables import Row, rows_of, write_row
from corpus.opendocument.walk import Around, Walk, is_left_out, number_of, write
from corpus.text.block_writer import BlockWriter, paged_draft
from corpus.text.draft import Block, BlockKind, Draft
from corpus.text.grid import Cell, laid_out
from corpus.untrusted_zip import Element, open_archive


def read_opendocument(data: bytes, path: Path) -> Draft:
    """Return the draft of an OpenDocument text.

    Raises:
        UnreadableFile: it is no sound OpenDocument text.
    """
    archive = open_archive(data, path)
    content = archive.xml("content.xml")
    text = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise UnreadableFile(
            path, "dit is geen tekstdocument", "Sla het op als DOCX of PDF en probeer het opnieuw."
        )
    parts = (archive.xml("styles.xml"), content)
    walk = Walk(archive, read_styles(parts), read_numbers(parts))
    if (head := first_head(parts[0], walk.styles, text)) is not None:
        _content(replace(walk, styles=read_styles(parts[:1])), head, Around())
    _content(walk, text, Around())
    _close_frames(walk)
    if walk.objects:
        walk.writer.warn(f"Ingevoegde objecten zijn niet meegelezen: {', '.join(walk.objects)}.")
    return replace(paged_draft(walk.writer), facts=walk.facts)


def _content(walk: Walk, parent: Element, around: Around) -> None:
    """Walk through what holds paragraphs, lists and tables."""
    for child in parent:
        if is_left_out(walk, child) or _is_imprint(walk, child):
            continue
        if child.tag in (TEXT + "p", TEXT + "h"):
            _paragraph(walk, child, around)
        elif child.tag == TABLE + "table":
            _table(walk, child, around)
        elif child.tag == DRAW + "frame":
            walk.frames.append(child)
        elif child.tag == TEXT + "soft-page-break":
            walk.writer.new_page(printed=True)
        elif child.tag == TEXT + "list":
            _list(walk, child, around)
        else:
            _content(walk, child, around)


def _is_imprint(walk: Walk, child: Element) -> bool:
    """Whether an element is the head or foot of an official publication; keeps its facts."""
    named = child.get(TABLE + "name", child.get(DRAW + "name", child.get(TEXT + "style-name", "")))
    if named not in ("parlementair.kop", "frillblok", "kamervraagnummer"):
        return False
    for paragraph in child.iter(TEXT + "p"):
        imprint_facts("".join(paragraph.itertext()), walk.facts)
    return True


def _list(walk: Walk, listed: Element, around: Around) -> None:
    """Walk through a list; one that stands in another has its style, unless it says otherwise."""
    own = listed.get(TEXT + "style-name")
    style = f"list {own}" if own else around.style
    name = around.list or walk.numbers.open(style, listed)
    kind: BlockKind = "row" if around.kind == "row" else "item"
    inner = replace(around, kind=kind, list=name, style=style, level=around.level + 1)
    for item in listed:
        _content(walk, item, inner)


def _paragraph(walk: Walk, paragraph: Element, around: Around) -> None:
    style = paragraph.get(TEXT + "style-name", "")
    look = walk.styles.look("paragraph", style, around.look)
    fields = paragraph.iter(TEXT + "hidden-paragraph")
    if any(one.get(TEXT + "is-hidden") == "true" for one in fields):
        look = replace(look, hidden=True)
    if around.kind == "row":
        _numbered(walk, paragraph, around, look)
        walk.writer.write(" ")
        return
    breaks = {} if look.hidden else _breaks(walk, style)
    if breaks.get("before") == "page":
        walk.writer.new_page()
    _numbered(walk, paragraph, around, look)
    level = (
        0 if paragraph.tag == TEXT + "p" else whole(paragraph.get(TEXT + "outline-level"), 1) or 1
    )
    walk.writer.close("heading" if level else around.kind, level)
    if breaks.get("after") == "page":
        walk.writer.new_page()
    _close_frames(walk)


def _breaks(walk: Walk, style: str) -> dict[str, str]:
    """Return what a paragraph begins before it and after it, such as a page."""
    group = "paragraph-properties"
    return {
        side: walk.styles.property("paragraph", style, group, f"{FORMAT}break-{side}")
        for side in ("before", "after")
    }


def _numbered(walk: Walk, paragraph: Element, around: Around, look: Look) -> None:
    """Write a paragraph's words after its number; without words there is none."""
    walk.number = "" if look.hidden else number_of(walk, paragraph, around)
    _text(walk, paragraph, look)
    walk.number = ""


def _text(walk: Walk, parent: Element, look: Look) -> None:
    """Write the running text under a paragraph, span or link."""
    write(walk, parent.text, look)
    for child in parent:
        if not is_left_out(walk, child):
            _inline(walk, child, look)
        write(walk, child.tail, look)


def _inline(walk: Walk, child: Element, look: Look) -> None:
    hangs = child.tag.startswith(DRAW) and child.tag != DRAW + "a"
    if (look.hidden or look.struck) and (hangs or child.tag == TEXT + "note"):
        for paragraph in child.iter(TEXT + "p", TEXT + "h"):
            write(walk, "".join(paragraph.itertext()), look)  # which tells of it
    elif child.tag == TEXT + "note":
        _note(walk, child)
    elif child.tag == TEXT + "line-break":
        walk.writer.write("\n")
    elif child.tag in (TEXT + "s", TEXT + "tab"):
        walk.writer.write(" ")
    elif child.tag == TEXT + "soft-page-break":
        walk.writer.new_page(printed=True)
    elif hangs:
        walk.frames.append(child)
    else:
        style = child.get(TEXT + "style-name", "")
        _text(walk, child, walk.styles.look("text", style, look) if style else look)


def _note(walk: Walk, note: Element) -> None:
    inner = replace(walk, writer=BlockWriter(), frames=[], number="")
    body = note.find(TEXT + "note-body")
    label = (note.findtext(TEXT + "note-citation") or "").strip()
    if body is not None:
        _content(inner, body, Around())
    walk.writer.warnings |= inner.writer.warnings
    walk.writer.mark(label)
    walk.writer.note(label, " ".join(block.text for block in inner.writer.blocks))


def _close_frames(walk: Walk) -> None:
    """Write the text boxes and shapes that hang on what was written, as paragraphs behind it."""
    while walk.frames:
        frames = walk.frames.copy()
        walk.frames.clear()  # each paragraph in them closes what hangs on it
        for frame in frames:
            _content(walk, frame, Around())


def _table(walk: Walk, table: Element, around: Around) -> None:
    """Write a table row by row; one of one column, or with tables in it, is a frame around them."""
    rows = rows_of(table)
    width = max((sum(cell.across for cell in row.cells) for row in rows), default=0)
    if width <= 1 or table.find(f".//{TABLE}table") is not None:
        _frame(walk, rows, replace(around, list="", style="", level=0))
        return
    _rows(walk, rows, around.look)
    _close_frames(walk)


def _frame(walk: Walk, rows: list[Row], around: Around) -> None:
    """Write each cell once as what stands in it; tables in a cell are written as such."""
    seen: set[Element] = set()
    for row in rows:
        for _ in range(row.pages):
            walk.writer.new_page(printed=True)
        for cell in row.cells:
            if cell.content not in seen:
                seen.add(cell.content)
                _content(walk, cell.content, around)


def _rows(walk: Walk, rows: list[Row], look: Look) -> None:
    written: list[list[Block]] = []
    grid: list[list[Cell[int]]] = []
    pages = 0
    for row in rows:
        pages += row.pages
        first = len(written)
        grid.append([])
        for cell in row.cells:
            grid[-1].append(replace(cell, content=len(written)))
            written.append(_cell(walk, cell.content, pages, look))
        pages = 0 if any(written[first:]) else pages
    seen: set[int] = set()
    for columns in laid_out(grid, sum(row.head for row in rows)):
        write_row(walk.writer, columns, written, seen)


def _cell(walk: Walk, cell: Element, pages: int, look: Look) -> list[Block]:
    """Return what stands in a cell as one block, with the notes that belong to it."""
    inner = replace(walk, writer=BlockWriter(), number="")
    for _ in range(pages):
        inner.writer.new_page(printed=True)
    _content(inner, cell, Around("row", look))
    inner.writer.close("row")
    walk.writer.warnings |= inner.writer.warnings
    walk.writer.printed_pages |= inner.writer.printed_pages
    return inner.writer.blocks
