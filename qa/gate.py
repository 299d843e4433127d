"""Whether the letters answer a question, and how sure that is."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

from qa.answer import Status
from qa.signals import Signals


@dataclass(frozen=True, slots=True)
class _Rule:
    """Log-odds: ``bias`` and the weighed sum of signals; from ``least`` on they are enough."""

    weights: dict[str, float]
    bias: float
    least: float

    def score(self, signals: Signals) -> float:
        values: dict[str, float] = asdict(signals)
        return self.bias + sum(weight * values[name] for name, weight in self.weights.items())

    def enough(self, signals: Signals) -> bool:
        return self.score(signals) >= self.least


@dataclass(frozen=True, slots=True)
class _Learned:
    """What was learned on dev questions (``python -m eval.learn_gate``).

    ``about`` tells whether a question is about the letters at all, ``gate`` whether they answer
    it. That the answer is right has the log-odds ``offset`` and ``slope`` times those of the gate
    (Platt 1999).
    """

    about: _Rule
    gate: _Rule
    slope: float
    offset: float


@lru_cache(maxsize=1)
def _learned() -> _Learned:
    read = tomllib.loads(files("qa").joinpath("gate.toml").read_text(encoding="utf-8"))
    sure = read["confidence"]
    return _Learned(_rule(read["about"]), _rule(read["gate"]), sure["slope"], sure["offset"])


def _rule(read: dict[str, float]) -> _Rule:
    weights = dict(read)
    bias, least = weights.pop("bias"), weights.pop("answers_from")
    return _Rule(weights, bias, least)


def confidence(signals: Signals) -> float:
    """Return the estimated chance that an answer holds all that was asked, in [0, 1].

    A question that is not about the letters has at most that of the least one that is answered.
    """
    learned = _learned()
    score = learned.gate.score(signals)
    if not learned.about.enough(signals):
        score = min(score, learned.gate.least) + learned.about.score(signals) - learned.about.least
    return 1 / (1 + math.exp(-(learned.offset + learned.slope * score)))


def judge(signals: Signals) -> Status:
    """Return ``answered``, ``not_found`` or ``off_topic``."""
    learned = _learned()
    if not learned.about.enough(signals):
        return Status.OFF_TOPIC
    return Status.ANSWERED if learned.gate.enough(signals) else Status.NOT_FOUND
