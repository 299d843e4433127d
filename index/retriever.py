"""Search: both legs, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpus import SPLITTER_VERSION, Letter, Passage
from index.encoder import Encoder, SentenceEncoder, Vectors
from index.hit import Hit
from index.lemmas import LEMMAS_VERSION, content_lemmas
from index.lexical import LexicalIndex
from index.records import Sentences
from index.store import FORMAT_VERSION, LetterStore
from index.vectors import VectorIndex

Mode = Literal["hybrid", "dense", "lexical"]
CANDIDATES = 100
# What each score counts for (passage cosine, BM25, sentence cosine), chosen on dev questions.
WEIGHTS: dict[Mode, tuple[float, float, float]] = {
    "hybrid": (1.0, 0.6, 1.0),
    "dense": (1.0, 0.0, 0.0),
    "lexical": (0.0, 1.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """An index as it was read at one moment; ``note`` is what the folder said then."""

    note: int | None
    vectors: VectorIndex
    lexical: LexicalIndex
    letters: dict[str, Letter]
    passages: dict[int, Passage]
    numbers: dict[str, int]


class Retriever:
    """Finds passages in an index folder; safe to share between threads.

    A retriever follows the index: after ``wmo index`` has finished, the next search sees it.
    Until then it searches what it read; passages of a letter that was replaced meanwhile are
    left out.
    """

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        """Open the index.

        Raises:
            NoIndex: there is none in the folder.
            OtherIndex: it is damaged, or was made by another version or with another encoder.
        """
        self.folder = folder
        self._store = LetterStore(folder)
        self.made = self._store.made()
        wanted = replace(
            self.made, format=FORMAT_VERSION, splitter=SPLITTER_VERSION, lemmas=LEMMAS_VERSION
        )
        if encoder is not None:
            wanted = replace(wanted, encoder=encoder.name, dimension=encoder.dimension)
        self._store.require(wanted)
        self._encoder = encoder
        self._loaded = self._load()

    @property
    def encoder(self) -> Encoder:
        """The encoder that made the index, loaded when it is first needed (some seconds)."""
        if self._encoder is None:
            self._encoder = SentenceEncoder(self.made.encoder)
        return self._encoder

    @property
    def generation(self) -> int:
        """The generation of the index that searches answer from."""
        return self._loaded.vectors.generation

    @property
    def size(self) -> int:
        """How many passages the index holds."""
        return len(self._loaded.passages)

    def letters(self) -> list[Letter]:
        """Return all letters, oldest first."""
        return list(self._current().letters.values())

    def files(self) -> dict[str, Path]:
        """Return the file that each letter was read from, by the letter's id."""
        return {letter: Path(path) for path, (letter, _) in self._store.known().items()}

    def passages(self) -> list[Passage]:
        """Return all passages, in the order in which they were stored."""
        return list(self._current().passages.values())

    def search(self, question: str, k: int = 10, mode: Mode = "hybrid") -> list[Hit]:
        """Return the k best passages, best first; equal scores by order of storage.

        The candidates are the best of each leg, or of the one leg that is asked for. The score is
        the weighed sum of the z-scores, over the candidates, of passage cosine, BM25 and the cosine
        of the nearest sentence.

        Raises:
            ValueError: k is below 1.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        loaded = self._current()
        vector = self.encoder.encode_queries([question])
        dense = loaded.vectors.nearest(vector, CANDIDATES)
        lexical = loaded.lexical.best(content_lemmas(question), CANDIDATES)
        legs = {"hybrid": dense | lexical, "dense": dense, "lexical": lexical}
        wanted = sorted(number for number in legs[mode] if number in loaded.passages)
        stored = self._store.sentences(wanted, self.made.dimension)
        numbers = [number for number in wanted if number in stored]
        parts = np.array(
            [
                [dense.get(one) or loaded.vectors.cosine(vector, one) for one in numbers],
                [lexical.get(one, 0.0) for one in numbers],
                [_nearest(stored[one], vector) for one in numbers],
            ]
        )
        scores = np.array(WEIGHTS[mode]) @ np.stack([standardised(part) for part in parts])
        best = np.argsort(-scores, kind="stable")[:k]
        return [
            Hit(loaded.passages[numbers[i]], float(scores[i]), *map(float, parts[:, i]))
            for i in best
        ]

    def sentences(self, question: str, hits: Sequence[Hit]) -> list[list[tuple[int, int, float]]]:
        """Return for each hit its sentences and those of its notes: (start, end, cosine).

        Start and end are characters of the letter; the cosine is that with the question.
        """
        vector = self.encoder.encode_queries([question])[0]
        numbers = [self._loaded.numbers.get(hit.passage.id, 0) for hit in hits]
        stored = self._store.sentences(numbers, self.made.dimension)
        found = []
        for number in numbers:
            own = stored.get(number)
            cosines = (own.vectors @ vector).tolist() if own else []
            spans = own.spans if own else ()
            found.append([(*span, one) for span, one in zip(spans, cosines, strict=True)])
        return found

    def document_share(self, lemma: str) -> float:
        """Return the share of all passages that hold a lemma, in [0, 1]."""
        return self._loaded.lexical.document_share(lemma)

    def _current(self) -> _Loaded:
        """Return the index, read again when a finished run of ``wmo index`` has changed it."""
        if VectorIndex.noted_generation(self.folder) != self._loaded.note:
            self._loaded = self._load()
        return self._loaded

    def _load(self) -> _Loaded:
        """Read the index; what is derived is built in memory where it is out of date."""
        note = VectorIndex.noted_generation(self.folder)
        generation = self._store.generation
        vectors = VectorIndex.load(self.folder)
        if vectors is None or vectors.generation != generation:
            vectors = VectorIndex.build(self._store)
        lexical = LexicalIndex.load(self.folder, generation) or LexicalIndex.build(self._store)
        letters = {letter.id: letter for letter in self._store.letters()}
        passages = dict(self._store.passages(letters))
        numbers = {passage.id: number for number, passage in passages.items()}
        return _Loaded(note, vectors, lexical, letters, passages, numbers)


def _nearest(sentences: Sentences, question: Vectors) -> float:
    """Return the cosine of the nearest of a passage's sentences with the question."""
    cosines = sentences.vectors @ question.ravel()
    return float(cosines.max()) if len(cosines) else 0.0


def standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return z-scores: mean 0, standard deviation 1; zeros when all scores are equal."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
