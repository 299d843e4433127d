"""The letters that were fetched from an official source as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus import LetterDate, printable
from ui import texts
from ui.html.cards import link_to
from ui.html.table import Cell, Counted, table
from ui.web.letter_fetching import Arrived

COLUMNS = (texts.DATE, texts.SUBJECT, texts.SOURCE_COLUMN, texts.ADDRESS)
COUNTED = Counted(texts.ONE_LETTER, texts.MORE_LETTERS)


def fetched_table(arrived: Sequence[Arrived], source: str) -> str:
    """Return what came in from a source as a table, the newest first; nothing for nothing.

    ``source`` is what the source is called.
    """
    if not arrived:
        return ""
    rows = [_row(one, source) for one in sorted(arrived, key=lambda one: one.day, reverse=True)]
    return table("wmo-fetched", texts.FETCHED, COLUMNS, rows, COUNTED)


def _row(one: Arrived, source: str) -> list[Cell]:
    file = escape(printable(one.file))
    return [
        Cell(one.day, escape(_in_words(one.day))),
        Cell(one.title.lower(), f'{escape(one.title)}<br><span class="wmo-hint">{file}</span>'),
        Cell(source.lower(), escape(source)),
        Cell(one.address, link_to(one.address) or escape(texts.NO_ADDRESS)),
    ]


def _in_words(day: str) -> str:
    try:
        return LetterDate.parse(day).in_words()
    except ValueError:
        return texts.NO_DATE
