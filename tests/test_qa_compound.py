from __future__ import annotations

import pytest

from qa.compound import alone, parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Wanneer gaat de eigen bijdrage in en hoe hoog wordt die?",
            ("Wanneer gaat de eigen bijdrage in?", "Hoe hoog wordt die?"),
        ),
        (
            "Hoeveel steunpunten zijn er, en hoeveel komen erbij?",
            ("Hoeveel steunpunten zijn er?", "Hoeveel komen erbij?"),
        ),
        (
            "Wat is een pgb? Wie kan het krijgen?",
            ("Wat is een pgb?", "Wie kan het krijgen?"),
        ),
        (
            "Wat kost de wasservice, en geldt dat ook voor ouderen?",
            ("Wat kost de wasservice?", "Geldt dat ook voor ouderen?"),
        ),
    ],
)
def test_each_thing_that_is_asked_is_a_part(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Krijgen jongeren en ouderen dezelfde hulp?",
        "Wat is het verschil tussen begeleiding en dagbesteding?",
        "Wie betaalt de hulp van gemeenten en aanbieders?",
        "Wat is een pgb?",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert parts_of(question) == (question,)


def test_a_part_that_leans_takes_the_subject_along() -> None:
    read = alone("Hoe hoog wordt die?", "Wanneer gaat de eigen bijdrage in?")
    assert "eigen bijdrage" in read
    assert "wanneer" not in read.casefold()


def test_a_part_with_its_own_year_takes_no_other_year_along() -> None:
    read = alone("Hoe hoog is die sinds 2024?", "Hoe hoog was de eigen bijdrage in 2021?")
    assert "bijdrage" in read
    assert "2021" not in read


def test_a_part_that_stands_alone_is_left_as_it_is() -> None:
    part = "Welke gemeenten betalen vervoer?"
    assert alone(part, "Wat is een pgb?") == part
