"""Measures of a ranking, and the interval of a rate: pure functions.

A ranking is given as one truth value for every passage found, best first, with the number of
relevant passages there were to find. All values lie in [0, 1]; an empty ranking scores 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2, sqrt

Z95 = 1.959963984540054


def hit(ranking: Sequence[bool], relevant: int, k: int) -> float:
    """Return 1 when a relevant passage is among the first ``k``, else 0."""
    return float(any(ranking[:k]))


def reciprocal_rank(ranking: Sequence[bool], relevant: int, k: int) -> float:
    """Return 1 over the rank, from 1, of the first relevant passage; 0 when not in ``k``."""
    return next((1 / rank for rank, good in enumerate(ranking[:k], start=1) if good), 0.0)


def ndcg(ranking: Sequence[bool], relevant: int, k: int) -> float:
    """Return the discounted gain of the first ``k`` over that of the best ranking there is.

    Binary gains, discount log2(rank + 1), after Järvelin and Kekäläinen, "Cumulated gain-based
    evaluation of IR techniques", ACM TOIS 20(4), 2002, in the form that trec_eval uses.
    """
    gained = sum(1 / log2(rank + 1) for rank, good in enumerate(ranking[:k], start=1) if good)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(relevant, k) + 1))
    return gained / best if best else 0.0


def wilson(successes: float, trials: int, z: float = Z95) -> tuple[float, float]:
    """Return the interval of a rate, by default of 95 %; (0, 1) when nothing was tried.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22,
    1927: unlike the textbook interval it is right for few trials and for rates near 0 and 1.
    """
    if not trials:
        return 0.0, 1.0
    rate = successes / trials
    centre = rate + z * z / (2 * trials)
    margin = z * sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (centre - margin) / scale), min(1.0, (centre + margin) / scale)
