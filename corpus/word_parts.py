"""The parts of a Word document beside its running text: notes and page heads."""

from __future__ import annotations

import posixpath

from corpus.archive import Archive, Element
from corpus.word_styles import W, switched_on

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_notes(archive: Archive) -> dict[str, Element]:
    """Return the notes by kind and number."""
    notes = {}
    for kind in ("footnote", "endnote"):
        root = archive.xml(f"word/{kind}s.xml")
        for note in () if root is None else root.iter(W + kind):
            notes[kind + note.get(W + "id", "")] = note
    return notes


def read_headers(archive: Archive, body: Element) -> list[Element]:
    """Return the head of the first page, where letters name their sender or addressee."""
    section = next(body.iter(W + "sectPr"), None)
    relations = archive.xml("word/_rels/document.xml.rels")
    if section is None or relations is None:
        return []
    kind = "first" if switched_on(section, "titlePg") else "default"
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for reference in section.iter(W + "headerReference"):
        if reference.get(W + "type", "default") == kind:
            target = targets.get(reference.get(_RELATION), "")
            header = archive.xml(posixpath.normpath(posixpath.join("word", target)))
            return [] if header is None else [header]
    return []
