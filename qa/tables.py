"""Tables in letters: the row with the heads of the columns, and the row that answers."""

from __future__ import annotations

from corpus import Letter
from qa.lists import Span

CELLS = " | "  # what stands between the cells of a row in a letter's text


def row_with_heads(letter: Letter, start: int, end: int) -> tuple[Span, Span] | None:
    """Return the row of heads and the whole row that holds the characters.

    ``None`` when the characters stand in no table, in its heads, or in more than one row.
    """
    rows = _rows(letter, start, end)
    own = [row for row in rows[1:] if row[0] < end and start < row[1]]
    return (rows[0], own[0]) if len(own) == 1 and start >= own[0][0] else None


def is_heads(letter: Letter, start: int, end: int) -> bool:
    """Whether the characters stand in the heads of a table, which say nothing on their own."""
    rows = _rows(letter, start, end)
    return bool(rows) and end <= rows[0][1]


def _rows(letter: Letter, start: int, end: int) -> list[Span]:
    """Return the rows of the table around the characters; none when they stand in no table.

    A table is a paragraph of several lines that have as many cells, more than one.
    """
    first = letter.text.rfind("\n\n", 0, start)
    at = first + 2 if first >= 0 else 0
    last = letter.text.find("\n\n", end, letter.body_end)
    rows: list[Span] = []
    for line in letter.text[at : last if last >= 0 else letter.body_end].splitlines(keepends=True):
        rows.append((at, at + len(line.rstrip())))
        at += len(line)
    cells = {letter.text[one:other].count(CELLS) for one, other in rows}
    return rows if len(rows) > 1 and len(cells) == 1 and cells.pop() else []
