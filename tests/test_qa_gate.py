from __future__ import annotations

import pytest

from qa import Status
from qa.gate import Signals, confidence, judge


@pytest.mark.parametrize(
    ("signals", "status"),
    [
        (Signals(0.90, 0.90, 0.8), Status.ANSWERED),
        (Signals(0.90, 0.90, 0.0), Status.ANSWERED),
        (Signals(0.80, 0.80, 0.8), Status.NOT_FOUND),
        (Signals(0.80, 0.80, 0.1), Status.OFF_TOPIC),
        (Signals(0.0, 0.0, 0.0), Status.OFF_TOPIC),
    ],
)
def test_judge(signals: Signals, status: Status) -> None:
    assert judge(signals) is status


def test_confidence_is_a_chance_that_grows_with_nearness() -> None:
    chances = [confidence(Signals(near, near, 0.5)) for near in (0.7, 0.8, 0.85, 0.9, 1.0)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1
