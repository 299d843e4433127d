"""The page of the chat: asking, with the answer and its sources, and the other pages in tabs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from index import Retriever
from ui import texts
from ui.chat.replies import AT_ONCE, HIDDEN
from ui.html import rendering
from ui.settings import DEFAULTS, Settings
from ui.web.kept_questions import Kept

if TYPE_CHECKING:
    import gradio as gr

    from ui.web.letter_changes import Shelf


def build(
    retriever: Retriever, settings: Settings = DEFAULTS, shelf: Shelf | None = None
) -> gr.Blocks:
    """Return the page of the chat over the letters of an index; a shelf lets these change."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    from ui.chat.asking.page import asking
    from ui.chat.tabs import other_tabs

    def show_header() -> str:
        return rendering.header(retriever.letters(), settings.title, recorded)

    kept, storage = Kept(settings.storage), settings.storage
    recorded = texts.questions_kept(storage.days) if storage.record else ""
    page: gr.Blocks = gr.Blocks(title=settings.title or texts.PAGE_TITLE, analytics_enabled=False)
    with page:
        header = gr.HTML(show_header())
        with gr.Tabs(elem_id="wmo-tabs"):
            with gr.Tab(texts.ASKING) as tab:
                only = asking(retriever, page, tab, kept)
            table = other_tabs(retriever, settings, shelf, only, kept)
        for event in (page.load, tab.select, table.change):
            event(show_header, outputs=header, **AT_ONCE, **HIDDEN)
    return page
