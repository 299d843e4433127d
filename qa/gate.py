"""Whether the letters answer: a first plain rule over three signals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qa.answer import Status

# Logistic regression, rounded, on the dev questions over the real and the example letters.
BIAS = -17.5
WEIGHT_PASSAGE = 12.0
WEIGHT_SENTENCE = 9.5
ANSWERS_FROM = 0.65
ABOUT_FROM = 0.35  # share of the question's words, by rarity


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
    score = BIAS + WEIGHT_PASSAGE * signals.passage + WEIGHT_SENTENCE * signals.sentence
    return 1 / (1 + math.exp(-score))


def judge(signals: Signals) -> Status:
    """Return ``answered``, ``not_found`` or ``off_topic``.

    A question that is not near enough to any passage is about something else when the passages
    hold few of its words.
    """
    if confidence(signals) >= ANSWERS_FROM:
        return Status.ANSWERED
    return Status.NOT_FOUND if signals.coverage >= ABOUT_FROM else Status.OFF_TOPIC
