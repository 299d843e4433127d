"""From scored candidates to hits: the best ones, and what says the same shown once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corpus import Passage
from index.array_types import Scores
from index.hit import Hit
from index.ranking.candidates import PARTS, Candidates
from index.store.records import Row
from index.twin_passages import are_twins, may_be_twins


def hits_of(
    found: Candidates, scores: Scores, k: int, passage: Callable[[Row], Passage | None]
) -> list[Hit]:
    """Return the k best, equal ones by number, each with those of other letters that say the same.

    ``passage`` reads the text of a row; a passage that has gone meanwhile is left out.
    """
    alike = may_be_twins([row.sketch for row in found.rows])
    shown: list[_Shown] = []
    for place in np.argsort(-scores, kind="stable").tolist():
        near = [one for one in shown if alike[one.place, place]]
        if len(shown) == k and not near:
            continue
        read = passage(found.rows[place])
        if read is None:
            continue
        same = [one for one in near if are_twins(one.read, read)]
        if same:
            same[0].join(place, read, found)
        elif len(shown) < k:
            shown.append(_Shown(place, read, []))
    return [_hit(one.read, tuple(one.twins), found, scores, one.place) for one in shown]


@dataclass(slots=True)
class _Shown:
    """A passage that is shown, by its place among the candidates, and its twins."""

    place: int
    read: Passage
    twins: list[Passage]

    def join(self, place: int, read: Passage, found: Candidates) -> None:
        """Add a twin; the newest letter is the one that is shown, unless the question names one."""
        mine, theirs = self.read.letter.date, read.letter.date
        newer = mine and theirs and theirs.surely_after(mine)
        if newer and found.letter[place] >= found.letter[self.place]:
            self.twins.append(self.read)
            self.place, self.read = place, read
        else:
            self.twins.append(read)


def _hit(
    passage: Passage, twins: tuple[Passage, ...], found: Candidates, scores: Scores, place: int
) -> Hit:
    score, dense, lexical, sentence, letter, frame = (
        float(part[place]) for part in (scores, *(getattr(found, name) for name in PARTS))
    )
    number = found.rows[place].number
    return Hit(passage, score, dense, lexical, sentence, letter, frame, twins, number)
