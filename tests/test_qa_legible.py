from __future__ import annotations

import pytest

from index import Retriever
from qa.legible import is_question


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
