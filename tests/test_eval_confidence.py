import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from eval.measures.confidence import (
    area_under_risk,
    auroc,
    calibration_error,
    f1,
    reliability,
    risk_coverage,
)


def test_auroc_by_hand() -> None:
    # of four pairs three are in order
    assert auroc([0.9, 0.4], [0.5, 0.1]) == 0.75
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.9], [0.1]) == 1
    assert auroc([], [0.1]) is None


def test_auroc_against_scikit_learn() -> None:
    generator = np.random.default_rng(1)
    truth = generator.random(200) < 0.7
    scores = np.round(generator.random(200) + 0.2 * truth, 1)
    ours = auroc(scores[truth].tolist(), scores[~truth].tolist())
    assert ours == pytest.approx(roc_auc_score(truth, scores))


def test_the_curve_by_hand() -> None:
    points = risk_coverage([0.9, 0.8, 0.8, 0.1], [False, True, False, True])
    assert points == [(0.25, 0), (0.75, pytest.approx(1 / 3)), (1, 0.5)]
    # 0.25 * 0 + 0.5 * 1/3 + 0.25 * 0.5
    assert area_under_risk(points) == pytest.approx(0.2917, abs=1e-4)


def test_a_system_that_is_never_wrong_has_no_area() -> None:
    assert area_under_risk(risk_coverage([0.3, 0.2], [False, False])) == 0
    assert area_under_risk(risk_coverage([0.3, 0.2], [True, True])) == 1
    assert area_under_risk([]) is None


def test_knowing_what_is_wrong_makes_the_area_smaller() -> None:
    good = risk_coverage([0.9, 0.8, 0.2, 0.1], [False, False, True, True])
    bad = risk_coverage([0.9, 0.8, 0.2, 0.1], [True, True, False, False])
    assert area_under_risk(good) < area_under_risk(bad)


def test_reliability_and_calibration_by_hand() -> None:
    sure, right = [0.95, 0.95, 0.85, 0.15], [True, False, True, False]
    assert reliability(sure, right) == [
        (0.15, 0.0, 1),
        (0.85, 1.0, 1),
        (pytest.approx(0.95), 0.5, 2),
    ]
    # (1 * 0.15 + 1 * 0.15 + 2 * 0.45) / 4
    assert calibration_error(sure, right) == pytest.approx(0.3)
    assert calibration_error([1.0, 0.0], [True, False]) == 0
    assert calibration_error([], []) is None


def test_f1_by_hand() -> None:
    assert f1(3, 1, 2) == pytest.approx(2 / 3)  # precision 3/4, recall 3/5
    assert f1(0, 4, 0) == 0
    assert f1(0, 0, 0) is None
