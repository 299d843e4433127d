"""Reads web pages: the main text without menus, hidden parts and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from corpus.errors import UnreadableFile
from corpus.lines.paragraphs import blocks_from_text
from corpus.metadata.declared import declared_facts
from corpus.text.block_writer import BlockWriter
from corpus.text.character_references import read_numeric
from corpus.text.cleaning import clean_characters
from corpus.text.decoding import decode
from corpus.text.draft import BlockKind, Draft
from corpus.text.footnotes import mark
from corpus.untrusted_zip import Element
from corpus.web.formulas import write_in_line
from corpus.web.hidden import leave_out_unseen
from corpus.web.lists import item_numbers, put_before
from corpus.web.not_text import Parts, main_part
from corpus.web.notes import NOTE_LABEL, is_marker, take_notes
from corpus.web.styles import looks
from corpus.web.tables import printed_rows
from corpus.web.unread import empty_embedded, take_unread, unread_fields

_BLOCK = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
     "legend", "li", "main", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr")
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CUT_OFF = (
    "De opmaak van de pagina is te diep genest: een deel van de tekst is niet meegelezen. "
    "Maak er een PDF van."
)
_PASSED_ON = re.compile(r"\s*[0-5]\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_SHORT = 300  # characters: a page with more text says something itself
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class _Walk:
    """One walk through a page."""

    notes: dict[str, str]
    writer: BlockWriter = field(default_factory=BlockWriter)
    marked: set[Element] = field(default_factory=set)  # a cell over rows is written in each


def read_webpage(data: bytes, path: Path) -> Draft:
    """Return the draft of a web page.

    Raises:
        UnreadableFile: the page cannot be parsed, or only passes its reader on.
    """
    root, told = _parsed(data, path)
    _refuse_passing_on(root, path)
    facts = _facts(root)
    empty_embedded(root)
    looked = looks(root)
    warnings = [*told, *unread_fields(root), *leave_out_unseen(Parts(root), looked)]
    warnings += take_unread(root)
    numbers = item_numbers(looked)
    write_in_line(root, looked, {str(name) for name in root.xpath("//@id | //a/@name")})
    walk = _Walk(take_notes(root))
    write_in_line(root, looked, walk.notes)
    for item, number in numbers.items():
        put_before(item, number)
    _walk(walk, main_part(root), "paragraph")
    walk.writer.close("paragraph")
    return Draft(tuple(walk.writer.blocks), facts=facts, warnings=tuple(warnings))


def _parsed(data: bytes, path: Path) -> tuple[Element, list[str]]:
    """Return the page, and what is to be told when the parser stopped before its end."""
    source = read_numeric(_CONTROL.sub("", decode(data)))
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as cause:
        raise UnreadableFile(
            path,
            "de webpagina is leeg of beschadigd",
            "Sla de pagina opnieuw op of maak er een PDF van.",
        ) from cause
    stopped = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return root, [CUT_OFF] if stopped else []


def _refuse_passing_on(root: Element, path: Path) -> None:
    """Refuse a page that a browser leaves at once for another.

    Raises:
        UnreadableFile: it is one.
    """
    metas = root.xpath("//meta[@content and not(ancestor::noscript)]")
    values = (one.get("content") for one in metas if one.get("http-equiv", "").lower() == "refresh")
    found = next(filter(None, map(_PASSED_ON.match, values)), None)
    if found and len(" ".join(root.text_content().split())) < _SHORT:
        reason = f"deze pagina stuurt door naar {found[1].strip()[:80]}"
        raise UnreadableFile(path, reason, "Sla die pagina of dat bestand op en voeg het toe.")


def _facts(root: Element) -> dict[str, str]:
    """Return the address that the page gives itself, and what a publication declares."""
    links = root.xpath('//link[@rel="canonical"]/@href')
    facts = {"url": str(links[0])} if links and str(links[0]).startswith("http") else {}
    metas = root.xpath("//meta[@name and @content]")
    return declared_facts((meta.get("name"), meta.get("content")) for meta in metas) | facts


def _walk(walk: _Walk, parent: Element, kind: BlockKind) -> None:
    """Write the text under an element; blocks inside it end the open one."""
    _write(walk, parent.text)
    for child in parent:
        _child(walk, child, kind)
        _write(walk, child.tail)


def _write(walk: _Walk, text: str | None) -> None:
    if text:
        walk.writer.write(re.sub(r"\s+", " ", text))


def _child(walk: _Walk, child: Element, kind: BlockKind) -> None:
    tag = child.tag
    if tag == "br":
        walk.writer.write("\n")
    elif tag == "a" and _has_note(walk, child):
        _mark(walk, child)
    elif tag in _HEADINGS:
        walk.writer.close(kind)
        _walk(walk, child, "heading")
        walk.writer.close("heading", int(tag[1]))
    elif tag == "table":
        walk.writer.close(kind)
        _table(walk, child)
    elif tag in ("ul", "ol", "menu", "dir"):
        walk.writer.close(kind)
        _list(walk, child)
    elif tag == "pre":
        walk.writer.close(kind)
        _lines(walk, child)
    elif tag in _BLOCK:
        walk.writer.close(kind)
        _walk(walk, child, kind)
        walk.writer.close(kind)
    else:
        _walk(walk, child, kind)


def _has_note(walk: _Walk, link: Element) -> bool:
    return link.get("href", "")[1:] in walk.notes and is_marker(link)


def _mark(walk: _Walk, link: Element) -> None:
    """Note a marker and its note, once for each marker in the page."""
    if link in walk.marked:
        return
    walk.marked.add(link)
    walk.writer.mark(_noted(walk, link))


def _noted(walk: _Walk, link: Element) -> str:
    """Keep the note of a marker until the block is closed, and return its label."""
    target, found = link.get("href")[1:], NOTE_LABEL.fullmatch(link.text_content().strip())
    label = found[1] if found else target
    walk.writer.note(label, walk.notes[target])
    return label


def _lines(walk: _Walk, shown: Element) -> None:
    """Write text whose line ends are seen, as that of a text file, and its notes behind it."""
    for end in shown.iter("br"):
        end.tail = "\n" + (end.tail or "")
    for inner in shown.iterdescendants(*_BLOCK, *_HEADINGS):
        inner.text, inner.tail = "\n\n" + (inner.text or ""), "\n\n" + (inner.tail or "")
    for link in [one for one in shown.iter("a") if _has_note(walk, one)]:
        label = _noted(walk, link)
        link.clear(keep_tail=True)
        link.text = mark(label)
    for block in blocks_from_text(clean_characters(shown.text_content())):
        walk.writer.add(block)
    walk.writer.close("paragraph")


def _list(walk: _Walk, listed: Element) -> None:
    for child in listed:
        _walk(walk, child, "item")
        walk.writer.close("item")


def _table(walk: _Walk, table: Element) -> None:
    """Write a table row by row; one for the layout of the page is as its paragraphs."""
    rows = printed_rows(table)
    if not rows:
        _walk(walk, table, "paragraph")
        walk.writer.close("paragraph")
        return
    caption = table.find("caption")
    if caption is not None:
        _walk(walk, caption, "paragraph")
        walk.writer.close("paragraph")
    for row in rows:
        for place, cells in enumerate(row):
            walk.writer.write(" | " if place else "")
            for cell in cells:
                _cell(walk, cell)
        walk.writer.close("row")


def _cell(walk: _Walk, cell: Element) -> None:
    _write(walk, cell.text)
    for child in cell:
        if child.tag in _BLOCK or child.tag == "br":
            walk.writer.write(" ")
        if child.tag == "a":
            _child(walk, child, "row")
        else:
            _cell(walk, child)
        _write(walk, child.tail)
    walk.writer.write(" ")
