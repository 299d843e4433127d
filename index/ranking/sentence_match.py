"""How near each sentence of a passage is to a question."""

from __future__ import annotations

from dataclasses import dataclass

from index.array_types import Vectors
from index.store.records import Sentences


@dataclass(frozen=True, slots=True)
class SentenceMatch:
    """A sentence, by its characters in the letter, and how near it is to a question.

    ``cosine`` is that of sentence and question, in [-1, 1]. ``vector`` is that of the sentence,
    float32 [dimension], L2-normalised.
    """

    start: int
    end: int
    cosine: float
    vector: Vectors


def sentence_matches(asked: Vectors, own: Sentences | None) -> list[SentenceMatch]:
    """Return the sentences of a passage and of its notes, in order, matched with a question."""
    if own is None:
        return []
    cosines = (own.vectors @ asked).tolist()
    return [
        SentenceMatch(start, end, cosine, vector)
        for (start, end), cosine, vector in zip(own.spans, cosines, own.vectors, strict=True)
    ]
