"""The parts of the page where questions are asked: the box, the choice of letters, the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from corpus import Letter
from ui import texts
from ui.chat.replies import SESSION_SECONDS
from ui.html.letter_filter_form import chosen_text
from ui.web.script import part_of_page

SCRIPT = "reader.js"
Changes = dict[Any, Any]  # new values by the part of the page that has them


class Parts:
    """What is put in the open page or tab to ask about letters, and what a session keeps."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.history = gr.State((), time_to_live=SESSION_SECONDS)
        self.only = gr.State(None, time_to_live=SESSION_SECONDS)
        self.formed = gr.State(None)  # the generation of the index that the choices are of
        self._put_box()
        self._put_choice(letters)
        self._put_result()
        self.places = [
            self.begin, self.next, self.use, self.judging, self.latest, self.evidence, self.earlier,
        ]  # fmt: skip
        self.changing = [self.box, self.history, self.notice, self.opened, *self.places]
        self.offered = [self.chosen, self.choosing, self.formed]

    def _put_box(self) -> None:
        with gr.Row(elem_id="wmo-ask", elem_classes="wmo-asking"):
            self.box = gr.Textbox(
                label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_HINT, max_lines=6,
                scale=5, autofocus=True,
            )  # fmt: skip
            self.button = gr.Button(texts.ASK, variant="primary", scale=0, min_width=120)
            self.stop = gr.Button(texts.STOP, elem_id="wmo-stop", scale=0, min_width=120)
            self.clear = gr.Button(texts.WIPE, scale=0, min_width=120)

    def _put_choice(self, letters: Sequence[Letter]) -> None:
        with gr.Row(elem_id="wmo-among"):
            self.chosen = gr.HTML(
                chosen_text(letters, None),
                elem_id="wmo-chosen",
                js_on_load=part_of_page(SCRIPT, "chosen", "'cleared'"),
            )
            self.choosing = gr.HTML(
                elem_id="wmo-choosing", js_on_load=part_of_page(SCRIPT, "choice", "'chosen'")
            )
        self.notice = gr.HTML(elem_id="wmo-notice")
        self.begin = gr.HTML(
            elem_id="wmo-begin", js_on_load=part_of_page(SCRIPT, "asks", "'asked'")
        )

    def _put_result(self) -> None:
        with gr.Column(elem_id="wmo-result"):
            self.latest = gr.HTML(
                elem_id="wmo-latest", js_on_load=part_of_page(SCRIPT, "answer", "'opened' 'asked'")
            )
            self.use = gr.HTML(elem_id="wmo-use")
            self.judging = gr.HTML(
                elem_id="wmo-judging", js_on_load=part_of_page(SCRIPT, "feedback", "'judged'")
            )
            self.next = gr.HTML(
                elem_id="wmo-next", js_on_load=part_of_page(SCRIPT, "following", "'asked'")
            )
            self.opened = gr.HTML(
                elem_id="wmo-reader", js_on_load=part_of_page(SCRIPT, "reader", "'opened' 'closed'")
            )
            self.evidence = gr.HTML(elem_id="wmo-evidence")
            self.earlier = gr.HTML(
                elem_id="wmo-earlier", js_on_load=part_of_page(SCRIPT, "past", "'opened' 'asked'")
            )
