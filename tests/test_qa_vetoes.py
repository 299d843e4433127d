"""The rules by which a sentence cannot answer: each with what it refuses and what it lets by."""

from __future__ import annotations

import numpy as np
import pytest

from corpus import Footnote, Letter, LetterDate, Passage, Section
from index import Hit
from qa import Candidate
from qa.evidence.vetoes import VETOES, lacking_years, vetoed

TEXT = (
    "In 2019 kostte de taxi in Meerdorp twee euro. Dat tarief stijgt elk jaar.\n\n"
    "De raad besluit in het voorjaar over het zwembad.\n\n"
    "In 2021 en 2022 kostte het bad vier euro.\n\n"
    "Vervoer | Prijs in 2020 | Prijs in 2023\nBus | € 2 | € 3\n\nSlot."
)
LETTER = Letter(
    "brief", "Vervoer", TEXT, "", date=LetterDate(2022, 4, 9), sender="College van Waterbrugge"
)
HIT = Hit(Passage(LETTER, 0, len(TEXT)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)
TAXI = "In 2019 kostte de taxi in Meerdorp twee euro."
RISES = "Dat tarief stijgt elk jaar."
POOL = "De raad besluit in het voorjaar over het zwembad."
BATHS = "In 2021 en 2022 kostte het bad vier euro."
BUS = "Bus | € 2 | € 3"
END = "Slot."


def candidate(words: str, hit: Hit = HIT) -> Candidate:
    letter = hit.passage.letter
    start = letter.text.index(words)
    end = start + len(words)
    return Candidate(letter, start, end, 1.0, hit, (start, end), 0.0, np.zeros(2, np.float32))


@pytest.mark.parametrize(
    ("rule", "question", "words", "refused"),
    [
        ("year", "Wat kostte de taxi in 2016?", TAXI, True),
        ("year", "Wat kostte de taxi in 2019?", TAXI, False),
        ("year", "Wat kostte de taxi?", TAXI, False),
        ("year", "Wat kostte de taxi volgens de Wmo 2015?", TAXI, False),
        ("year", "Hoe stijgt het tarief in 2019?", RISES, False),  # of the sentence before
        ("year", "Hoe stijgt het tarief in 2022?", RISES, True),
        ("year", "Waarover besluit de raad in 2022?", POOL, False),  # of the letter
        ("year", "Wat meldde de rapportage van 2022 over de taxi?", TAXI, False),
        ("year", "Wat kostte het bad in 2020 en 2021?", BATHS, False),  # of one of the two
        ("year", "Wat kostte het bad van 2016 tot en met 2018?", BATHS, True),
        ("year", "Wat kost de bus in 2023?", BUS, False),  # in the head of its column
        ("year", "Wat kost de bus in 2024?", BUS, True),
        ("letter", "Wat stond er in de brief van 9 april 2022?", TAXI, False),
        ("letter", "Wat stond er in de brief van 9 april 2015?", TAXI, True),
        ("letter", "Wat stond er op 9 april 2015?", TAXI, False),
        ("name", "Wat kost de taxi in Meerdorp?", TAXI, False),
        ("name", "Wat kost de taxi in Lindenhoek?", TAXI, True),
        ("name", "Wat besluit Waterbrugge over het zwembad?", POOL, False),  # who wrote it
        ("name", "Wat besluit de raad over het zwembad?", POOL, False),
    ],
)
def test_each_rule_refuses_one_sentence_and_lets_another_by(
    rule: str, question: str, words: str, refused: bool
) -> None:
    one = candidate(words)
    assert VETOES[rule](question, one) is refused
    others = set(VETOES) - {rule}
    assert vetoed(question, one, off=others) is refused
    assert vetoed(question, one, off=set(VETOES)) is False
    if refused:
        assert vetoed(question, one)


def test_every_rule_can_be_switched_off_alone() -> None:
    one = candidate(TAXI)
    asked = {
        "year": "Wat kostte de taxi in 2016?",
        "letter": "Wat stond er in de brief van 9 april 2019?",
        "name": "Wat kost de taxi in Lindenhoek?",
    }
    assert {*asked, "aside", "statement", "field"} == VETOES.keys()
    for rule, question in asked.items():
        assert vetoed(question, one)
        assert not vetoed(question, one, off=(rule,))


@pytest.mark.parametrize(
    ("text", "question", "says_nothing"),
    [
        ("Kamerstuk 29 538, nr. 221.", "Wat doet het kabinet voor mantelzorgers?", True),
        ("Kamerstuk 29 538, nr. 221.", "Welk Kamerstuk bevat de brief?", False),
        ("Zie bijlage 2 voor het tarief van 3 euro.", "Wat is het tarief?", False),
        ("Betreft Eigen bijdrage in de Wmo", "Wat is de eigen bijdrage?", True),
        ("Wat vindt u van de eigen bijdrage?", "Wat is de eigen bijdrage?", True),
        ("Geachte leden van de raad,", "Waar gaat de brief aan de raad over?", True),
        ("Beste buren zijn er voor elkaar, ook in de straat.", "Waar zijn buren voor?", False),
        ("De eigen bijdrage is 19 euro (Kamerstuk 29 538, nr. 221).", "Hoe hoog is hij?", False),
        ("☐ zorg in natura", "Voor welke vorm is gekozen?", True),
        ("☒ persoonsgebonden budget", "Voor welke vorm is gekozen?", False),
        ("De ingangsdatum van de voorziening is:", "Wat is de ingangsdatum?", True),
        ("3 Het conceptprogramma", "Wat staat er in het conceptprogramma?", True),
        ("3 Taxi | 2 euro", "Wat kost de taxi?", False),  # a row that was read as a heading
    ],
)
def test_headings_questions_and_references_are_no_statement(
    text: str, question: str, says_nothing: bool
) -> None:
    headed = text.startswith("3 ")
    letter = Letter("z", "T", text, "", sections=(Section(0, len(text), 1),) if headed else ())
    hit = Hit(Passage(letter, 0, len(text)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)
    assert VETOES["statement"](question, candidate(text, hit)) is says_nothing


@pytest.mark.parametrize(
    ("words", "says_nothing"),
    [
        ("Het pgb daalt volgens u elk jaar.", True),  # says who asks, not who answers
        ("Antwoord op vraag 1", True),
        ("Het pgb stijgt elk jaar.", False),
        ("Het pgb daalt niet.", False),
    ],
)
def test_the_questions_that_a_paper_answers_are_no_answer(words: str, says_nothing: bool) -> None:
    text = (
        "Vraag 1\n\nHet pgb daalt volgens u elk jaar. Klopt dat?\n\nAntwoord op vraag 1\n\n"
        "Het pgb stijgt elk jaar.\n\nVraag 2: Is dat zo?\n\nAntwoord 2: Het pgb daalt niet."
    )
    letter = Letter("antwoorden", "Antwoorden", text, "")
    hit = Hit(Passage(letter, 0, len(text)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)
    assert VETOES["statement"]("Daalt het pgb?", candidate(words, hit)) is says_nothing


def test_a_note_that_only_refers_is_no_statement() -> None:
    text = "De zorg verandert.\n\nZie: Discussienota zorg, 2022."
    note = Footnote(marker=5, start=text.index("Zie"), end=len(text), label="1")
    letter = Letter("z", "T", text, "", footnotes=(note,))
    hit = Hit(Passage(letter, 0, len(text)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)
    refers = candidate("Zie: Discussienota zorg, 2022.", hit)
    assert VETOES["statement"]("Wat doet het kabinet?", refers)
    assert not VETOES["statement"]("In welke bijlage staat dat?", refers)


def test_a_name_elsewhere_in_the_letter_is_enough() -> None:
    start = TEXT.index(POOL)
    part = Hit(Passage(LETTER, start, start + len(POOL)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)
    assert not vetoed("Wat besluit Meerdorp over het zwembad?", candidate(POOL, part))
    assert vetoed("Wat besluit Lindenhoek over het zwembad?", candidate(POOL, part))
    assert not vetoed(
        "Wat besluit Meerdorp met Lindenhoek over het zwembad?", candidate(POOL, part)
    )
    assert not vetoed("Wat staat in de Kamerbrief over het zwembad?", candidate(POOL, part))


def test_of_a_letter_without_a_date_none_can_be_said_to_be_another() -> None:
    undated = Letter("ander", "Vervoer", TEXT, "")
    hit = Hit(Passage(undated, 0, len(TEXT)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)
    question = "Wat stond er in de brief van 9 april 2015?"
    assert not VETOES["letter"](question, candidate(TAXI, hit))


def test_the_share_of_years_that_is_not_spoken_of() -> None:
    assert lacking_years("Wat kostte het bad in 2020 en 2021?", candidate(BATHS)) == 0.5
    assert lacking_years("Wat kostte het bad?", candidate(BATHS)) == 0.0
    assert lacking_years("Wat staat er in 1999?", candidate(END)) == 1.0
