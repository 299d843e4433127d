from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from eval.report.scale_plot import log_lines
from eval.scale import Figures, main, table
from eval.sets.random_index import Space


def test_vectors_lie_where_real_ones_do() -> None:
    vectors = Space(40).draw(800, np.random.default_rng(1))
    cosines = (vectors @ vectors.T)[np.triu_indices(800, 1)]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    low, middle, high = np.percentile(cosines, [5, 50, 99.9])
    assert 0.7 < low < middle < high < 0.98
    assert 0.8 < middle < 0.9


def test_a_small_index_is_made_and_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--passages", "300", "--questions", "8", "--out", str(tmp_path)]) == 0
    figures = Figures(**json.loads((tmp_path / "scale.json").read_text(encoding="utf-8"))[0])
    assert (figures.passages, figures.exact) == (300, True)
    assert figures.recall > 0.9  # 1 but for vectors as near as each other
    assert figures.search[0] <= figures.search[1]
    assert figures.add > 0
    shown = capsys.readouterr().out
    assert shown == table([figures]) + "\n"
    assert "| 300 | exact | " in shown
    root = ElementTree.fromstring((tmp_path / "scale.svg").read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")


def test_a_power_of_ten_is_one_step_on_the_plot() -> None:
    drawn = log_lines("t", "x", "y", {"a": [(10, 1), (100, 10), (1000, 100)]})
    points = drawn.split('points="')[1].split('"')[0].split()
    places = [tuple(map(float, point.split(","))) for point in points]
    assert places[1][0] - places[0][0] == pytest.approx(places[2][0] - places[1][0])
    assert places[0][1] > places[1][1] > places[2][1]
