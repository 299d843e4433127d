"""The parts of a Word document beside its running text."""

from __future__ import annotations

from corpus.archive import Element
from corpus.word_package import Part, open_part
from corpus.word_styles import W, switched_on


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
