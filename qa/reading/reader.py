"""What reading a question with passages gives, whoever reads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus import Passage

Span = tuple[int, int]
FURTHEST = 30.0


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of the passage with this place, by its characters in the letter.

    ``score`` is the log-odds that it answers. ``short`` are the characters in it that answer, with
    their ``chance`` in [0, 1].
    """

    place: int
    start: int
    end: int
    score: float
    short: Span
    chance: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a question and passages.

    ``relevance`` has a number for each passage, higher is better. ``sentences`` are those of the
    passages, in their order.
    """

    relevance: tuple[float, ...]
    sentences: tuple[ReadSentence, ...]


def chance_of(odds: float) -> float:
    """Return the chance in [0, 1] of log-odds (the logistic function)."""
    return 0.0 if odds < -FURTHEST else 1 / (1 + math.exp(-min(odds, FURTHEST)))


class ReaderFailed(Exception):
    """A reader could not read; the message says why, in one line of Dutch."""


class Reader(Protocol):
    """What reads passages for the answer to a question."""

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        """Return what the passages say to a question; nothing answers where there are none.

        Raises:
            ReaderFailed: it could not read.
        """
        ...
