"""Vectors and scores: numbers with their types."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]


def normalised(vectors: Vectors) -> Vectors:
    """Return vectors float32 [n, d] with length 1; one of zeros stays."""
    lengths: Vectors = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / lengths, dtype=np.float32)
