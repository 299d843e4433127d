"""Whether a system knows what it knows: measures of its confidence over a set of questions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive outranks a negative, ties for half; in [0, 1].

    The Mann-Whitney statistic over the number of pairs (Hanley and McNeil, Radiology 143, 1982).
    ``None`` when one of the two is empty.
    """
    if not positive or not negative:
        return None
    rows = sorted([(one, True) for one in positive] + [(one, False) for one in negative])
    below, wins = 0, 0.0
    for _, group in groupby(rows, key=lambda row: row[0]):
        kinds = [kind for _, kind in group]
        here = kinds.count(False)
        wins += kinds.count(True) * (below + here / 2)
        below += here
    return wins / (len(positive) * len(negative))


def risk_coverage(confidence: Sequence[float], wrong: Sequence[bool]) -> list[tuple[float, float]]:
    """Return (coverage, risk) points, both in [0, 1], when the surest questions are answered.

    Coverage is the share of questions answered, risk the share of those that is wrong. Questions
    of equal confidence are answered together (El-Yaniv and Wiener, JMLR 11, 2010).
    """
    rows = sorted(zip(confidence, wrong, strict=True), key=lambda row: -row[0])
    points = []
    answered = failed = 0
    for _, group in groupby(rows, key=lambda row: row[0]):
        verdicts = [bad for _, bad in group]
        answered += len(verdicts)
        failed += sum(verdicts)
        points.append((answered / len(rows), failed / answered))
    return points


def area_under_risk(points: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean risk over all coverages, in [0, 1], lower is better (AURC).

    Each step of the curve counts with the coverage it adds; ``None`` without points.
    """
    if not points:
        return None
    before = [0.0, *(coverage for coverage, _ in points)]
    return sum(
        (coverage - start) * risk for (coverage, risk), start in zip(points, before, strict=False)
    )
