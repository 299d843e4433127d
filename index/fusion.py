"""Candidates of both legs, and one score for each."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.records import Row, TokenVectors
from index.tokens import Vectors

Mode = Literal["hybrid", "dense", "lexical"]
Scores = NDArray[np.float64]
PARTS = ("dense", "lexical", "sentence", "maxsim")
"""What a score is made of: fields of :class:`Candidates`, and in this order of a hit."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may be shown, in order of number, with what speaks for each.

    ``dense`` is the cosine of question and passage, ``lexical`` the BM25 score (0 where no word
    is shared or the passage is not among the best), ``sentence`` the cosine of the question and
    the passage's nearest sentence, ``maxsim`` that of :func:`maxsim`: all float64 [n].
    """

    rows: Sequence[Row]
    dense: Scores
    lexical: Scores
    sentence: Scores
    maxsim: Scores


def fused(found: Candidates, mode: Mode) -> Scores:
    """Return the score of each candidate: the weighed sum of the z-scores over the candidates.

    A mode of one leg counts that leg alone.
    """
    weights = coefficients() if mode == "hybrid" else {mode: 1.0}
    scores = np.zeros(len(found.rows))
    for name, weight in weights.items():
        scores += weight * standardised(getattr(found, name))
    return scores


@lru_cache(maxsize=1)
def coefficients() -> dict[str, float]:
    """Return what each part counts for, as learned on dev questions (``python -m eval.learn``)."""
    text = files("index").joinpath("fusion.toml").read_text(encoding="utf-8")
    learned = tomllib.loads(text)["coefficients"]
    return {name: float(learned[name]) for name in PARTS}


def maxsim(question: Vectors, passages: Sequence[TokenVectors]) -> Scores:
    """Return the late interaction of a question with each passage, in [-1, 1].

    It is the mean, over the vectors of the question's tokens, of the highest cosine with the vector
    of any word of the passage (Khattab and Zaharia 2020); 0 for a passage without vectors.
    ``question`` is float32 [t, d], each passage int8 [w, d] as it is stored.
    """
    scores = np.zeros(len(passages))
    for place, one in enumerate(passages):  # one at a time stays within the processor's cache
        if len(one) and len(question):
            cosines = question @ one.astype(np.float32).T
            scores[place] = cosines.max(axis=1).mean() / 127
    return scores


def standardised(scores: Scores) -> Scores:
    """Return z-scores: mean 0, standard deviation 1; zeros when all scores are equal."""
    spread = scores.std() if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
