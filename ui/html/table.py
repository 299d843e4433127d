"""A table that can be searched and sorted in the browser, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui import texts


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell is sorted by, and what it shows as HTML."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How what stands in the rows is counted: ``1 brief``, and ``brieven`` after other numbers."""

    one: str
    more: str

    def __call__(self, number: int) -> str:
        """Return a number of them in words."""
        return self.one if number == 1 else f"{number} {self.more}"


def table(
    identity: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]],
    counted: Counted,
) -> str:  # fmt: skip
    """Return rows under a heading with a box to search in them; they are sorted by column 1."""
    name = f"{identity}-title"
    shown = "".join(_row(columns, row) for row in rows)
    heads = "".join(_head(place, column) for place, column in enumerate(columns))
    return (
        f'<h2 id="{name}" tabindex="-1">{escape(title)}</h2>'
        f'<label class="wmo-search">{escape(texts.SEARCH_LETTERS)}'
        '<input type="search" autocomplete="off"></label>'
        f'<p class="wmo-count" role="status" data-one="{escape(counted.one)}" '
        f'data-more="{escape(counted.more)}">{escape(counted(len(rows)))}</p>'
        f'<div class="wmo-scroll" role="region" tabindex="0" aria-labelledby="{name}">'
        f'<table class="wmo-table" role="table" aria-labelledby="{name}">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{shown}</tbody></table></div>'
    )


def _head(place: int, name: str) -> str:
    order = "descending" if place == 0 else "none"
    return (
        f'<th scope="col" role="columnheader" aria-sort="{order}">'
        f'<button type="button" class="wmo-sort" data-column="{place}">{escape(name)}</button></th>'
    )


def _row(columns: Sequence[str], cells: Sequence[Cell]) -> str:
    """Return a row; on a narrow screen, where its cells stand below each other, each has a name.

    Then it is no table any more to a browser, so that the roles say that it is.
    """
    shown = "".join(
        f'<td role="cell" data-label="{escape(name)}" data-key="{escape(one.key)}">{one.shown}</td>'
        for name, one in zip(columns, cells, strict=True)
    )
    return f'<tr role="row">{shown}</tr>'
