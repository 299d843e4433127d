"""Where questions are asked: the box, the answer, its sources, and the letter beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import gradio as gr

from index import Filter, NoIndex, Retriever
from ui import rendering, texts
from ui.chat import ASKING_AT_ONCE, AT_ONCE, HIDDEN, SESSION_SECONDS, Answers, respond, show_failure
from ui.choosing import Choice, filter_of
from ui.errors import BadInput
from ui.examples import example_buttons, examples
from ui.feedback import feedback_form, judged
from ui.keeping import Kept
from ui.reader import reader
from ui.script import part_of_page
from ui.source_choice import DATES, choice_form, choice_in, choice_of, chosen_text
from ui.using import ASKED, uses

SCRIPT = "reader.js"
Changes = dict[Any, Any]  # new values by the part of the page that has them


def asking(retriever: Retriever, page: gr.Blocks, tab: gr.Tab, kept: Kept) -> gr.State:
    """Put what is needed to ask in the open page or tab; return the choice of letters."""

    def ask(question: str, asked: Answers, among: Filter | None) -> Iterator[Changes]:
        for one in respond(question, asked, retriever, among):
            changes: Changes = {notice: one.told}
            if one.box is not None:
                changes[box] = one.box
            if one.answers:
                kept.record(one.answers[-1], retriever.generation)
                changes |= _changed(one.answers)
            yield changes

    def ask_example(asked: Answers, among: Filter | None, event: gr.EventData) -> Iterator[Changes]:
        yield from ask(str(event._data["question"]), asked, among)

    def choose_as_linked(request: gr.Request) -> Changes:
        told, among = limited(choice_in(request.query_params.multi_items()))
        return {only: among, **form(among), **told}

    def ask_as_linked(asked: Answers, request: gr.Request) -> Changes:
        told, among = limited(choice_in(request.query_params.multi_items()))
        question = request.query_params.get(ASKED, "")
        if not question or notice in told:
            return {begin: suggested()}
        return list(ask(question, asked, among))[-1]

    def choose(among: Filter | None, event: gr.EventData) -> Changes:
        told, new = limited(choice_of(event._data))
        return told if notice in told else {only: new, notice: "", **told}

    def limited(choice: Choice) -> tuple[Changes, Filter | None]:
        """Return what is shown after a choice, and the filter; a wrong choice limits nothing."""
        try:
            among = filter_of(choice, retriever.folder, tuple(DATES.values()))
        except (BadInput, NoIndex) as error:
            return {notice: rendering.notice(str(error), "problem")}, None
        return {chosen: chosen_text(retriever.letters(), among)}, among

    def choose_all() -> Changes:
        told = rendering.notice(texts.CHOICE_CLEARED, "told")
        return {only: None, notice: told, **form(None)}

    def form(among: Filter | None) -> Changes:
        letters = retriever.letters()  # before the generation: this notices a changed index
        return {
            chosen: chosen_text(letters, among),
            choosing: choice_form(letters, among),
            formed: retriever.generation,
        }

    def renew(among: Filter | None, generation: int | None) -> list[Any]:
        new = form(among)
        changed = generation not in (None, new[formed])
        return [new[one] if changed else gr.skip() for one in offered]

    def _changed(answers: Answers) -> Changes:
        new = dict(zip(places, shown(answers), strict=True))
        return {history: answers, opened: "", **new}

    def shown(answers: Answers) -> list[str]:
        if not answers:
            return [suggested(), *[""] * (len(places) - 1)]
        use = uses(answers[-1], retriever, date.today())
        judge = feedback_form() if kept.judges else ""
        parts = (rendering.latest, rendering.evidence, rendering.earlier)
        return ["", use, judge, *(part(answers) for part in parts)]

    def suggested() -> str:
        if retriever.generation not in known:
            known.clear()
            known[retriever.generation] = examples(retriever)
        return example_buttons(known[retriever.generation])

    def wipe() -> Changes:
        return {notice: rendering.notice(texts.WIPED, "told"), **_changed(())}

    def stopped() -> str:
        return rendering.notice(texts.STOPPED, "told")

    def opening(answers: Answers, event: gr.EventData) -> str:
        turn, number = (int(event._data[name]) for name in ("turn", "number"))
        return reader(answers[turn - 1], turn, number, retriever) if turn <= len(answers) else ""

    def judge(answers: Answers, event: gr.EventData) -> Changes:
        try:
            thanks = judged(answers[-1], event._data, retriever.generation, kept)
        except (BadInput, OSError, IndexError):
            return {notice: rendering.notice(texts.CHANGE_FAILED, "problem")}
        return {judging: thanks}

    known: dict[int, tuple[str, ...]] = {}  # examples by the generation of the index
    history = gr.State((), time_to_live=SESSION_SECONDS)
    only = gr.State(None, time_to_live=SESSION_SECONDS)
    formed = gr.State(None)  # the generation of the index that the choices are of
    with gr.Row(elem_id="wmo-ask", elem_classes="wmo-asking"):
        box = gr.Textbox(
            label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_HINT, max_lines=6,
            scale=5, autofocus=True,
        )  # fmt: skip
        button = gr.Button(texts.ASK, variant="primary", scale=0, min_width=120)
        stop = gr.Button(texts.STOP, elem_id="wmo-stop", scale=0, min_width=120)
        clear = gr.Button(texts.WIPE, scale=0, min_width=120)
    letters = retriever.letters()
    chosen = gr.HTML(
        chosen_text(letters, None),
        elem_id="wmo-chosen",
        js_on_load=part_of_page(SCRIPT, "chosen", "'cleared'"),
    )
    choosing = gr.HTML(
        elem_id="wmo-choosing", js_on_load=part_of_page(SCRIPT, "choice", "'chosen'")
    )
    notice = gr.HTML(elem_id="wmo-notice")
    begin = gr.HTML(elem_id="wmo-begin", js_on_load=part_of_page(SCRIPT, "examples", "'asked'"))
    with gr.Column(elem_id="wmo-result"):
        numbers = part_of_page(SCRIPT, "numbers", "'opened'")
        latest = gr.HTML(elem_id="wmo-latest", js_on_load=numbers)
        use = gr.HTML(elem_id="wmo-use")
        judging = gr.HTML(
            elem_id="wmo-judging", js_on_load=part_of_page(SCRIPT, "feedback", "'judged'")
        )
        opened = gr.HTML(
            elem_id="wmo-reader", js_on_load=part_of_page(SCRIPT, "reader", "'opened' 'closed'")
        )
        evidence = gr.HTML(elem_id="wmo-evidence")
        earlier = gr.HTML(elem_id="wmo-earlier", js_on_load=numbers)
    places = [begin, use, judging, latest, evidence, earlier]
    changing = [box, history, notice, opened, *places]
    offered = [chosen, choosing, formed]
    with_choice = [only, notice, *offered]
    together: dict[str, Any] = {"concurrency_limit": ASKING_AT_ONCE, **HIDDEN}
    answering = [
        gr.on([box.submit, button.click], ask, [box, history, only], changing, **together),
        begin.asked(ask_example, [history, only], changing, **together),
    ]
    for one in answering:
        one.failure(show_failure, outputs=notice, **HIDDEN)
    stop.click(stopped, outputs=notice, cancels=answering, **AT_ONCE, **HIDDEN)
    # Two steps: the second takes seconds, in which the reader may have made another choice.
    chose = page.load(choose_as_linked, outputs=with_choice, **AT_ONCE, **HIDDEN)
    chose.then(ask_as_linked, history, changing, **AT_ONCE, **HIDDEN)
    tab.select(renew, [only, formed], offered, **AT_ONCE, **HIDDEN)
    choosing.chosen(choose, only, with_choice, **AT_ONCE, **HIDDEN)
    chosen.cleared(choose_all, outputs=with_choice, **AT_ONCE, **HIDDEN)
    clear.click(wipe, outputs=changing, **AT_ONCE, **HIDDEN)
    for place in (latest, earlier, opened):
        place.opened(opening, history, opened, **AT_ONCE, **HIDDEN)
    if kept.judges:
        judging.judged(judge, history, [judging, notice], **AT_ONCE, **HIDDEN)
    opened.closed(lambda: "", outputs=opened, **AT_ONCE, **HIDDEN)
    return only
