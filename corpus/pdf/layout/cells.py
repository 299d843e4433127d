"""The text in the cells of ruled tables on a PDF page, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.pdf.drawing.rules import Grid
from corpus.text.cleaning import LineJoiner
from corpus.text.grid import Cell, laid_out

if TYPE_CHECKING:
    from corpus.pdf.drawing.page_pieces import Fragment
    from corpus.pdf.line import Line

_TABLE = 0.6  # of the places of a grid: so many cells at least, or it is no table
_LONGEST_REPEATED = 200  # characters of a cell that stands in each row that it spans
_LONGEST_ROW = 1_500  # characters: what is longer is running text in columns, not a row
_WIDTH = 0.5  # of its size: how wide a character is, about
_MIDDLE = 0.3  # of its size: how far the middle of a line is above its foot

Place = tuple[int, int, int]  # grid, row and column, from 0


def cut_at_cells(
    lines: Iterable[list[Fragment]], grids: Sequence[Grid]
) -> Iterator[list[Fragment]]:
    """Yield the pieces line by line, those in another cell as another line."""
    for pieces in lines:
        if not grids or len(pieces) < 2:
            yield pieces
            continue
        place: Place | None = None
        places = []
        for piece in pieces:
            if piece.text.strip():
                place = _place(piece, grids)
            places.append(place)
        for _, group in groupby(zip(places, pieces, strict=True), key=lambda one: one[0]):
            yield [piece for _, piece in group]


def with_cells_joined(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Line]:
    """Return the lines with each row of a ruled table as one, its cells joined by " | "."""
    tables: dict[int, dict[tuple[int, int], list[Line]]] = {}
    result: list[Line | int] = []
    for line in lines:
        place = _place(line, grids) if line.text.strip() else None
        if place is None:
            result.append(line)
            continue
        if place[0] not in tables:
            result.append(place[0])
        tables.setdefault(place[0], {}).setdefault(place[1:], []).append(line)
    joined: list[Line] = []
    for one in result:
        joined += _rows(tables[one], grids[one]) if isinstance(one, int) else [one]
    return joined


def _place(one: Fragment | Line, grids: Sequence[Grid]) -> Place | None:
    for number, grid in enumerate(grids):
        found = grid.cell(one.x, one.y + _MIDDLE * one.size)
        if found:
            return (number, *found)
    return None


def _rows(table: Mapping[tuple[int, int], Sequence[Line]], grid: Grid) -> Iterator[Line]:
    """Yield the rows of a table; one with a single cell, or long ones, as the lines they are.

    What a cell over several rows or columns says stands in each of them, unless it is long.
    """
    said: set[int] = set()  # the lines that were given
    spanned = list(_cells(table, grid))
    places = (len(grid.columns) - 1) * (len(grid.rows) - 1)
    sure = sum(map(len, spanned)) >= _TABLE * places  # a page with boxes all over it is no table
    repeated = _LONGEST_REPEATED if sure else 0
    for cells in laid_out(spanned, _heads(spanned) if sure else 1):
        heads = [[line for part in cell for line in part] for cell in cells]
        lines = [line for cell in heads for line in cell]
        new = [line for line in dict.fromkeys(lines) if id(line) not in said]
        texts = ["" if _is_told(cell, said, repeated) else _text(cell) for cell in heads]
        said |= set(map(id, lines))
        if new and sum(map(bool, texts)) > 1 and sum(map(len, texts)) <= _LONGEST_ROW:
            yield _row(texts, lines, new)
        else:
            yield from new


def _is_told(cell: Sequence[Line], said: set[int], longest: int) -> bool:
    """Whether a cell was given and is so long that once is enough."""
    long = sum(len(line.text) for line in cell) > longest
    return long and all(id(line) in said for line in cell)


def _row(texts: Sequence[str], lines: Sequence[Line], new: Sequence[Line]) -> Line:
    return replace(
        min(new, key=lambda line: line.x),
        text=" | ".join(texts).strip(),
        y=min(line.y for line in new),
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        row=True,
    )


def _cells(
    table: Mapping[tuple[int, int], Sequence[Line]], grid: Grid
) -> Iterator[list[Cell[tuple[Line, ...]]]]:
    """Yield the cells of each row of a table with what they span, from its first place on."""
    width, height = len(grid.columns) - 1, len(grid.rows) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        cells = []
        for column in range(width):
            if (row, column) in taken:
                continue
            across, down = _span(table, grid, row, column, taken)
            places = [
                (r, c) for r in range(row, row + down) for c in range(column, column + across)
            ]
            taken.update(places)
            content = tuple(line for place in places for line in table.get(place, ()))
            cells.append(Cell(content, across, down))
        yield cells


def _heads(rows: Sequence[Sequence[Cell[tuple[Line, ...]]]]) -> int:
    """Return how many rows are heads, or 0 where the first column has but one head for several.

    A first column with words of its own in each row is one of data, whatever the others span.
    """
    first = next((n for n, row in enumerate(rows) if len(row) > 1), 0)
    top, below = rows[first][0], rows[first + 1] if first + 1 < len(rows) else ()
    if top.across == 1 and (top.down > 1 or not top.content or not (below and below[0].content)):
        return 0
    return first + 1


def _span(
    table: Mapping[tuple[int, int], Sequence[Line]],
    grid: Grid,
    row: int,
    column: int,
    taken: set[tuple[int, int]],
) -> tuple[int, int]:
    """Return how many columns and rows no rule parts from a place; text of two columns does."""
    width, height = len(grid.columns) - 1, len(grid.rows) - 1
    lines = list(table.get((row, column), ()))
    end = column + 1
    while end < width and (row, end) not in grid.lefts and (row, end) not in taken:
        beside = table.get((row, end), ())
        if not all(_is_centred(one, two) for one in lines for two in beside):
            break
        lines += beside
        end += 1
    bottom = row + 1
    while bottom < height and not any(
        _is_parted(grid, taken, bottom, n) for n in range(column, end)
    ):
        bottom += 1
    return end - column, bottom - row


def _is_centred(one: Line, two: Line) -> bool:
    """Whether two lines stand one above the other, around the same middle."""
    middles = [line.x + _WIDTH * line.size * len(line.text) / 2 for line in (one, two)]
    return abs(one.y - two.y) > 0.5 * one.size and abs(middles[0] - middles[1]) < 2 * one.size


def _is_parted(grid: Grid, taken: set[tuple[int, int]], row: int, column: int) -> bool:
    return (row, column) in grid.tops or (row, column) in taken


def _text(cell: Sequence[Line]) -> str:
    joiner = LineJoiner(())
    text = ""
    for line in cell:
        text = joiner.join(text, line.text.strip())
    return text
