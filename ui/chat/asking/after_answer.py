"""What is done with an answer: its letter is opened beside it, and it is judged."""

from __future__ import annotations

import gradio as gr

from index import Retriever
from ui import texts
from ui.chat.asking.parts import Changes, Parts
from ui.chat.replies import Answers
from ui.errors import BadInput
from ui.html import rendering
from ui.html.feedback import judged
from ui.html.letter_reader import reader
from ui.web.kept_questions import Kept


class Answered:
    """What the parts of an answer do when they are used."""

    def __init__(self, parts: Parts, retriever: Retriever, kept: Kept) -> None:
        self.parts, self.retriever, self.kept = parts, retriever, kept

    def opening(self, answers: Answers, event: gr.EventData) -> str:
        """Return the letter of a citation, open at its place."""
        turn, number = (int(event._data[name]) for name in ("turn", "number"))
        return (
            reader(answers[turn - 1], turn, number, self.retriever) if turn <= len(answers) else ""
        )

    def judge(self, answers: Answers, event: gr.EventData) -> Changes:
        """Keep what a user says of the last answer, and show that it is kept."""
        try:
            thanks = judged(answers[-1], event._data, self.retriever.generation, self.kept)
        except (BadInput, OSError, IndexError):
            return {self.parts.notice: rendering.notice(texts.CHANGE_FAILED, "problem")}
        return {self.parts.judging: thanks}
