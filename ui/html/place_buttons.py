"""Places in letters that a page names, each with a button, and letters left out, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus import Letter
from qa import Citation
from ui import texts


def place_button(name: str, shown: Citation) -> str:
    """Return a button that opens the letter at a quote; ``name`` is of the part of the page."""
    letter = shown.letter
    return (
        f'<button type="button" class="wmo-open" id="{escape(button_id(name, shown))}" '
        f'data-letter="{escape(letter.id)}" data-start="{shown.start}" data-end="{shown.end}">'
        f"{escape(texts.OPEN_PLACE)}"
        f'<span class="wmo-unseen">: {escape(letter.name)}</span></button>'
    )


def letters_named(told: str, letters: Sequence[Letter]) -> str:
    """Return letters by name and date, folded, below what is told of them; nothing for none."""
    if not letters:
        return ""
    days = [one.date.in_words() if one.date else texts.NO_DATE for one in letters]
    names = [f"{one.name}, {day}" for one, day in zip(letters, days, strict=True)]
    listed = "".join(f"<li>{escape(one)}</li>" for one in names)
    count = escape(f"{told} ({len(letters)})")
    return f'<details class="wmo-silent"><summary>{count}</summary><ul>{listed}</ul></details>'


def button_id(name: str, shown: Citation) -> str:
    """Return the id of the button that :func:`place_button` makes."""
    return f"{name}-{shown.letter.id}-{shown.start}"
