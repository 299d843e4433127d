from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import Letter, LetterDate
from index import Retriever
from qa import commitments, followed
from qa.deadlines import deadline_in

WRITTEN = LetterDate(2024, 12, 20)


def found(text: str, **facts: str) -> list[str]:
    letter = Letter("brief", "", text, "", date=WRITTEN, **facts)
    return [one.citation.quote for one in commitments([letter])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik zal uw Kamer voor de zomer van 2025 informeren.",
        "Na de zomer ontvangt u een nieuw overzicht.",
        "Het kabinet zal besluiten over het voorstel.",
        "Ik ben voornemens een verkenning te laten doen.",
        "Op dit punt kom ik in het voorjaar terug.",
        "Mijn streven is om het voorstel in maart aan te bieden.",
        "Het rapport zal aan de Tweede Kamer worden aangeboden.",
    ],
)
def test_what_the_writer_promises_is_found(sentence: str) -> None:
    assert found(f"Dit is de stand. {sentence} Tot zover.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik heb uw Kamer in mei geïnformeerd.",
        "Met deze brief informeer ik uw Kamer over de stand.",
        "Gemeenten moeten jaarlijks verslag doen.",
        "Ik vind dat heel belangrijk.",
        "Wat zal ik daaraan doen?",
    ],
)
def test_other_sentences_are_no_commitment(sentence: str) -> None:
    assert found(f"Dit is de stand. {sentence} Tot zover.") == []


def test_items_of_a_list_of_commitments_are_found() -> None:
    text = "Wij zeggen u het volgende toe:\n\n1. Wij bellen elke inwoner.\n2. De krant schrijft.\n"
    assert found(text) == ["1. Wij bellen elke inwoner.", "2. De krant schrijft."]


def test_the_recipient_is_the_addressee_when_it_says_u() -> None:
    text = "U ontvangt voor 1 april 2025 een eerste rapport."
    letter = Letter("brief", "", text, "", date=WRITTEN, recipient="De gemeenteraad van X")
    (one,) = commitments([letter])
    assert one.recipient == "gemeenteraad"
    assert one.deadline is not None
    assert one.citation.quote[one.deadline.start : one.deadline.end] == "voor 1 april 2025"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("voor de zomer van 2025", date(2025, 6, 30)),
        ("voor het zomerreces", date(2025, 6, 30)),
        ("in het eerste kwartaal van 2025", date(2025, 3, 31)),
        ("uiterlijk 1 maart a.s.", date(2025, 3, 1)),
        ("in maart 2025", date(2025, 3, 31)),
        ("begin 2026", date(2026, 3, 31)),
        ("medio 2025", date(2025, 7, 31)),
        ("eind 2025", date(2025, 12, 31)),
        ("aan het einde van dit jaar", date(2024, 12, 31)),
        ("komend jaar", date(2025, 12, 31)),
        ("dit najaar", date(2025, 11, 30)),
        ("voor de Kerst", date(2024, 12, 24)),
        ("in 2025 start het, uiterlijk 1 mei 2026 is het af", date(2026, 5, 1)),
    ],
)
def test_deadlines_are_days(text: str, last: date) -> None:
    deadline = deadline_in(f"Ik stuur het u {text} toe.", WRITTEN)
    assert deadline is not None
    assert deadline.last == last


def test_without_a_deadline_or_a_date_there_is_none() -> None:
    assert deadline_in("Ik stuur het u toe.", WRITTEN) is None
    assert deadline_in("Ik stuur het u voor de zomer toe.", None) is None
    leap = deadline_in("Ik stuur het u op 29 februari 2025 toe.", WRITTEN)
    assert leap is not None
    assert leap.last == date(2025, 2, 28)


def test_a_later_letter_is_later(retriever: Retriever) -> None:
    found = followed(commitments(retriever.letters()), retriever)
    for one in found:
        if one.followed:
            mine, later = one.citation.letter.date, one.followed.letter.date
            assert mine is not None
            assert later is not None
            assert later.surely_after(mine)


@pytest.mark.letters
def test_the_commitments_of_the_real_letters_are_found() -> None:
    from conftest import SHARED

    from corpus import read_letters
    from eval.commitments import judged, read_gold

    if not (SHARED / "letters").is_dir():
        pytest.skip("the real letters are not here")
    read = [one for _, one in read_letters(sorted(Path(SHARED, "letters").glob("*.txt")))]
    letters = {letter.id: letter for letter in read if isinstance(letter, Letter)}
    gold = judged(read_gold(), letters)
    there = len(gold.right) + len(gold.missed)
    assert len(gold.right) >= 0.85 * there
    assert len(gold.right) >= 0.85 * (len(gold.right) + len(gold.wrong))
    assert gold.deadlines >= 0.85 * gold.of_deadlines
