"""What came of a run, question by question, and its figures over any group of questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.measures.confidence import (
    area_under_risk,
    auroc,
    calibration_error,
    f1,
    reliability,
    risk_coverage,
)
from eval.measures.judging import FAR, Verdict
from eval.measures.measures import MEASURES, Figure, Form, Measure, Score, figure
from eval.question_set import Question
from eval.runs.manifest import Manifest
from eval.statistics import cluster_interval


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it was given, and whether it is the evidence."""

    letter: str
    start: int
    end: int
    pages: tuple[int, ...]
    section: tuple[str, ...]
    quote: str
    right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question in one system.

    ``ranking`` holds the ids of the passages found, best first, and ``relevance`` says of each
    whether it is relevant. ``status`` is empty and ``confidence`` absent when the system only
    searches. ``seconds`` is what the answer took, or the search where there is no answer.
    """

    question: Question
    system: str
    ranking: tuple[str, ...]
    relevance: tuple[bool, ...]
    scores: Mapping[str, Score]
    status: str = ""
    answer: str = ""
    verdict: Verdict = Verdict.NONE
    confidence: float | None = None
    citations: tuple[Cited, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Contestant:
    """A system as it took part: how many passages it has, and their mean length in characters."""

    name: str
    passages: int
    length: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds to index 1,000 passages, absent when not measured, and peak memory in MiB."""

    memory: float = 0.0
    indexing: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes of a run, and what made them; the first contestant is our own system."""

    manifest: Manifest
    contestants: tuple[Contestant, ...]
    outcomes: tuple[Outcome, ...]
    costs: Costs = Costs()

    def of(self, system: str, split: str = "", kind: str = "", letter: str = "") -> list[Outcome]:
        """Return the outcomes of a system, over all questions or those of a group."""
        return [
            one
            for one in self.outcomes
            if one.system == system
            and split in ("", one.question.split)
            and kind in ("", one.question.kind)
            and letter in ("", one.question.letter)
        ]

    def figures(
        self, system: str, split: str = "", kind: str = "", letter: str = ""
    ) -> dict[str, Figure]:
        """Return the measures of a system by key, over all questions or those of a group.

        A measure that could judge no question of the group is left out.
        """
        return figures(self.of(system, split, kind, letter))


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Return the measures over outcomes of one system, by key."""
    found = {measure.key: _figure(measure, outcomes) for measure in MEASURES}
    return {key: value for key, value in found.items() if value is not None}


def curve(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    """Return the risk-coverage points of a system; a refusal comes after every answer.

    Wrong is whatever is not a right answer with all facts: at full coverage every question
    counts, also those that should not be answered.
    """
    rows = [one for one in outcomes if one.confidence is not None]
    sure = [(one.confidence or 0.0) + 2 * (one.verdict not in _SILENT) for one in rows]
    return risk_coverage(sure, [one.verdict is not Verdict.RIGHT for one in rows])


def trust(outcomes: Sequence[Outcome]) -> list[tuple[float, float, int]]:
    """Return of the answers given (mean confidence, share that is right, how many), by tenths.

    Right is an answer with all facts, as in :func:`curve`.
    """
    given = _given(outcomes)
    sure = [one.confidence or 0.0 for one in given]
    return reliability(sure, [one.verdict is Verdict.RIGHT for one in given])


_SILENT = (Verdict.REFUSED, Verdict.SILENT)


def _figure(measure: Measure, outcomes: Sequence[Outcome]) -> Figure | None:
    if measure.form is Form.TIME:
        return _time(0.5 if measure.key == "ms_p50" else 0.95, outcomes)
    if measure.form is Form.AREA:
        return _area(_AREAS[measure.key], outcomes)
    judged = [one for one in outcomes if measure.key in one.scores]
    scores = [one.scores[measure.key] for one in judged]
    return figure(measure, scores, [one.question.cluster for one in judged])


def _time(share: float, outcomes: Sequence[Outcome]) -> Figure | None:
    """Return the smallest number of milliseconds that this share of the questions stayed within."""
    times = sorted(one.seconds * 1000 for one in outcomes if one.seconds)
    place = max(0, -(-len(times) * round(share * 100) // 100) - 1)
    return Figure(times[place], len(times)) if times else None


_Area = Callable[[Sequence[Outcome]], float | None]


def _area(area: _Area, outcomes: Sequence[Outcome]) -> Figure | None:
    rows = [one for one in outcomes if one.confidence is not None]
    value = area(rows)
    if value is None:
        return None
    clusters = [one.question.cluster for one in rows]
    interval = cluster_interval(lambda drawn: area([rows[row] for row in drawn]), clusters)
    return Figure(value, len(rows), *(interval or (None, None)))


def _auroc(outcomes: Sequence[Outcome]) -> float | None:
    positive = [one.confidence or 0.0 for one in outcomes if one.question.answerable]
    return auroc(positive, [o.confidence or 0.0 for o in outcomes if not o.question.answerable])


def _auroc_near(outcomes: Sequence[Outcome]) -> float | None:
    return _auroc([one for one in outcomes if one.question.kind != FAR])


def _aurc(outcomes: Sequence[Outcome]) -> float | None:
    return area_under_risk(curve(outcomes))


def _ece(outcomes: Sequence[Outcome]) -> float | None:
    given = _given(outcomes)
    sure = [one.confidence or 0.0 for one in given]
    return calibration_error(sure, [one.verdict is Verdict.RIGHT for one in given])


def _refusal_f1(outcomes: Sequence[Outcome]) -> float | None:
    verdicts = [one.verdict for one in outcomes]
    return f1(*map(verdicts.count, (Verdict.SILENT, Verdict.REFUSED, Verdict.INVENTED)))


def _given(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes that are an answer with a confidence and can be told right or wrong."""
    silent = (*_SILENT, Verdict.NONE)
    return [one for one in outcomes if one.confidence is not None and one.verdict not in silent]


_AREAS: dict[str, _Area] = {
    "auroc": _auroc,
    "auroc_near": _auroc_near,
    "aurc": _aurc,
    "ece": _ece,
    "refusal_f1": _refusal_f1,
}
