"""Tables as they are printed: each cell in every row and column that it spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Content = TypeVar("Content")
MOST_SPANNED = 200  # rows or columns of one cell; a larger number is a mistake or an attack


@dataclass(frozen=True, slots=True)
class Cell(Generic[Content]):
    """What stands in a cell, and how many columns and rows it spans."""

    content: Content
    across: int = 1
    down: int = 1


def laid_out(
    rows: Sequence[Sequence[Cell[Content]]], heads: int = 0
) -> list[list[tuple[Content, ...]]]:
    """Return for each printed row what stands in each of its columns.

    What a cell says holds for all rows and columns that it spans, so it stands in each of them; a
    cell as wide as its table is a row of one. Several rows of heads become one, in which a column
    holds its heads from top to bottom. ``heads`` is how many rows the file itself marks as heads;
    otherwise the first row is one, and so is each row below one in which a cell spans columns.
    """
    grid = _grid(rows)
    width = max((len(row) for row in grid), default=0)
    if width < 2:
        return [[(cell.content,) for cell in row] for row in grid]
    count = 0
    while count < len(grid) and _is_wide(grid[count], width):
        count += 1  # a title in the table, above its heads
    first = count
    if heads > count:
        count = min(heads, len(grid))
    else:
        while count < len(grid) - 1 and _spans_columns(grid[count]):
            count += 1
        count = min(count + 1, len(grid))
    above, below = grid[first:count], grid[count:]
    joined = [_column(above, place) for place in range(width)] if above else []
    titles, body = ([_row(row, width) for row in part] for part in (grid[:first], below))
    return [*titles, *([joined] if joined else []), *body]


def _row(row: Sequence[Cell[Content]], width: int) -> list[tuple[Content, ...]]:
    """Return what stands in each column of a row, or in the one cell that is as wide as it."""
    return [(cell.content,) for cell in (row[:1] if _is_wide(row, width) else row)]


def _grid(rows: Sequence[Sequence[Cell[Content]]]) -> list[list[Cell[Content]]]:
    """Return the rows with each cell at every place that it covers."""
    grid: list[list[Cell[Content]]] = []
    reaching: dict[int, tuple[Cell[Content], int]] = {}  # by column: a cell, and its rows to come
    for row in rows:
        placed: dict[int, Cell[Content]] = {n: cell for n, (cell, _) in reaching.items()}
        reaching = {n: (cell, left - 1) for n, (cell, left) in reaching.items() if left > 1}
        free = _free(placed)
        for cell in row:
            down = min(max(cell.down, 1), MOST_SPANNED)
            for _ in range(min(max(cell.across, 1), MOST_SPANNED)):
                column = next(free)
                placed[column] = cell
                if down > 1:
                    reaching[column] = cell, down - 1
        grid.append([placed[column] for column in sorted(placed)])
    return grid


def _free(taken: dict[int, Cell[Content]]) -> Iterator[int]:
    """Yield the columns that nothing from above covers."""
    column = 0
    while True:
        if column not in taken:
            yield column
        column += 1


def _is_wide(row: Sequence[Cell[Content]], width: int) -> bool:
    return len(row) == width and all(cell is row[0] for cell in row)


def _spans_columns(row: Sequence[Cell[Content]]) -> bool:
    return any(one is other for one, other in pairwise(row))


def _column(rows: Sequence[Sequence[Cell[Content]]], place: int) -> tuple[Content, ...]:
    """Return what stands in a column of the heads, a cell that spans rows once."""
    cells = [row[place] for row in rows if place < len(row)]
    return tuple(cell.content for n, cell in enumerate(cells) if not n or cell is not cells[n - 1])
