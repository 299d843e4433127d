from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import NEW, OLD, FakeEncoder

from index import Filter, Retriever, build_index
from qa import Status, answer
from qa.collection import collection
from ui import main

TAXI = "Datum 3 mei 2025\nBetreft Vervoer\n\nGeacht college,\n\nDe regiotaxi rijdt weer.\n"


@pytest.fixture
def opened(tmp_path: Path) -> Retriever:
    letters = tmp_path / "letters"
    letters.mkdir()
    texts = {"2021-03-15-termijn": OLD, "2024-06-17-termijn": NEW, "2025-05-03-taxi": TAXI}
    for name, text in texts.items():
        (letters / f"{name}.txt").write_text(text, encoding="utf-8")
    (letters / "2025-05-03-taxi.meta.json").write_text('{"kind": "kamerbrief"}', encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    return Retriever(tmp_path / "index", FakeEncoder())


def meant(question: str, retriever: Retriever, only: Filter | None = None) -> list[str]:
    found = collection(question, retriever, only)
    return [one.citations[0].letter.id[:4] for one in found.statements] if found else []


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Welke brieven zijn er?", ["2025", "2024", "2021"]),
        ("Hoeveel brieven zijn er sinds 2024?", ["2025", "2024"]),
        ("Welke brieven zijn er na 2024?", ["2025"]),
        ("Welke brieven zijn er vóór 2024?", ["2021"]),
        ("Hoeveel brieven zijn er uit 2021?", ["2021"]),
        ("Hoeveel kamerbrieven zijn er?", ["2025"]),
        ("Wat is de laatste brief?", ["2025"]),
        ("Wat is de oudste brief?", ["2021"]),
        ("Welke brieven gaan over de eigen bijdrage?", ["2024", "2021"]),
        ("Wat is de nieuwste brief over de eigen bijdrage?", ["2024"]),
        ("Welke brieven gaan over de regiotaxi sinds 2024?", ["2025"]),
        ("Welke brieven gaan over paspoorten?", []),
        ("Welke brieven zijn er van 1999?", []),
        ("Welke brief noemt de regiotaxi?", []),
        ("Hoeveel brieven stuurt het CAK per maand?", []),
        ("Wat is de brief over de regiotaxi?", []),
    ],
)
def test_the_letters_that_are_meant(question: str, years: list[str], opened: Retriever) -> None:
    assert meant(question, opened) == years


def test_the_answer_counts_and_quotes(opened: Retriever) -> None:
    found = answer("Hoeveel brieven gaan over de eigen bijdrage?", opened)
    assert found.status is Status.ANSWERED
    assert found.grounded
    (warning,) = found.warnings
    assert (warning.kind, warning.text) == (
        "count", "In 2 brieven is een zin gevonden over “de eigen bijdrage”."
    )  # fmt: skip
    assert all("bijdrage" in one.text for one in found.statements)


def test_a_choice_of_letters_counts_as_well(opened: Retriever) -> None:
    only = Filter(letters=("2021-03-15-termijn",))
    assert meant("Hoeveel brieven zijn er?", opened, only) == ["2021"]
    assert meant("Welke brieven zijn er sinds 2024?", opened, only) == []


def test_other_questions_are_left_alone(opened: Retriever) -> None:
    lines = files("eval").joinpath("questions", "wmo.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line)["question"] for line in lines.splitlines()]
    assert len(questions) == 240
    assert [one for one in questions if collection(one, opened, None)] == []


def test_the_count_is_printed(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    assert main(["ask", "Hoeveel brieven zijn er?", "--index", str(opened.folder)]) == 0
    said = capsys.readouterr().out
    assert "In de index staan 3 brieven." in said
    assert "Let op" not in said
