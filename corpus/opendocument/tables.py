"""The rows of a table in an OpenDocument text, with the cells that its reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.opendocument.names import TABLE, TEXT
from corpus.opendocument.numbering import whole
from corpus.text.block_writer import BlockWriter
from corpus.text.draft import Block
from corpus.text.grid import MOST_SPANNED, Cell
from corpus.untrusted_zip import Element

_GROUPS = {TABLE + name for name in ("table-rows", "table-row-group", "table-header-rows")}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, whether it is a head, and the new pages that begin with it."""

    cells: tuple[Cell[Element], ...]
    head: bool = False
    pages: int = 0


def rows_of(table: Element) -> list[Row]:
    """Return the rows of a table; one that is repeated stands there as often."""
    rows, pages = [], 0
    for element, head in _rows(table, head=False):
        if element.tag == TEXT + "soft-page-break":
            pages += 1
            continue
        for _ in range(_times(element, "number-rows-repeated")):
            rows.append(Row(tuple(_cells(element)), head, pages))
            pages = 0
    return rows


def _rows(parent: Element, head: bool) -> Iterator[tuple[Element, bool]]:
    """Yield the rows and the page breaks between them, and whether each is among the heads."""
    for child in parent:
        if child.tag in _GROUPS:
            yield from _rows(child, head or child.tag == TABLE + "table-header-rows")
        elif child.tag in (TABLE + "table-row", TEXT + "soft-page-break"):
            yield child, head


def _cells(row: Element) -> Iterator[Cell[Element]]:
    """Yield the cells of a row; those that another one covers are not seen."""
    for cell in row.iterchildren(TABLE + "table-cell"):
        across = whole(cell.get(TABLE + "number-columns-spanned"), 1)
        down = whole(cell.get(TABLE + "number-rows-spanned"), 1)
        times = _times(cell, "number-columns-repeated")
        if times > 1 and cell.getnext() is None and not "".join(cell.itertext()).strip():
            continue  # what is left of the page's width
        for _ in range(times):
            yield Cell(cell, across, down)


def _times(element: Element, attribute: str) -> int:
    return min(max(whole(element.get(TABLE + attribute), 1), 1), MOST_SPANNED)


def write_row(
    writer: BlockWriter,
    columns: Sequence[tuple[int, ...]],
    written: Sequence[list[Block]],
    seen: set[int],
) -> None:
    """Write a printed row; what stands in more places than one has its notes only in the first.

    ``columns`` name the cells in each column. A row that goes on on the next page does so in all
    of its columns, so the new pages are those of the column that has most of them.
    """
    new = {cell for column in columns for cell in column} - seen
    paged = max(new, key=lambda cell: (_pages(written[cell]), -cell), default=-1)
    for block in written[paged] if new else ():
        for _ in range(block.breaks.count(0)):
            writer.new_page(printed=True)
    filled = any(written[cell] for column in columns for cell in column)
    for place, column in enumerate(columns if filled else ()):
        writer.write(" | " if place else "")
        for cell in column:
            for block in written[cell]:
                _write(writer, block, cell in new - seen, cell == paged)
            writer.write(" ")
            seen.add(cell)
    writer.close("row")


def _pages(cell: list[Block]) -> int:
    return sum(len(block.breaks) for block in cell)


def _write(writer: BlockWriter, block: Block, first: bool, paged: bool) -> None:
    """Write what stands in a cell; its notes and pages only where it stands first."""
    if block.kind == "note":
        if first:
            writer.note(block.label, block.text)
        return
    places: list[tuple[int, str | None]] = list(block.marks) if first else []
    places += [(offset, None) for offset in block.breaks if offset and first and paged]
    done = 0
    for offset, label in sorted(places, key=lambda place: place[0]):
        writer.write(block.text[done:offset])
        done = offset
        if label is None:
            writer.new_page(printed=True)
        else:
            writer.mark(label)
    writer.write(block.text[done:])
