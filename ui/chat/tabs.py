"""The pages beside the asking: each in a tab of its own."""

from __future__ import annotations

import gradio as gr

from index import Retriever
from ui import texts
from ui.chat.choice_note import choice_note
from ui.chat.commitments_page import commitments_page
from ui.chat.help_page import help_page
from ui.chat.letters_page import letters_page
from ui.chat.replies import AT_ONCE, HIDDEN
from ui.chat.years_page import years_page
from ui.html.letter_table import letter_table
from ui.settings import Settings
from ui.web.kept_questions import Kept
from ui.web.letter_changes import Shelf


def other_tabs(
    retriever: Retriever, settings: Settings, shelf: Shelf | None, only: gr.State, kept: Kept
) -> gr.HTML:
    """Add the other tabs; what they show is brought up to date when they are opened.

    ``only`` is the choice of letters, ``kept`` where questions over the years are recorded. The
    table of letters is returned: it changes when letters do.
    """
    with gr.Tab(texts.LETTERS, elem_id="wmo-tab-letters") as tab:
        table = letters_page(retriever, shelf)
    tab.select(lambda: letter_table(retriever.letters()), outputs=table, **AT_ONCE, **HIDDEN)
    if shelf and settings.sources.in_chat:
        from ui.chat.fetch_page import fetch_page  # late: nothing of it is there without leave
        from ui.web.letter_fetching import Fetching

        with gr.Tab(texts.FETCH, elem_id="wmo-tab-fetch"):
            fetch_page(retriever, Fetching(shelf, settings.sources), table)
    with gr.Tab(texts.COMMITMENTS, elem_id="wmo-tab-commitments") as tab:
        choice_note(retriever, tab, only)
        commitments_page(retriever, tab, only)
    with gr.Tab(texts.YEARS, elem_id="wmo-tab-years") as tab:
        choice_note(retriever, tab, only)
        years_page(retriever, only, kept)
    with gr.Tab(texts.HELP, elem_id="wmo-tab-help"):
        gr.HTML(help_page(settings))
    return table
