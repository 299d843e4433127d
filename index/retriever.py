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
# What each score counts for (passage cosine, BM25, sentence cosine), chosen on dev questions.
WEIGHTS: dict[Mode, tuple[float, float, float]] = {
    "hybrid": (1.0, 0.6, 1.0),
    "dense": (1.0, 0.0, 0.0),
    "lexical": (0.0, 1.0, 0.0),
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

    def files(self) -> dict[str, Path]:
        """Return the file that each letter was read from, by the letter's id."""
        return {letter: Path(path) for path, (letter, _) in self._store.known().items()}

    def passages(self) -> list[Passage]:
        """Return all passages, in the order in which they were stored."""
        self._follow()
        return list(self._passages.values())

    def search(self, question: str, k: int = 10, mode: Mode = "hybrid") -> list[Hit]:
        """Return the k best passages, best first; equal scores by order of storage.

        The candidates are the best of each leg, or of the one leg that is asked for. The score is
        the weighed sum of the z-scores, over the candidates, of passage cosine, BM25 and the cosine
        of the nearest sentence.
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
        nearest = self._nearest_sentences(vector, numbers)
        parts = np.stack([cosines, words, nearest])
        scores = np.array(WEIGHTS[mode]) @ np.stack([standardised(part) for part in parts])
        best = np.argsort(-scores, kind="stable")[:k]
        return [
            Hit(self._passages[numbers[i]], float(scores[i]), *map(float, parts[:, i]))
            for i in best
        ]

    def sentences(self, question: str, hits: Sequence[Hit]) -> list[list[tuple[int, int, float]]]:
        """Return for each hit its sentences and those of its notes: (start, end, cosine).

        Start and end are characters of the letter; the cosine is that with the question.
        """
        vector = self.encoder.encode_queries([question])[0]
        wanted = [self._numbers[hit.passage.id] for hit in hits]
        stored = self._store.sentences(wanted, self.made.dimension)
        found = []
        for number in wanted:
            cosines = (stored[number].vectors @ vector).tolist()
            spans = stored[number].spans
            found.append([(*span, one) for span, one in zip(spans, cosines, strict=True)])
        return found

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold a lemma, in [0, 1]."""
        return self._lexical.document_share(lemma)

    def _nearest_sentences(self, question: Vectors, numbers: list[int]) -> NDArray[np.float64]:
        """Return the cosine of each passage's nearest sentence with the question."""
        stored = self._store.sentences(numbers, self.made.dimension)
        cosines = (stored[number].vectors @ question.ravel() for number in numbers)
        return np.array([one.max() if len(one) else 0.0 for one in cosines], dtype=np.float64)

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
        self._numbers = {passage.id: number for number, passage in self._passages.items()}

    def _follow(self) -> None:
        """Load again when a finished run of ``wmo index`` has changed the index."""
        note = VectorIndex.noted_generation(self.folder)
        if note is not None and note != self._vectors.generation:
            self._load()


def standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return z-scores: mean 0, standard deviation 1; zeros when all scores are equal."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
