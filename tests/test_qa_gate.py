from __future__ import annotations

from dataclasses import replace

import pytest

from qa import Signals, Status
from qa.gate import confidence, judge

GOOD = Signals(
    passage=0.90, sentence=0.92, maxsim=0.86, held=0.9, coverage=0.9, lost=0.1, score=70.0,
    lead=3.0, length=0.6, typed=1.0,
)  # fmt: skip
FAR = replace(GOOD, passage=0.79, sentence=0.80, maxsim=0.71, held=0.0, coverage=0.0)


def test_a_question_that_a_sentence_answers_is_answered() -> None:
    assert judge(GOOD) is Status.ANSWERED


def test_a_question_about_anything_else_is_off_topic() -> None:
    assert judge(FAR) is Status.OFF_TOPIC
    assert judge(Signals()) is Status.OFF_TOPIC


@pytest.mark.parametrize(
    "change",
    [
        {"value": -3.0, "value_words": -0.15},
        {"name": -3.0, "named": 1.0},
        {"years": 1.0, "value": -1.0},
        {"names": 1.0},
        {"letter": 1.0},
        {"result": 1.0, "pending": 1.0},
    ],
)
def test_what_the_passage_contradicts_or_lacks_is_not_found(change: dict[str, float]) -> None:
    assert judge(replace(GOOD, **change)) is Status.NOT_FOUND


def test_confidence_is_a_chance_that_falls_with_what_is_missing() -> None:
    changes: tuple[dict[str, float], ...] = ({"years": 1.0}, {"value": -3.0}, {"names": 1.0})
    bad = [replace(GOOD, **change) for change in changes]
    unsure = [replace(GOOD, coverage=0.1), replace(GOOD, lead=0.1), FAR]
    assert all(0 < confidence(one) < confidence(GOOD) < 1 for one in (*bad, *unsure))
