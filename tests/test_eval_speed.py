from __future__ import annotations

import numpy as np
import pytest

from eval.sets.beir import BeirSet
from eval.speed import cosines, latencies, ndcg, rates


def test_ways_take_turns_after_a_first_call_each() -> None:
    called: list[str] = []
    ways = {name: lambda _, name=name: called.append(name) for name in "ab"}
    found = rates(ways, ["x", "y"], 2)
    assert called == ["a", "b", "a", "b", "a", "b"]
    assert {name: len(row) for name, row in found.items()} == {"a": 2, "b": 2}
    times = latencies(ways, ["x", "y", "z"])
    assert called[6:] == ["a", "b"] * 4
    assert all(middle <= high for middle, high in times.values())


def test_cosines_are_of_vectors_at_the_same_place() -> None:
    ours = np.array([[1, 0], [0, 2]], dtype=np.float32)
    assert cosines(ours, ours) == pytest.approx((1, 1))
    assert cosines(ours, np.array([[3, 0], [1, 1]], np.float32)) == pytest.approx(
        ((1 + 2**-0.5) / 2, 2**-0.5)
    )


def test_ndcg_of_a_search_by_hand() -> None:
    documents = {"d1": ("", "een"), "d2": ("", "twee")}
    found = BeirSet(
        "set", documents, {"q1": "een?", "q2": "twee?"}, {"q1": {"d1": 1}, "q2": {"d1": 1}}
    )
    vectors = np.eye(2, dtype=np.float32)
    assert ndcg(found, vectors, vectors) == pytest.approx((1 + 1 / np.log2(3)) / 2)
