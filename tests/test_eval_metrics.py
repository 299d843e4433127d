from collections.abc import Callable

import pytest

from eval.metrics import hit, ndcg, reciprocal_rank, wilson

THIRD = [False, False, True, False]


@pytest.mark.parametrize(("k", "expected"), [(1, 0), (2, 0), (3, 1), (10, 1)])
def test_hit_looks_at_the_first_k(k: int, expected: float) -> None:
    assert hit(THIRD, 1, k) == expected


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [([True], 1), (THIRD, 1 / 3), ([False] * 9 + [True], 0.1), ([False] * 10 + [True], 0)],
)
def test_reciprocal_rank_of_the_first_relevant(ranking: list[bool], expected: float) -> None:
    assert reciprocal_rank(ranking, 1, 10) == pytest.approx(expected)


def test_ndcg_by_hand() -> None:
    # gains at ranks 1 and 3: 1/log2(2) + 1/log2(4) = 1 + 0.5
    # best with two relevant passages: 1/log2(2) + 1/log2(3) = 1 + 0.63093
    assert ndcg([True, False, True], 2, 10) == pytest.approx(1.5 / 1.63093, abs=1e-5)
    assert ndcg([False, True], 1, 10) == pytest.approx(0.63093, abs=1e-5)


def test_ndcg_of_the_best_ranking_is_one_even_when_more_is_relevant_than_fits() -> None:
    assert ndcg([True] * 10, 25, 10) == 1


def test_ndcg_counts_relevant_passages_that_were_not_found() -> None:
    assert ndcg([True], 2, 10) == pytest.approx(1 / 1.63093, abs=1e-5)


@pytest.mark.parametrize("metric", [hit, reciprocal_rank, ndcg])
@pytest.mark.parametrize("relevant", [0, 3])
def test_an_empty_ranking_scores_zero(metric: Callable[..., float], relevant: int) -> None:
    assert metric([], relevant, 10) == 0


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


def test_wilson_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0, 1)
