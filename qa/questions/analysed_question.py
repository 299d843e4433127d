"""A question with what is known about it before any passage is read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from index import Retriever, content_lemmas, lemmas


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its words with their weights: those of :func:`word_weights`."""

    text: str
    weights: dict[str, float]

    @classmethod
    def of(cls, question: str, retriever: Retriever) -> Asked:
        """Return what is known about a question in these letters."""
        return cls(question, word_weights(question, retriever))

    def share(self, text: str) -> float:
        """Return the share by weight of the words that a text holds, in [0, 1]."""
        found, total = set(lemmas(text)), sum(self.weights.values())
        held = sum(weight for word, weight in self.weights.items() if word in found)
        return held / total if total else 0.0

    def matter(self, text: str) -> float:
        """Return that share without the figures, which say of when or how much."""
        words = {word: weight for word, weight in self.weights.items() if not word[0].isdigit()}
        return replace(self, weights=words).share(text)


def word_weights(question: str, retriever: Retriever) -> dict[str, float]:
    """Return the question's content lemmas with their weight: rare ones count more.

    The weight is log(1 / share of passages that hold the word), as idf (Spärck Jones 1972);
    a word that no passage holds weighs as if half a passage held it. A typing error counts as the
    word that it was mended to.
    """
    total = max(1, retriever.size)
    for typed, read in retriever.mended(question):
        question = question.replace(typed, read)
    return {
        lemma: math.log(total / max(retriever.document_share(lemma) * total, 0.5)) + 0.1
        for lemma in content_lemmas(question)
    }
