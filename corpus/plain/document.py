"""Letters in text and Markdown files."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.lines.paragraphs import blocks_from_text
from corpus.plain.markdown import blocks_from_markdown, is_markdown, take_facts, without_struck
from corpus.text.block_writer import STRUCK
from corpus.text.cleaning import clean_characters
from corpus.text.draft import Block, Draft
from corpus.text.footnotes import MARK_CLOSE, MARK_OPEN, take_inline_notes

_FIELDS = {
    "title": "title",
    "titel": "title",
    "betreft": "title",
    "onderwerp": "title",
    "subject": "title",
    "kind": "kind",
    "soort": "kind",
    "date": "date",
    "datum": "date",
    "sender": "sender",
    "afzender": "sender",
    "recipient": "recipient",
    "geadresseerde": "recipient",
    "level": "level",
    "reference": "reference",
    "kenmerk": "reference",
    "ons kenmerk": "reference",
    "document_number": "document_number",
    "documentnummer": "document_number",
    "url": "url",
    "source": "url",
}
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_FRAME = re.compile(
    r"\A\s*\[overzicht\].*?\n\s*\n(?P<title>[^\n]+)\n\s*\n(?P<kind>[^\n]+)\n\s*\n"
    r"(?P<line>Nummer:\s*(?P<number>\w+),\s*datum:\s*(?P<date>\d{4}-\d\d-\d\d)[^\n]*)\n"
    r".*?\nPreview document[^\n]*\n",
    re.S,
)
_KINDS = {"brief regering": "kamerbrief"}


def read_plain(data: bytes, path: Path) -> Draft:
    """Return a text or Markdown file as it was understood.

    Raises:
        UnreadableFile: the file holds no text.
    """
    text = clean_characters(decode(data).replace(MARK_OPEN, "").replace(MARK_CLOSE, ""))
    text, facts = _take_frame(text)
    marked_up = path.suffix.lower() in (".md", ".markdown") or is_markdown(text)
    blocks: tuple[Block, ...]
    struck = False
    if marked_up:
        text, found = take_facts(text)
        facts |= {_FIELDS[key]: value for key, value in found.items() if key in _FIELDS}
        text, struck = without_struck(text)
        blocks = blocks_from_markdown(text)
    else:
        text, notes = take_inline_notes(_BOOKMARK.sub("", text))
        blocks = (*blocks_from_text(text), *notes)
    if not any(block.text for block in blocks):
        raise UnreadableFile(
            path, "er staat geen tekst in", "Sla de brief opnieuw op en voeg hem dan toe"
        )
    pages = text.count("\f") + 1 if "\f" in text and not marked_up else 0
    labels = tuple(str(page + 1) for page in range(pages))
    return Draft(blocks, labels, facts, warnings=(STRUCK,) if struck else ())


def decode(data: bytes) -> str:
    """Return the bytes as text, the encoding told from the bytes themselves."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if len(data) > 3 and max(even, odd) > 0.3 * len(data[:4000]) / 2 > 3 * min(even, odd):
        return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _take_frame(text: str) -> tuple[str, dict[str, str]]:
    """Return the text without the website's frame around it, and the facts that frame gave.

    The line with number and date stays, as the place where the letter says them.
    """
    match = _FRAME.match(text)
    if match is None:
        return text, {}
    kind = match["kind"].strip()
    facts = {
        "title": match["title"].strip(),
        "kind": _KINDS.get(kind.lower(), kind.lower()),
        "document_number": match["number"],
        "date": match["date"],
    }
    return f"{match['line']}\n\n{text[match.end() :]}", facts
