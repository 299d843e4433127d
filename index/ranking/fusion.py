"""One score for each candidate, out of what speaks for it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np

from index.array_types import Scores
from index.ranking.candidates import PARTS, Candidates

PLAIN = ("letter", "frame")
Mode = Literal["hybrid", "dense", "lexical"]


def fused(found: Candidates, mode: Mode, off: Collection[str] = ()) -> Scores:
    """Return the score of each candidate: the weighed sum of its parts, but those in ``off``.

    The parts are z-scores over the candidates, but for ``letter`` and ``frame``, which are 0 for
    most questions. A mode of one leg counts that leg alone.
    """
    weights = coefficients() if mode == "hybrid" else {mode: 1.0}
    scores = np.zeros(len(found.rows))
    for name, weight in weights.items():
        if name in off:
            continue
        part = getattr(found, name)
        scores += weight * (part if name in PLAIN else standardised(part))
    return scores


@lru_cache(maxsize=1)
def coefficients() -> dict[str, float]:
    """Return what each part counts for, learned on dev (``python -m eval.learning.ranking``)."""
    import tomllib

    text = files("index.ranking").joinpath("fusion.toml").read_text(encoding="utf-8")
    learned = tomllib.loads(text)["coefficients"]
    return {name: float(learned[name]) for name in PARTS}


def standardised(scores: Scores) -> Scores:
    """Return z-scores: mean 0, standard deviation 1; zeros when all scores are equal."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
