"""Which FAISS index holds the vectors, by how many there are."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.store import LetterStore
from index.table import LetterTable, Mask

EXACT_UP_TO = 100_000
"""Passages: up to here all are compared, exactly."""


def built(store: LetterStore, table: LetterTable) -> Any:  # noqa: ANN401 - faiss has no types
    """Return an index over all vectors in the store, which find passages by their number."""
    dimension = store.made().dimension
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    for numbers, vectors in store.vectors(dimension):
        index.add_with_ids(vectors, numbers)
    return index


def nearest_of(
    index: Any,  # noqa: ANN401 - faiss has no types
    query: Vectors,
    k: int,
    allowed: Mask | None,
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the cosines and numbers of the k nearest to a query, float32 [1, dimension]."""
    params = faiss.SearchParameters()
    if allowed is not None:
        bitmap: Any = faiss.IDSelectorBitmap
        params.sel = bitmap(np.packbits(allowed, bitorder="little"))
    if not index.ntotal:
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    scores, numbers = index.search(query, min(k, index.ntotal), params=params)
    found = numbers[0] >= 0
    return scores[0][found], numbers[0][found]
