"""The rows and columns of a table of a web page."""

from __future__ import annotations

import re
from bisect import bisect_left

from corpus.text.grid import MOST_SPANNED, Cell, laid_out
from corpus.untrusted_zip import Element

_COUNT = re.compile(r"\s*(\d{1,9})")
_MOST_TIMES = 20  # that a table can be larger than its cells; one beyond it is made to stop us
_ORDER = {"thead": 0, "tfoot": 2}  # a foot is printed last, wherever it stands in the page


def printed_rows(table: Element) -> list[list[tuple[Element, ...]]]:
    """Return for each printed row the cells that stand in each of its columns.

    There are no rows in a table of one column or with tables in it: that is layout.
    """
    rows = sorted(table.iter("tr"), key=lambda row: _ORDER.get(row.getparent().tag, 1))
    cells = [list(row.iter("td", "th")) for row in rows]  # a form may stand around them
    if max(map(len, cells), default=0) <= 1 or table.find(".//table") is not None:
        return []
    laid = laid_out(_cells(rows, cells), _heads(rows, cells))
    if sum(map(len, laid)) > _MOST_TIMES * sum(map(len, cells)):
        return [[(cell,) for cell in row] for row in cells]
    return laid


def _heads(rows: list[Element], cells: list[list[Element]]) -> int:
    """Return how many rows the page marks as heads; none when that would be all of them."""
    count = sum(row.getparent().tag == "thead" for row in rows)
    if not count:
        only = [bool(row) and all(cell.tag == "th" for cell in row) for row in cells]
        titles = next((n for n, row in enumerate(cells) if len(row) > 1), 0)
        for n in range(titles, len(cells)):
            if not only[n] or len(cells[n]) == 1:
                break
            count = n + 1
    return 0 if count == len(rows) else count


def _cells(rows: list[Element], cells: list[list[Element]]) -> list[list[Cell[Element]]]:
    """Return the cells with the columns that they span among those in which a cell begins."""
    placed: list[list[tuple[int, Element, int, int]]] = []
    taken: dict[int, int] = {}  # by column: how many rows below are still covered
    for row, own, left in zip(rows, cells, _left(rows), strict=True):
        covered = set(taken)
        taken = {column: more - 1 for column, more in taken.items() if more > 1}
        line, column = [], 0
        for cell in own:
            while column in covered:
                column += 1
            across, down = _count(cell, "colspan", 1) or 1, _count(cell, "rowspan", 1) or left
            line.append((column, cell, across, min(down, left)))
            if min(down, left) > 1:
                below = dict.fromkeys(range(column, column + across), min(down, left) - 1)
                taken.update(below)
            column += across
        missing = set(range(column, max(covered, default=0))) - covered
        line += [(column, row.makeelement("td"), 1, 1) for column in sorted(missing)]
        placed.append(line)
    begun = sorted({column for line in placed for column, *_ in line})
    return [
        [
            Cell(cell, bisect_left(begun, column + across) - bisect_left(begun, column), down)
            for column, cell, across, down in line
        ]
        for line in placed
    ]


def _left(rows: list[Element]) -> list[int]:
    """Return for each row how many rows its cells can span: those of its group, from it on."""
    left: list[int] = []
    for row, below in zip(reversed(rows), [None, *reversed(rows)], strict=False):
        same = below is not None and below.getparent() is row.getparent()
        left.append(min(left[-1] + 1, MOST_SPANNED) if same else 1)
    return left[::-1]


def _count(cell: Element, name: str, otherwise: int) -> int:
    found = _COUNT.match(cell.get(name, ""))
    return min(int(found[1]), MOST_SPANNED) if found else otherwise
