"""What is measured, in the order of the report, and how scores become one figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from eval.metrics import wilson


class Form(StrEnum):
    """What kind of number a measure gives."""

    RATE = "rate"
    """The share of trials that succeed, with a Wilson interval."""
    MEAN = "mean"
    """The mean of values in [0, 1]."""
    LENGTH = "length"
    """The mean of numbers of characters."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the report: ``key`` for programs, ``heading`` in Dutch for readers."""

    key: str
    part: str
    heading: str
    form: Form
    lower_is_better: bool = False


MEASURES = (
    Measure("hit@1", "Zoeken", "hit@1", Form.RATE),
    Measure("hit@3", "Zoeken", "hit@3", Form.RATE),
    Measure("hit@5", "Zoeken", "hit@5", Form.RATE),
    Measure("mrr@10", "Zoeken", "MRR@10", Form.MEAN),
    Measure("ndcg@10", "Zoeken", "nDCG@10", Form.MEAN),
    Measure("reachable", "Zoeken", "bewijs heel in één passage", Form.RATE),
    Measure("verbatim", "Antwoord", "uitspraken letterlijk in de brief", Form.RATE),
    Measure("facts", "Antwoord", "feiten genoemd", Form.MEAN),
    Measure("right_letter", "Antwoord", "eerste bron is de juiste brief", Form.RATE),
    Measure("length", "Antwoord", "tekens per gegeven antwoord", Form.LENGTH, True),
    Measure("refused", "Weigeren", "terecht geweigerd", Form.RATE),
    Measure("refused_far", "Weigeren", "- ver van het onderwerp", Form.RATE),
    Measure("refused_near", "Weigeren", "- dicht bij het onderwerp", Form.RATE),
    Measure("false_refusals", "Weigeren", "onterecht geweigerd", Form.RATE, True),
)
"""Every measure. A key that scores carry and this list lacks is an error in the program."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one question gains on one measure, out of how many trials."""

    gained: float
    trials: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over several questions; ``low`` and ``high`` are absent for a mean."""

    value: float
    trials: int
    low: float | None = None
    high: float | None = None


def figure(measure: Measure, scores: Iterable[Score]) -> Figure | None:
    """Return the measure over all trials; ``None`` when no question could be judged."""
    counted = list(scores)
    trials = sum(score.trials for score in counted)
    if not trials:
        return None
    gained = sum(score.gained for score in counted)
    if measure.form is not Form.RATE:
        return Figure(gained / trials, trials)
    return Figure(gained / trials, trials, *wilson(gained, trials))
