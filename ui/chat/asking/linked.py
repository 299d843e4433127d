"""Shows what a link to the page brings along: a choice of letters, and questions."""

from __future__ import annotations

import gradio as gr

from ui.chat.asking.choosing import Choosing
from ui.chat.asking.conversation import Conversation
from ui.chat.asking.parts import Changes, Parts
from ui.chat.asking.suggestions import Suggestions
from ui.chat.replies import Answers
from ui.html.answer_tools import ASKED
from ui.html.letter_filter_form import choice_in

LINKED = 4  # questions of a link that are asked


class Linked:
    """What opening the page does."""

    def __init__(
        self,
        parts: Parts,
        choosing: Choosing,
        conversation: Conversation,
        suggestions: Suggestions,
    ) -> None:
        self.parts, self.choosing = parts, choosing
        self.conversation, self.suggestions = conversation, suggestions

    def choose(self, request: gr.Request) -> Changes:
        """Choose the letters that the link names."""
        told, among = self.choosing.limited(choice_in(request.query_params.multi_items()))
        return {self.parts.only: among, **self.choosing.form(among), **told}

    def ask(self, asked: Answers, request: gr.Request) -> Changes:
        """Ask the questions of the link, or offer some to begin with."""
        told, among = self.choosing.limited(choice_in(request.query_params.multi_items()))
        questions = request.query_params.getlist(ASKED)[-LINKED:]
        if not any(questions) or self.parts.notice in told:
            return {self.parts.begin: self.suggestions.to_begin()}
        changes: Changes = {}
        for question in questions:
            changes = list(self.conversation.ask(question, asked, among))[-1]
            asked = changes.get(self.parts.history, asked)
        return changes
