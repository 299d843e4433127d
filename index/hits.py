"""From scored candidates to hits: the best ones, and what says the same shown once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from corpus import Passage
from index.candidates import PARTS, Candidates
from index.hit import Hit
from index.numbers import Scores
from index.records import Row
from index.twins import are_twins, may_be_twins


def hits_of(
    found: Candidates, scores: Scores, k: int, passage: Callable[[Row], Passage | None]
) -> list[Hit]:
    """Return the k best, equal ones by number, each with those of other letters that say the same.

    ``passage`` reads the text of a row; a passage that has gone meanwhile is left out.
    """
    alike = may_be_twins([row.sketch for row in found.rows])
    shown: list[tuple[int, Passage, list[Passage]]] = []
    for place in np.argsort(-scores, kind="stable").tolist():
        near = [one for one in shown if alike[one[0], place]]
        if len(shown) == k and not near:
            continue
        read = passage(found.rows[place])
        if read is None:
            continue
        same = [twins for _, one, twins in near if are_twins(one, read)]
        if same:
            same[0].append(read)
        elif len(shown) < k:
            shown.append((place, read, []))
    return [_hit(read, tuple(twins), found, scores, at) for at, read, twins in shown]


def _hit(
    passage: Passage, twins: tuple[Passage, ...], found: Candidates, scores: Scores, place: int
) -> Hit:
    score, dense, lexical, sentence, letter, frame = (
        float(part[place]) for part in (scores, *(getattr(found, name) for name in PARTS))
    )
    number = found.rows[place].number
    return Hit(passage, score, dense, lexical, sentence, letter, frame, twins, number)
