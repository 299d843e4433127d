"""A letter as it was understood, in words: what is known, sections, notes, references, warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import Footnote, Letter, references, shown_name

UNKNOWN = "onbekend"
_WORDS_BEFORE = 8  # words before a note's marker that are shown
_KINDS = {"kamerstuk": "Kamerstuk", "ecli": "uitspraak", "article": "artikel", "url": "webadres"}


def parts(letter: Letter) -> list[tuple[str, list[str]]]:
    """Return sections, notes, references and warnings: the name of the part and its lines."""
    return [
        ("Indeling", list(_sections(letter))),
        (f"Noten ({len(letter.footnotes)})", [_note(letter, one) for one in letter.footnotes]),
        ("Verwijzingen", [_reference(one) for one in references_in(letter)]),
        ("Waarschuwingen", [f"Let op: {warning}" for warning in letter.warnings]),
    ]


def facts(letter: Letter, file: Path, others: Sequence[Path] = ()) -> list[tuple[str, str]]:
    """Return what is known about a letter, name by name; what it does not say is unknown.

    ``others`` are files that hold it as well.
    """
    paper = letter.kamerstuk
    chamber = (paper.chamber, paper.session, paper.dossier, paper.number) if paper else ()
    named = [
        ("Titel", letter.title),
        ("Datum", letter.date.in_words() if letter.date else ""),
        ("Soort", letter.kind),
        ("Afzender", letter.sender),
        ("Geadresseerde", letter.recipient),
        ("Overheid", letter.level),
        ("Kenmerk", letter.reference),
        ("Documentnummer", letter.document_number),
        ("Kamerstuk", ", ".join(part for part in chamber if part)),
        ("Webadres", letter.url),
        ("Bestand", str(file)),
    ]
    around = [("Bijlage bij", letter.attached_to), ("Bijlagen", ", ".join(letter.attached))]
    same = [("Ook in", ", ".join(map(shown_name, others)))] if others else []
    pages = ("Bladzijden", _pages(letter))
    hung = ((name, value) for name, value in around if value)
    return [*((name, value or UNKNOWN) for name, value in named), *hung, *same, pages]


def _pages(letter: Letter) -> str:
    count = len(letter.page_starts)
    if not count:
        return "geen (de bron heeft geen bladzijden)"
    labels = letter.page_labels
    printed = labels != tuple(str(page) for page in range(1, count + 1))
    return f"{count} (gedrukt: {', '.join(labels)})" if printed else str(count)


def _sections(letter: Letter) -> Iterator[str]:
    for section in letter.sections:
        title = " ".join(letter.text[section.start : section.end].split())
        yield f"{'  ' * (section.level - 1)}{title}{_at(letter, section.start)}"


def _note(letter: Letter, note: Footnote) -> str:
    text = letter.text[note.start : note.end]
    at = _at(letter, note.start)
    return f"{note.label}{at}: {text}\n      bij: … {words_before(letter, note)}"


def words_before(letter: Letter, note: Footnote) -> str:
    """Return the last words before a note's marker."""
    return " ".join(letter.text[max(0, note.marker - 200) : note.marker].split()[-_WORDS_BEFORE:])


def _at(letter: Letter, offset: int) -> str:
    """Return the page of a character in brackets; nothing when the letter has no pages."""
    labels = letter.labels(letter.pages(offset, offset + 1))
    return f" (p. {labels[0]})" if labels else ""


def references_in(letter: Letter) -> list[dict[str, Any]]:
    """Return each thing referred to once, with its first words, how often and the pages."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in references(letter.text):
        words = " ".join(letter.text[one.start : one.end].split())
        new = {"kind": one.kind, "value": one.value, "text": words, "count": 0, "pages": []}
        seen = found.setdefault((one.kind, one.value), new)
        seen["count"] += 1
        seen["pages"] = sorted({*seen["pages"], *letter.pages(one.start, one.end)})
    return list(found.values())


def _reference(one: dict[str, Any]) -> str:
    pages = f", p. {', '.join(map(str, one['pages']))}" if one["pages"] else ""
    times = f" ({one['count']} keer{pages})"
    return f"{_KINDS[one['kind']]}: {one['text']}{times}"
