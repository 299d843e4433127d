from __future__ import annotations

import pytest

from corpus import Letter, LetterDate, Passage
from index import Hit
from qa import about_letter

TEXT = """Ministerie van Samenleving

Directie Wonen en Zorg

De voorzitter van de Tweede Kamer

Datum 8 november 2021

Kenmerk MS-2021-1

Geachte voorzitter,

De wachttijd is zes weken.

Hoogachtend,

de staatssecretaris van Samenleving,

M. Voorbeeld
"""
LETTER = Letter(
    "brief", "Wachttijden", TEXT, "", date=LetterDate(2021, 11, 8),
    sender="M. Voorbeeld, staatssecretaris van Samenleving",
    recipient="De voorzitter van de Tweede Kamer", reference="MS-2021-1",
)  # fmt: skip
HIT = Hit(Passage(LETTER, 0, len(TEXT)), 1.0, 0.9, 1.0, 0.9, 1.0, 1.0)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie ondertekende de brief over wachttijden?", "M. Voorbeeld"),
        ("Wie schreef de kamerbrief van 2021?", "de staatssecretaris van Samenleving"),
        ("Onder welk kenmerk is de brief verstuurd?", "MS-2021-1"),
        ("Van welke datum is de brief?", "8 november 2021"),
        ("Aan wie is de brief gericht?", "De voorzitter van de Tweede Kamer"),
        ("Hoe luidt de aanhef van de brief?", "Geachte voorzitter,"),
        ("Van welk ministerie is de brief?", "Ministerie van Samenleving"),
        ("Welke directie is de afzender van de brief?", "Directie Wonen en Zorg"),
    ],
)
def test_a_particular_is_cited_where_it_stands(question: str, said: str) -> None:
    (statement,) = about_letter(question, [HIT])
    (citation,) = statement.citations
    assert said in statement.text
    assert TEXT[citation.start : citation.end] == statement.text


@pytest.mark.parametrize(
    "question",
    [
        "Hoe lang is de wachttijd?",
        "Wie ondertekende het convenant?",
        "Wie ondertekende de brief van 2019?",
    ],
)
def test_other_questions_are_not_about_the_letter(question: str) -> None:
    assert about_letter(question, [HIT]) == ()


def test_nothing_found_says_nothing() -> None:
    assert about_letter("Wie ondertekende de brief?", []) == ()
