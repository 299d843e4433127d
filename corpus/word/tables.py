"""The tables of a Word document as they are printed: which cells stand in each row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.text.grid import MOST_SPANNED, Cell, laid_out
from corpus.untrusted_zip import Element
from corpus.word.styles import ALTERNATIVES, DELETED, W, natural, switched_on, value

GONE = "\u2060"  # an unseen sign in the place of words that were crossed out
_NARROW = 200  # twentieths of a point: the margins of a cell alone take as much
_AROUND = {W + tag for tag in ("sdt", "sdtContent", "ins", "customXml")}


@dataclass(slots=True)
class _Spot:
    """A cell in the grid of its table; one without an element is a gap beside a row."""

    cell: Element | None
    start: int
    end: int
    down: int = 1

    @property
    def empty(self) -> bool:
        return self.cell is None or not has_text(self.cell)


def has_text(parent: Element) -> bool:
    """Whether any text stands under an element, or stood there and was crossed out."""
    return any((node.text or "").strip() for node in parent.iter(W + "t"))


def has_words(parent: Element) -> bool:
    """Whether any text stands under an element that is seen."""
    return any((node.text or "").replace(GONE, "").strip() for node in parent.iter(W + "t"))


def holds_tables(table: Element) -> bool:
    """Whether tables of more than one column stand in the cells of a table."""
    return any(len(_within(row, "tc")) > 1 for row in table.iterfind(f".//{W}tc//{W}tr"))


def printed_rows(table: Element) -> list[list[tuple[Element, ...]]]:
    """Return for each printed row the cells that stand in each of its columns.

    Columns that no row tells apart are one; so are those with less between them than a cell needs,
    which come from edges that were drawn by hand.
    """
    rows = [row for row in _within(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    spots = _spots(rows)
    places = _places(table, spots)
    for row in spots:
        for spot in row:
            spot.start, spot.end = places[spot.start], places[spot.end]
    spots = [[spot for spot in row if spot.end > spot.start] for row in spots]
    width = max(places.values(), default=0)
    marked = next((n for n, row in enumerate(rows) if not _is_head(row)), 0)
    cells = [[Cell(s.cell, s.end - s.start, s.down) for s in _filled(row, width)] for row in spots]
    return [
        [tuple(cell for cell in column if cell is not None) for column in row]
        for row in laid_out(cells, _heads(spots, width, marked))
    ]


def cell_paragraphs(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, also those of tables in it, but not those in its boxes."""
    for child in parent:
        if child.tag == W + "p":
            yield child
        elif child.tag == ALTERNATIVES:
            yield from cell_paragraphs(next(iter(child), child))
        elif child.tag not in DELETED and child.find(f"{W}trPr/{W}del") is None:
            yield from cell_paragraphs(child)


def _within(parent: Element, tag: str) -> list[Element]:
    """The rows of a table or cells of a row, also those inside content controls."""
    found = []
    for child in parent:
        if child.tag == W + tag:
            found.append(child)
        elif child.tag in _AROUND:
            found += _within(child, tag)
    return found


def _is_head(row: Element) -> bool:
    return switched_on(row.find(W + "trPr"), "tblHeader")


def _spots(rows: Sequence[Element]) -> list[list[_Spot]]:
    """Return the cells of each row; one that goes on below its row only in its first."""
    spots: list[list[_Spot]] = []
    above: dict[int, _Spot] = {}
    for row in rows:
        reaching: dict[int, _Spot] = {}
        spots.append([])
        for spot, merged in _cells(row):
            first = above.get(spot.start) if merged == "continue" else None
            if first is not None and first.down < MOST_SPANNED:
                first.down += 1
            else:
                spot.cell = first.cell if first else spot.cell
                spots[-1].append(spot)
                first = spot
            if merged:
                reaching[spot.start] = first
        above = reaching
    return spots


def _cells(row: Element) -> list[tuple[_Spot, str]]:
    """Return the cells of a row, and how each is merged with the one above: empty when not."""
    before = _count(row.find(W + "trPr"), "gridBefore", 0)
    found = [(_Spot(None, 0, before), "")] if before else []
    column = before
    for cell in _within(row, "tc"):
        properties = cell.find(W + "tcPr")
        end = column + _count(properties, "gridSpan", 1)
        if properties is not None and properties.find(W + "cellDel") is not None:
            found.append((_Spot(None, column, end), ""))
        elif found and _merged(properties, "hMerge") == "continue":
            found[-1][0].end = end
        else:
            found.append((_Spot(cell, column, end), _merged(properties, "vMerge")))
        column = end
    return found


def _merged(properties: Element | None, tag: str) -> str:
    if properties is None or properties.find(W + tag) is None:
        return ""
    return value(properties, tag) or "continue"


def _count(properties: Element | None, tag: str, least: int) -> int:
    return min(max(natural(value(properties, tag), least), least), MOST_SPANNED)


def _places(table: Element, spots: Sequence[Sequence[_Spot]]) -> dict[int, int]:
    """Return the column that begins at each edge of the grid."""
    edges = sorted({edge for row in spots for spot in row for edge in (spot.start, spot.end)})
    each = {edge: place for place, edge in enumerate(edges)}
    columns = table.iterfind(f"{W}tblGrid/{W}gridCol")
    widths = [natural(one.get(W + "w", ""), -1) for one in columns]
    if not edges or len(widths) < edges[-1] or min(widths, default=0) < 0:
        return each
    places, place = {edges[0]: 0}, 0
    for one, other in pairwise(edges):
        place += sum(widths[one:other]) >= _NARROW
        places[other] = place
    fits = all(places[s.end] > places[s.start] or s.empty for row in spots for s in row)
    return places if fits else each


def _filled(row: Sequence[_Spot], width: int) -> list[_Spot]:
    """Return a row with a gap behind it where it ends before its table does."""
    end = max((spot.end for spot in row), default=width)
    return [*row, _Spot(None, end, width)] if end < width and len(row) > 1 else list(row)


def _heads(rows: Sequence[Sequence[_Spot]], width: int, marked: int) -> int:
    """Return how many rows stand above what the table tells: titles, and the heads below them."""
    count = 0
    while count < len(rows) and [spot.end - spot.start for spot in rows[count]] == [width]:
        count += 1
    count = max(count + 1, marked)
    while count < len(rows) - 1 and _has_heads_below(rows[count - 1], rows[count]):
        count += 1
    return count


def _has_heads_below(row: Sequence[_Spot], below: Sequence[_Spot]) -> bool:
    """Whether a head that spans columns is told apart by the row below it, and no other head."""
    filled = {spot.start for spot in below if not spot.empty}
    wide = [spot for spot in row if spot.end - spot.start > 1]
    alone = (spot for spot in row if spot.end - spot.start == 1 and not spot.empty)
    return any(spot.start in filled for spot in wide) and not any(
        spot.start in filled for spot in alone
    )
