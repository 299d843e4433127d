"""Offers questions that the letters answer, which are looked for only while nobody asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from threading import Lock
from time import sleep

from index import Retriever
from ui import texts
from ui.chat.examples import examples, next_questions, question_buttons
from ui.chat.replies import Answers

QUIET = 2.0  # seconds in which nobody asks, before questions to offer are looked for


class Suggestions:
    """Questions to offer to all users, as HTML."""

    def __init__(self, retriever: Retriever) -> None:
        self.retriever = retriever
        self.known: dict[int, tuple[str, ...]] = {}  # examples by the generation of the index
        self.busy: set[object] = set()  # the questions that are being answered, of all users
        self.finding = Lock()

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Look for none while a question is answered."""
        mine = object()
        self.busy.add(mine)
        try:
            yield
        finally:
            self.busy.discard(mine)

    def to_begin(self) -> str:
        """Return questions to begin with."""
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
        """Return questions to go on with after the last answer."""
        given = answers[-1:]
        quiet = given and self.is_quiet()
        found = next_questions(given[0], self.retriever, self.idle) if quiet else ()
        buttons = question_buttons(found, texts.NEXT_QUESTIONS)
        if not buttons:
            return ""
        return f'<div data-question="{escape(given[0].question)}">{buttons}</div>'

    def idle(self) -> bool:
        """Whether nobody asks."""
        return not self.busy

    def is_quiet(self) -> bool:
        """Whether nobody asks for a moment: what is looked for then delays no answer."""
        for _ in range(round(QUIET / 0.1)):
            if self.busy:
                return False
            sleep(0.1)
        return self.idle()
