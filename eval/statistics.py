"""How sure a figure is, and whether two differ by more than chance: pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The normal quantile of 97.5 %: for two sides at 5 %."""
Z80 = 0.8416212335729143
"""The normal quantile of 80 %: for the customary power."""
RESAMPLES = 2_000
ROUNDS = 10_000


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


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """Questions that are drawn together, and the kind of clusters it is drawn among."""

    stratum: str
    name: str


def cluster_means(
    gained: Sequence[float],
    trials: Sequence[int],
    clusters: Sequence[Cluster],
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a mean when whole clusters are drawn again.

    Questions about one letter resemble each other: drawing single questions would make the
    interval too narrow. Field and Welsh, "Bootstrapping clustered data", JRSS B 69(3), 2007.
    Each stratum keeps its number of clusters. Of one cluster the questions are drawn instead.
    """
    import numpy as np

    if len(set(clusters)) < 2:
        clusters = [Cluster("", str(row)) for row in range(len(gained))]
    generator = np.random.default_rng(seed)
    totals = np.zeros((resamples, 2))
    for groups in _strata(clusters):
        sums = np.array(
            [
                (sum(gained[row] for row in rows), sum(trials[row] for row in rows))
                for rows in groups
            ]
        )
        shares = np.full(len(groups), 1 / len(groups))
        totals += generator.multinomial(len(groups), shares, size=resamples) @ sums
    low, high = np.percentile(totals[:, 0] / np.maximum(totals[:, 1], 1), [2.5, 97.5])
    return float(low), float(high)


def cluster_interval(
    statistic: Callable[[Sequence[int]], float | None],
    clusters: Sequence[Cluster],
    seed: int = 0,
    resamples: int = 500,
) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of any statistic of chosen rows, drawing clusters.

    ``statistic`` takes the numbers of the rows drawn; a draw of which it can say nothing
    (``None``) is left out. ``None`` when that is more than half of them.
    """
    import numpy as np

    strata = _strata(clusters)
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(resamples):
        drawn = [
            row
            for groups in strata
            for group in generator.integers(len(groups), size=len(groups))
            for row in groups[group]
        ]
        value = statistic(drawn)
        if value is not None:
            values.append(value)
    if 2 * len(values) <= resamples:
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _strata(clusters: Sequence[Cluster]) -> list[list[list[int]]]:
    """Return the numbers of the rows, by stratum and by cluster."""
    rows: dict[str, dict[str, list[int]]] = {}
    for number, one in enumerate(clusters):
        rows.setdefault(one.stratum, {}).setdefault(one.name, []).append(number)
    return [list(groups.values()) for groups in rows.values()]


def randomisation_test(
    first: Sequence[float], second: Sequence[float], seed: int = 0, rounds: int = ROUNDS
) -> float:
    """Return the two-sided p of the mean difference between paired scores, in (0, 1].

    Each round swaps the two scores of every question with a chance of one half; p counts the
    rounds whose difference is at least the one observed, itself among them (Smucker, Allan and
    Carterette, "A comparison of statistical significance tests for IR evaluation", CIKM 2007).
    """
    import numpy as np

    differences = np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], size=(rounds, len(differences)))
    observed = abs(differences.sum())
    extreme = int((np.abs(signs @ differences) >= observed - 1e-9).sum())
    return (extreme + 1) / (rounds + 1)


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """Return the p of several tests, corrected for their number, by the same names.

    Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6, 1979.
    """
    corrected: dict[str, float] = {}
    highest = 0.0
    for place, name in enumerate(sorted(values, key=lambda one: values[one])):
        highest = max(highest, min(1.0, (len(values) - place) * values[name]))
        corrected[name] = highest
    return {name: corrected[name] for name in values}


def smallest_difference(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the mean difference that these paired questions would show in 80 % of such sets.

    (z of 97.5 % + z of 80 %) times the standard error of the paired differences: Cohen,
    "Statistical power analysis for the behavioral sciences", 2nd ed., 1988, ch. 2. Infinite
    for fewer than two questions.
    """
    count = len(first)
    if count < 2:
        return float("inf")
    differences = [one - other for one, other in zip(first, second, strict=True)]
    mean = sum(differences) / count
    variance = sum((one - mean) ** 2 for one in differences) / (count - 1)
    return (Z95 + Z80) * sqrt(variance / count)
