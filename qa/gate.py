"""Whether the letters answer: a first plain rule over three signals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qa.answer import Status

# Logistic regression on the dev questions of eval/questions/wmo.jsonl.
BIAS = 0.0
WEIGHT_PASSAGE = 0.0
WEIGHT_SENTENCE = 0.0
WEIGHT_COVERAGE = 0.0
ANSWERS_FROM = 0.5
ABOUT_FROM = 0.25


@dataclass(frozen=True, slots=True)
class Signals:
    """How near the letters come to a question.

    ``passage`` and ``sentence`` are the cosines of the best passage and the best sentence;
    ``coverage`` is the share, by rarity, of the question's words in the best passage, in [0, 1].
    """

    passage: float
    sentence: float
    coverage: float


def confidence(signals: Signals) -> float:
    """Return the estimated chance that the letters answer the question, in [0, 1]."""
    score = (
        BIAS
        + WEIGHT_PASSAGE * signals.passage
        + WEIGHT_SENTENCE * signals.sentence
        + WEIGHT_COVERAGE * signals.coverage
    )
    return 1 / (1 + math.exp(-score))


def judge(signals: Signals) -> Status:
    """Return ``answered``, ``not_found`` or ``off_topic``."""
    chance = confidence(signals)
    if chance >= ANSWERS_FROM:
        return Status.ANSWERED
    return Status.NOT_FOUND if chance >= ABOUT_FROM else Status.OFF_TOPIC
