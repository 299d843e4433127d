"""The letters of an index as a table that can be searched and sorted in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus import Letter
from ui import texts

COLUMNS = (
    texts.DATE, texts.SUBJECT, texts.SENDER, texts.REFERENCE, texts.PAGES, texts.WARNINGS
)  # fmt: skip


def letter_table(letters: Sequence[Letter]) -> str:
    """Return all letters as a table with a box to search in it, newest first."""
    if not letters:
        return f"<h2>{escape(texts.LETTERS)}</h2><p>{escape(texts.NO_LETTERS)}</p>"
    rows = "".join(map(_row, reversed(letters)))
    heads = "".join(_head(place, name) for place, name in enumerate(COLUMNS))
    label = escape(texts.SEARCH_LETTERS)
    return (
        f'<h2 id="wmo-letters-title" tabindex="-1">{escape(texts.LETTERS)}</h2>'
        f'<label class="wmo-search">{label}<input type="search" autocomplete="off"></label>'
        f'<p class="wmo-count" role="status" data-one="{escape(texts.ONE_LETTER)}" '
        f'data-more="{escape(texts.MORE_LETTERS)}">{escape(count(len(letters)))}</p>'
        '<div class="wmo-scroll" role="region" tabindex="0" aria-labelledby="wmo-letters-title">'
        f'<table class="wmo-table" aria-labelledby="wmo-letters-title">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def count(letters: int) -> str:
    """Return how many letters are shown."""
    return texts.ONE_LETTER if letters == 1 else f"{letters} {texts.MORE_LETTERS}"


def _head(place: int, name: str) -> str:
    order = "descending" if place == 0 else "none"
    return (
        f'<th scope="col" aria-sort="{order}"><button type="button" class="wmo-sort" '
        f'data-column="{place}">{escape(name)}</button></th>'
    )


def _row(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else texts.NO_DATE
    pages = len(letter.page_starts)
    cells = (
        (letter.date.isoformat() if letter.date else "", escape(date)),
        (letter.name.lower(), _opening(letter)),
        (letter.sender.lower(), escape(letter.sender or texts.UNKNOWN)),
        (letter.reference.lower(), escape(letter.reference or texts.UNKNOWN)),
        (f"{pages:06}", str(pages) if pages else escape(texts.NONE)),
        (f"{len(letter.warnings):06}", str(len(letter.warnings) or escape(texts.NONE))),
    )
    return (
        "<tr>"
        + "".join(f'<td data-key="{escape(key)}">{shown}</td>' for key, shown in cells)
        + "</tr>"
    )


def _opening(letter: Letter) -> str:
    return (
        f'<button type="button" class="wmo-open" data-letter="{escape(letter.id)}">'
        f"{escape(letter.name)}</button>"
    )
