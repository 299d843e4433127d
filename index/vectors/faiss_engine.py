"""Which FAISS index holds the vectors, by how many there are.

Few vectors are compared one by one, in 16 bits a number. Many are put in cells around centres, in 8
bits a number, and only the cells nearest to the question are looked at. A graph (HNSW) finds a
little more in the same time, but takes twice as long to make, half as much memory again, and loses
its way when a filter lets little through.
"""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.array_types import Vectors
from index.store.letter_table import LetterTable, Mask
from index.store.store import LetterStore

EXACT_UP_TO = 5_000
"""Passages: up to here all their vectors are compared."""
EACH = 11
"""Vectors of a passage, as letters have them: its own, and those of its sentences."""
CELLS = 4.0
"""Cells for each square root of a vector."""
LOOKED_AT = 0.25
"""The share of the cells that are looked at."""
LEARNED_FROM = 40
"""Vectors for each cell that its centre is found with."""
OUTGROWN = 1.5
"""Cells are made anew when there ought to be so many times more."""


def built(store: LetterStore, table: LetterTable) -> Any:  # noqa: ANN401 - faiss has no types
    """Return an index over all vectors in the store, which finds passages by their number."""
    import faiss

    faiss.omp_set_num_threads(os.cpu_count() or 1)
    dimension = store.made().dimension
    if table.size <= EXACT_UP_TO:
        index: Any = faiss.IndexIDMap(
            faiss.IndexScalarQuantizer(
                dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            )
        )
    else:
        cells = _cells(table.size)
        kind = f"IVF{cells},SQ8"
        index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
        every = max(1, EACH * table.size // (LEARNED_FROM * cells))
        sample = [vectors for _, vectors in store.vectors(dimension, every=every)]
        index.train(np.concatenate(sample))
    _add(index, store, after=0)
    return index


def extended(path: Path, store: LetterStore, table: LetterTable, last: int) -> Any | None:  # noqa: ANN401
    """Return the index of a file, which goes up to ``last``, with what is new and has gone.

    ``None`` when it has to be built anew.
    """
    import faiss

    index = faiss.read_index(str(path))
    if not isinstance(index, faiss.IndexIVF) or table.size <= EXACT_UP_TO:
        return None
    if _cells(table.size) > OUTGROWN * index.nlist:
        return None
    gone = np.ones(last + 1, dtype=np.bool_)
    kept = table.alive[: last + 1]
    gone[: len(kept)] = ~kept
    index.remove_ids(_selector(gone))
    _add(index, store, after=last)
    return index


def opened(path: Path) -> Any:  # noqa: ANN401 - faiss has no types
    """Return the index in a file, mapped into memory where faiss can do that; read only."""
    import faiss

    return faiss.read_index(str(path), getattr(faiss, "IO_FLAG_MMAP_IFC", 0))


def written(index: Any, path: Path) -> None:  # noqa: ANN401 - faiss has no types
    """Write an index to a file."""
    import faiss

    faiss.write_index(index, str(path))


def is_exact(index: Any) -> bool:  # noqa: ANN401 - faiss has no types
    """Whether the nearest that are found are surely the nearest, and their cosines exact."""
    import faiss

    return not isinstance(index, faiss.IndexIVF)


def nearest_of(
    index: Any,  # noqa: ANN401 - faiss has no types
    query: Vectors,
    k: int,
    allowed: Mask | None,
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the cosines and numbers of the k nearest to a query, float32 [1, dimension].

    When little is allowed, more cells are looked at, so that as much is compared.
    """
    import faiss

    if not index.ntotal:
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    params: Any = faiss.SearchParameters() if is_exact(index) else faiss.SearchParametersIVF()
    share = 1.0
    if allowed is not None:
        params.sel = _selector(allowed)
        share = min(1.0, EACH * max(int(allowed.sum()), 1) / index.ntotal)
    if not is_exact(index):
        params.nprobe = min(index.nlist, math.ceil(index.nlist * LOOKED_AT / share))
    faiss.omp_set_num_threads(1)  # of this thread; more only wait for each other on one question
    scores, numbers = index.search(query, min(k, index.ntotal), params=params)
    found = numbers[0] >= 0
    return scores[0][found], numbers[0][found]


def _add(index: Any, store: LetterStore, after: int) -> None:  # noqa: ANN401
    for numbers, vectors in store.vectors(index.d, after=after):
        index.add_with_ids(vectors, numbers)


def _cells(passages: int) -> int:
    return int(CELLS * math.sqrt(EACH * passages))


def _selector(chosen: Mask) -> Any:  # noqa: ANN401 - faiss has no types
    import faiss

    bitmap: Any = faiss.IDSelectorBitmap
    return bitmap(np.packbits(chosen, bitorder="little"))
