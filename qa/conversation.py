"""Later turns of a conversation, read with what they lean on, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import MONTHS
from index import Filter, Retriever
from qa.answer import Answer, Status
from qa.ask import LONGEST_QUESTION, Tell, answer, silent
from qa.letters.letters_meant import meant
from qa.questions.question import Question
from qa.questions.turn_kind import LEANS_FROM, TALKS_FROM, leans, talks
from qa.reading import Reader

OTHER_SUBJECT = re.compile(
    r"^\s*(?:iets anders|(?:een )?andere vraag|nieuwe vraag|ander onderwerp)\b[\s:,.–-]*",
    re.IGNORECASE,
)
# "En in 2022?", "En sinds 2024?": only the time differs from the question before.
OTHER_TIME = re.compile(
    rf"^\s*(?:(?:en|maar|ook|dan|nu)\s+)+((?:in|van|sinds|vanaf|voor|na|tot)?\s*"
    rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?:19|20)\d\d)\s*\?*\s*$",
    re.IGNORECASE,
)
DATED = re.compile(rf"\b(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?:19|20)\d\d\b", re.IGNORECASE)
MOST_BEFORE = 3  # questions that are taken along; the reader learned with as many


def reply(
    question: str,
    before: Sequence[Answer],
    retriever: Retriever,
    only: Filter | None = None,
    reader: Reader | None = None,
    tell: Tell = silent,
) -> Answer:
    """Return what the letters say to a question that may lean on the turns before it.

    ``context`` of the answer are the questions that it leans on. ``reader`` and ``tell`` are as for
    :func:`qa.answer`.
    """
    read = _read_as(Question(question).plain().text, before)
    return replace(answer(read, retriever, only, reader, tell), question=question)


def converse(
    questions: Sequence[str],
    retriever: Retriever,
    only: Filter | None = None,
    reader: Reader | None = None,
) -> Answer:
    """Return the answer to the last of the questions of one conversation, asked in order.

    Raises:
        ValueError: there is no question.
    """
    if not questions:
        raise ValueError("a conversation has at least one question")
    turns: list[Answer] = []
    for question in questions:
        turns.append(reply(question, turns, retriever, only, reader))
    return turns[-1]


def _read_as(question: str, before: Sequence[Answer]) -> Question:
    """Return a question with what it leans on, if it does."""
    last = next((one for one in reversed(before) if one.status is not Status.UNCLEAR), None)
    if (
        last is None
        or len(question) > LONGEST_QUESTION
        or talks(question) >= TALKS_FROM
        or meant(question, Filter())
    ):
        return Question(question)
    if other := OTHER_SUBJECT.match(question):
        return Question(question[other.end() :] or question)
    if (differs := OTHER_TIME.match(question)) and (changed := _in_time(differs[1], last)):
        return changed
    if leans(question) < LEANS_FROM:
        return Question(question)
    return Question(question, (*last.context, last.searched)[-MOST_BEFORE:])


def _in_time(time: str, last: Answer) -> Question | None:
    """Return the question before at another time; ``None`` when it cannot be put there."""
    asked = last.searched.rstrip("? ")
    year = DATED.search(time)
    if year and len(DATED.findall(asked)) == 1:
        return Question(DATED.sub(year[0], asked) + "?", last.context)
    if meant(asked, Filter()):
        return Question(f"{asked} {time}?")
    return None
