"""What is measured, in the order of the report, and how scores become one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.statistics import Cluster, cluster_means, wilson


class Form(StrEnum):
    """What kind of number a measure gives."""

    RATE = "rate"
    """The share of trials that succeed, with a Wilson interval."""
    MEAN = "mean"
    """A mean over questions, with a bootstrap interval over letters."""
    NUMBER = "number"
    """A mean that is no share, such as a number of characters, with the same interval."""
    AREA = "area"
    """A measure of all questions together, as of their confidences, with the same interval."""
    TIME = "time"
    """Milliseconds, without an interval."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of the report: ``key`` for programs, headings for readers of both languages."""

    key: str
    part: str
    heading: str
    english: str
    form: Form
    lower_is_better: bool = False


MEASURES = (
    Measure("ndcg@10", "Zoeken", "nDCG@10", "nDCG@10", Form.MEAN),
    Measure("mrr@10", "Zoeken", "MRR@10", "MRR@10", Form.MEAN),
    Measure("hit@1", "Zoeken", "hit@1", "hit@1", Form.RATE),
    Measure("hit@3", "Zoeken", "hit@3", "hit@3", Form.RATE),
    Measure("hit@5", "Zoeken", "hit@5", "hit@5", Form.RATE),
    Measure("r@10", "Zoeken", "R@10", "R@10", Form.MEAN),
    Measure("reachable", "Zoeken", "bewijs heel", "evidence whole", Form.RATE),
    Measure("verbatim", "Bronnen", "letterlijk", "verbatim", Form.RATE),
    Measure("cite_precision", "Bronnen", "precisie", "precision", Form.MEAN),
    Measure("cite_recall", "Bronnen", "volledigheid", "recall", Form.MEAN),
    Measure("right_letter", "Bronnen", "juiste brief", "right letter", Form.RATE),
    Measure("right_page", "Bronnen", "juiste pagina", "right page", Form.RATE),
    Measure("right_section", "Bronnen", "juiste paragraaf", "right section", Form.RATE),
    Measure("facts", "Antwoord", "feiten genoemd", "facts met", Form.MEAN),
    Measure("all_facts", "Antwoord", "alle feiten", "all facts met", Form.RATE),
    Measure("crag", "Antwoord", "CRAG", "CRAG", Form.MEAN),
    Measure("length", "Antwoord", "tekens", "characters", Form.NUMBER, True),
    Measure("facts_per_100", "Antwoord", "feiten/100 tek.", "facts/100 char.", Form.NUMBER),
    Measure("false_answers", "Weigeren", "vals antwoord", "false answers", Form.RATE, True),
    Measure("false_answers_far", "Weigeren", "- ver weg", "- far", Form.RATE, True),
    Measure("false_answers_near", "Weigeren", "- dichtbij", "- near", Form.RATE, True),
    Measure("false_refusals", "Weigeren", "vals geweigerd", "false refusals", Form.RATE, True),
    Measure("refusal_precision", "Weigeren", "weigerprecisie", "refusal precision", Form.RATE),
    Measure("refusal_recall", "Weigeren", "weigervolledigheid", "refusal recall", Form.RATE),
    Measure("refusal_f1", "Weigeren", "F1", "F1", Form.AREA),
    Measure("partial", "Weigeren", "deel gemeld", "part named", Form.RATE),
    Measure("parts", "Antwoord", "delen verantwoord", "parts accounted for", Form.RATE),
    Measure("auroc", "Weigeren", "AUROC", "AUROC", Form.AREA),
    Measure("auroc_near", "Weigeren", "AUROC dichtbij", "AUROC near", Form.AREA),
    Measure("aurc", "Weigeren", "AURC", "AURC", Form.AREA, True),
    Measure("ece", "Weigeren", "ECE", "ECE", Form.AREA, True),
    Measure("ms_p50", "Tijd", "ms p50", "ms p50", Form.TIME, True),
    Measure("ms_p95", "Tijd", "ms p95", "ms p95", Form.TIME, True),
)
"""Every measure. A key that scores carry and this list lacks is an error in the program."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one question gains on one measure, out of how many trials."""

    gained: float
    trials: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over several questions; ``low`` and ``high`` are the interval of 95 %, if any."""

    value: float
    trials: int
    low: float | None = None
    high: float | None = None


def figure(measure: Measure, scores: Sequence[Score], clusters: Sequence[Cluster]) -> Figure | None:
    """Return the measure over all trials; ``None`` when no question could be judged.

    ``clusters`` says of each score with which others it hangs together: those about one letter.
    """
    trials = sum(score.trials for score in scores)
    if not trials:
        return None
    gained = sum(score.gained for score in scores)
    if measure.form is Form.RATE:
        return Figure(gained / trials, trials, *wilson(gained, trials))
    columns = [one.gained for one in scores], [one.trials for one in scores]
    return Figure(gained / trials, trials, *cluster_means(*columns, clusters))
