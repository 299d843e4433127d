"""Tables of a PDF page: cells that stand beside each other become rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.pdf.line import Line

_BESIDE = 15.0  # points: a cell begins at least so far to the right of the one before
_SAME = 4.0  # points: places that differ less are the same column
_ROWS = 2  # so many rows with the same columns make a table
_COLUMN_TEXT = 35  # characters: cells longer than this on average are columns of text

_NUMBER = re.compile(r"\d{1,2}(?:\.\w{1,2})*[.)]?|[a-z][.)]|[•·▪◦●○■–—-]")

Row = list[list[Line]]


def rows_joined(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page with each table row as one line, its cells joined by " | ".

    Columns of running text or of links that were drawn line by line are put one behind the other.
    """
    result: list[Line] = []
    place = 0
    while place < len(lines):
        rows, end = _table(lines, place)
        if len(rows) < _ROWS and not any(map(_is_numbered, rows)):
            result.append(lines[place])
            place += 1
            continue
        columns = _is_running_text(rows) or _is_links(rows)
        result += _columns(rows) if columns else [_joined(row) for row in rows]
        place = end
    return result


def _table(lines: Sequence[Line], start: int) -> tuple[list[Row], int]:
    """Return the rows with the same columns from a line on, and where they end."""
    rows: list[Row] = []
    end = start
    while True:
        row, after = _row(lines, _next_text(lines, end))
        if len(row) < 2 or (rows and not _same_columns(rows[-1], row)):
            return rows, end
        rows.append(row)
        end = after


def _next_text(lines: Sequence[Line], place: int) -> int:
    while place < len(lines) and not lines[place].text.strip():
        place += 1
    return place


def _row(lines: Sequence[Line], start: int) -> tuple[Row, int]:
    """Return the cells that stand beside each other from a line on, and where they end."""
    if start >= len(lines):
        return [], start
    row: Row = [[lines[start]]]
    end = place = start + 1
    while place < len(lines):
        line = lines[place]
        place += 1
        if not line.text.strip():
            continue
        head, last = row[-1][0], row[-1][-1]
        beside = abs(line.y - row[0][0].y) < 0.6 * line.size
        if beside and line.x > head.x + _BESIDE:
            row.append([line])
        elif abs(line.x - head.x) < _SAME and 0 < last.y - line.y < 1.5 * line.size:
            row[-1].append(line)
        else:
            break
        end = place
    return _own_lines(row), end - _borrowed(row)


def _borrowed(row: Row) -> int:
    """How many lines of the last cell are the first cell of what follows."""
    return len(row[-1]) - 1 if len(row) == 1 else 0


def _own_lines(row: Row) -> Row:
    return row if len(row) > 1 else [[row[0][0]]]


def _same_columns(above: Row, below: Row) -> bool:
    """Whether the cells of a row stand under cells of the row above it."""
    places = [cell[0].x for cell in above]
    under = [any(abs(cell[0].x - place) < _SAME for place in places) for cell in below]
    return len(below) <= len(above) and all(under) and below[0][0].y < above[0][0].y


def _is_running_text(rows: list[Row]) -> bool:
    lengths = [len(line.text) for row in rows for cell in row for line in cell]
    return all(len(row) == 2 for row in rows) and sum(lengths) > _COLUMN_TEXT * len(lengths)


def _is_links(rows: list[Row]) -> bool:
    """Whether all cells of two columns lead to places of their own: the menu of a printed site."""
    links = [line.link for row in rows for line in (row[0][0], row[-1][0])]
    return all(len(row) == 2 for row in rows) and all(links) and len({*links}) == len(links)


def _columns(rows: list[Row]) -> list[Line]:
    return [line for column in (0, 1) for row in rows for line in row[column]]


def _joined(row: Row) -> Line:
    cells = [" ".join(line.text.strip() for line in cell) for cell in row]
    bold = all(line.bold for cell in row for line in cell)
    numbered = _is_numbered(row)
    text = (" " if numbered else " | ").join(cells)
    return replace(row[0][0], text=text, y=row[-1][-1].y, bold=bold, row=not numbered)


def _is_numbered(row: Row) -> bool:
    """Whether a row is no row of a table but a number with the words that it numbers."""
    return len(row) == 2 and bool(_NUMBER.fullmatch(row[0][0].text.strip()))
