import numpy as np

from eval.learning.ranking import Ranked, learned, mean_reciprocal_rank, reciprocal_rank
from index import PARTS


def ranked(answer: int, **parts: list[float]) -> Ranked:
    """A question with three candidates, of which one answers."""
    rows = np.array([parts.get(name, [0.0, 0.0, 0.0]) for name in PARTS])
    return Ranked(rows, np.arange(3) == answer)


def test_the_reciprocal_rank_is_that_of_the_first_answer() -> None:
    weights = np.ones(len(PARTS))
    assert reciprocal_rank(weights, ranked(0, sentence=[3.0, 2.0, 1.0])) == 1
    assert reciprocal_rank(weights, ranked(2, sentence=[3.0, 2.0, 1.0])) == 1 / 3
    nothing = Ranked(np.zeros((len(PARTS), 3)), np.zeros(3, dtype=bool))
    assert reciprocal_rank(weights, nothing) == 0


def test_every_set_counts_as_much() -> None:
    first, last = ranked(0, sentence=[3.0, 2.0, 1.0]), ranked(1, sentence=[3.0, 2.0, 1.0])
    weights = np.ones(len(PARTS))
    assert mean_reciprocal_rank(weights, [[first, first, first], [last]]) == (1 + 0.5) / 2


def test_a_part_that_helps_counts_and_one_that_misleads_does_not() -> None:
    rows = [
        ranked(1, sentence=[1.0, 0.5, 0.0], lexical=[0.0, 1.0, 0.0], letter=[5.0, 0.0, 0.0]),
        ranked(2, sentence=[1.0, 0.0, 0.5], lexical=[0.0, 0.0, 1.0], letter=[0.0, 5.0, 0.0]),
    ]
    found = learned([rows])
    assert found["sentence"] == 1
    assert mean_reciprocal_rank(np.array([found[name] for name in PARTS]), [rows]) == 1
    assert found["lexical"] > found["letter"]
