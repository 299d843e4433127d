"""Later turns of a conversation, made to stand alone, without a language model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import MONTHS
from index import Filter, Retriever, embedded_text, lemma, lemmas
from qa.answer import Answer, Status
from qa.ask import LONGEST_QUESTION, Tell, answer, silent
from qa.asked import word_weights
from qa.compound import carrying
from qa.leaning import leans
from qa.legible import is_greeting
from qa.meant import meant

OTHER_SUBJECT = re.compile(
    r"^\s*(?:iets anders|(?:een )?andere vraag|nieuwe vraag|ander onderwerp)\b[\s:,.–-]*",
    re.IGNORECASE,
)
# "En in 2022?", "En voor jongeren?": only what differs from the question before.
DIFFERENCE = re.compile(
    r"^\s*(?:en|maar|ook)\s+(?:(?:dan|nu|hoe zit het)\s+)?"
    r"((?:met|in|voor|bij|over|van|volgens|na|vóór)?\s*[^?]{1,60})\?*\s*$",
    re.IGNORECASE,
)
DATED = re.compile(rf"\b(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?:19|20)\d\d\b", re.IGNORECASE)
ASKS = re.compile(
    r"\b(?:wat|wie|waar\w*|wanneer|waarom|hoe\w*|welke?|is|zijn|mag|moet|kan|komt|komen|geldt"
    r"|wordt|worden|heeft|hebben|doet|krijgt)\b",
    re.IGNORECASE,
)
LEANS_FROM = 0.5  # chance from which on a question is never read as it stands; chosen on dev turns
MOST_WORDS = 4  # of the subject that is taken along; chosen on dev
FROM_ANSWER = 2  # words of the sentence that answered


def reply(
    question: str,
    before: Sequence[Answer],
    retriever: Retriever,
    only: Filter | None = None,
    tell: Tell = silent,
) -> Answer:
    """Return what the letters say to a question that may lean on the turns before it.

    ``searched`` is the question as it stands alone: with what it leans on between brackets. Of
    several ways to complete it, the one is taken that the letters answer most surely. ``tell`` is
    called with each step that begins.
    """
    plain = " ".join(question.split())
    readings = dict.fromkeys(_readings(plain, before, retriever))
    found = [answer(one, retriever, only, tell=tell) for one in readings]
    best = max(found, key=lambda one: (_worth(one), -found.index(one)))
    return replace(best, question=question)


def converse(questions: Sequence[str], retriever: Retriever, only: Filter | None = None) -> Answer:
    """Return the answer to the last of the questions of one conversation, asked in order.

    Raises:
        ValueError: there is no question.
    """
    if not questions:
        raise ValueError("a conversation has at least one question")
    turns: list[Answer] = []
    for question in questions:
        turns.append(reply(question, turns, retriever, only))
    return turns[-1]


def _worth(one: Answer) -> float:
    """Return how good a reading is: one that is answered before one that is not."""
    return one.confidence + (1.0 if _is_given(one) else 0.0)


def _is_given(one: Answer) -> bool:
    return one.status in (Status.ANSWERED, Status.PARTIAL)


def _readings(question: str, before: Sequence[Answer], retriever: Retriever) -> Iterator[str]:
    """Yield the ways to read a question, the likeliest first."""
    last = before[-1] if before else None
    if (
        last is None
        or len(question) > LONGEST_QUESTION
        or is_greeting(question)
        or meant(question, Filter())
    ):
        yield question
    elif other := OTHER_SUBJECT.match(question):
        yield question[other.end() :] or question
    elif (differs := DIFFERENCE.match(question)) and not ASKS.search(differs[1]):
        yield _with_difference(differs[1].strip(), last)
    elif leans(question) < LEANS_FROM:
        yield question
    else:
        subject = _subject(last, retriever)
        yield _completed(question, subject)
        yield _completed(question, [*subject, *_said(last, retriever)])


def _with_difference(difference: str, last: Answer) -> str:
    """Return the question before with its year or last name changed, or with more said."""
    asked = last.searched.rstrip("? ")
    year = DATED.search(difference)
    if year and len(DATED.findall(asked)) == 1:
        return DATED.sub(year[0], asked) + "?"
    return f"{asked} {difference}?"


def _completed(question: str, subject: Sequence[str]) -> str:
    known = {lemma(word) for word in carrying(question)}
    words = [word for word in dict.fromkeys(subject) if lemma(word) not in known]
    return f"{question.rstrip('? ')} ({' '.join(words)})?" if words else question


def _subject(last: Answer, retriever: Retriever) -> list[str]:
    """Return what the question before was about, in order: its rarest words in the best passage."""
    words = list(dict.fromkeys(carrying(last.searched)))
    spoken = set(lemmas(embedded_text(last.hits[0].passage))) if last.hits else set()
    matter = [word for word in words if lemma(word) in spoken]
    return _rarest(matter or words, MOST_WORDS, retriever)


def _said(last: Answer, retriever: Retriever) -> list[str]:
    """Return the rarest words of the sentence that answered the question before."""
    if not _is_given(last) or not last.statements:
        return []
    known = {lemma(word) for word in carrying(last.searched)}
    words = [
        word
        for word in dict.fromkeys(carrying(last.statements[0].text))
        if lemma(word) not in known and not word.isdigit()
    ]
    return _rarest(words, FROM_ANSWER, retriever)


def _rarest(words: Sequence[str], most: int, retriever: Retriever) -> list[str]:
    weights = word_weights(" ".join(words), retriever)
    ranked = sorted(words, key=lambda word: -weights.get(lemma(word), 0.0))[:most]
    return [word for word in words if word in ranked]
