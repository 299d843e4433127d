"""What is promised in the letters as a table, with the day by which."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qa import Commitment
from ui import texts
from ui.export.terminal import by_when
from ui.html.place_buttons import place_button
from ui.html.table import Cell, Counted, table

COLUMNS = (
    texts.BY_WHEN, texts.COMMITMENT, texts.RECIPIENT_OF, texts.SOURCE_COLUMN, texts.LATER
)  # fmt: skip
NAME = "toezegging"  # of this part of the page
COUNTED = Counted("1 toezegging", "toezeggingen")


def commitment_table(found: Sequence[Commitment], not_later: str = texts.NO_LATER) -> str:
    """Return commitments as a table, those with the latest deadline first.

    ``not_later`` is said of those that no later letter speaks of.
    """
    if not found:
        heading = escape(texts.COMMITMENTS)
        return f'<h2 tabindex="-1">{heading}</h2><p>{escape(texts.NO_COMMITMENTS)}</p>'
    rows = sorted((_row(one, not_later) for one in found), key=lambda row: row[0].key, reverse=True)
    return table("wmo-commitments", texts.COMMITMENTS, COLUMNS, rows, COUNTED)


def _row(one: Commitment, not_later: str) -> list[Cell]:
    quote = " ".join(one.citation.quote.split())
    letter, later = one.citation.letter, ""
    if one.followed:
        other = one.followed.letter
        day = other.date.in_words() if other.date else texts.NO_DATE
        later = f"{other.name}, {day}"
    date = letter.date.isoformat() if letter.date else ""
    return [
        Cell(one.deadline.last.isoformat() if one.deadline else "", escape(by_when(one))),
        Cell(quote.lower(), escape(f"“{quote}”")),
        Cell(one.recipient.lower(), escape(one.recipient or texts.NOT_SAID)),
        Cell(date, f"{escape(one.citation.formatted)}<br>{place_button(NAME, one.citation)}"),
        Cell(later.lower(), escape(later or not_later)),
    ]
