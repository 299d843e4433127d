"""Places in letters that a page names, each opening its letter there, and letters left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import gradio as gr

from corpus import Letter
from index import Retriever
from qa import Citation, cite
from ui import texts
from ui.chat.replies import AT_ONCE, HIDDEN
from ui.html.letter_reader import CLOSE, Opened, letter_with, section_of
from ui.html.rendering import notice
from ui.web.script import part_of_page


def place_shown(name: str, naming: gr.HTML, retriever: Retriever) -> gr.HTML:
    """Put where a letter is shown in the open tab, opened by the buttons in another part of it.

    ``name`` is that of :func:`place_button`; ``naming`` holds the buttons.
    """

    def opened(event: gr.EventData) -> str:
        return place_in_letter(name, event._data, retriever)

    shown = gr.HTML(
        elem_id=f"wmo-{name}-place",
        js_on_load=part_of_page("reader.js", "reader", "'opened' 'closed'"),
    )
    shown.closed(lambda: "", outputs=shown, **AT_ONCE, **HIDDEN)
    naming.opened(opened, outputs=shown, **AT_ONCE, **HIDDEN)
    return shown


def place_in_letter(name: str, data: Mapping[str, object], retriever: Retriever) -> str:
    """Return the letter that is asked for, opened at its characters from ``start`` to ``end``.

    ``name`` is that of :func:`place_button`. A letter that has gone is named as gone.
    """
    letter = letter_with(str(data["letter"]), retriever)
    start, end = (int(str(data[one])) for one in ("start", "end"))
    shown = cite(letter, letter.text[start:end], start) if letter else None
    if shown is None:
        return notice(texts.LETTER_GONE, "problem")
    opened = Opened(shown, [(1, shown)], name, 1, _button_id(name, shown))
    return section_of(opened, f'<p class="wmo-acts">{CLOSE}</p>', retriever)


def place_button(name: str, shown: Citation) -> str:
    """Return a button that opens the letter at a quote; ``name`` is of the part of the page."""
    letter = shown.letter
    return (
        f'<button type="button" class="wmo-open" id="{escape(_button_id(name, shown))}" '
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


def _button_id(name: str, shown: Citation) -> str:
    return f"{name}-{shown.letter.id}-{shown.start}"
