"""The pages beside the asking: each in a tab of its own."""

from __future__ import annotations

import gradio as gr

from index import Retriever
from ui import texts
from ui.chat import AT_ONCE, HIDDEN
from ui.letter_table import letter_table
from ui.letters_page import letters_page
from ui.settings import Settings
from ui.shelf import Shelf


def other_tabs(retriever: Retriever, settings: Settings, shelf: Shelf | None) -> None:
    """Add the tabs with letters; what they show is brought up to date when they are opened."""
    with gr.Tab(texts.LETTERS, elem_id="wmo-tab-letters") as tab:
        table = letters_page(retriever, shelf)
    tab.select(lambda: letter_table(retriever.letters()), outputs=table, **AT_ONCE, **HIDDEN)
