"""Judgements of users made into questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import add_feedback, read_questions
from index import Retriever
from qa import answer
from ui import main
from ui.settings import Storage
from ui.web.kept_questions import Kept

QUESTION = "Binnen hoeveel weken besluit de gemeente na de melding?"
QUOTE = "De gemeente besluit binnen zes weken na de melding over de aanvraag."
OTHER = {
    "id": "q001", "question": "Wat is een melding?", "kind": "definition", "answerable": False,
    "split": "dev", "evidence": [], "facts": [],
}  # fmt: skip


def judgement(question: str = QUESTION, **said: object) -> dict[str, Any]:
    cited = {"letter": "brief", "start": 0, "end": len(QUOTE), "quote": QUOTE}
    told = {"short": ["zes weken"], "citations": [cited]}
    row = {"question": question, "searched": question, "statements": [told]}
    return {**row, "good": True, "reason": "", "remark": "", **said}


def test_a_good_answer_becomes_a_question_to_review(tmp_path: Path) -> None:
    file = tmp_path / "nieuw" / "vragen.jsonl"
    assert add_feedback([judgement()], file) == (1, [])
    (question,) = read_questions(file)
    assert question.evidence[0].contains == (QUOTE,)
    assert question.facts == (("zes weken",),)
    assert "na te lezen" in json.loads(file.read_text(encoding="utf-8"))["note"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_what_is_there_stays_whole(tmp_path: Path, end: str) -> None:
    file = tmp_path / "vragen.jsonl"
    file.write_text(json.dumps(OTHER) + end, encoding="utf-8")
    assert add_feedback([judgement()], file)[0] == 1
    assert [one.question for one in read_questions(file)] == [OTHER["question"], QUESTION]
    assert "\n\n" not in file.read_text(encoding="utf-8")


def test_no_question_is_added_twice(tmp_path: Path) -> None:
    file = tmp_path / "vragen.jsonl"
    file.write_text(json.dumps(OTHER), encoding="utf-8")
    rows = [judgement(), judgement(f"{QUESTION.upper()} "), judgement("wat is een melding")]
    assert [add_feedback(rows, file)[0] for _ in range(2)] == [1, 0]
    changed = file.read_text(encoding="utf-8").replace("Binnen hoeveel", "Binnen welke")
    file.write_text(changed, encoding="utf-8")
    assert add_feedback(rows, file)[0] == 0


def test_what_users_typed_cannot_steer_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "vragen.jsonl"
    said = judgement(good=False, reason="onjuist", remark="Zeven\x1b[2J\n\ud83d weken")
    odd = judgement("Hoe lang\u2028\ud83d duurt het?")
    added, bad = add_feedback([said, odd], file)
    assert (added, bad) == (1, [f"{QUESTION} (onjuist: Zeven [2J weken)"])
    assert read_questions(file)[0].question == "Hoe lang duurt het?"


@pytest.mark.parametrize(
    ("status", "kind"), [("not_found", "feedback"), ("off_topic", "unanswerable_far")]
)
def test_a_refusal_that_was_good_makes_a_question_without_an_answer(
    tmp_path: Path, status: str, kind: str
) -> None:
    file = tmp_path / "vragen.jsonl"
    refused = judgement(statements=[], status=status)
    assert add_feedback([{**refused, "limited": True}, refused], file) == (0, [])
    assert add_feedback([{**refused, "limited": False}], file) == (1, [])
    (question,) = read_questions(file)
    assert (question.kind, question.answerable, question.facts) == (kind, False, ())


def test_what_was_no_question_makes_none(tmp_path: Path) -> None:
    rows = [judgement(statements=[], status="unclear")]
    assert add_feedback(rows, tmp_path / "vragen.jsonl") == (0, [])
    assert not (tmp_path / "vragen.jsonl").exists()


def test_the_command_tells_how_many_and_what_to_write(
    retriever: Retriever, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "opslag", tmp_path / "vragen.jsonl"
    kept = Kept(Storage(feedback=True, folder=folder, days=30))
    found = answer(QUESTION, retriever)
    for good in (True, True, False, False):
        kept.judge(found, 1, good, "" if good else "onjuist", "" if good else "Zeven weken")
    for added in ("1 vraag", "0 vragen"):
        assert main(["eval", "add-feedback", str(folder), str(file)]) == 0
        said = capsys.readouterr().out
        assert said.startswith(f"{added} toegevoegd")
        assert said.count("(onjuist: Zeven weken)") == 1
        assert len(read_questions(file)) == 1
    assert main(["eval", "add-feedback", str(tmp_path), str(file)]) == 1
    assert "staan geen oordelen" in capsys.readouterr().err
