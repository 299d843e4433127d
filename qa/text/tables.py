"""Tables in letters: the row or the cell that answers, with the heads it cannot be read without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Letter, question_row_at
from qa.text.lists import Span

CELLS = " | "  # what stands between the cells of a row in a letter's text
_VALUE = re.compile(
    r"(?!(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d)?\d\d)?\Z)(?:€ ?)?\d[\d\s.,:/€%–-]*(?:uur)?"
)
"""A figure, date or time alone; years may be the head of a column."""
_BELOW = re.compile(r"\s*\n\s*(?=\S)")
SHORTEST = 4  # letters by which a sentence names a row
_BAR = re.compile(r"(?<!\S)\|(?!\S)")  # the same where a cell beside it is empty


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and the row with the heads of its columns."""

    letter: Letter
    heads: Span
    own: Span

    def told(self, short: Span | None) -> tuple[Span, ...]:
        """Return what answers: the head of the row, that of the column, and the cell.

        The cell is the one that holds the short answer; without one, in a cell that is not the
        row's own head, it is the row of heads and the whole row.
        """
        heads, cells = self._cells(self.heads), self._cells(self.own)
        if short is None:
            return self.heads, self.own
        held = [n for n, one in enumerate(cells) if one[0] <= short[0] and short[1] <= one[1]]
        found = (cells[0], heads[held[0]], cells[held[0]]) if held and held[0] else ()
        return found if found and all(map(self._text, found)) else (self.heads, self.own)

    @property
    def head(self) -> str:
        """What the row is called, in small letters; may be empty."""
        return self._text(self._cells(self.own)[0]).casefold()

    @property
    def reading(self) -> str:
        """The row as it is read aloud: its own head, and each cell with the head of its column."""
        own = self._text(self._cells(self.own)[0])
        return "; ".join([own, *self._named()] if own else self._named())

    def _named(self) -> list[str]:
        """Return each filled cell but the first, with the head of its column behind it."""
        heads, cells = self._cells(self.heads)[1:], self._cells(self.own)[1:]
        return [
            f"{self._text(cell)} {_lowered(self._text(head))}"
            for cell, head in zip(cells, heads, strict=True)
            if self._text(cell)
        ]

    def _cells(self, row: Span) -> list[Span]:
        bars = [bar.start() for bar in _BAR.finditer(self.letter.text, *row)]
        edges = zip([row[0] - 1, *bars], [*bars, row[1]], strict=True)
        return [self._bare(one + 1, other) for one, other in edges]

    def _bare(self, start: int, end: int) -> Span:
        """Return the characters without the spaces around them."""
        text = self._text((start, end))
        start = end - len(text.lstrip())
        return start, start + len(text.strip())

    def _text(self, span: Span) -> str:
        return self.letter.text[slice(*span)]


def row_at(letter: Letter, start: int, end: int) -> Row | None:
    """Return the row that holds the characters.

    ``None`` when the characters stand in no table, in its heads, or in more than one row.
    """
    rows = _rows(letter, start, end)
    own = [row for row in rows[1:] if row[0] < end and start < row[1]]
    return Row(letter, rows[0], own[0]) if len(own) == 1 and start >= own[0][0] else None


def rows_named(letter: Letter, start: int, end: int) -> tuple[Span, ...]:
    """Return the heads, and the rows that a sentence names, of the table right below it.

    "The fare is made up of a boarding charge and a price per kilometre", above a table of both,
    says what is paid only with these rows.
    """
    below = _BELOW.match(letter.text, end)
    rows = _rows(letter, below.end(), below.end() + 1) if below else []
    named = letter.text[start:end].casefold()
    found = [Row(letter, rows[0], own) for own in rows[1:]]
    told = [
        one.own
        for one in found
        if len(one.head) >= SHORTEST and re.search(rf"\b{re.escape(one.head)}(?!\w)", named)
    ]
    return (rows[0], *told) if told else ()


def _lowered(head: str) -> str:
    """Return a head as it is written within a sentence; an abbreviation stays."""
    return head if head[:2].isupper() else head[:1].lower() + head[1:]


def read(letter: Letter, start: int, end: int) -> str:
    """Return the characters, a row of a table with the heads of its columns."""
    row = row_at(letter, start, end)
    return row.reading if row else letter.text[start:end]


def is_heads(letter: Letter, start: int, end: int) -> bool:
    """Whether the characters stand in the heads of a table, which say nothing on their own."""
    rows = _rows(letter, start, end)
    return bool(rows) and end <= rows[0][1]


def _rows(letter: Letter, start: int, end: int) -> list[Span]:
    """Return the rows of the table around the characters; none when they stand in no table.

    A table is several lines that follow each other and have as many cells, more than one. Other
    lines of the paragraph, such as a heading right above it, do not belong to it; one line between
    its rows, such as a heading of those below it, does not end it. A row that asks and answers is
    read as running text is, and so are rows of a label and its value, under no heads.
    """
    if question_row_at(letter.text, start):
        return []
    first = letter.text.rfind("\n\n", 0, start)
    at = first + 2 if first >= 0 else 0
    last = letter.text.find("\n\n", end, letter.body_end)
    rows: list[Span] = []
    for line in letter.text[at : last if last >= 0 else letter.body_end].splitlines(keepends=True):
        rows.append((at, at + len(line.rstrip())))
        at += len(line)
    cells = [len(_BAR.findall(letter.text, *row)) for row in rows]
    own = next((n for n, row in enumerate(rows) if row[0] <= start < row[1]), None)
    if own is None or not cells[own]:
        return []
    above = [rows[n] for n in _alike(cells, own, -1)]
    below = [rows[n] for n in _alike(cells, own, 1)]
    found = [*above[::-1], rows[own], *below]
    first_value = letter.text[slice(*found[0])].partition(CELLS)[2]
    labelled = cells[own] == 1 and _VALUE.fullmatch(first_value.strip())
    return found if len(found) > 1 and not labelled else []


def _alike(cells: Sequence[int], own: int, step: int) -> Iterator[int]:
    """Yield the lines to one side with as many cells, a line without cells between them or not."""
    place = own + step
    while 0 <= place < len(cells):
        over = place + step
        if cells[place] == cells[own]:
            yield place
        elif cells[place] or not 0 <= over < len(cells) or cells[over] != cells[own]:
            return
        place += step
