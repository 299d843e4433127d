"""Puts the page where questions are asked together: its parts, and what each event does."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index import Retriever
from ui.chat.asking.after_answer import Answered
from ui.chat.asking.choosing import Choosing
from ui.chat.asking.conversation import Conversation
from ui.chat.asking.linked import Linked
from ui.chat.asking.parts import Parts
from ui.chat.asking.suggestions import Suggestions
from ui.chat.replies import ASKING_AT_ONCE, AT_ONCE, HIDDEN, show_failure
from ui.web.kept_questions import Kept


def asking(retriever: Retriever, page: gr.Blocks, tab: gr.Tab, kept: Kept) -> gr.State:
    """Put what is needed to ask in the open page or tab; return the choice of letters."""
    parts, suggestions = Parts(retriever.letters()), Suggestions(retriever)
    choosing = Choosing(parts, retriever)
    conversation = Conversation(parts, retriever, kept, suggestions)
    linked = Linked(parts, choosing, conversation, suggestions)
    _connect_asking(parts, conversation, suggestions)
    _connect_opening(parts, page, linked, suggestions)
    _connect_choice(parts, tab, choosing)
    _connect_answer(parts, conversation, Answered(parts, retriever, kept))
    return parts.only


def _connect_asking(parts: Parts, conversation: Conversation, suggestions: Suggestions) -> None:
    together: dict[str, Any] = {"concurrency_limit": ASKING_AT_ONCE, **HIDDEN}
    among = [parts.history, parts.only]
    answering = [
        gr.on(
            [parts.box.submit, parts.button.click],
            conversation.ask,
            [parts.box, *among],
            parts.changing,
            **together,
        ),
        *(
            place.asked(conversation.ask_alone, among, parts.changing, **together)
            for place in (parts.begin, parts.latest, parts.next, parts.earlier)
        ),
    ]
    for one in answering:
        one.failure(show_failure, outputs=parts.notice, **HIDDEN)
        one.success(suggestions.following, parts.history, parts.next, **AT_ONCE, **HIDDEN)
    parts.stop.click(
        conversation.stopped, outputs=parts.notice, cancels=answering, **AT_ONCE, **HIDDEN
    )


def _connect_opening(
    parts: Parts, page: gr.Blocks, linked: Linked, suggestions: Suggestions
) -> None:
    with_choice = [parts.only, parts.notice, *parts.offered]
    # Two steps: the second takes seconds, in which the reader may have made another choice.
    chose = page.load(linked.choose, outputs=with_choice, **AT_ONCE, **HIDDEN)
    asked = chose.then(linked.ask, parts.history, parts.changing, **AT_ONCE, **HIDDEN)
    asked.success(suggestions.following, parts.history, parts.next, **AT_ONCE, **HIDDEN)


def _connect_choice(parts: Parts, tab: gr.Tab, choosing: Choosing) -> None:
    with_choice = [parts.only, parts.notice, *parts.offered]
    tab.select(choosing.renew, [parts.only, parts.formed], parts.offered, **AT_ONCE, **HIDDEN)
    parts.choosing.chosen(choosing.choose, parts.only, with_choice, **AT_ONCE, **HIDDEN)
    parts.chosen.cleared(choosing.choose_all, outputs=with_choice, **AT_ONCE, **HIDDEN)


def _connect_answer(parts: Parts, conversation: Conversation, answered: Answered) -> None:
    parts.clear.click(conversation.wipe, outputs=parts.changing, **AT_ONCE, **HIDDEN)
    for place in (parts.latest, parts.earlier, parts.opened):
        place.opened(answered.opening, parts.history, parts.opened, **AT_ONCE, **HIDDEN)
    if answered.kept.judges:
        parts.judging.judged(
            answered.judge, parts.history, [parts.judging, parts.notice], **AT_ONCE, **HIDDEN
        )
    parts.opened.closed(lambda: "", outputs=parts.opened, **AT_ONCE, **HIDDEN)
