"""Two systems or two runs side by side, question by question, with a paired test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.measures.measures import MEASURES, Form
from eval.runs.journal import read_outcomes
from eval.runs.outcomes import Outcome, Report
from eval.statistics import holm, randomisation_test, smallest_difference

KEYS = ("ndcg@10", "facts", "crag")
"""What systems are compared on within a run: one measure a part, to keep the tests few."""
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure of two systems over the questions that both were judged on.

    ``first`` and ``second`` are means; ``chance`` is the p of the paired randomisation test and
    ``corrected`` the same after Holm; ``smallest`` is the least difference that these questions
    would show in 80 % of such sets.
    """

    system: str
    key: str
    questions: int
    first: float
    second: float
    chance: float
    smallest: float
    corrected: float = 1.0

    @property
    def difference(self) -> float:
        """How much higher the second is."""
        return self.second - self.first

    @property
    def real(self) -> bool:
        """Whether the difference is more than chance, at 5 % after correction."""
        return self.corrected < LEVEL


@dataclass(frozen=True, slots=True)
class Change:
    """A question that fared otherwise in the second run."""

    first: Outcome
    second: Outcome


def against_baselines(report: Report) -> list[Comparison]:
    """Return our own system, as the second, compared with every other one.

    Two systems that score the same on every question are not compared: they do the same.
    """
    names = [one.name for one in report.contestants]
    own = report.of(names[0])
    pairs = [(name, report.of(name)) for name in names[1:]]
    found = [_compared(name, key, other, own) for key in KEYS for name, other in pairs]
    return _corrected([one for one in found if one and (one.smallest or one.difference)])


def compare_runs(first: Path, second: Path) -> tuple[list[Comparison], list[Change]]:
    """Return what two runs differ in: every measure of each system in both, and the questions.

    Raises:
        NoRun: one of the folders holds no run.
    """
    before, after = read_outcomes(first), read_outcomes(second)
    systems = [name for name in _systems(before) if name in _systems(after)]
    found = []
    for name in systems:
        pair = [[one for one in rows if one.system == name] for rows in (before, after)]
        found += [_compared(name, measure.key, *pair) for measure in MEASURES if _paired(measure)]
    return _corrected([one for one in found if one]), _changes(before, after)


def _paired(measure: object) -> bool:
    return getattr(measure, "form", None) not in (Form.AREA, Form.TIME)


def _systems(outcomes: Sequence[Outcome]) -> list[str]:
    return list(dict.fromkeys(one.system for one in outcomes))


def _compared(
    system: str, key: str, first: Sequence[Outcome], second: Sequence[Outcome]
) -> Comparison | None:
    """Return the comparison on one measure; ``None`` when no question was judged in both."""
    values = [
        {
            one.question.id: one.scores[key].gained / one.scores[key].trials
            for one in rows
            if key in one.scores and one.scores[key].trials
        }
        for rows in (first, second)
    ]
    shared = [name for name in values[0] if name in values[1]]
    if not shared:
        return None
    one, other = ([found[name] for name in shared] for found in values)
    return Comparison(
        system=system,
        key=key,
        questions=len(shared),
        first=sum(one) / len(one),
        second=sum(other) / len(other),
        chance=randomisation_test(one, other),
        smallest=smallest_difference(one, other),
    )


def _corrected(found: Sequence[Comparison]) -> list[Comparison]:
    values = holm({f"{number}": one.chance for number, one in enumerate(found)})
    return [replace(one, corrected=values[f"{number}"]) for number, one in enumerate(found)]


def _changes(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[Change]:
    """Return the questions of which verdict, answer or first relevant rank changed."""
    known = {(one.system, one.question.id): one for one in before}
    pairs = [(known.get((one.system, one.question.id)), one) for one in after]
    return [Change(old, new) for old, new in pairs if old and _seen(old) != _seen(new)]


def _seen(outcome: Outcome) -> tuple[object, ...]:
    return outcome.verdict, outcome.answer, outcome.relevance
