"""Has questions answered, and shows each step and the answers of a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import gradio as gr

from index import Filter, Retriever
from ui import texts
from ui.chat.asking.parts import Changes, Parts
from ui.chat.asking.suggestions import Suggestions
from ui.chat.replies import Answers, Reaction, respond
from ui.html import rendering
from ui.html.answer_tools import uses
from ui.html.feedback import feedback_form
from ui.web.kept_questions import Kept


class Conversation:
    """What asking, stopping and wiping do."""

    def __init__(
        self, parts: Parts, retriever: Retriever, kept: Kept, suggestions: Suggestions
    ) -> None:
        self.parts, self.retriever, self.kept = parts, retriever, kept
        self.suggestions = suggestions

    def ask(
        self, question: str, asked: Answers, among: Filter | None, alone: bool = False
    ) -> Iterator[Changes]:
        """Yield what changes with each step of a question; ``alone`` leans on none before."""
        with self.suggestions.held_back():
            for one in respond(question, asked, self.retriever, among, alone):
                yield self._told(one)

    def ask_alone(
        self, asked: Answers, among: Filter | None, event: gr.EventData
    ) -> Iterator[Changes]:
        """Ask the question of a button, which can be read on its own."""
        yield from self.ask(str(event._data["asked"]), asked, among, alone=True)

    def stopped(self) -> str:
        """Return what is told when an answer was stopped."""
        return rendering.notice(texts.STOPPED, "told")

    def wipe(self) -> Changes:
        """Forget what was asked, and show none of it."""
        return {self.parts.notice: rendering.notice(texts.WIPED, "told"), **self._changed(())}

    def _told(self, one: Reaction) -> Changes:
        parts = self.parts
        changes: Changes = {parts.notice: one.told}
        if one.box is not None:
            changes[parts.box] = one.box
        if one.answers:
            changes |= self._changed(one.answers)
            if not self.kept.record(one.answers[-1], self.retriever.generation):
                changes[parts.notice] = rendering.notice(texts.NOT_RECORDED, "problem")
        return changes

    def _changed(self, answers: Answers) -> Changes:
        new = dict(zip(self.parts.places, self._shown(answers), strict=True))
        return {self.parts.history: answers, self.parts.opened: "", **new}

    def _shown(self, answers: Answers) -> list[str]:
        if not answers:
            return [self.suggestions.to_begin(), *[""] * (len(self.parts.places) - 1)]
        use = uses(answers[-1], self.retriever, date.today())
        judge = feedback_form(self.kept.days) if self.kept.judges else ""
        shown = (rendering.latest, rendering.evidence, rendering.earlier)
        return ["", "", use, judge, *(part(answers) for part in shown)]
