"""The sentences that may answer, and how well each does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Letter
from index import Hit, Retriever, Vectors
from qa.reading import Reading, Span
from qa.text.tables import is_heads


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a letter with how well it answers: higher is better.

    ``short`` are the characters in it that answer, with their ``chance`` in [0, 1]. ``vector`` is
    that of the sentence, float32 [dimension], L2-normalised; empty where none is stored.
    """

    letter: Letter
    start: int
    end: int
    score: float
    hit: Hit
    short: Span
    chance: float
    vector: Vectors

    @property
    def text(self) -> str:
        """The sentence, exactly."""
        return self.letter.text[self.start : self.end]


def candidates(
    question: str, reading: Reading, hits: Sequence[Hit], retriever: Retriever
) -> list[Candidate]:
    """Return the sentences of passages that were read, best first; no heads of tables."""
    vectors = {
        (place, one.start): one.vector
        for place, matches in enumerate(retriever.sentences(question, hits))
        for one in matches
    }
    none = retriever.asked(question)[:0]
    found = []
    for one in reading.sentences:
        hit = hits[one.place]
        letter, vector = hit.passage.letter, vectors.get((one.place, one.start), none)
        if not is_heads(letter, one.start, one.end):
            place = letter, one.start, one.end
            found.append(Candidate(*place, one.score, hit, one.short, one.chance, vector))
    return sorted(found, key=lambda one: -one.score)
