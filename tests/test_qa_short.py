from __future__ import annotations

import numpy as np
import pytest

from corpus import Letter
from index import content_lemmas
from qa import Asked, Citation, Statement, shown_short
from qa.expected import kinds_of
from qa.short import with_short


def short(question: str, sentence: str) -> str:
    letter = Letter("brief", "", f"Vooraf. {sentence}", "")
    citation = Citation(letter, 8, 8 + len(sentence))
    weights = dict.fromkeys(content_lemmas(question), 1.0)
    asked = Asked(
        question, weights, np.zeros(0, np.float32), kinds_of(question), frozenset(), question
    )
    found = with_short(asked, Statement(sentence, (citation,)))
    for one in found.short:
        assert citation.start <= one.start < one.end <= citation.end
    return shown_short(found)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Wat kost een rit?", "Een rit kost € 1,08.", "€ 1,08"),
        ("Hoeveel gemeenten doen mee?", "Inmiddels doen 199 gemeenten mee.", "199 gemeenten"),
        ("Hoeveel procent is tevreden?", "Van de mensen is 85% tevreden.", "85%"),
        (
            "Binnen hoeveel weken besluit de gemeente?",
            "De gemeente besluit binnen zes weken.",
            "zes weken",
        ),
        ("Wanneer gaat de wet in?", "De wet gaat in op 1 juli 2027.", "1 juli 2027"),
        (
            "Per wanneer gaat de wet in?",
            "De wet van 1 januari 2026 is verschoven naar 1 januari 2027.",
            "1 januari 2027",
        ),
        ("Wie deed het onderzoek?", "Het onderzoek is gedaan door Cebeon.", "Cebeon"),
        ("Betaalt een echtpaar twee keer?", "Nee, een echtpaar betaalt een keer.", "Nee"),
        ("Hoeveel geld is er?", "Er is € 268 miljoen beschikbaar.", "€ 268 miljoen"),
        ("Hoeveel inwoners wachtten?", "In 2025 wachtten 47 inwoners.", "47 inwoners"),
        ("Hoeveel procent is tevreden?", "Van hen is 75 tot 85% tevreden.", "75 tot 85%"),
        (
            "Hoeveel procent is tevreden?",
            "Eerst was 75 procent tevreden en nu 85 procent van hen allen.",
            "75 procent",
        ),
        ("Hoeveel procent is tevreden?", "Van wie 5% tevreden is of 9% boos.", "5%"),
        ("Hoeveel procent is tevreden?", "Het is 75 procent tevreden 10 procent niet.", ""),
        ("Hoe lang duurt het?", "Een rit voor 9.00 uur duurt langer.", ""),
        ("Hoe lang duurt het?", "Het eerste binnen tien dagen;\nhet tweede binnen 24 uur.", ""),
        ("Wanneer gaat dat in?", "Zo staat het in de Wmo 2015.", ""),
        ("Wanneer gaat dat in?", "Dat staat in de Voorjaarsnota 2023.", ""),
        ("Is er geld voor wie zorgt?", "In het debat Ouderenzorg is dat gezegd.", ""),
        ("Waarom is dat zo?", "Dat is zo omdat de raad het vroeg.", ""),
        ("Wanneer gaat de wet in?", "De wet gaat later in.", ""),
    ],
)
def test_the_words_that_answer(question: str, sentence: str, answer: str) -> None:
    assert short(question, sentence) == answer
