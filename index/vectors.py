"""The dense leg: exact inner product over all passages with FAISS, kept in ``vectors.faiss``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.encoder import Vectors
from index.store import LetterStore

FILE_NAME = "vectors.faiss"
NOTE_NAME = "vectors.json"


class VectorIndex:
    """Passage numbers by the cosine of their vectors with a question's."""

    def __init__(self, index: Any, generation: int) -> None:  # noqa: ANN401 - faiss has no types
        self._index = index
        self.generation = generation

    @classmethod
    def build(cls, store: LetterStore) -> VectorIndex:
        """Return the index over all vectors in the store."""
        generation = store.generation
        dimension = store.made().dimension
        numbers, vectors = store.vectors(dimension)
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        index.add_with_ids(vectors, numbers)
        return cls(index, generation)

    @classmethod
    def load(cls, folder: Path) -> VectorIndex | None:
        """Return the index as it was saved; ``None`` when it has to be built again."""
        try:
            note = json.loads((folder / NOTE_NAME).read_text(encoding="utf-8"))
            if (folder / FILE_NAME).stat().st_size != note["bytes"]:
                return None
            index = faiss.read_index(str(folder / FILE_NAME))
            return cls(index, note["generation"]) if index.ntotal == note["passages"] else None
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):  # the last is faiss's
            return None

    @staticmethod
    def noted_generation(folder: Path) -> int | None:
        """Return the generation of what was saved last; ``None`` when nothing can be read."""
        try:
            note = json.loads((folder / NOTE_NAME).read_text(encoding="utf-8"))
            return int(note["generation"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, folder: Path) -> None:
        """Write the index beside the old one and rename it into place; the note follows."""
        scratch = folder / f".{FILE_NAME}.{os.getpid()}"
        faiss.write_index(self._index, str(scratch))
        size = scratch.stat().st_size
        scratch.replace(folder / FILE_NAME)
        note = {"generation": self.generation, "passages": self._index.ntotal, "bytes": size}
        scratch.write_text(json.dumps(note), encoding="utf-8")
        scratch.replace(folder / NOTE_NAME)

    def nearest(self, question: Vectors, k: int) -> dict[int, float]:
        """Return the k nearest passages: number -> cosine in [-1, 1]."""
        if not self._index.ntotal:
            return {}
        scores, numbers = self._index.search(question.reshape(1, -1), min(k, self._index.ntotal))
        return dict(zip(numbers[0].tolist(), scores[0].tolist(), strict=True))

    def cosine(self, question: Vectors, number: int) -> float:
        """Return the cosine of one passage with the question."""
        return float(np.dot(self._index.reconstruct(number), question.ravel()))
