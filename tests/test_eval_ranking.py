from collections.abc import Sequence
from math import log2

import pytest

from eval.measures.ranking import MEASURES, score_ranking, score_rankings


def hit(ranking: Sequence[bool], k: int) -> float:
    return float(any(ranking[:k]))


def reciprocal_rank(ranking: Sequence[bool], k: int) -> float:
    return next((1 / rank for rank, good in enumerate(ranking[:k], start=1) if good), 0.0)


def ndcg(ranking: Sequence[bool], relevant: int, k: int) -> float:
    gained = sum(1 / log2(rank + 1) for rank, good in enumerate(ranking[:k], start=1) if good)
    return gained / sum(1 / log2(rank + 1) for rank in range(1, min(relevant, k) + 1))


def values(found: Sequence[str], relevant: Sequence[str]) -> dict[str, float]:
    scores = score_ranking(found, dict.fromkeys(relevant, 1))
    return {key: score.gained for key, score in scores.items()}


def test_the_library_says_what_the_formulas_say() -> None:
    for found, relevant in (
        ("abcdefghijkl", "a"),
        ("abcdefghijkl", "cf"),
        ("abcdefghijkl", "kl"),
        ("ab", "bxyz"),
        ("abcdefghijkl", "abcdefghijklmnop"),
    ):
        ranking = [one in relevant for one in found]
        scores = values(list(found), list(relevant))
        assert scores == pytest.approx(
            {
                "hit@1": hit(ranking, 1),
                "hit@3": hit(ranking, 3),
                "hit@5": hit(ranking, 5),
                "mrr@10": reciprocal_rank(ranking, 10),
                "ndcg@10": ndcg(ranking, len(relevant), 10),
                "r@10": sum(ranking[:10]) / len(relevant),
            }
        )


def test_ndcg_by_hand() -> None:
    # gains at ranks 1 and 3: 1/log2(2) + 1/log2(4) = 1 + 0.5
    # best with two relevant passages: 1/log2(2) + 1/log2(3) = 1 + 0.63093
    assert values(["a", "b", "c"], ["a", "c"])["ndcg@10"] == pytest.approx(1.5 / 1.63093, abs=1e-5)


def test_graded_relevance_gains_by_grade() -> None:
    # best first: 2 + 1/log2(3); the other way round: 1 + 2/log2(3)
    scores = score_rankings({"q": {"a": 2, "b": 1}}, {"q": ["b", "a"]})
    expected = (1 + 2 / log2(3)) / (2 + 1 / log2(3))
    assert scores["q"]["ndcg@10"].gained == pytest.approx(expected, abs=1e-5)


def test_a_question_without_results_scores_zero_and_stays() -> None:
    scores = score_rankings({"q": {"a": 1}, "p": {"a": 1}}, {"p": ["a"]})
    assert {score.gained for score in scores["q"].values()} == {0}
    assert {score.gained for score in scores["p"].values()} == {1}
    assert scores["q"].keys() == MEASURES.keys()


def test_nothing_relevant_scores_zero() -> None:
    assert set(values(["a", "b"], []).values()) == {0}
    assert set(values([], []).values()) == {0}
