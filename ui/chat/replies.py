"""What the chat does with a question, and what its pages share."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

from index import Filter, IndexInUse, NoIndex, OtherIndex, Retriever
from qa import LONGEST_QUESTION, Answer, DamagedReader, Step, reply
from ui import texts
from ui.html import rendering
from ui.web.work_progress import watched

Answers = tuple[Answer, ...]

LOG = logging.getLogger(__name__)
KEPT = 30  # questions with their answers in one session
SESSION_SECONDS = 8 * 60 * 60
ASKING_AT_ONCE = 4
# Past the queue, whose stream closes after the page's first event: a question that is asked at that
# very moment would wait for an answer on a closed stream.
AT_ONCE: dict[str, Any] = {"queue": False}
HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class _NobodyWaits(Exception):
    """What is worked at is of use to nobody."""


def show_failure() -> str:
    """Return what is said when an answer was broken off by a mistake of the program."""
    return rendering.notice(texts.FAILED, "problem")


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the page shows while and after a question is answered.

    ``told`` is announced, as HTML. ``box`` is what the question box holds from then on; ``None``
    leaves it, for the next question may be in it already. ``answers`` are all so far, when there
    is a new one.
    """

    told: str
    box: str | None = None
    answers: Answers | None = None


def respond(
    question: str,
    asked: Answers,
    retriever: Retriever,
    only: Filter | None = None,
    alone: bool = False,
) -> Iterator[Reaction]:
    """Yield what the page shows of each step; a problem adds no answer and gives back the words.

    A question that is asked ``alone`` leans on none of those before.
    """
    problem = question_problem(question)
    if problem:
        yield Reaction(rendering.notice(problem, "problem"))
        return

    left = Event()

    def work(tell: Callable[[Reaction], None]) -> Answer:
        def show(step: Step) -> None:
            if left.is_set():
                raise _NobodyWaits
            tell(Reaction(rendering.notice(texts.STEPS[step.value])))

        return reply(question, () if alone else asked, retriever, only, tell=show)

    yield Reaction(rendering.notice(texts.STEPS[Step.SEARCH.value]), box="")
    try:
        found = yield from watched(work)
    except (DamagedReader, IndexInUse, NoIndex, OtherIndex) as error:
        yield Reaction(rendering.notice(str(error), "problem"), box=question)
        return
    except Exception:
        LOG.exception("A question could not be answered.")
        yield Reaction(show_failure(), box=question)
        return
    finally:  # also when the page goes away, or the answer is stopped
        left.set()
    told = rendering.notice(rendering.announcement(found), "unseen")
    yield Reaction(told, answers=(*asked, found)[-KEPT:])


def question_problem(question: str) -> str:
    """Return why a question cannot be asked, in Dutch; empty when it can."""
    length = len(" ".join(question.split()))
    if not length:
        return texts.EMPTY_QUESTION
    if length > LONGEST_QUESTION:
        return texts.too_long(length, LONGEST_QUESTION)
    return ""
