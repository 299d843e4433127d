"""The letters of an index as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus import Letter
from ui import texts
from ui.html.table import Cell, Counted, table

COLUMNS = (
    texts.DATE, texts.SUBJECT, texts.SENDER, texts.REFERENCE, texts.PAGES, texts.WARNINGS
)  # fmt: skip
COUNTED = Counted(texts.ONE_LETTER, texts.MORE_LETTERS)


def letter_table(letters: Sequence[Letter]) -> str:
    """Return all letters as a table with a box to search in it, newest first."""
    if not letters:
        return f"<h2>{escape(texts.LETTERS)}</h2><p>{escape(texts.NO_LETTERS)}</p>"
    rows = [_row(letter) for letter in reversed(letters)]
    return table("wmo-letters", texts.LETTERS, COLUMNS, rows, COUNTED)


def _row(letter: Letter) -> list[Cell]:
    date = letter.date.in_words() if letter.date else texts.NO_DATE
    pages = len(letter.page_starts)
    return [
        Cell(letter.date.isoformat() if letter.date else "", escape(date)),
        Cell(letter.name.lower(), _opening(letter)),
        Cell(letter.sender.lower(), escape(letter.sender or texts.UNKNOWN)),
        Cell(letter.reference.lower(), escape(letter.reference or texts.UNKNOWN)),
        Cell(f"{pages:06}", str(pages) if pages else escape(texts.NONE)),
        Cell(f"{len(letter.warnings):06}", str(len(letter.warnings) or escape(texts.NONE))),
    ]


def _opening(letter: Letter) -> str:
    return (
        f'<button type="button" class="wmo-open" data-letter="{escape(letter.id)}">'
        f"{escape(letter.name)}</button>"
    )
