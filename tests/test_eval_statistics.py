import itertools

import numpy as np
import pytest
from scipy import stats

from eval.statistics import (
    Cluster,
    cluster_interval,
    cluster_means,
    holm,
    randomisation_test,
    smallest_difference,
    wilson,
)


def each(count: int) -> list[Cluster]:
    return [Cluster("", str(one)) for one in range(count)]


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # z = 1.96, 8 of 10: centre 0.8 + 0.19207, margin 1.96 * sqrt(0.016 + 0.0096), over 1.38415
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_wilson_against_known_intervals(
    successes: float, trials: int, low: float, high: float
) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=1e-4)


def test_wilson_against_scipy() -> None:
    for successes, trials in ((3, 7), (41, 60), (179, 240)):
        theirs = stats.binomtest(successes, trials).proportion_ci(method="wilson")
        assert wilson(successes, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_wilson_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0, 1)


def test_drawing_single_questions_is_the_ordinary_bootstrap() -> None:
    values = np.random.default_rng(5).random(80)
    low, high = cluster_means(values.tolist(), [1] * 80, each(80))
    theirs = stats.bootstrap((values,), np.mean, method="percentile", rng=1).confidence_interval
    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=0.01)


def test_questions_that_hang_together_say_less() -> None:
    values = [0.0] * 20 + [1.0] * 20
    alone = cluster_means(values, [1] * 40, each(40))
    together = cluster_means(values, [1] * 40, [Cluster("", str(one // 20)) for one in range(40)])
    assert together == (0, 1)  # two letters: both bad once in four draws
    assert 0.3 < alone[0] < 0.4 and 0.6 < alone[1] < 0.7


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(9).random(30).tolist()
    first, again, other = (cluster_means(values, [1] * 30, each(30), n) for n in (1, 1, 2))
    assert first == again != other


def test_of_one_letter_the_questions_are_drawn() -> None:
    values = np.random.default_rng(9).random(30).tolist()
    assert cluster_means(values, [1] * 30, each(1) * 30) == cluster_means(
        values, [1] * 30, each(30)
    )


def test_each_kind_of_cluster_is_drawn_apart() -> None:
    rows = [Cluster("letter", "a"), Cluster("none", "b")]
    assert cluster_means([0.0, 1.0], [1, 1], rows) == (0.5, 0.5)  # always one of each
    assert cluster_means([0.0, 1.0], [1, 1], each(2)) == (0, 1)
    assert cluster_interval(len, rows) == (2, 2)


def test_an_interval_of_any_statistic() -> None:
    rows = [0.0, 0.25, 0.5, 0.75, 1.0] * 8
    found = cluster_interval(lambda drawn: sum(rows[one] for one in drawn) / len(drawn), each(40))
    assert found is not None
    assert found == pytest.approx(cluster_means(rows, [1] * 40, each(40)), abs=0.03)
    assert cluster_interval(lambda drawn: None, each(40)) is None


def test_the_randomisation_test_by_hand() -> None:
    # differences 1, 1, 1: of the 8 ways to swap 2 are as extreme, so p = 0.25
    assert randomisation_test([0, 0, 0], [1, 1, 1]) == pytest.approx(0.25, abs=0.02)
    assert randomisation_test([0.5, 1], [0.5, 1]) == 1


def test_the_randomisation_test_against_scipy() -> None:
    generator = np.random.default_rng(3)
    one = generator.random(12)
    other = one + generator.normal(0.1, 0.2, 12)
    theirs = stats.permutation_test(
        (one, other), lambda x, y: np.mean(x - y), permutation_type="samples", n_resamples=np.inf
    ).pvalue
    assert randomisation_test(one.tolist(), other.tolist()) == pytest.approx(theirs, abs=0.02)


def test_the_randomisation_test_is_all_ways_when_they_are_few() -> None:
    differences = [0.4, -0.1, 0.3, 0.2]
    sums = [
        abs(sum(sign * one for sign, one in zip(signs, differences, strict=True)))
        for signs in itertools.product((-1, 1), repeat=4)
    ]
    exact = sum(one >= abs(sum(differences)) - 1e-9 for one in sums) / 16
    assert randomisation_test([0] * 4, differences) == pytest.approx(exact, abs=0.02)


def test_holm_by_hand() -> None:
    # 0.01 * 3, then 0.02 * 2, then 0.03 * 1 but never less than the one before
    assert holm({"b": 0.02, "a": 0.01, "c": 0.03}) == pytest.approx(
        {"b": 0.04, "a": 0.03, "c": 0.04}
    )
    assert holm({"a": 0.6, "b": 0.7}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def test_the_smallest_difference_by_hand() -> None:
    # differences 0 and 1 in equal parts: standard deviation 0.5025, n = 100, 2.8016 * 0.05025
    found = smallest_difference([0.0] * 100, [0.0, 1.0] * 50)
    assert found == pytest.approx(0.1408, abs=1e-4)
    assert smallest_difference([1], [1]) == float("inf")


def test_the_smallest_difference_is_found_in_four_sets_of_five() -> None:
    generator = np.random.default_rng(7)
    sets = generator.normal(0, 0.3, (400, 60))
    sets += smallest_difference([0] * 60, sets[0].tolist())
    found = np.mean([stats.ttest_1samp(one, 0).pvalue < 0.05 for one in sets])
    assert found == pytest.approx(0.8, abs=0.12)
