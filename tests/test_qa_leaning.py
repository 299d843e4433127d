"""Whether a question leans on the one before it, as learned, and how that is learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.learning import turn_kind
from index import Retriever
from qa import Answer, Status, leaning_features, leans, reply, talks
from qa.ask import SMALL_TALK
from qa.questions.turn_kind import TALKS_FROM


@pytest.mark.parametrize(
    "question",
    ["En in 2022?", "Wie betaalt dat?", "en voor jongeren", "ik bedoel 2021", "Waarom is dat zo?"],
)
def test_what_cannot_be_understood_alone_leans(question: str) -> None:
    assert leans(question) > 0.9


@pytest.mark.parametrize(
    "question",
    [
        "Wat is de mantelzorgagenda?",
        "Wat is reablement?",
        "Wat kost een rit met de regiotaxi?",
        "Hoeveel meldingen kreeg de toezichthouder in 2023?",
    ],
)
def test_what_names_its_subject_does_not(question: str) -> None:
    assert leans(question) < 0.5


def test_case_digits_and_punctuation_are_no_features_of_their_own() -> None:
    assert leaning_features("EN in 2022") == leaning_features("en in 2019")
    assert leaning_features("") == leaning_features(" ,. ")


@pytest.mark.parametrize("said", ["hallo", "Goedemorgen!", "dank u wel", "oke top, bedankt"])
def test_small_talk_is_told_from_questions(said: str) -> None:
    assert talks(said) > TALKS_FROM
    assert talks(f"{said}, en wat kost de taxi?") < TALKS_FROM


@pytest.mark.usefixtures("fake_reader")
def test_a_complete_question_takes_nothing_along(retriever: Retriever) -> None:
    before: list[Answer] = []
    for question in (
        "Binnen hoeveel weken besluit de gemeente over een aanvraag?",
        "Wat is de mantelzorgagenda?",
        "Wat is reablement?",
    ):
        before.append(reply(question, before, retriever))
        assert before[-1].searched == question


@pytest.mark.usefixtures("fake_reader")
@pytest.mark.parametrize("said", ["hallo", "Dank u wel!", "oke bedankt"])
def test_who_greets_or_thanks_gets_no_quotes(said: str, retriever: Retriever) -> None:
    first = reply("Binnen hoeveel weken besluit de gemeente over een aanvraag?", [], retriever)
    found = reply(said, [first], retriever)
    assert (found.status, found.searched, found.statements) == (Status.UNCLEAR, said, ())
    assert found.message == SMALL_TALK


def test_learning_tells_leaning_turns_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn(question: str, leaning: bool, split: str) -> dict[str, object]:
        return {"question": question, "kind": "x", "leans": leaning, "split": split}

    rows = [turn(f"En in wijk {name}?", True, "train") for name in "abcdefgh"]
    rows += [turn(f"Hoeveel huizen staan er in wijk {name}?", False, "train") for name in "abcd"]
    rows += [turn("En in wijk z?", True, "dev"), turn("Hoeveel tuinen zijn er?", False, "dev")]
    (tmp_path / "llm-e.jsonl").write_text(json.dumps({"turns": rows, "split": "train"}))
    alone = [{"question": f"Hoeveel bomen staan er in {n}?", "split": "train"} for n in "pqrst"]
    (tmp_path / "llm-a.jsonl").write_text("\n".join(map(json.dumps, alone)))
    monkeypatch.setattr(turn_kind, "ALONE", 5)
    every = [*turn_kind.turns(tmp_path / "llm-e.jsonl")]
    assert [one.split for one in every].count("dev") == 2
    asked = [*every, *turn_kind.questions(tmp_path)]
    weights = turn_kind.learned([one.text for one in asked], [one.leans for one in asked])
    assert weights["en in"] > 0 > weights["hoeveel"]
