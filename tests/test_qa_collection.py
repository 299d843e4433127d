from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import NEW, OLD, FakeEncoder

from index import Filter, Retriever, build_index
from qa import Status, answer
from qa.letters.collection import collection
from qa.letters.letters_meant import meant
from ui import main

TAXI = "Datum 3 mei 2025\nBetreft Vervoer\n\nGeacht college,\n\nDe regiotaxi rijdt weer.\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    tmp_path = tmp_path_factory.mktemp("collection")
    letters = tmp_path / "letters"
    letters.mkdir()
    texts = {"2021-03-15-termijn": OLD, "2024-06-17-termijn": NEW, "2025-05-03-taxi": TAXI}
    for name, text in texts.items():
        (letters / f"{name}.txt").write_text(text, encoding="utf-8")
    known = '{"kind": "kamerbrief", "sender": "College van Meerdorp"}'
    (letters / "2025-05-03-taxi.meta.json").write_text(known, encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    return Retriever(tmp_path / "index", FakeEncoder())


def told(question: str, retriever: Retriever, only: Filter | None = None) -> list[str]:
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
        ("Noem alle brieven over de regiotaxi.", ["2025"]),
        ("Hoeveel brieven gaan er over de eigen bijdrage?", ["2024", "2021"]),
        ("In welke brieven staat iets over de regiotaxi?", ["2025"]),
        ("Zijn er brieven over de regiotaxi?", ["2025"]),
        ("Welke brieven heeft u?", ["2025", "2024", "2021"]),
        ("Waar gaan de brieven over?", ["2025", "2024", "2021"]),
        ("Over welke onderwerpen gaan de brieven?", ["2025", "2024", "2021"]),
        ("Welke brieven zijn er in 2024 verschenen?", ["2024"]),
        ("Welke brieven zijn er tussen 2020 en 2024?", ["2024", "2021"]),
        ("Welke brieven zijn er van 2021 tot en met 2024?", ["2024", "2021"]),
        ("Welke brieven zijn er uit maart 2021?", ["2021"]),
        ("Welke brieven zijn er uit april 2021?", []),
        ("Welke brieven zijn er na juni 2024?", ["2025"]),
        ("Welke brieven zijn er van de gemeente Meerdorp?", ["2025"]),
        ("Hoeveel brieven zijn er van het college van Meerdorp sinds 2020?", ["2025"]),
        ("Welke brieven zijn er van de gemeente Elders?", []),
        ("Welke brieven zijn er van belang?", []),
        ("Welke brieven zijn er sinds 2020 en 2021?", []),
        ("Welke brieven gaan over paspoorten?", []),
        ("Welke brieven zijn er van 1999?", []),
        ("Welke brief noemt de regiotaxi?", []),
        ("Hoeveel brieven stuurt het CAK per maand?", []),
        ("Wat is de brief over de regiotaxi?", []),
    ],
)
def test_the_letters_that_are_meant(question: str, years: list[str], opened: Retriever) -> None:
    assert told(question, opened) == years


def test_the_answer_counts_and_quotes(opened: Retriever) -> None:
    found = answer("Hoeveel brieven gaan over de eigen bijdrage?", opened)
    assert found.status is Status.ANSWERED
    assert found.grounded
    (warning,) = found.warnings
    assert (warning.kind, warning.text) == (
        "count", "In 2 brieven is een zin gevonden over “de eigen bijdrage”."
    )  # fmt: skip
    assert all("bijdrage" in one.text for one in found.statements)


def test_a_year_without_letters_is_said(opened: Retriever) -> None:
    found = answer("Hoeveel brieven zijn er van 1999?", opened)
    assert (found.status, found.statements, found.hits) == (Status.NOT_FOUND, (), ())
    assert [one.text for one in found.warnings] == ["In de index staan geen brieven van 1999."]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hoeveel brieven zijn er van de gemeente Meerdorp?",
         "In de index staat 1 brief van de gemeente Meerdorp."),
        ("Welke brieven gaan over de regiotaxi sinds 2024?",
         "In 1 brief sinds 2024 is een zin gevonden over “de regiotaxi”."),
        ("Welke kamerbrieven zijn er tussen 2020 en 2025?",
         "In de index staat 1 kamerbrief tussen 2020 en 2025."),
    ],
)  # fmt: skip
def test_the_count_is_said_in_the_words_of_the_question(
    question: str, said: str, opened: Retriever
) -> None:
    found = collection(question, opened, None)
    assert found
    assert found.count.text == said


def test_more_passages_than_were_searched_are_not_counted(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.letters.collection.SEARCHED", 1)
    found = collection("Welke brieven gaan over de eigen bijdrage?", opened, None)
    assert found
    assert found.count.text.startswith("In ten minste 2 brieven is")


BARE = """Geachte heer,

Vorig jaar sprak ik u over het zwembad. In deze brief leest u wat het badgeld wordt.

1. Badgeld

Wat is badgeld?

Het badgeld wordt twee euro.
"""


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Welke brieven zijn er?", "In deze brief leest u wat het badgeld wordt."),
        ("Welke brieven gaan over badgeld?", "In deze brief leest u wat het badgeld wordt."),
        ("Welke brieven gaan over euro?", "Het badgeld wordt twee euro."),
    ],
)
def test_a_letter_without_a_subject_line_tells_what_it_announces(
    question: str, quote: str, tmp_path: Path
) -> None:
    (tmp_path / "zwembad.txt").write_text(BARE, encoding="utf-8")
    build_index([tmp_path / "zwembad.txt"], tmp_path / "index", FakeEncoder())
    found = collection(question, Retriever(tmp_path / "index", FakeEncoder()), None)
    assert found
    assert [one.text for one in found.statements] == [quote]


def test_a_sentence_goes_before_a_heading_or_a_question(tmp_path: Path) -> None:
    text = BARE.replace("wat het badgeld wordt", "wat er verandert")
    (tmp_path / "zwembad.txt").write_text(text, encoding="utf-8")
    build_index([tmp_path / "zwembad.txt"], tmp_path / "index", FakeEncoder())
    found = collection(
        "Welke brieven gaan over badgeld?", Retriever(tmp_path / "index", FakeEncoder()), None
    )
    assert found
    assert [one.text for one in found.statements] == ["Het badgeld wordt twee euro."]


def test_a_letter_without_a_date_is_not_the_oldest(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "2021-03-15-termijn.txt").write_text(OLD, encoding="utf-8")
    undated = TAXI.replace("Datum 3 mei 2025\n", "")
    (letters / "taxi.txt").write_text(undated, encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    assert told("Wat is de oudste brief?", retriever) == ["2021"]
    assert told("Wat is de oudste brief over de regiotaxi?", retriever) == ["taxi"]


def test_a_choice_of_letters_counts_as_well(opened: Retriever) -> None:
    only = Filter(letters=("2021-03-15-termijn",))
    assert told("Hoeveel brieven zijn er?", opened, only) == ["2021"]
    assert told("Welke brieven zijn er sinds 2024?", opened, only) == []


def test_other_questions_are_left_alone() -> None:
    folders = (files("eval").joinpath("questions"), files("corpus").joinpath("examples"))
    lines = [
        line
        for folder in folders
        for file in folder.iterdir()
        if file.name.endswith(".jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    questions = [json.loads(line).get("question", "") for line in lines]
    assert len(list(filter(None, questions))) > 500
    assert [one for one in questions if meant(one, Filter())] == []


def test_the_count_is_printed(
    opened: Retriever, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    assert main(["ask", "Hoeveel brieven zijn er?", "--index", str(opened.folder)]) == 0
    said = capsys.readouterr().out
    assert "In de index staan 3 brieven." in said
    assert "Let op" not in said
