from __future__ import annotations

import pytest

from index import Retriever
from qa import answer, answer_to_json
from qa.questions.is_question import is_foreign, is_question


@pytest.mark.parametrize(
    "text",
    [
        "asdfgh qwrtzp",
        "Thanks!",
        "?",
    ],
)
def test_no_question(text: str, retriever: Retriever) -> None:
    assert not is_question(text, retriever)


@pytest.mark.parametrize(
    "text",
    [
        "Hoe hoog is de eigen bijdrage?",
        "eigen bijdrage",
        "mantelzorg",
        "hallo, hoe hoog is de eigen bijdrage",
        "wat betaal je voor huishoudelijke hulp in 2024",
        "Wat houdt indiceren on the job in?",
        "Wat is outreachend werken, en is dat what works?",
        "egen bijdrge",
        "How much does the municipality pay for this?",
        "Wie viel bezahlt die Gemeinde und warum ist das so?",
        "Belediye ne kadar ödüyor?",
    ],
)
def test_a_question_or_a_word_to_search_for(text: str, retriever: Retriever) -> None:
    assert is_question(text, retriever)


@pytest.mark.parametrize(
    "text",
    [
        "What is the own contribution for domestic help?",
        "Quelle est la contribution personnelle pour les vieux?",
        "Ev yardımı için katkı ne kadar?",
    ],
)
def test_a_question_in_another_language_is_seen(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text", ["Hoe hoog is de eigen bijdrage?", "HOE HOOG IS DE EIGEN BIJDRAGE?", "pgb 2024", ""]
)
def test_a_dutch_question_is_not(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.usefixtures("fake_reader")
def test_that_the_quotes_are_dutch_is_said(retriever: Retriever) -> None:
    found = answer("What is the own contribution for domestic help?", retriever)
    assert [one.kind for one in found.warnings][:1] == ["language"]
    assert answer_to_json(found, retriever)["warnings"][0]["kind"] == "language"
