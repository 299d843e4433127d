"""The letters of an answer for reference managers: BibTeX and CSL-JSON; nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from corpus import Letter
from qa.answer import Citation

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: f"\\{one}" for one in "&%$#_{}"},
}


def bibtex(citations: Iterable[Citation]) -> str:
    """Return one ``@misc`` entry for each letter cited, with the official citation as its note."""
    return "\n".join(_entry(letter, formatted) for letter, formatted in _letters(citations))


def csl_json(citations: Iterable[Citation]) -> str:
    """Return one item for each letter cited, after the schema of CSL 1.0.2 for ``document``."""
    items = [_item(letter, formatted) for letter, formatted in _letters(citations)]
    return json.dumps(items, ensure_ascii=False, indent=2)


def _letters(citations: Iterable[Citation]) -> list[tuple[Letter, str]]:
    """Return each letter once, with the official citation of its first place."""
    found: dict[str, tuple[Letter, str]] = {}
    for one in citations:
        found.setdefault(one.letter.id, (one.letter, one.formatted))
    return list(found.values())


def _entry(letter: Letter, formatted: str) -> str:
    fields = {
        "title": letter.title,
        "author": f"{{{_escaped(letter.sender)}}}" if letter.sender else "",
        "year": str(letter.date.year) if letter.date else "",
        "number": letter.reference,
        "url": letter.url,
        "note": formatted,
        "langid": "dutch",
    }
    raw = ("author", "url")  # an author in braces is one name; an address stands as it is
    lines = [
        f"  {name} = {{{value if name in raw else _escaped(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{_key(letter)},", *lines, "}"])


def _key(letter: Letter) -> str:
    return re.sub(r"[^A-Za-z0-9:._-]", "", letter.id) or "brief"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(one, one) for one in " ".join(text.split()))


def _item(letter: Letter, formatted: str) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": letter.id,
        "type": "document",
        "title": letter.title,
        "genre": letter.kind,
        "number": letter.reference,
        "URL": letter.url,
        "language": "nl-NL",
        "note": formatted,
    }
    item = {name: value for name, value in known.items() if value}
    if letter.sender:
        item["author"] = [{"literal": letter.sender}]
    if letter.date:
        parts = (letter.date.year, letter.date.month, letter.date.day)
        item["issued"] = {"date-parts": [[part for part in parts if part]]}
    return item
