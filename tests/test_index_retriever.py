from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index import Retriever
from index.retriever import standardised


def test_standardised_has_mean_zero_and_spread_one() -> None:
    found = standardised(np.array([1.0, 2.0, 3.0]))
    assert found == pytest.approx([-1.224745, 0.0, 1.224745], abs=1e-6)


def test_standardised_of_equal_scores_is_zero() -> None:
    assert standardised(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert standardised(np.array([])).tolist() == []


def test_the_best_passage_comes_first(retriever: Retriever) -> None:
    hits = retriever.search("Wat is de eigen bijdrage voor hulp bij het huishouden?")
    assert "19 euro" in hits[0].passage.text
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_each_leg_can_search_alone(retriever: Retriever) -> None:
    for mode in ("dense", "lexical"):
        assert retriever.search("eigen bijdrage huishouden", mode=mode)  # type: ignore[arg-type]


def test_words_that_are_nowhere_find_nothing_lexically(retriever: Retriever) -> None:
    assert retriever.search("zeppelin", mode="lexical") == []


def test_threads_share_a_retriever(retriever: Retriever) -> None:
    questions = ["eigen bijdrage", "termijn besluit gemeente", "mantelzorgers"] * 8
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda q: [h.passage.id for h in retriever.search(q)], questions))
    assert found[:3] * 8 == found
