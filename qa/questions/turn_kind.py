"""Whether a turn leans on those before it, and whether it is small talk: learned.

Two logistic regressions over the words of the turn and their pairs; ``python -m
eval.learning.turn_kind`` makes their weights (``leaning.json``) again.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Container
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+|\d+|[?!]")
NAME = re.compile(r"(?<=[a-z,] )[A-Z]")
LONG = 7  # letters of a word that mostly carries meaning
NUMBER, UNKNOWN = "#", "unknown:"
TALKS_FROM = 0.5  # chance from which on nothing is searched; chosen on dev turns
LEANS_FROM = 0.5  # chance from which on a question is never read as it stands; chosen on dev turns


def features(question: str) -> dict[str, float]:
    """Return what is known of a question: its words, pairs of them, and how much it names."""
    words = [NUMBER if one.isdigit() else one for one in WORD.findall(question.casefold())]
    found = dict.fromkeys(
        [*words, *map(" ".join, zip(["^", *words], [*words, "$"], strict=True))], 1.0
    )
    lengths = [len(one) for one in words if one not in "?!"]
    long = sum(one >= LONG for one in lengths)
    return found | {
        "words:": min(len(lengths), 15) / 5,
        f"words:{min(len(lengths), 9)}": 1.0,
        "long:": min(long, 4) / 2,
        "none long:": float(not long),
        "longest:": max(lengths, default=0) / 10,
        "names:": float(min(3, len(NAME.findall(question)))),
    }


def leans(question: str) -> float:
    """Return the chance in [0, 1] that a later question of a conversation leans on those before."""
    return _chance(question, "leans")


def talks(said: str) -> float:
    """Return the chance in [0, 1] that someone greets, thanks or the like, and asks nothing."""
    return _chance(said, "talk")


def with_unknown(found: dict[str, float], known: Container[str]) -> dict[str, float]:
    """Return the features that are known, and how many words are not."""
    unknown = sum(" " not in name and ":" not in name for name in found if name not in known)
    return {name: v for name, v in found.items() if name in known} | {UNKNOWN: float(unknown)}


def _chance(text: str, name: str) -> float:
    weights = _weights()[name]
    found = with_unknown(features(text), weights)
    odds = sum(value * weights[one] for one, value in found.items())
    return (1 + math.tanh((odds + weights[""]) / 2)) / 2


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Return the weights of each by feature; that of the empty name is the intercept."""
    text = files("qa").joinpath("leaning.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)
    return found
