"""The parts of a Word document beside its running text: what they add, and what is not read."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.text.draft import Draft, FindReader, Reader
from corpus.untrusted_zip import Element
from corpus.word.package import Part, content_type, is_word, open_part
from corpus.word.styles import W, switched_on
from corpus.word.tables import has_text

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_CHARTS = (
    f"{_DRAWING}chart}}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
)
_DIAGRAM = f"{_DRAWING}diagram}}"
_WORDS = f"{_DRAWING}main}}t"
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_EMBEDDED = ("oleObject", "package")
_UNREAD = (
    "In het bestand zit een ander bestand ({}), dat niet is meegelezen. Bewaar het apart.",
    "In het bestand zitten andere bestanden ({}), die niet zijn meegelezen. Bewaar ze apart.",
)
_ELSEWHERE = (
    "Een deel van de brief staat in een ander bestand ({}), dat niet is meegelezen. "
    "Voeg het apart toe."
)
_MOST_NAMED = 5


def read_headers(document: Part) -> list[Element]:
    """Return the head of the first page, where letters name their sender or addressee."""
    section = next(document.root.iter(W + "sectPr"), None)
    if section is None:
        return []
    kind = "first" if switched_on(section, "titlePg") else "default"
    for reference in section.iter(W + "headerReference"):
        used = document.used(reference)
        if reference.get(W + "type", "default") == kind and used is not None:
            header = open_part(document.archive, used.target)
            return [] if header is None else [header.root]
    return []


def read_chunks(
    document: Part, reader_for: FindReader, inner: Reader | None
) -> dict[Element, Draft]:
    """Return what stands in the place of other files that are part of the running text.

    ``inner`` reads a Word document in this one, ``reader_for`` finds the reader of others; a file
    that is not read is not in it. What stands in a cell of a table becomes paragraphs of the
    document.
    """
    chunks = {}
    for element in list(document.root.iter(W + "altChunk")):
        used = document.used(element)
        draft = None if used is None else _chunk(document, used.target, reader_for, inner)
        if draft is None:
            continue
        chunks[element] = draft
        if next(element.iterancestors(W + "tc"), None) is not None:
            element.getparent().replace(element, _box("sdt", [one.text for one in draft.blocks]))
    return chunks


def _chunk(document: Part, name: str, reader_for: FindReader, inner: Reader | None) -> Draft | None:
    data = document.archive.part(name)
    if not data:
        return None
    kind = content_type(document.archive, name)
    path = Path(posixpath.basename(name))
    path = path.with_suffix(_ENDINGS.get(kind, path.suffix))
    try:
        if data.startswith(b"PK") and is_word(data, path):
            return inner(data, path) if inner else None
        draft = reader_for(data, path)(data, path)
    except UnreadableFile:
        return None
    return replace(draft, blocks=tuple(replace(block, breaks=()) for block in draft.blocks))


def unfold_diagrams(document: Part) -> None:
    """Put the text of each diagram where it stands, as in a text box."""
    for element in list(document.root.iter(f"{_DIAGRAM}relIds")):
        used = document.used(element, "dm")
        part = None if used is None else open_part(document.archive, used.target)
        points = () if part is None else part.root.iter(f"{_DIAGRAM}pt")
        words = ["".join(node.text or "" for node in one.iter(_WORDS)) for one in points]
        element.getparent().replace(element, _box("txbxContent", words))


def _box(tag: str, texts: list[str]) -> Element:
    """Return an element of a Word document with these paragraphs."""
    box = etree.Element(W + tag)
    for text in texts:
        run = etree.SubElement(etree.SubElement(box, W + "p"), W + "r")
        etree.SubElement(run, W + "t").text = text
    return box


def unread(document: Part, chunks: dict[Element, Draft]) -> list[str]:
    """Return the warnings on what the document holds beside what is read of it."""
    warnings = [warning for chunk in chunks.values() for warning in chunk.warnings]
    names = _embedded(document)
    lost = (one for one in document.root.iter(W + "altChunk") if one not in chunks)
    names += [_name(document, one) for one in lost]
    if names:
        warnings.append(_UNREAD[len(names) > 1].format(_named(names)))
    parts = [_name(document, one) for one in document.root.iter(W + "subDoc")]
    if parts:
        warnings.append(_ELSEWHERE.format(_named(parts)))
    if next(document.root.iter(*_CHARTS), None) is not None:
        warnings.append("Een grafiek in het bestand is niet meegelezen.")
    comments = document.first("comments")
    if comments is not None and has_text(comments.root):
        warnings.append("Opmerkingen in de kantlijn zijn niet meegelezen.")
    return warnings


def _embedded(document: Part) -> list[str]:
    """Return the files in the document, but for objects in its text, which are told as such."""
    objects = [one for shown in document.root.iter(W + "object") for one in shown.iter()]
    told = [document.used(one) for one in objects]
    return [
        one.target
        for one in document.relations.values()
        if one.kind in _EMBEDDED and not one.outside and one not in told
    ]


def _name(document: Part, element: Element) -> str:
    used = document.used(element)
    return used.target if used else ""


def _named(names: list[str]) -> str:
    """Return the names of files without their folders, of many only the first."""
    bare = sorted({name.replace("\\", "/").rpartition("/")[2] or "zonder naam" for name in names})
    rest = len(bare) - _MOST_NAMED
    return ", ".join(bare[:_MOST_NAMED]) + (f" en nog {rest}" if rest > 0 else "")
