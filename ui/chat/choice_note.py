"""The line that says, beside the asking, to which letters a page is limited."""

from __future__ import annotations

import gradio as gr

from index import Filter, Retriever
from ui.chat.replies import AT_ONCE, HIDDEN
from ui.html.letter_filter_form import chosen_elsewhere


def choice_note(retriever: Retriever, tab: gr.Tab, only: gr.State) -> None:
    """Put the line in the open tab; it is made when the tab is opened."""

    def show(among: Filter | None) -> str:
        return chosen_elsewhere(retriever.letters(), among)

    note = gr.HTML(elem_classes="wmo-note")
    tab.select(show, only, note, **AT_ONCE, **HIDDEN)
