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


def reliability(
    confidence: Sequence[float], right: Sequence[bool], bins: int = 10
) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share that is right, how many) of each bin that is not empty.

    The bins are of equal width over [0, 1] (Guo et al., "On calibration of modern neural
    networks", ICML 2017).
    """
    rows = sorted(
        (min(int(sure * bins), bins - 1), sure, good)
        for sure, good in zip(confidence, right, strict=True)
    )
    found = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        own = list(group)
        count = len(own)
        found.append(
            (sum(sure for _, sure, _ in own) / count, sum(g for *_, g in own) / count, count)
        )
    return found


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return the expected calibration error in [0, 1], lower is better; ``None`` without answers.

    The mean distance between confidence and share that is right, over ten bins, each counted by
    how many answers it holds (Naeini et al., AAAI 2015).
    """
    if not confidence:
        return None
    bins = reliability(confidence, right)
    return sum(count * abs(sure - share) for sure, share, count in bins) / len(confidence)


def f1(hits: int, false_alarms: int, misses: int) -> float | None:
    """Return the harmonic mean of precision and recall, in [0, 1] (van Rijsbergen 1979).

    ``None`` when there was nothing to find and nothing was found.
    """
    total = 2 * hits + false_alarms + misses
    return 2 * hits / total if total else None


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
