"""The page with what is promised in the letters."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from index import Retriever
from qa import commitments, followed
from ui import rendering, texts
from ui.chat import HIDDEN
from ui.commitment_table import commitment_table
from ui.script import part_of_page


def commitments_page(retriever: Retriever, tab: gr.Tab) -> None:
    """Put the table of commitments in the open tab; it is made when the tab is opened."""
    known: dict[int, str] = {}  # by the generation of the index: it takes seconds to make

    def show() -> Iterator[str]:
        generation = retriever.generation
        if generation not in known:
            yield rendering.notice(texts.READING_COMMITMENTS)
            found = commitments(retriever.letters())
            yield commitment_table(found, texts.LOOKING)
            known.clear()
            known[generation] = commitment_table(followed(found, retriever))
        yield known[generation]

    shown = gr.HTML(elem_id="wmo-commitments", js_on_load=part_of_page("letters.js", "table"))
    tab.select(show, outputs=shown, **HIDDEN)
