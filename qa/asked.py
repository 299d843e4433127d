"""A question with what is known about it before any passage is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

import numpy as np

from corpus import Passage
from index import (
    WORD,
    Retriever,
    Vectors,
    content_lemmas,
    embedded_text,
    lemma,
    lemmas,
    stop_words,
)
from qa.expected import Kind, kinds_of

FIGURES = re.compile(r"\d[\d.,]*")
UNSEEN = 2.0
"""The weight of a word that has none of its own, such as one that was mended."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its words with their weights, its tokens with theirs, and what it wants.

    ``weights`` are those of :func:`word_weights`; ``tokens`` is float32 [t], 0 for a token of a
    word that carries no meaning. ``figures`` are the numbers that it names itself; ``read`` is the
    text with its typing errors mended.
    """

    text: str
    weights: dict[str, float]
    tokens: Vectors
    kinds: tuple[Kind, ...]
    figures: frozenset[str]
    read: str

    @classmethod
    def of(cls, question: str, retriever: Retriever) -> Asked:
        """Return what is known about a question in these letters."""
        weights = word_weights(question, retriever)
        spans = retriever.asked(question).spans
        words = [(one.start(), one.end(), one[0]) for one in WORD.finditer(question)]
        tokens = [_token_weight(span, words, weights) for span in spans]
        figures = frozenset(FIGURES.findall(question))
        read = _mended(question, retriever)
        wanted = kinds_of(question)
        return cls(question, weights, np.array(tokens, np.float32), wanted, figures, read)

    def near(self, tokens: Vectors) -> float:
        """Return the weighed mean of what each token found (float32 [t]), in [-1, 1]; 0 for none.

        Late interaction (Khattab and Zaharia 2020) in which rare words count for more.
        """
        total = float(self.tokens.sum())
        if total > 0:
            return float(tokens @ self.tokens) / total
        return float(tokens.mean()) if tokens.size else 0.0

    def share(self, text: str) -> float:
        """Return the share by weight of the words that a text holds, in [0, 1]."""
        found, total = set(lemmas(text)), sum(self.weights.values())
        held = sum(weight for word, weight in self.weights.items() if word in found)
        return held / total if total else 0.0

    def matter(self, text: str) -> float:
        """Return that share without the figures, which say of when or how much."""
        words = {word: weight for word, weight in self.weights.items() if not word[0].isdigit()}
        return replace(self, weights=words).share(text)

    def holds(self, word: str, text: str) -> bool:
        """Whether a text holds a content lemma of the question, also within a compound."""
        found = set(lemmas(text))
        return word in found or (len(word) > 4 and any(word in one for one in found))

    def weakest(self, tokens: Vectors) -> float:
        """Return what the least near of the tokens that carry meaning found (float32 [t])."""
        kept = tokens[self.tokens > 0] if tokens.size else tokens
        return float(kept.min(initial=1.0))

    def covered(self, passage: Passage) -> float:
        """Return the share by weight of the words that a passage holds with its context."""
        return self.share(embedded_text(passage))


def word_weights(question: str, retriever: Retriever) -> dict[str, float]:
    """Return the question's content lemmas with their weight: rare ones count more.

    The weight is log(1 / share of passages that hold the word), as idf (Spärck Jones 1972);
    a word that no passage holds weighs as if half a passage held it. A typing error counts as the
    word that it was mended to.
    """
    total = max(1, retriever.size)
    question = _mended(question, retriever)
    return {
        lemma: math.log(total / max(retriever.document_share(lemma) * total, 0.5)) + 0.1
        for lemma in content_lemmas(question)
    }


def _mended(question: str, retriever: Retriever) -> str:
    for typed, read in retriever.mended(question):
        question = question.replace(typed, read)
    return question


def _token_weight(
    span: tuple[int, int], words: list[tuple[int, int, str]], weights: dict[str, float]
) -> float:
    """Return the weight of the word that a token is part of; 0 for a stop word."""
    start, end = span
    for first, last, word in words:
        if start < last and first < end:
            return 0.0 if word.lower() in stop_words() else weights.get(lemma(word), UNSEEN)
    return 0.0
