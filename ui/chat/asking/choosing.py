"""Limits what is asked to some of the letters."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index import Filter, IndexInUse, NoIndex, OtherIndex, Retriever
from ui import texts
from ui.chat.asking.parts import Changes, Parts
from ui.errors import BadInput
from ui.filter_options import NAMES, Choice, filter_of
from ui.html import rendering
from ui.html.letter_filter_form import DATES, choice_form, choice_of, chosen_text


class Choosing:
    """What the choice of letters does when it is used."""

    def __init__(self, parts: Parts, retriever: Retriever) -> None:
        self.parts, self.retriever = parts, retriever

    def choose(self, among: Filter | None, event: gr.EventData) -> Changes:
        """Ask only the letters that were chosen in the form."""
        told, new = self.limited(choice_of(event._data))
        parts = self.parts
        return told if parts.notice in told else {parts.only: new, parts.notice: "", **told}

    def choose_all(self) -> Changes:
        """Ask all letters again."""
        told = rendering.notice(texts.CHOICE_CLEARED, "told")
        return {self.parts.only: None, self.parts.notice: told, **self.form(None)}

    def renew(self, among: Filter | None, generation: int | None) -> list[Any]:
        """Return what is offered to choose from; nothing new when the index has not changed."""
        new = self.form(among)
        changed = generation not in (None, new[self.parts.formed])
        return [new[one] if changed else gr.skip() for one in self.parts.offered]

    def limited(self, choice: Choice) -> tuple[Changes, Filter | None]:
        """Return what is shown after a choice, and the filter; a wrong choice limits nothing."""
        try:
            among = filter_of(choice, self.retriever.folder, NAMES | DATES)
        except (BadInput, IndexInUse, NoIndex, OtherIndex) as error:
            return {self.parts.notice: rendering.notice(str(error), "problem")}, None
        return {self.parts.chosen: chosen_text(self.retriever.letters(), among)}, among

    def form(self, among: Filter | None) -> Changes:
        """Return the form to choose with, and what it says that is chosen."""
        letters = self.retriever.letters()  # before the generation: this notices a changed index
        return {
            self.parts.chosen: chosen_text(letters, among),
            self.parts.choosing: choice_form(letters, among),
            self.parts.formed: self.retriever.generation,
        }
