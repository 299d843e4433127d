import json
from collections import Counter
from pathlib import Path

import pytest

import eval as evaluation
from eval import BadQuestions, Evidence, Question, read_questions

GOOD = {
    "id": "q1",
    "question": "Hoeveel steunpunten zijn er?",
    "kind": "factoid",
    "answerable": True,
    "split": "dev",
    "evidence": [{"letter": "brief", "contains": ["278 steunpunten"]}],
    "facts": [["278"]],
}


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "vragen.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_reads_a_question(tmp_path: Path) -> None:
    path = written(tmp_path, "", json.dumps(GOOD), "  ")
    assert read_questions(path) == [
        Question(
            "q1",
            "Hoeveel steunpunten zijn er?",
            "factoid",
            True,
            "dev",
            (Evidence("brief", ("278 steunpunten",)),),
            (("278",),),
        )
    ]


def test_fields_that_are_not_known_are_left_alone(tmp_path: Path) -> None:
    assert read_questions(written(tmp_path, json.dumps({**GOOD, "note": "controle"})))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "geen geldige JSON"),
        ("[]", "geen JSON-object"),
        (json.dumps({**GOOD, "id": " "}), "'id' ontbreekt"),
        (json.dumps({**GOOD, "question": 3}), "'question' ontbreekt of is geen tekst"),
        (json.dumps({**GOOD, "answerable": "ja"}), "'answerable' ontbreekt of is niet true"),
        (json.dumps({**GOOD, "evidence": None}), "'evidence' ontbreekt of is geen lijst"),
        (json.dumps({**GOOD, "evidence": []}), "heeft 'evidence' nodig"),
        (json.dumps({**GOOD, "evidence": ["x"]}), "'evidence' is geen JSON-object"),
        (json.dumps({**GOOD, "evidence": [{"letter": "b"}]}), "'contains' is geen lijst"),
        (json.dumps({**GOOD, "facts": [["..."]]}), "'facts' bevat iets zonder letters"),
        (json.dumps({**GOOD, "facts": [[]]}), "'facts' is geen lijst met teksten"),
        (json.dumps({**GOOD, "answerable": False}), "zonder antwoord heeft geen 'evidence'"),
        (json.dumps({**GOOD, "id": "q0"}), "'q0' komt al eerder voor"),
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path, json.dumps({**GOOD, "id": "q0"}), "", line)
    with pytest.raises(BadQuestions) as caught:
        read_questions(path)
    assert str(caught.value).startswith("vragen.jsonl, regel 3: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.line == 3


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "binair.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "weg.jsonl", tmp_path, binary, written(tmp_path)):
        with pytest.raises(BadQuestions, match=path.name):
            read_questions(path)


def test_the_questions_that_come_with_the_package_can_be_read() -> None:
    path = Path(evaluation.__file__).parent / "questions" / "wmo.jsonl"
    questions = read_questions(path)
    kinds = Counter(question.kind for question in questions)
    assert len(questions) >= 60
    assert kinds["unanswerable_near"] > kinds["unanswerable_far"] > 0
    assert {question.split for question in questions} == {"dev", "test"}


def test_what_an_unanswerable_question_is_about_makes_its_cluster(tmp_path: Path) -> None:
    none = {"answerable": False, "evidence": [], "facts": []}
    rows = [GOOD | none | {"about": "brief"}, GOOD | none | {"id": "q2"}, GOOD | {"id": "q3"}]
    found = read_questions(written(tmp_path, *map(json.dumps, rows)))
    assert [one.letter for one in found] == ["brief", "", "brief"]
    assert found[0].cluster == found[2].cluster != found[1].cluster


def test_the_parts_without_an_answer_are_read(tmp_path: Path) -> None:
    row = GOOD | {"unanswered": ["wie betaalt dat"]}
    assert read_questions(written(tmp_path, json.dumps(row)))[0].unanswered == ("wie betaalt dat",)
