"""A text as a model reads it: one vector for the whole, and one for each token or word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def by_word(text: str, read: Read) -> Read:
    """Return a text with one vector for each word that holds a letter or digit.

    Words stand between white space; a word's vector is the mean of those of its tokens.
    """
    words = [found.span() for found in _WORD.finditer(text)]
    ends = [end for _, end in words]
    own: dict[int, list[int]] = {}
    for row, (start, end) in enumerate(read.spans):
        word = bisect_right(ends, start)
        if word < len(words) and words[word][0] < end:
            own.setdefault(word, []).append(row)
    means = [read.words[rows].mean(axis=0) for rows in own.values()]
    return Read(
        read.vector, _normalised(means, len(read.vector)), tuple(words[word] for word in own)
    )


def tokens_of(made: Mapping[str, Any], offsets: Sequence[tuple[int, int]], skip: int) -> Read:
    """Return what a model made of a text, its prompt and special tokens left out."""
    vector = made["sentence_embedding"].float().numpy()
    given = made.get("token_embeddings")
    count = int(made["attention_mask"].sum()) - 1 if given is not None else 0
    rows = [row for row, (start, end) in enumerate(offsets[:count]) if end > max(skip, start)]
    spans = tuple((max(0, offsets[row][0] - skip), offsets[row][1] - skip) for row in rows)
    words = given[rows].float().numpy() if given is not None else []
    return Read(_normalised([vector], len(vector))[0], _normalised(words, len(vector)), spans)


def _normalised(rows: Sequence[Vectors] | Vectors, dimension: int) -> Vectors:
    vectors: Vectors = np.asarray(rows, dtype=np.float32).reshape(-1, dimension)
    lengths: Vectors = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / lengths, dtype=np.float32)
