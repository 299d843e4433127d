"""Reads the XML in which official publications and laws of the Dutch government are made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.dutch.enumerations import named
from corpus.errors import UnreadableFile
from corpus.metadata.declared import declared_facts
from corpus.metadata.imprint import imprint_facts
from corpus.official.laws import law_facts
from corpus.official.tables import printed_rows
from corpus.text.block_writer import BlockWriter
from corpus.text.draft import BlockKind, Draft
from corpus.text.notation import lowered, shifted
from corpus.untrusted_zip import Element, parse_xml

_LEFT_OUT = {
    "metadata", "meta-data", "kamerstukkop", "kamervraagkop", "kamervraagnummer",
    "illustratie", "inhoudsopgave", "colspec",
}  # fmt: skip
_HEADS = {
    "intitule",
    "kop",
    "titel",
    "tussenkop",
    "stuknr",
    "kamervraagomschrijving",
    "titeldeel",
    "nr",
}
_PARTS = {
    "vraag",
    "antwoord",
    "hoofdstuk",
    "paragraaf",
    "artikel",
    "divisie",
    "circulaire.divisie",
    "bijlage",
    "deel",
}
_BLOCKS = _HEADS | {
    "al", "tekstregel", "dossiernummer", "kamervraagnummer", "datumtekst", "ondertekening",
    "functie", "organisatie", "naam", "plaats", "adreslijn", "aanhef", "slotformulering",
    "plaatje", "wie", "considerans.al",
}  # fmt: skip
_LISTS, _ITEMS = ("lijst", "specificatielijst"), ("li", "specificatie-item")
_NUMBER = re.compile(r"[+\-−]?\d{1,3}")
_RUNNING = {"al", "kamervraagomschrijving", "datumtekst", "titel", "stuknr"}


@dataclass(slots=True)
class _Walk:
    """One walk through a publication."""

    writer: BlockWriter = field(default_factory=BlockWriter)
    notes: dict[Element, int] = field(default_factory=dict)  # each with its place among them


def read_publication(data: bytes, path: Path) -> Draft:
    """Return the draft of an official publication in XML.

    Raises:
        UnreadableFile: the XML is damaged, unsafe or of another kind.
    """
    root = parse_xml(data, path)
    if root.tag not in ("officiele-publicatie", "open-publicatie", "toestand"):
        raise UnreadableFile(
            path, "dit is geen officiële publicatie in XML", "Sla het op als PDF of DOCX."
        )
    walk = _Walk()
    _walk(walk, root, "paragraph", 0)
    walk.writer.close("paragraph")
    return Draft(tuple(walk.writer.blocks), facts=_facts(root), warnings=_images(root))


def _images(root: Element) -> tuple[str, ...]:
    """Return the warning that names the images, which may hold text, as far as there are any."""
    names = list(dict.fromkeys(one.get("naam", "zonder naam") for one in root.iter("illustratie")))
    if not names:
        return ()
    what = (
        "Afbeeldingen in de publicatie zijn" if names[1:] else "Een afbeelding in de publicatie is"
    )
    return (f"{what} niet meegelezen: {named(names)}.",)


def _facts(root: Element) -> dict[str, str]:
    """Return what the head of a paper of parliament or of a law states."""
    if root.tag == "toestand":
        return law_facts(root)
    metas = root.iterfind(".//meta")
    facts = declared_facts((meta.get("name", ""), meta.get("content", "")) for meta in metas)
    for line in root.iter("tekstregel"):
        imprint_facts(line.text or "", facts)
    dossier, number = root.find(".//dossiernr"), root.find(".//stuknr/ondernummer")
    if dossier is not None and number is not None:
        facts["kamerstuk.dossier"] = "".join((dossier.text or "").split())
        facts["kamerstuk.number"] = (number.text or "").strip()
    question = root.findtext(".//kamervraagnummer")
    if question:
        facts["document_number"] = question.strip()
    return facts


def _walk(walk: _Walk, parent: Element, kind: BlockKind, depth: int) -> None:
    """Write what stands under an element; ``depth`` counts the parts around it."""
    _write(walk, parent.text)
    for child in parent:
        _child(walk, child, kind, depth)
        _write(walk, child.tail)


def _write(walk: _Walk, text: str | None) -> None:
    if text:
        walk.writer.write(re.sub(r"\s+", " ", text))


def _child(walk: _Walk, child: Element, kind: BlockKind, depth: int) -> None:
    tag, parent = child.tag, child.getparent().tag
    if tag in _LEFT_OUT or (tag, parent) == ("citeertitel", "wetgeving"):
        return
    if tag == "noot":
        _note(walk, child)
    elif tag == "tgroup":
        _table(walk, child)
    elif tag in ("row", "rij"):
        _row(walk, [(cell,) for cell in child])
    elif tag in ("sup", "inf") and (number := _shifted(child)):
        walk.writer.write(number)
    elif tag == "nr" and parent == "kop":
        _walk(walk, child, kind, depth)
    elif kind == "row" and (tag in _LISTS or tag in _ITEMS or _is_block(tag, parent)):
        walk.writer.write(" ")
        _walk(walk, child, kind, depth)
        walk.writer.write(" ")
    elif tag in _LISTS or tag in _ITEMS:
        walk.writer.close(kind)
        _walk(walk, child, "item" if tag in _ITEMS else kind, depth)
        walk.writer.close("item")
    elif tag == "li.nr" or (tag == "lidnr"):
        _walk(walk, child, kind, depth)
        walk.writer.write(" ")
    elif tag == "al" and kind == "item" and not _follows_text(child):
        walk.writer.write(" ")
        _walk(walk, child, kind, depth)
    elif _is_block(tag, parent):
        walk.writer.close(kind)
        _walk(walk, child, kind, depth)
        heading = tag in _HEADS
        walk.writer.close("heading" if heading else kind, depth + 1 if heading else 0)
    else:
        _walk(walk, child, kind, depth + (tag in _PARTS))


def _follows_text(child: Element) -> bool:
    """Whether a paragraph of a list item is not its first."""
    before = child.getprevious()
    return before is not None and before.tag == "al"


def _is_block(tag: str, parent: str) -> bool:
    if parent in _RUNNING or parent in ("kop", "dossiernummer", "stuknr"):
        return False
    return tag in _BLOCKS


def _note(walk: _Walk, note: Element) -> None:
    """Take a note out of the running text; its own number counts, or else its place."""
    if note in walk.notes:  # in a cell that stands in several rows
        return
    walk.notes[note] = len(walk.notes) + 1
    number = note.findtext("noot.nr")
    inner = _Walk()
    for child in note:
        if child.tag != "noot.nr":
            _walk(inner, child, "paragraph", 0)
            inner.writer.write(" ")
    inner.writer.close("paragraph")
    label = (number or str(walk.notes[note])).strip()
    walk.writer.mark(label)
    walk.writer.note(label, " ".join(block.text for block in inner.writer.blocks))


def _shifted(child: Element) -> str:
    """Return a number above or below its line as raised or lowered digits; empty for others."""
    text = "".join(child.itertext()).strip()
    if not _NUMBER.fullmatch(text):
        return ""
    return shifted(text, "", 1) if child.tag == "sup" else lowered(text)


def _table(walk: _Walk, group: Element) -> None:
    for row in printed_rows(group):
        _row(walk, row)


def _row(walk: _Walk, row: Sequence[tuple[Element, ...]]) -> None:
    walk.writer.close("paragraph")
    for place, cells in enumerate(row):
        walk.writer.write(" | " if place else "")
        for cell in cells:
            _cell(walk, cell)
    walk.writer.close("row")


def _cell(walk: _Walk, cell: Element) -> None:
    _walk(walk, cell, "row", 0)
    walk.writer.write(" ")
