import dataclasses
import json

import pytest

from eval import (
    MEASURES,
    Contestant,
    Evidence,
    Outcome,
    Question,
    Report,
    Score,
    UnknownMeasure,
    fail_under,
    table,
    to_json,
)
from eval.measures.measures import Figure, Form, Measure, figure
from eval.runs.manifest import Manifest
from eval.statistics import Cluster

EVIDENCE = (Evidence("brief", ("278",)),)
FIRST = Question("q1", "Hoeveel?", "factoid", True, "dev", EVIDENCE, (("278",),))
SECOND = Question("q2", "Wie?", "unanswerable_near", False, "test")
MANIFEST = Manifest(
    source="wmo.jsonl",
    sha256="a" * 64,
    questions=2,
    answerable=1,
    letters=5,
    encoder="e5",
    generation=12,
    versions=(("numpy", "2.4"),),
    commit="b" * 40,
)
ONE = Score(1)
BOTH = [Cluster("", "a")] * 2
OWN = Outcome(
    FIRST,
    "wmo-qa",
    ("brief:0-10",),
    (True,),
    {"hit@5": ONE, "mrr@10": Score(0.5), "facts": ONE, "length": Score(240)},
    "answered",
    "278.",
)
REPORT = Report(
    MANIFEST,
    (Contestant("wmo-qa", 200, 900.4), Contestant("dense", 200, 900.4), Contestant("c", 0, 0)),
    (
        OWN,
        Outcome(
            SECOND, "wmo-qa", (), (), {"false_answers": ONE, "false_answers_near": ONE}, "answered"
        ),
        Outcome(FIRST, "dense", (), (), {"hit@5": Score(0), "mrr@10": Score(0)}),
        Outcome(SECOND, "dense", (), (), {}),
    ),
)


def line(text: str, start: str) -> list[str]:
    return next(one for one in text.splitlines() if one.strip().startswith(start)).split()


def test_the_table_fits_a_terminal() -> None:
    assert max(len(one) for one in table(REPORT).splitlines()) <= 100


def test_the_table_holds_figures_intervals_and_what_made_them() -> None:
    text = table(REPORT)
    assert "wmo.jsonl: 2 vragen, waarvan 1 zonder antwoord; 5 brieven" in text
    assert "Encoder e5; index 12; sha256 aaaaaaaaaa; commit bbbbbbbbbb" in text
    assert line(text, "Zoeken")[:4] == ["Zoeken", "nDCG@10", "MRR@10", "hit@1"]
    assert "1,00 [0,21–1,00]" in text
    assert "tekens" in text and "240 [240–240]" in text


def test_systems_that_only_search_are_left_out_of_answers() -> None:
    lines = table(REPORT).splitlines()
    place = next(number for number, one in enumerate(lines) if one.startswith("Antwoord"))
    assert lines[place + 2].split()[0] == "wmo-qa"
    assert lines[place + 3] == ""


def test_a_commit_with_changes_is_shown_as_such() -> None:
    dirty = dataclasses.replace(MANIFEST, commit=f"{'b' * 40}-dirty")
    text = table(dataclasses.replace(REPORT, manifest=dirty))
    assert "commit bbbbbbbbbb met wijzigingen" in text


def test_the_table_is_divided_by_split_kind_and_letter() -> None:
    text = table(REPORT)
    assert line(text, "dev") == ["dev", "1", "-", "1,00", "-", "-", "-"]
    near = line(text, "unanswerable_near")
    assert near == ["unanswerable_near", "1", "-", "-", "-", "1,00", "-"]
    assert line(text, "brief")[:2] == ["brief", "1"]


def test_the_json_can_be_written_and_is_complete() -> None:
    found = json.loads(json.dumps(to_json(REPORT)))
    assert found["manifest"]["sha256"] == "a" * 64
    assert found["manifest"]["versions"] == {"numpy": "2.4"}
    own = found["systems"]["wmo-qa"]
    assert own["figures"]["mrr@10"] == {"value": 0.5, "trials": 1, "low": 0.5, "high": 0.5}
    assert own["splits"]["dev"]["hit@5"]["value"] == 1
    assert own["kinds"]["unanswerable_near"]["false_answers_near"]["trials"] == 1
    assert own["letters"]["brief"]["hit@5"]["trials"] == 1
    assert found["finished"] is True


def test_floors_that_hold_say_nothing() -> None:
    assert fail_under(REPORT, {"hit@5": 1.0, "mrr@10": 0.5, "length": 240}) == []


def test_floors_that_break_are_named() -> None:
    broken = fail_under(REPORT, {"mrr@10": 0.6, "length": 200, "verbatim": 1})
    assert broken == [
        "mrr@10: 0,50 is lager dan 0,60.",
        "length: 240,00 is hoger dan 200,00.",
        "verbatim: niet gemeten, grens 1,00.",
    ]


def test_a_floor_under_nothing_is_an_error() -> None:
    with pytest.raises(UnknownMeasure, match=r"hit@7.*hit@5"):
        fail_under(REPORT, {"hit@7": 0.5})


def test_a_figure_adds_up_trials() -> None:
    rate = Measure("x", "", "x", "x", Form.RATE)
    found = figure(rate, [Score(2, 2), Score(6, 8)], BOTH)
    assert (found.value, found.trials) == (0.8, 10)
    assert (found.low, found.high) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert figure(rate, [], []) is None
    mean = Measure("x", "", "x", "x", Form.MEAN)
    assert figure(mean, [Score(0.5), Score(1)], BOTH) == Figure(0.75, 2, 0.5, 1)


def test_every_measure_has_its_own_key_and_heading() -> None:
    assert len({measure.key for measure in MEASURES}) == len(MEASURES)
    assert len({measure.heading for measure in MEASURES}) == len(MEASURES)
