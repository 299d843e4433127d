"""The text in the cells of ruled tables on a PDF page, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.cleaning import LineJoiner
from corpus.pdf_rules import Grid

if TYPE_CHECKING:
    from corpus.layout import Line
    from corpus.pdf_drawn import Fragment

_LONGEST_ROW = 1_500  # characters: what is longer is running text in columns, not a row
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


def _rows(table: dict[tuple[int, int], list[Line]], grid: Grid) -> Iterator[Line]:
    """Yield the rows of a table; one with a single cell, or long ones, as the lines they are."""
    for row in sorted({row for row, _ in table}):
        cells = [table.get((row, column), []) for column in range(len(grid.columns) - 1)]
        filled = [cell for cell in cells if cell]
        texts = [_text(cell) for cell in cells]
        if len(filled) == 1 or sum(map(len, texts)) > _LONGEST_ROW:
            yield from (line for cell in filled for line in cell)
            continue
        lines = [line for cell in filled for line in cell]
        yield replace(
            min(lines, key=lambda line: line.x),
            text=" | ".join(texts).strip(),
            y=min(line.y for line in lines),
            bold=all(line.bold for line in lines),
            italic=all(line.italic for line in lines),
            row=True,
        )


def _text(cell: Sequence[Line]) -> str:
    joiner = LineJoiner(())
    text = ""
    for line in cell:
        text = joiner.join(text, line.text.strip())
    return text
