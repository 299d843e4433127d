"""Reads OpenDocument texts (ODT): what is printed, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.archive import Element, open_archive
from corpus.blocks import HIDDEN, BlockWriter, paged_draft
from corpus.draft import BlockKind, Draft
from corpus.errors import UnreadableFile
from corpus.imprint import imprint_facts

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_T = "{" + _OASIS + "text:1.0}"
_O = "{" + _OASIS + "office:1.0}"
_S = "{" + _OASIS + "style:1.0}"
_F = "{" + _OASIS + "xsl-fo-compatible:1.0}"
_TABLE = "{" + _OASIS + "table:1.0}"
_DRAW = "{" + _OASIS + "drawing:1.0}"
_LEFT_OUT = {
    _T + "tracked-changes", _T + "sequence-decls", _T + "table-of-content", _O + "annotation",
    _T + "alphabetical-index", _T + "hidden-paragraph", _T + "variable-decls", _O + "forms",
}  # fmt: skip


@dataclass(slots=True)
class _Walk:
    """One walk through a document."""

    styles: dict[str, Element]
    writer: BlockWriter = field(default_factory=BlockWriter)
    frames: list[Element] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


def read_opendocument(data: bytes, path: Path) -> Draft:
    """Return the draft of an OpenDocument text.

    Raises:
        UnreadableFile: it is no sound OpenDocument text.
    """
    archive = open_archive(data, path)
    content = archive.xml("content.xml")
    text = None if content is None else content.find(f"{_O}body/{_O}text")
    if text is None:
        raise UnreadableFile(
            path, "dit is geen tekstdocument", "Sla het op als DOCX of PDF en probeer het opnieuw."
        )
    walk = _Walk({})
    for root in (archive.xml("styles.xml"), content):
        for style in () if root is None else root.iter(_S + "style"):
            walk.styles[style.get(_S + "name", "")] = style
    _content(walk, text, "paragraph")
    _close_frames(walk)
    draft = paged_draft(walk.writer)
    return replace(draft, facts=walk.facts)


def _content(walk: _Walk, parent: Element, kind: BlockKind) -> None:
    """Walk through what holds paragraphs, lists and tables."""
    for child in parent:
        if child.tag in _LEFT_OUT or _is_imprint(walk, child):
            continue
        if child.tag in (_T + "p", _T + "h"):
            _paragraph(walk, child, kind)
        elif child.tag == _TABLE + "table":
            _table(walk, child)
        elif child.tag == _DRAW + "frame":
            walk.frames.append(child)
        elif child.tag == _T + "soft-page-break":
            walk.writer.new_page(printed=True)
        elif child.tag in (_T + "list", _T + "list-item"):
            _content(walk, child, "item")
        else:
            _content(walk, child, kind)


def _is_imprint(walk: _Walk, child: Element) -> bool:
    """Whether an element is the head or foot of an official publication; keeps its facts."""
    named = child.get(_TABLE + "name", child.get(_DRAW + "name", child.get(_T + "style-name", "")))
    if named not in ("parlementair.kop", "frillblok", "kamervraagnummer"):
        return False
    for paragraph in child.iter(_T + "p"):
        imprint_facts("".join(paragraph.itertext()), walk.facts)
    return True


def _paragraph(walk: _Walk, paragraph: Element, kind: BlockKind) -> None:
    style = paragraph.get(_T + "style-name", "")
    if _property(walk, style, "paragraph-properties", _F + "break-before") == "page":
        walk.writer.new_page()
    _text(walk, paragraph)
    level = paragraph.get(_T + "outline-level", "1") if paragraph.tag == _T + "h" else ""
    if level:
        walk.writer.close("heading", int(level) if level.isdigit() else 1)
    else:
        walk.writer.close(kind)
    if _property(walk, style, "paragraph-properties", _F + "break-after") == "page":
        walk.writer.new_page()
    if kind != "row":
        _close_frames(walk)


def _property(walk: _Walk, style: str, group: str, name: str) -> str:
    """Return a property of a style or of those it inherits from; empty without one."""
    seen: set[str] = set()
    while style in walk.styles and style not in seen:
        seen.add(style)
        for properties in walk.styles[style].iter(_S + group):
            if properties.get(name):
                return str(properties.get(name))
        style = walk.styles[style].get(_S + "parent-style-name", "")
    return ""


def _text(walk: _Walk, parent: Element) -> None:
    """Write the running text under a paragraph, span or link."""
    _write(walk, parent.text)
    for child in parent:
        _inline(walk, child)
        _write(walk, child.tail)


def _write(walk: _Walk, text: str | None) -> None:
    if text:
        walk.writer.write(text.replace("\n", " "))


def _inline(walk: _Walk, child: Element) -> None:
    style = child.get(_T + "style-name", "")
    hidden = style and _property(walk, style, "text-properties", _T + "display") == "none"
    if hidden or child.tag == _T + "hidden-text":
        walk.writer.warn(HIDDEN)
    elif child.tag in _LEFT_OUT:
        return
    elif child.tag == _T + "note":
        _note(walk, child)
    elif child.tag == _T + "line-break":
        walk.writer.write("\n")
    elif child.tag in (_T + "s", _T + "tab"):
        walk.writer.write(" ")
    elif child.tag == _T + "soft-page-break":
        walk.writer.new_page(printed=True)
    elif child.tag == _DRAW + "frame":
        walk.frames.append(child)
    else:
        _text(walk, child)


def _note(walk: _Walk, note: Element) -> None:
    inner = _Walk(walk.styles)
    body = note.find(_T + "note-body")
    label = (note.findtext(_T + "note-citation") or "").strip()
    if body is not None:
        _content(inner, body, "paragraph")
    walk.writer.warnings |= inner.writer.warnings
    walk.writer.mark(label)
    walk.writer.note(label, " ".join(block.text for block in inner.writer.blocks))


def _close_frames(walk: _Walk) -> None:
    """Write the text boxes that hang on what was written, as paragraphs behind it."""
    frames, walk.frames = walk.frames, []
    for frame in frames:
        for box in frame.iter(_DRAW + "text-box"):
            _content(walk, box, "paragraph")


def _table(walk: _Walk, table: Element) -> None:
    """Write a table row by row; a table of one column is a frame around paragraphs."""
    rows = [
        [cell for cell in row if cell.tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell")]
        for row in table.iter(_TABLE + "table-row")
    ]
    if (
        max((len(row) for row in rows), default=0) <= 1
        or table.find(f".//{_TABLE}table") is not None
    ):
        for cell in table.iter(_TABLE + "table-cell"):
            _content(walk, cell, "paragraph")
        return
    for row in rows:
        printed = [cell for cell in row if cell.tag == _TABLE + "table-cell"]
        for place, cell in enumerate(printed):
            walk.writer.write(" | " if place else "")
            _cell(walk, cell)
        walk.writer.close("row")
    _close_frames(walk)


def _cell(walk: _Walk, cell: Element) -> None:
    for paragraph in cell.iter(_T + "p", _T + "h"):
        _text(walk, paragraph)
        walk.writer.write(" ")
