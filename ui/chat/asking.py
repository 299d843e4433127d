"""Where questions are asked: the box, the answer, its sources, and the letter beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from threading import Lock
from time import sleep
from typing import Any

import gradio as gr

from index import Filter, NoIndex, Retriever
from ui import texts
from ui.chat.examples import examples, next_questions, question_buttons
from ui.chat.replies import (
    ASKING_AT_ONCE,
    AT_ONCE,
    HIDDEN,
    SESSION_SECONDS,
    Answers,
    Reaction,
    respond,
    show_failure,
)
from ui.errors import BadInput
from ui.filter_options import NAMES, Choice, filter_of
from ui.html import rendering
from ui.html.answer_tools import ASKED, uses
from ui.html.feedback import feedback_form, judged
from ui.html.letter_reader import reader
from ui.html.source_choice import DATES, choice_form, choice_in, choice_of, chosen_text
from ui.web.kept_questions import Kept
from ui.web.script import part_of_page

SCRIPT = "reader.js"
LINKED = 4  # questions of a link that are asked
QUIET = 2.0  # seconds in which nobody asks, before questions to offer are looked for
Changes = dict[Any, Any]  # new values by the part of the page that has them


def asking(retriever: Retriever, page: gr.Blocks, tab: gr.Tab, kept: Kept) -> gr.State:
    """Put what is needed to ask in the open page or tab; return the choice of letters."""
    return _Asking(retriever, page, tab, kept).only


class _Asking:
    """The parts of the page where questions are asked, and what each does when it is used."""

    def __init__(self, retriever: Retriever, page: gr.Blocks, tab: gr.Tab, kept: Kept) -> None:
        self.retriever, self.kept = retriever, kept
        self.known: dict[int, tuple[str, ...]] = {}  # examples by the generation of the index
        self.busy: set[object] = set()  # the questions that are being answered, of all users
        self.finding = Lock()
        self.history = gr.State((), time_to_live=SESSION_SECONDS)
        self.only = gr.State(None, time_to_live=SESSION_SECONDS)
        self.formed = gr.State(None)  # the generation of the index that the choices are of
        self._put_box()
        self._put_choice()
        self._put_result()
        self.places = [
            self.begin, self.next, self.use, self.judging, self.latest, self.evidence, self.earlier,
        ]  # fmt: skip
        self.changing = [self.box, self.history, self.notice, self.opened, *self.places]
        self.offered = [self.chosen, self.choosing, self.formed]
        self._connect_asking(page)
        self._connect_choice(page, tab)
        self._connect_answer()

    def _put_box(self) -> None:
        with gr.Row(elem_id="wmo-ask", elem_classes="wmo-asking"):
            self.box = gr.Textbox(
                label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_HINT, max_lines=6,
                scale=5, autofocus=True,
            )  # fmt: skip
            self.button = gr.Button(texts.ASK, variant="primary", scale=0, min_width=120)
            self.stop = gr.Button(texts.STOP, elem_id="wmo-stop", scale=0, min_width=120)
            self.clear = gr.Button(texts.WIPE, scale=0, min_width=120)

    def _put_choice(self) -> None:
        letters = self.retriever.letters()
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

    def _connect_asking(self, page: gr.Blocks) -> None:
        together: dict[str, Any] = {"concurrency_limit": ASKING_AT_ONCE, **HIDDEN}
        answering = [
            gr.on(
                [self.box.submit, self.button.click],
                self.ask,
                [self.box, self.history, self.only],
                self.changing,
                **together,
            ),
            *(
                place.asked(self.ask_alone, [self.history, self.only], self.changing, **together)
                for place in (self.begin, self.latest, self.next, self.earlier)
            ),
        ]
        for one in answering:
            one.failure(show_failure, outputs=self.notice, **HIDDEN)
            one.success(self.following, self.history, self.next, **AT_ONCE, **HIDDEN)
        self.stop.click(self.stopped, outputs=self.notice, cancels=answering, **AT_ONCE, **HIDDEN)

    def _connect_choice(self, page: gr.Blocks, tab: gr.Tab) -> None:
        with_choice = [self.only, self.notice, *self.offered]
        # Two steps: the second takes seconds, in which the reader may have made another choice.
        chose = page.load(self.choose_as_linked, outputs=with_choice, **AT_ONCE, **HIDDEN)
        linked = chose.then(self.ask_as_linked, self.history, self.changing, **AT_ONCE, **HIDDEN)
        linked.success(self.following, self.history, self.next, **AT_ONCE, **HIDDEN)
        tab.select(self.renew, [self.only, self.formed], self.offered, **AT_ONCE, **HIDDEN)
        self.choosing.chosen(self.choose, self.only, with_choice, **AT_ONCE, **HIDDEN)
        self.chosen.cleared(self.choose_all, outputs=with_choice, **AT_ONCE, **HIDDEN)

    def _connect_answer(self) -> None:
        self.clear.click(self.wipe, outputs=self.changing, **AT_ONCE, **HIDDEN)
        for place in (self.latest, self.earlier, self.opened):
            place.opened(self.opening, self.history, self.opened, **AT_ONCE, **HIDDEN)
        if self.kept.judges:
            self.judging.judged(
                self.judge, self.history, [self.judging, self.notice], **AT_ONCE, **HIDDEN
            )
        self.opened.closed(lambda: "", outputs=self.opened, **AT_ONCE, **HIDDEN)

    def ask(
        self, question: str, asked: Answers, among: Filter | None, alone: bool = False
    ) -> Iterator[Changes]:
        mine = object()
        self.busy.add(mine)
        try:
            for one in respond(question, asked, self.retriever, among, alone):
                yield self._told(one)
        finally:
            self.busy.discard(mine)

    def _told(self, one: Reaction) -> Changes:
        changes: Changes = {self.notice: one.told}
        if one.box is not None:
            changes[self.box] = one.box
        if one.answers:
            changes |= self._changed(one.answers)
            if not self.kept.record(one.answers[-1], self.retriever.generation):
                changes[self.notice] = rendering.notice(texts.NOT_RECORDED, "problem")
        return changes

    def ask_alone(
        self, asked: Answers, among: Filter | None, event: gr.EventData
    ) -> Iterator[Changes]:
        yield from self.ask(str(event._data["asked"]), asked, among, alone=True)

    def choose_as_linked(self, request: gr.Request) -> Changes:
        told, among = self.limited(choice_in(request.query_params.multi_items()))
        return {self.only: among, **self.form(among), **told}

    def ask_as_linked(self, asked: Answers, request: gr.Request) -> Changes:
        told, among = self.limited(choice_in(request.query_params.multi_items()))
        questions = request.query_params.getlist(ASKED)[-LINKED:]
        if not any(questions) or self.notice in told:
            return {self.begin: self.suggested()}
        changes: Changes = {}
        for question in questions:
            changes = list(self.ask(question, asked, among))[-1]
            asked = changes.get(self.history, asked)
        return changes

    def choose(self, among: Filter | None, event: gr.EventData) -> Changes:
        told, new = self.limited(choice_of(event._data))
        return told if self.notice in told else {self.only: new, self.notice: "", **told}

    def limited(self, choice: Choice) -> tuple[Changes, Filter | None]:
        """Return what is shown after a choice, and the filter; a wrong choice limits nothing."""
        try:
            among = filter_of(choice, self.retriever.folder, NAMES | DATES)
        except (BadInput, NoIndex) as error:
            return {self.notice: rendering.notice(str(error), "problem")}, None
        return {self.chosen: chosen_text(self.retriever.letters(), among)}, among

    def choose_all(self) -> Changes:
        told = rendering.notice(texts.CHOICE_CLEARED, "told")
        return {self.only: None, self.notice: told, **self.form(None)}

    def form(self, among: Filter | None) -> Changes:
        letters = self.retriever.letters()  # before the generation: this notices a changed index
        return {
            self.chosen: chosen_text(letters, among),
            self.choosing: choice_form(letters, among),
            self.formed: self.retriever.generation,
        }

    def renew(self, among: Filter | None, generation: int | None) -> list[Any]:
        new = self.form(among)
        changed = generation not in (None, new[self.formed])
        return [new[one] if changed else gr.skip() for one in self.offered]

    def _changed(self, answers: Answers) -> Changes:
        new = dict(zip(self.places, self.shown(answers), strict=True))
        return {self.history: answers, self.opened: "", **new}

    def shown(self, answers: Answers) -> list[str]:
        if not answers:
            return [self.suggested(), *[""] * (len(self.places) - 1)]
        use = uses(answers[-1], self.retriever, date.today())
        judge = feedback_form(self.kept.days) if self.kept.judges else ""
        parts = (rendering.latest, rendering.evidence, rendering.earlier)
        return ["", "", use, judge, *(part(answers) for part in parts)]

    def suggested(self) -> str:
        generation = self.retriever.generation
        if generation not in self.known and self.finding.acquire(blocking=False):
            try:  # some twenty answers: one page looks for them, and only while nobody asks
                found = examples(self.retriever, self.idle) if self.is_quiet() else ()
                if self.idle():
                    self.known.clear()
                    self.known[generation] = found
            finally:
                self.finding.release()
        return question_buttons(self.known.get(generation, ()), texts.EXAMPLES)

    def following(self, answers: Answers) -> str:
        given = answers[-1:]
        quiet = given and self.is_quiet()
        found = next_questions(given[0], self.retriever, self.idle) if quiet else ()
        buttons = question_buttons(found, texts.NEXT_QUESTIONS)
        if not buttons:
            return ""
        return f'<div data-question="{escape(given[0].question)}">{buttons}</div>'

    def idle(self) -> bool:
        return not self.busy

    def is_quiet(self) -> bool:
        """Whether nobody asks for a moment: what is looked for then delays no answer."""
        for _ in range(round(QUIET / 0.1)):
            if self.busy:
                return False
            sleep(0.1)
        return self.idle()

    def wipe(self) -> Changes:
        return {self.notice: rendering.notice(texts.WIPED, "told"), **self._changed(())}

    def stopped(self) -> str:
        return rendering.notice(texts.STOPPED, "told")

    def opening(self, answers: Answers, event: gr.EventData) -> str:
        turn, number = (int(event._data[name]) for name in ("turn", "number"))
        return (
            reader(answers[turn - 1], turn, number, self.retriever) if turn <= len(answers) else ""
        )

    def judge(self, answers: Answers, event: gr.EventData) -> Changes:
        try:
            thanks = judged(answers[-1], event._data, self.retriever.generation, self.kept)
        except (BadInput, OSError, IndexError):
            return {self.notice: rendering.notice(texts.CHANGE_FAILED, "problem")}
        return {self.judging: thanks}
