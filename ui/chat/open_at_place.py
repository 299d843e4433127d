"""Where a page opens a letter at a place that it names."""

from __future__ import annotations

from collections.abc import Mapping

import gradio as gr

from index import Retriever
from qa import cite
from ui import texts
from ui.chat.replies import AT_ONCE, HIDDEN
from ui.html.letter_reader import CLOSE, Opened, letter_with, section_of
from ui.html.place_buttons import button_id
from ui.html.rendering import notice
from ui.web.script import part_of_page


def place_shown(name: str, naming: gr.HTML, retriever: Retriever) -> gr.HTML:
    """Put where a letter is shown in the open tab, opened by the buttons in another part of it.

    ``name`` is that of ``ui.html.place_buttons``; ``naming`` holds the buttons.
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

    ``name`` is that of ``ui.html.place_buttons``. A letter that has gone is named so.
    """
    letter = letter_with(str(data["letter"]), retriever)
    start, end = (int(str(data[one])) for one in ("start", "end"))
    shown = cite(letter, letter.text[start:end], start) if letter else None
    if shown is None:
        return notice(texts.LETTER_GONE, "problem")
    opened = Opened(shown, [(1, shown)], name, 1, button_id(name, shown))
    return section_of(opened, f'<p class="wmo-acts">{CLOSE}</p>', retriever)
