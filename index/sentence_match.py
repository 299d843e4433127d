"""How near each sentence of a passage is to a question: as a whole, and word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import Passage
from index.context import context_line, embedded_text
from index.records import Sentences, TokenVectors
from index.tokens import Read, Vectors, words_in

UNKNOWN = 0.7
"""The cosine of a question's token with a sentence whose words have no vectors: a low one."""


@dataclass(frozen=True, slots=True)
class SentenceMatch:
    """A sentence, by its characters in the letter, and how near it is to a question.

    ``cosine`` is that of sentence and question, in [-1, 1]. ``tokens`` is float32 [t]: for each
    token of the question the highest cosine with a word of the sentence. ``vector`` is that of the
    sentence, float32 [dimension], L2-normalised.
    """

    start: int
    end: int
    cosine: float
    tokens: Vectors
    vector: Vectors


def sentence_matches(
    read: Read, passage: Passage, own: Sentences | None, words: TokenVectors | None
) -> list[SentenceMatch]:
    """Return the sentences of a passage and of its notes, in order, matched with a question."""
    if own is None:
        return []
    cosines = (own.vectors @ read.vector).tolist()
    near = _near(read, words)
    places = word_places(passage)[: near.shape[1]]
    near = near[:, : len(places)]  # an encoder may part a text in another way
    found = []
    for (start, end), cosine, vector in zip(own.spans, cosines, own.vectors, strict=True):
        inside = near[:, (places >= start) & (places < end)]
        nearest = inside.max(axis=1, initial=UNKNOWN)
        found.append(SentenceMatch(start, end, cosine, nearest, vector))
    return found


def word_places(passage: Passage) -> NDArray[np.int64]:
    """Return where in the letter each word that was embedded begins; -1 for words of the context.

    The order is that of :func:`index.context.embedded_text`: context, passage, notes.
    """
    letter, at = passage.letter, len(context_line(passage)) + 1
    stretches = [(at, passage.start, passage.end - passage.start)]
    at += passage.end - passage.start + 1
    for note in letter.notes_in(passage.start, passage.end):
        stretches.append((at, note.start, note.end - note.start))
        at += note.end - note.start + 1
    return np.array(
        [_place(start, stretches) for start, _ in words_in(embedded_text(passage))], dtype=np.int64
    )


def _place(offset: int, stretches: Sequence[tuple[int, int, int]]) -> int:
    for first, place, length in stretches:
        if first <= offset < first + length:
            return place + offset - first
    return -1


def _near(read: Read, words: TokenVectors | None) -> Vectors:
    """Return the cosine of each token of the question with each word of the passage [t, w]."""
    if words is None or not words.size or not read.words.size:
        return np.zeros((len(read.words), 0), dtype=np.float32)
    return np.asarray(read.words @ words.astype(np.float32).T / 127, dtype=np.float32)
