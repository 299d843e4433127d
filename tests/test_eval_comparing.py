import dataclasses
import json
from pathlib import Path

import pytest
from test_eval_report import FIRST, OWN, REPORT

from eval import NoRun, Outcome, Report, Score, Verdict, compare_runs, comparison, write
from eval.runs.comparing import against_baselines
from eval.runs.records import from_row, to_row

ROWS = tuple(
    dataclasses.replace(
        OWN,
        question=dataclasses.replace(FIRST, id=f"q{number}"),
        scores={"facts": Score(number % 2), "crag": Score(1)},
        verdict=Verdict.RIGHT,
    )
    for number in range(40)
)
BETTER = tuple(
    dataclasses.replace(one, scores={"facts": Score(1), "crag": Score(1)}, answer="Meer.")
    for one in ROWS
)


def run(outcomes: tuple[Outcome, ...]) -> Report:
    return dataclasses.replace(REPORT, contestants=REPORT.contestants[:1], outcomes=outcomes)


def test_an_outcome_survives_being_written() -> None:
    for one in (*ROWS[:1], *REPORT.outcomes):
        assert from_row(json.loads(json.dumps(to_row(one)))) == one


def test_two_runs_are_compared_question_by_question(tmp_path: Path) -> None:
    write(run(ROWS), tmp_path / "a")
    write(run(BETTER), tmp_path / "b")
    compared, changes = compare_runs(tmp_path / "a", tmp_path / "b")
    facts = next(one for one in compared if one.key == "facts")
    assert (facts.questions, facts.first, facts.second, facts.difference) == (40, 0.5, 1, 0.5)
    assert facts.real and facts.corrected < 0.001
    assert len(changes) == 40
    text = comparison(compared, changes)
    assert "+0,50" in text and "crag" not in text
    assert "40 antwoorden of ranglijsten veranderden" in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_same_run_has_no_changes(tmp_path: Path) -> None:
    write(run(ROWS), tmp_path / "a")
    compared, changes = compare_runs(tmp_path / "a", tmp_path / "a")
    assert not changes
    assert not any(one.real for one in compared)


def test_a_folder_without_a_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoRun, match=r"wmo eval --out"):
        compare_runs(tmp_path, tmp_path)


def test_a_run_that_was_broken_off_within_a_line_can_be_read(tmp_path: Path) -> None:
    write(run(ROWS), tmp_path)
    path = tmp_path / "questions.jsonl"
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    assert len(compare_runs(tmp_path, tmp_path)[1]) == 0


def test_our_own_system_is_compared_with_every_other() -> None:
    others = tuple(
        dataclasses.replace(one, system="dense", scores={"facts": Score(0.5)}) for one in ROWS
    )
    names = (REPORT.contestants[0], REPORT.contestants[1])
    report = dataclasses.replace(REPORT, contestants=names, outcomes=(*BETTER, *others))
    (found,) = against_baselines(report)
    assert (found.system, found.key, found.first, found.second) == ("dense", "facts", 0.5, 1)
    assert found.real
