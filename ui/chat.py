"""The chat in the browser: a question box, the answer, and its sources beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from index import Filter, NoIndex, OtherIndex, Retriever
from qa import LONGEST_QUESTION, Answer, Step, reply
from ui import rendering, texts
from ui.keeping import Kept
from ui.settings import DEFAULTS, Settings
from ui.watching import watched

if TYPE_CHECKING:
    import gradio as gr

    from ui.shelf import Shelf

Answers = tuple[Answer, ...]

KEPT = 30  # questions with their answers in one session
SESSION_SECONDS = 8 * 60 * 60
ASKING_AT_ONCE = 4
# Past the queue, whose stream closes after the page's first event: a question that is asked at that
# very moment would wait for an answer on a closed stream.
AT_ONCE: dict[str, Any] = {"queue": False}
HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build(
    retriever: Retriever, settings: Settings = DEFAULTS, shelf: Shelf | None = None
) -> gr.Blocks:
    """Return the page of the chat over the letters of an index; a shelf lets these change."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    from ui.asking import asking
    from ui.tabs import other_tabs

    def show_header() -> str:
        return rendering.header(retriever.letters(), settings.title)

    page: gr.Blocks = gr.Blocks(title=settings.title or texts.PAGE_TITLE, analytics_enabled=False)
    with page:
        header = gr.HTML(show_header())
        with gr.Tabs(elem_id="wmo-tabs"):
            with gr.Tab(texts.ASKING) as tab:
                only = asking(retriever, page, Kept(settings.storage))
            other_tabs(retriever, settings, shelf, only)
        for event in (page.load, tab.select):
            event(show_header, outputs=header, **AT_ONCE, **HIDDEN)
    return page


def show_failure() -> str:
    """Return what is said when an answer was broken off by a mistake of the program."""
    return rendering.notice(texts.FAILED, "problem")


def respond(
    question: str, asked: Answers, retriever: Retriever, only: Filter | None = None
) -> Iterator[tuple[str, Answers]]:
    """Yield what is announced, as HTML, with all answers so far; a problem adds no answer."""
    problem = question_problem(question)
    if problem:
        yield rendering.notice(problem, "problem"), asked
        return

    def work(tell: Callable[[tuple[str, Answers]], None]) -> Answer:
        def show(step: Step) -> None:
            tell((rendering.notice(texts.STEPS[step.value]), asked))

        return reply(question, asked, retriever, only, show)

    try:
        found = yield from watched(work)
    except (NoIndex, OtherIndex) as error:
        yield rendering.notice(str(error), "problem"), asked
        return
    yield rendering.notice(rendering.announcement(found), "unseen"), (*asked, found)[-KEPT:]


def question_problem(question: str) -> str:
    """Return why a question cannot be asked, in Dutch; empty when it can."""
    length = len(" ".join(question.split()))
    if not length:
        return texts.EMPTY_QUESTION
    if length > LONGEST_QUESTION:
        return texts.too_long(length, LONGEST_QUESTION)
    return ""
