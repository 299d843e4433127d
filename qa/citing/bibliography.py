"""Cited letters for reference managers: BibTeX, and CSL-JSON for Zotero, Mendeley and pandoc."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from corpus import Letter, LetterDate
from qa.answer import Citation

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace counts for BibTeX also behind a backslash, so braces become commands.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "$&#%_"}  # fmt: skip
_TO_TEX = str.maketrans(_TEX)
_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '{}\\"<> '})


def bibtex(citations: Iterable[Citation]) -> str:
    """Return a BibTeX entry for each cited letter, in UTF-8; empty without citations.

    The note of an entry holds the official citations, with their pages. Only what is known of a
    letter is there.
    """
    return "\n".join(_entry(key, letter, note) for key, letter, note in _cited(citations))


def csl_json(citations: Iterable[Citation]) -> str:
    """Return the cited letters as CSL-JSON: an array of one item a letter."""
    items = [_item(key, letter, note) for key, letter, note in _cited(citations)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _cited(citations: Iterable[Citation]) -> list[tuple[str, Letter, str]]:
    """Return (key, letter, official citations) of each letter once, in order of citation."""
    notes: dict[str, tuple[Letter, dict[str, None]]] = {}
    for one in citations:
        _, official = notes.setdefault(one.letter.id, (one.letter, {}))
        official[one.formatted] = None
    keys: set[str] = set()
    found = []
    for letter, official in notes.values():
        key = _key(letter, keys)
        keys.add(key.lower())
        found.append((key, letter, "; ".join(filter(None, official))))
    return found


def _key(letter: Letter, taken: set[str]) -> str:
    """Return the letter's id in plain letters, with a number behind it when that is taken.

    BibTeX takes keys that differ in capitals only for the same.
    """
    plain = unicodedata.normalize("NFKD", letter.id).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "brief"
    key, count = stem, 1
    while key.lower() in taken:
        count += 1
        key = f"{stem}-{count}"
    return key


def _entry(key: str, letter: Letter, note: str) -> str:
    texts = {
        "author": f"{{{_tex(letter.sender)}}}" if letter.sender else "",  # one name, never split
        "title": f"{{{_tex(letter.title)}}}" if letter.title else "",  # with its own capitals
        "howpublished": _tex(letter.kind),
        "number": _tex(letter.reference),
        "note": _tex(note),
        "url": letter.url.translate(_IN_ADDRESS),
    }
    fields = {name: f"{{{text}}}" for name, text in texts.items() if text} | _tex_date(letter.date)
    lines = "".join(f"  {name} = {content},\n" for name, content in fields.items())
    return f"@misc{{{key},\n{lines}}}\n"


def _tex_date(known: LetterDate | None) -> dict[str, str]:
    if known is None:
        return {}
    fields = {"year": f"{{{known.year}}}"}
    if known.month:
        fields["month"] = _MONTHS[known.month - 1]
    return fields | ({"day": f"{{{known.day}}}"} if known.day else {})


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TO_TEX)


def _item(key: str, letter: Letter, note: str) -> dict[str, Any]:
    day = letter.date
    parts = [part for part in (day.year, day.month, day.day) if part] if day else []
    fields = {
        "title": letter.title,
        "author": [{"literal": letter.sender}] if letter.sender else [],
        "recipient": [{"literal": letter.recipient}] if letter.recipient else [],
        "genre": letter.kind,
        "issued": {"date-parts": [parts]} if parts else {},
        "number": letter.reference,
        "URL": letter.url,
        "annote": note,
    }
    return {"id": key, "type": "document"} | {k: value for k, value in fields.items() if value}
