from __future__ import annotations

import pytest

from qa.questions.several_questions import parts_of


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
