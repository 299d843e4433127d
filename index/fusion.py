"""Candidates of both legs, and one score for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.records import Row

Mode = Literal["hybrid", "dense", "lexical"]
# What each score counts for (passage cosine, BM25, sentence cosine), chosen on dev questions.
WEIGHTS: dict[Mode, tuple[float, float, float]] = {
    "hybrid": (1.0, 0.6, 1.0),
    "dense": (1.0, 0.0, 0.0),
    "lexical": (0.0, 1.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may be shown, in order of number, with what speaks for each.

    ``dense`` is the cosine of question and passage, ``lexical`` the BM25 score (0 where no word
    is shared or the passage is not among the best), ``sentence`` the cosine of the question and
    the passage's nearest sentence: all float64 [n].
    """

    rows: Sequence[Row]
    dense: NDArray[np.float64]
    lexical: NDArray[np.float64]
    sentence: NDArray[np.float64]


def fused(found: Candidates, mode: Mode) -> NDArray[np.float64]:
    """Return the score of each candidate: the weighed sum of the z-scores over the candidates."""
    parts = np.stack([standardised(one) for one in (found.dense, found.lexical, found.sentence)])
    return np.asarray(np.array(WEIGHTS[mode]) @ parts)


def standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return z-scores: mean 0, standard deviation 1; zeros when all scores are equal."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
