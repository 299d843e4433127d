"""The rows and columns of a table in the XML of official publications (the CALS model)."""

from __future__ import annotations

from corpus.text.grid import Cell, laid_out
from corpus.untrusted_zip import Element


def printed_rows(group: Element) -> list[list[tuple[Element, ...]]]:
    """Return for each printed row the cells that stand in each of its columns."""
    columns = {spec.get("colname"): place for place, spec in enumerate(group.iter("colspec"))}
    rows = list(group.iter("row", "rij"))
    heads = sum(row.getparent().tag == "thead" for row in rows)
    cells = [[_cell(entry, columns) for entry in row] for row in rows]
    return laid_out(cells, heads if heads < len(rows) else 0)


def _cell(entry: Element, columns: dict[str, int]) -> Cell[Element]:
    first, last = columns.get(entry.get("namest")), columns.get(entry.get("nameend"))
    across = 1 if first is None or last is None else last - first + 1
    more = entry.get("morerows", "")
    return Cell(entry, across, 1 + (int(more[:6]) if more.isascii() and more.isdigit() else 0))
