"""The parts of a Word document beside its running text: notes and page heads."""

from __future__ import annotations

from corpus.archive import Element
from corpus.word_package import Part, open_part
from corpus.word_styles import W, switched_on


def read_notes(document: Part) -> dict[str, Element]:
    """Return the notes by kind and number."""
    notes = {}
    for kind in ("footnote", "endnote"):
        part = document.first(f"{kind}s")
        for note in () if part is None else part.root.iter(W + kind):
            notes[kind + note.get(W + "id", "")] = note
    return notes


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
