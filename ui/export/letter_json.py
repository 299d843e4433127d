"""A letter as it was understood, for JSON; offsets are characters of its text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corpus import Letter
from ui.export.letter_particulars import references_in, words_before


def letter_facts(letter: Letter) -> dict[str, Any]:
    """Return what is known about a letter, for JSON."""
    return {
        "id": letter.id,
        "title": letter.title,
        "date": letter.date.isoformat() if letter.date else None,
        "kind": letter.kind,
        "sender": letter.sender,
        "recipient": letter.recipient,
        "level": letter.level,
        "reference": letter.reference,
        "url": letter.url or None,
        "pages": len(letter.page_starts) or None,
        "footnotes": len(letter.footnotes),
        "characters": len(letter.text),
        "warnings": list(letter.warnings),
    }


def letter_json(letter: Letter) -> dict[str, Any]:
    """Return a letter as it was understood, without its text and the files that hold it."""
    paper = letter.kamerstuk
    return {
        **letter_facts(letter),
        "document_number": letter.document_number,
        "kamerstuk": asdict(paper) if paper else None,
        "attached": list(letter.attached),
        "attached_to": letter.attached_to or None,
        "page_starts": list(letter.page_starts),
        "page_labels": list(letter.page_labels),
        "sections": [
            {**asdict(one), "title": letter.text[one.start : one.end]} for one in letter.sections
        ],
        "footnotes": [
            {
                **asdict(one),
                "text": letter.text[one.start : one.end],
                "before": words_before(letter, one),
                "pages": list(letter.pages(one.start, one.end)),
            }
            for one in letter.footnotes
        ],
        "references": references_in(letter),
    }
