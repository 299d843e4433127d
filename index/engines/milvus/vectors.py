"""The dense leg in Milvus: passages by the cosine of their vectors, and of their sentences'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.array_types import Vectors
from index.engines.milvus.collections import CELLS, MOST, PLACES
from index.engines.milvus.scope import EVERYTHING, scope_of
from index.engines.milvus.searching import Searched
from index.store.letter_table import LetterTable, Mask
from index.vectors.faiss_engine import LOOKED_AT
from index.vectors.vectors import DEEPER


@dataclass(frozen=True, slots=True)
class MilvusVectors:
    """The vectors of one moment, as :class:`index.engines.engine.VectorEngine`.

    ``exact`` tells whether all of them are compared.
    """

    searched: Searched
    generation: int
    exact: bool

    @property
    def table(self) -> LetterTable:
        """The letters at that moment."""
        return self.searched.table

    def nearest(self, question: Vectors, k: int, allowed: Mask | None = None) -> dict[int, float]:
        """Return at most k passages, nearest first: number -> cosine in [-1, 1].

        More rows are looked up where letters that have gone from the table take the place of some.

        Raises:
            IndexInUse: Milvus does not answer.
        """
        scope, share = EVERYTHING, 1.0
        if allowed is not None:
            letters = (self.table.passages > 0) & allowed[self.table.first]
            share = max(int(self.table.passages[letters].sum()), 1) / max(self.table.size, 1)
            scope = scope_of(self.table, letters, self.searched.partitions)
        cells = min(CELLS, int(np.ceil(CELLS * LOOKED_AT / share)))
        params = {} if self.exact else {"nprobe": cells}
        wanted = limit = min(DEEPER * k, MOST)
        rows, whole = self.searched.best(question.tolist(), limit, scope, params)
        while len(rows) < wanted and not whole and limit < MOST:
            limit = min(limit * DEEPER, MOST)
            rows, whole = self.searched.best(question.tolist(), limit, scope, params)
        found: dict[int, float] = {}
        for number, cosine in sorted(rows[:wanted], key=lambda one: (-one[1], one[0])):
            if len(found) < k:
                found.setdefault(number, cosine)
        return found


def vector_rows(
    numbers: NDArray[np.int64], vectors: Vectors, letters: Sequence[int]
) -> list[dict[str, Any]]:
    """Return the rows of vectors, of the passages with these numbers in these letters.

    Their numbers are rounded to 16 bits, as in the files of a small index: so rounding moves no
    passage over the edge of the candidates in one engine only.
    """
    first = np.concatenate([[True], numbers[1:] != numbers[:-1]])
    starts = np.flatnonzero(first)[np.cumsum(first) - 1]
    rounded = vectors.astype(np.float16).astype(np.float32)
    ids = (numbers << PLACES) + np.arange(len(numbers)) - starts
    return [
        {"id": one, "letter": letter, "vector": vector}
        for one, letter, vector in zip(ids.tolist(), letters, rounded, strict=True)
    ]
