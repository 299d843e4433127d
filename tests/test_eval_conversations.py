import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval import BadQuestions, after_unrelated, evaluate_turns, read_turns, table
from eval.question_set import question_from_row
from index import Retriever
from qa import Answer, answer

EVIDENCE = [{"letter": "2024-06-17-termijn", "contains": ["zes weken"]}]


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    def turn(question: str, full: str) -> dict[str, object]:
        facts = [["zes weken"]]
        return {
            "question": question,
            "full": full,
            "answerable": True,
            "evidence": EVIDENCE,
            "facts": facts,
        }

    turns = [
        turn("Hoe hoog is de eigen bijdrage?", "Hoe hoog is de eigen bijdrage?"),
        turn("En de termijn?", "Binnen hoeveel weken besluit de gemeente over de aanvraag?"),
        turn("Waarom?", "Binnen hoeveel weken besluit de gemeente na de melding?"),
    ]
    return written(tmp_path / "gesprek.jsonl", {"id": "c1", "split": "dev", "turns": turns})


def test_later_turns_know_what_was_asked_before(source: Path) -> None:
    turns = read_turns(source)
    assert [one.question.id for one in turns] == ["c1.2", "c1.3"]
    assert turns[1].question.before == ("Hoe hoog is de eigen bijdrage?", "En de termijn?")
    assert turns[0].full.startswith("Binnen hoeveel weken")


@pytest.mark.usefixtures("fake_reader")
def test_turns_are_asked_in_three_ways(source: Path, retriever: Retriever) -> None:
    turns = read_turns(source)
    heard: list[Sequence[str]] = []

    def converse(questions: Sequence[str]) -> Answer:
        heard.append(tuple(questions))
        return answer(turns[len(heard) - 1].full, retriever)

    report = evaluate_turns(turns, retriever, source, own=converse)
    assert [one.name for one in report.contestants] == ["gesprek", "los", "volledig"]
    assert heard == [(*one.question.before, one.question.question) for one in turns]
    ranks = {one.system: one.ranking for one in report.outcomes if one.question.id == "c1.2"}
    assert ranks["gesprek"] == ranks["volledig"]
    assert "gesprek tegenover" in table(report) or "gesprek per groep" in table(report)


@pytest.mark.usefixtures("fake_reader")
def test_a_program_without_a_memory_asks_the_turn_alone(source: Path, retriever: Retriever) -> None:
    def forgetful(questions: Sequence[str]) -> Answer:
        return answer(questions[-1], retriever)

    report = evaluate_turns(read_turns(source), retriever, source, own=forgetful)
    answers = {
        name: [one.answer for one in report.of(name)] for name in ("gesprek", "los", "volledig")
    }
    assert answers["gesprek"] == answers["los"]


@pytest.mark.parametrize("row", [{"id": "c1", "split": "dev"}, {"turns": 3}, [1]])
def test_what_is_no_conversation_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(BadQuestions, match=r"x.jsonl, regel 1"):
        read_turns(written(tmp_path / "x.jsonl", row))


def test_a_file_without_conversations_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadQuestions, match="geen gesprekken"):
        read_turns(written(tmp_path / "x.jsonl"))


def test_each_question_is_asked_after_one_about_another_letter() -> None:
    questions = [
        question_from_row(
            {
                "id": f"q{n}",
                "question": f"Vraag {n}?",
                "kind": "fact",
                "split": "dev",
                "answerable": True,
                "facts": [["x"]],
                "evidence": [{"letter": f"brief-{n // 2}", "contains": ["x"]}],
            }
        )
        for n in range(4)
    ]
    found = after_unrelated(questions)
    assert [one.full for one in found] == [one.question for one in questions]
    before = [one.question.before[0] for one in found]
    assert before == ["Vraag 2?", "Vraag 3?", "Vraag 0?", "Vraag 1?"]
