"""Whether a question leans on the one before it, learned from conversations.

A logistic regression over the words of the question and their pairs; ``python -m
eval.learn_leaning`` makes its weights (``leaning.json``) again.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+|\d+|[?!]")
NAME = re.compile(r"(?<=[a-z,] )[A-Z]")
LONG = 7  # letters of a word that mostly carries meaning
NUMBER = "#"
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
    weights = _weights()
    odds = sum(value * weights.get(name, 0.0) for name, value in features(question).items())
    return 1 / (1 + math.exp(-odds - weights[""]))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Return the weights by feature; that of the empty name is the intercept."""
    text = files("qa").joinpath("leaning.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found
