"""What came of a run, question by question, and its figures over any group of questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.manifest import Manifest
from eval.measures import MEASURES, Figure, Score, figure
from eval.questions import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question in one system.

    ``ranking`` holds the ids of the passages found, best first, and ``relevance`` says of each
    whether it is relevant. ``status`` is empty when the system only searches.
    """

    question: Question
    system: str
    ranking: tuple[str, ...]
    relevance: tuple[bool, ...]
    scores: Mapping[str, Score]
    status: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A system as it took part: how many passages it has, and their mean length in characters."""

    name: str
    passages: int
    length: float


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes of a run, and what made them; the first contestant is our own system."""

    manifest: Manifest
    contestants: tuple[Contestant, ...]
    outcomes: tuple[Outcome, ...]

    def figures(self, system: str, split: str = "", kind: str = "") -> dict[str, Figure]:
        """Return the measures of a system by key, over all questions or those of a group.

        A measure that could judge no question of the group is left out.
        """
        chosen = [
            outcome.scores
            for outcome in self.outcomes
            if outcome.system == system
            and split in ("", outcome.question.split)
            and kind in ("", outcome.question.kind)
        ]
        found = {
            measure.key: figure(measure, [one[measure.key] for one in chosen if measure.key in one])
            for measure in MEASURES
        }
        return {key: value for key, value in found.items() if value is not None}
