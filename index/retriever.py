"""Search: both legs, fused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpus import Letter, Passage
from index.encoder import Encoder, SentenceEncoder, Vectors
from index.hit import Hit
from index.lemmas import content_lemmas
from index.lexical import LexicalIndex
from index.store import LetterStore
from index.vectors import VectorIndex

Mode = Literal["hybrid", "dense", "lexical"]
CANDIDATES = 100
REMEMBERED = 20_000  # sentences; 384 floats each are 30 MB
LEXICAL_WEIGHT = 0.6
LEGS: dict[Mode, tuple[float, float]] = {
    "hybrid": (1.0, LEXICAL_WEIGHT),
    "dense": (1.0, 0.0),
    "lexical": (0.0, 1.0),
}


class Retriever:
    """Finds passages in an index folder; safe to share between threads.

    A retriever follows the index: after ``wmo index`` has finished, the next search sees it.
    """

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        """Open the index.

        Raises:
            NoIndex: there is none in the folder.
            OtherIndex: it was made with another encoder than the one given, or is damaged.
        """
        self.folder = folder
        self._store = LetterStore(folder)
        self.made = self._store.made()
        if encoder is not None:
            self._store.require_encoder(encoder.name, encoder.dimension)
        self._encoder = encoder
        self._remembered: dict[str, Vectors] = {}
        self._load()

    @property
    def encoder(self) -> Encoder:
        """The encoder that made the index, loaded when it is first needed (some seconds)."""
        if self._encoder is None:
            self._encoder = SentenceEncoder(self.made.encoder)
        return self._encoder

    @property
    def generation(self) -> int:
        """The generation of the index that searches answer from."""
        return self._vectors.generation

    @property
    def size(self) -> int:
        """How many passages the index holds."""
        return len(self._passages)

    def letters(self) -> list[Letter]:
        """Return all letters, oldest first."""
        self._follow()
        return list(self._letters.values())

    def passages(self) -> list[Passage]:
        """Return all passages, in the order in which they were stored."""
        self._follow()
        return list(self._passages.values())

    def search(self, question: str, k: int = 10, mode: Mode = "hybrid") -> list[Hit]:
        """Return the k best passages, best first; equal scores by order of storage.

        The score is the weighed sum of both legs' z-scores over the candidates, which are the
        best of each leg; a single leg has only its own candidates.
        """
        self._follow()
        vector = self.encoder.encode_queries([question])
        dense = self._vectors.nearest(vector, CANDIDATES)
        lexical = self._lexical.best(content_lemmas(question), CANDIDATES)
        numbers = sorted(number for number in dense | lexical if number in self._passages)
        if mode != "hybrid":
            leg = dense if mode == "dense" else lexical
            numbers = [number for number in numbers if number in leg]
        cosines = np.array([dense.get(n) or self._vectors.cosine(vector, n) for n in numbers])
        words = np.array([lexical.get(number, 0.0) for number in numbers])
        weights = LEGS[mode]
        scores = weights[0] * standardised(cosines) + weights[1] * standardised(words)
        best = np.argsort(-scores, kind="stable")[:k]
        return [
            Hit(self._passages[numbers[i]], float(scores[i]), float(cosines[i]), float(words[i]))
            for i in best
        ]

    def cosines(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine of each text with the question; vectors of texts are remembered."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._remembered]
        if len(self._remembered) + len(unknown) > REMEMBERED:
            self._remembered.clear()
            unknown = list(dict.fromkeys(texts))
        vectors = self.encoder.encode_passages(unknown)
        self._remembered.update(zip(unknown, vectors, strict=True))
        asked = self.encoder.encode_queries([question])[0]
        return [float(asked @ self._remembered[text]) for text in texts]

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold a lemma, in [0, 1]."""
        return self._lexical.document_share(lemma)

    def _load(self) -> None:
        generation = self._store.generation
        vectors = VectorIndex.load(self.folder)
        if vectors is None or vectors.generation != generation:
            vectors = VectorIndex.build(self._store)
        lexical = LexicalIndex.load(self.folder, generation)
        if lexical is None:
            lexical = LexicalIndex.build(self._store, self.folder)
        self._vectors, self._lexical = vectors, lexical
        self._letters = {letter.id: letter for letter in self._store.letters()}
        self._passages = dict(self._store.passages(self._letters))

    def _follow(self) -> None:
        """Load again when a finished run of ``wmo index`` has changed the index."""
        note = VectorIndex.noted_generation(self.folder)
        if note is not None and note != self._vectors.generation:
            self._load()


def standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return z-scores: mean 0, standard deviation 1; zeros when all scores are equal."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
