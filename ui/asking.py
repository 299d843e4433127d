"""Where questions are asked: the box, the answer, its sources, and the letter beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import gradio as gr

from index import Retriever
from ui import rendering, texts
from ui.chat import ASKING_AT_ONCE, AT_ONCE, HIDDEN, SESSION_SECONDS, Answers, respond, show_failure
from ui.examples import example_buttons, examples
from ui.reader import reader
from ui.script import part_of_page
from ui.using import ASKED, uses

SCRIPT = "reader.js"


def asking(retriever: Retriever, page: gr.Blocks) -> None:
    """Put what is needed to ask in the open page or tab."""

    def ask(question: str, asked: Answers) -> Iterator[dict[Any, Any]]:
        for told, answers in respond(question, asked, retriever):
            yield {notice: told} if answers is asked else {notice: told, **_changed(answers)}

    def ask_example(asked: Answers, event: gr.EventData) -> Iterator[dict[Any, Any]]:
        yield from ask(str(event._data["question"]), asked)

    def ask_again(asked: Answers, request: gr.Request) -> dict[Any, Any]:
        question = request.query_params.get(ASKED, "")
        return list(ask(question, asked))[-1] if question else {begin: suggested()}

    def _changed(answers: Answers) -> dict[Any, Any]:
        new = dict(zip(places, shown(answers), strict=True))
        return {box: "", history: answers, opened: "", **new}

    def shown(answers: Answers) -> list[str]:
        if not answers:
            return [suggested(), *[""] * (len(places) - 1)]
        use = uses(answers[-1], retriever, date.today())
        parts = (rendering.latest, rendering.evidence, rendering.earlier)
        return ["", use, *(part(answers) for part in parts)]

    def suggested() -> str:
        if retriever.generation not in known:
            known.clear()
            known[retriever.generation] = examples(retriever)
        return example_buttons(known[retriever.generation])

    def wipe() -> dict[Any, Any]:
        return {notice: rendering.notice(texts.WIPED), **_changed(())}

    def opening(answers: Answers, event: gr.EventData) -> str:
        turn, number = (int(event._data[name]) for name in ("turn", "number"))
        return reader(answers[turn - 1], turn, number, retriever) if turn <= len(answers) else ""

    known: dict[int, tuple[str, ...]] = {}  # examples by the generation of the index
    history = gr.State((), time_to_live=SESSION_SECONDS)
    with gr.Row(elem_id="wmo-ask"):
        box = gr.Textbox(
            label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_HINT, max_lines=6,
            scale=5, autofocus=True,
        )  # fmt: skip
        button = gr.Button(texts.ASK, variant="primary", scale=0, min_width=120)
        clear = gr.Button(texts.WIPE, scale=0, min_width=120)
    notice = gr.HTML(elem_id="wmo-notice")
    begin = gr.HTML(elem_id="wmo-begin", js_on_load=part_of_page(SCRIPT, "examples", "'asked'"))
    with gr.Column(elem_id="wmo-result"):
        numbers = part_of_page(SCRIPT, "numbers", "'opened'")
        latest = gr.HTML(elem_id="wmo-latest", js_on_load=numbers)
        use = gr.HTML(elem_id="wmo-use")
        opened = gr.HTML(
            elem_id="wmo-reader",
            js_on_load=part_of_page(SCRIPT, "reader", "'opened' 'closed'"),
        )
        evidence = gr.HTML(elem_id="wmo-evidence")
        earlier = gr.HTML(elem_id="wmo-earlier", js_on_load=numbers)
    places = [begin, use, latest, evidence, earlier]
    changing = [box, history, notice, opened, *places]
    limited: dict[str, Any] = {"concurrency_limit": ASKING_AT_ONCE, **HIDDEN}
    for answering in (
        gr.on([box.submit, button.click], ask, [box, history], changing, **limited),
        begin.asked(ask_example, history, changing, **limited),
    ):
        answering.failure(show_failure, outputs=notice, **HIDDEN)
    page.load(ask_again, history, changing, **AT_ONCE, **HIDDEN)
    clear.click(wipe, outputs=changing, **AT_ONCE, **HIDDEN)
    for place in (latest, earlier, opened):
        place.opened(opening, history, opened, **AT_ONCE, **HIDDEN)
    opened.closed(lambda: "", outputs=opened, **AT_ONCE, **HIDDEN)
