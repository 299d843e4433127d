"""Whether the letters answer a question, and how sure that is."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

from qa.answer import Status
from qa.signals import Signals

FURTHEST = 5.0
"""Log-odds of the gate beyond which it is no surer."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A logistic regression: log-odds are ``bias`` and the weighed sum of signals."""

    weights: dict[str, float]
    bias: float

    def score(self, signals: Signals) -> float:
        values: dict[str, float] = asdict(signals)
        return self.bias + sum(weight * values[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class _Learned:
    """What was learned on dev questions (``python -m eval.learn_gate``).

    ``about`` tells whether a question is about the letters at all, ``gate`` whether they answer
    it, each from its limit on, and ``right`` whether an answer to a question that they answer
    holds all that was asked. The log-odds that an answer is right are the sum of the latter two,
    weighed, and ``bias``: stacked, on questions that neither had seen (Wolpert 1992).
    """

    about: _Rule
    gate: _Rule
    right: _Rule
    about_from: float
    answers_from: float
    gate_counts: float
    right_counts: float
    bias: float


@lru_cache(maxsize=1)
def _learned() -> _Learned:
    read = tomllib.loads(files("qa").joinpath("gate.toml").read_text(encoding="utf-8"))
    about, gate, right = (_rule(read[name]) for name in ("about", "gate", "right"))
    return _Learned(about, gate, right, **read["limits"])


def _rule(read: dict[str, float]) -> _Rule:
    weights = dict(read)
    bias = weights.pop("bias")
    return _Rule(weights, bias)


def confidence(signals: Signals) -> float:
    """Return the estimated chance that an answer holds all that was asked, in [0, 1].

    It is the same event for a refusal, which is why that has a low one. Of a question that is not
    about the letters it falls as fast as the odds that it is.
    """
    learned = _learned()
    gate = max(-FURTHEST, min(FURTHEST, learned.gate.score(signals)))
    right = learned.right_counts * learned.right.score(signals)
    chance = 1 / (1 + math.exp(-(learned.bias + learned.gate_counts * gate + right)))
    return chance * math.exp(min(0.0, learned.about.score(signals) - learned.about_from))


def judge(signals: Signals) -> Status:
    """Return ``answered``, ``not_found`` or ``off_topic``."""
    learned = _learned()
    if learned.about.score(signals) < learned.about_from:
        return Status.OFF_TOPIC
    found = learned.gate.score(signals) >= learned.answers_from
    return Status.ANSWERED if found else Status.NOT_FOUND
