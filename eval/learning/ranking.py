"""Learn what each part of a hit's score counts for, on the dev questions of question sets.

``python -m eval.learning.ranking INDEX QUESTIONS [INDEX QUESTIONS ...]`` prints the coefficients to
put into ``index/ranking/fusion.toml``. Every set counts as much as any other, whatever its size.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.measures.matching import relevant
from eval.question_set import read_questions
from index import PARTS, PLAIN, Retriever, standardised

Floats = NDArray[np.float64]
DEEP = 10
GRID = {
    "dense": (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
    "lexical": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4),
    "letter": (0.0, 0.2, 0.4, 0.6),
    "frame": (0.0, 1.0, 2.0),
}
"""What is tried; a part that is not here counts 1, as only the ratios matter."""
NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of a question: their parts as they are fused [parts, n], and which answer."""

    parts: Floats
    answers: NDArray[np.bool_]


def candidates_of(index: Path, questions: Path, split: str = "dev") -> list[Ranked]:
    """Return the candidates of every answerable question of a split."""
    retriever = Retriever(index)
    found = []
    for question in read_questions(questions):
        if question.split == split and question.answerable:
            hits = retriever.search(question.question, retriever.size)
            answers = np.array([relevant(question, hit.passage) for hit in hits])
            columns = [np.array([getattr(hit, name) for hit in hits]) for name in PARTS]
            found.append(
                Ranked(
                    np.stack([as_fused(*one) for one in zip(PARTS, columns, strict=True)]),
                    answers,
                )
            )
    return found


def as_fused(name: str, part: Floats) -> Floats:
    """Return a part as it goes into the sum."""
    return part if name in PLAIN else standardised(part)


def reciprocal_rank(weights: Floats, one: Ranked) -> float:
    """Return 1 / the rank of the first answer among the first ten, or 0."""
    order = np.argsort(-(weights @ one.parts), kind="stable")[:DEEP]
    places = np.flatnonzero(one.answers[order])
    return 1 / (int(places[0]) + 1) if len(places) else 0.0


def mean_reciprocal_rank(weights: Floats, sets: Sequence[Sequence[Ranked]]) -> float:
    """Return the mean over sets of MRR@10, in [0, 1]."""
    return float(
        np.mean([np.mean([reciprocal_rank(weights, one) for one in rows]) for rows in sets])
    )


def learned(sets: Sequence[Sequence[Ranked]]) -> dict[str, float]:
    """Return the coefficients for the highest MRR@10.

    Each point of a grid is tried, and the mean is taken of all that come within ``NEAR`` of the
    best: the middle of what does well is safer for other questions than the one best point.
    """
    points = np.array(list(product(*(GRID.get(name, (1.0,)) for name in PARTS))))
    scores = np.array([mean_reciprocal_rank(point, sets) for point in points])
    mean = points[scores >= scores.max() - NEAR].mean(axis=0)
    return dict(zip(PARTS, mean.round(2).tolist(), strict=True))


def main(arguments: Sequence[str]) -> None:
    """Print what was learned from pairs of an index folder and a question set."""
    pairs = [Path(one) for one in arguments]
    sets = [candidates_of(*pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)]
    found = learned(sets)
    print("[coefficients]", *(f"{name} = {value}" for name, value in found.items()), sep="\n")
    print(f"# MRR@10 on dev: {mean_reciprocal_rank(np.array(list(found.values())), sets):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
