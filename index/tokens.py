"""A text as a model reads it: one vector for the whole, and one for each token or word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Read:
    """A text as a model reads it: all vectors float32 and L2-normalised.

    ``vector`` [dimension] stands for the whole text. ``words`` [n, dimension] are the vectors of
    what it is made of, each in its context: the tokens of a question, the words of a passage (the
    mean of their tokens: half as many, and found as well). ``spans`` are their characters.
    A model that gives no vectors of tokens leaves both empty.
    """

    vector: Vectors
    words: Vectors
    spans: tuple[tuple[int, int], ...]


def words_in(text: str) -> list[tuple[int, int]]:
    """Return the characters of each word that has a vector of its own, in order."""
    return [found.span() for found in _WORD.finditer(text)]


def by_word(text: str, read: Read) -> Read:
    """Return a text with one vector for each word that holds a letter or digit.

    Words stand between white space; a word's vector is the mean of those of its tokens.
    """
    words = np.array(words_in(text), np.int64).reshape(-1, 2)
    if not len(words) or not read.spans:
        return Read(read.vector, read.words[:0], ())
    starts, ends = np.array(read.spans).T
    word = np.searchsorted(words[:, 1], starts, side="right")
    inside = word < len(words)
    inside[inside] = words[word[inside], 0] < ends[inside]
    if not inside.any():
        return Read(read.vector, read.words[:0], ())
    own, first = np.unique(word[inside], return_index=True)
    sums = np.add.reduceat(read.words[inside], first, axis=0)
    return Read(
        read.vector, _normalised(sums), tuple((start, end) for start, end in words[own].tolist())
    )


def tokens_of(
    vector: Vectors, tokens: Vectors, offsets: Sequence[tuple[int, int]], skip: int
) -> Read:
    """Return what a model made of a text, its prompt and special tokens left out.

    ``tokens`` are the vectors of the first so many of ``offsets``: the characters of each token,
    in a text that begins with ``skip`` characters of prompt.
    """
    places = np.array(offsets[: len(tokens)], dtype=np.int64).reshape(-1, 2)
    kept = places[:, 1] > np.maximum(places[:, 0], skip)
    spans = np.maximum(places[kept] - skip, 0).tolist()
    words = _normalised(tokens[: len(places)][kept].reshape(-1, len(vector)))
    return Read(_normalised(vector[None])[0], words, tuple((start, end) for start, end in spans))


def _normalised(vectors: Vectors) -> Vectors:
    lengths: Vectors = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / lengths, dtype=np.float32)
