"""What the systems of one run share, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index import Encoder, Hit, Mode, Retriever, Vectors
from qa import Answer, answer


class RememberingEncoder:
    """An encoder that keeps the vectors of the questions it was asked before."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.name = encoder.name

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return self._encoder.dimension

    @property
    def max_tokens(self) -> int:
        """How many tokens of a passage are read at most."""
        return self._encoder.max_tokens

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, float32 [n, dimension]."""
        self.remember([text for text in texts if text not in self._known])
        return np.stack([self._known[text] for text in texts])

    def remember(self, texts: Sequence[str]) -> None:
        """Encode questions that will be asked, all at once, which is quicker."""
        self._known |= dict(zip(texts, self._encoder.encode_queries(texts), strict=True))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 [n, dimension]."""
        return self._encoder.encode_passages(texts)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, prefix and special tokens included."""
        return self._encoder.count_tokens(text)


class Shared:
    """The index of a run, with the searches and answers that more than one system needs.

    ``own`` is the index as users have it: only what is asked of that is timed.
    """

    def __init__(self, retriever: Retriever) -> None:
        self.own = retriever
        self.encoder = RememberingEncoder(retriever.encoder)
        self.retriever = Retriever(retriever.folder, self.encoder)
        self.passages = tuple(retriever.passages())
        self._hits: dict[tuple[str, Mode], list[Hit]] = {}
        self._answers: dict[str, Answer] = {}

    def search(self, question: str, k: int, mode: Mode = "hybrid") -> list[Hit]:
        """Return the best ``k`` of at most ten hits, best first."""
        key = (question, mode)
        if key not in self._hits:
            self._hits[key] = self.retriever.search(question, 10, mode)
        return self._hits[key][:k]

    def answer(self, question: str) -> Answer:
        """Answer as users are answered, every time anew."""
        self._answers[question] = answer(question, self.own)
        return self._answers[question]

    def answered(self, question: str) -> Answer:
        """Return the answer that was given, or give it."""
        return self._answers.get(question) or self.answer(question)
