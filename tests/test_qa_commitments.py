from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus import Letter, LetterDate
from index import Retriever, build_index
from qa import commitments, followed
from qa.promises.deadlines import deadline_in

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
        "Het is mijn streven om uw Kamer voor 1 mei 2025 te informeren.",
        "Uw Kamer wordt hier in juni over geïnformeerd.",
        "Wij hebben de intentie om de regeling te verlengen.",
        "Ik ga met de betrokken gemeenten in gesprek.",
        "Wij evalueren de tarieven in 2026.",
        "In een aparte brief informeer ik u over het toezicht.",
        "De instituten zal ik hierbij betrekken.",
        "De minister van Financiën en ik zullen daarover besluiten.",
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
        "In het vervolg van deze brief zal ik daarop ingaan.",
        "Bijgaand ontvangt u het rapport.",
        "Mijn inzet is erop gericht om gemeenten te helpen.",
        "Er zullen ook keuzes gemaakt moeten worden.",
        "Daarmee zullen we meer inzicht krijgen.",
        "Daar zal ik mij onvermoeid voor blijven inzetten.",
        "Ik wil hierover afspraken maken.",
        "De VNG zal een handreiking maken.",
        "Cliënten worden door het CAK geïnformeerd.",
        "Daarbij noemt het kabinet dat dit zal leiden tot minder zorg.",
        "Deze samenwerking heeft de intentie om in 2026 landen te helpen.",
        "Wij verwachten u in 2025 voldoende te hebben geïnformeerd.",
        "In het overzicht staat wanneer ik uw Kamer zal informeren.",
    ],
)
def test_other_sentences_are_no_commitment(sentence: str) -> None:
    assert found(f"Dit is de stand. {sentence} Tot zover.") == []


def test_the_cabinet_is_another_in_a_letter_of_who_checks_it() -> None:
    text = "De minister zal een plan maken. Wij zullen daarover in 2025 berichten."
    assert found(text, kind="rekenkamerbrief") == ["Wij zullen daarover in 2025 berichten."]
    assert len(found(text, kind="kamerbrief")) == 2


@pytest.mark.parametrize("words", ["zal ik ", "u zal aan uw Kamer ", "is mijn streven om "])
def test_a_sentence_without_end_is_none(words: str) -> None:
    assert found(f"{words * 4_000}einde.") == []


def test_items_of_a_list_of_commitments_are_found() -> None:
    text = "Wij zeggen u het volgende toe:\n\n1. Wij bellen elke inwoner.\n2. De krant schrijft.\n"
    assert found(text) == ["1. Wij bellen elke inwoner.", "2. De krant schrijft."]


def test_the_recipient_is_the_addressee_when_it_says_u() -> None:
    text = "U ontvangt voor 1 april 2025 een eerste rapport."
    letter = Letter("brief", "", text, "", date=WRITTEN, recipient="De gemeenteraad van X")
    (one,) = commitments([letter])
    assert one.recipient == "gemeenteraad"
    assert one.deadline is not None
    assert one.by_when is not None
    assert one.by_when.quote == "voor 1 april 2025"


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
        ("in de eerste helft van 2025", date(2025, 6, 30)),
        ("eind maart", date(2025, 3, 31)),
        ("begin februari 2025", date(2025, 2, 10)),
        ("binnen zes weken", date(2025, 1, 31)),
        ("deze zomer", date(2025, 8, 31)),
        ("volgend voorjaar", date(2025, 5, 31)),
        ("in december 2024", date(2024, 12, 31)),
    ],
)
def test_deadlines_are_days(text: str, last: date) -> None:
    deadline = deadline_in(f"Ik stuur het u {text} toe.", WRITTEN)
    assert deadline is not None
    assert deadline.last == last


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("voor de zomer van 2025", None),
        ("vóór 1 april 2025", None),
        ("na de zomer van 2025", date(2025, 9, 1)),
        ("in het tweede kwartaal van 2025", date(2025, 4, 1)),
        ("op 3 maart 2025", date(2025, 3, 3)),
        ("in de loop van 2025", date(2025, 1, 1)),
    ],
)
def test_a_time_of_some_length_has_a_first_day(text: str, first: date | None) -> None:
    deadline = deadline_in(f"Ik stuur het u {text} toe.", WRITTEN)
    assert deadline is not None
    assert deadline.first == first


@pytest.mark.parametrize("text", ["in mei 2024", "op 1 december 2024", "na het rapport (mei 2025)"])
def test_what_is_past_or_in_brackets_is_no_deadline(text: str) -> None:
    assert deadline_in(f"Ik stuur het u {text} toe.", WRITTEN) is None


def test_without_a_deadline_or_a_date_there_is_none() -> None:
    assert deadline_in("Ik stuur het u toe.", WRITTEN) is None
    assert deadline_in("Ik stuur het u voor de zomer toe.", None) is None
    leap = deadline_in("Ik stuur het u op 29 februari 2025 toe.", WRITTEN)
    assert leap is not None
    assert leap.last == date(2025, 2, 28)


OLDER = """Datum 1 maart 2021

Geacht college,

**1. Cliëntondersteuning**

Ik zal hierover een handreiking maken.

**2. Vervoerspas**

Ik zal daar een advies over vragen.

Hoogachtend,
"""
NEWER = """Datum 2 april 2024

Geacht college,

De handreiking over cliëntondersteuning is klaar. Wij danken iedereen voor het advies.
"""


def test_a_later_letter_on_the_matter_is_named(tmp_path: Path, encoder: FakeEncoder) -> None:
    (tmp_path / "oud.txt").write_text(OLDER, encoding="utf-8")
    (tmp_path / "nieuw.txt").write_text(NEWER, encoding="utf-8")
    build_index([tmp_path / "oud.txt", tmp_path / "nieuw.txt"], tmp_path / "index", encoder)
    retriever = Retriever(tmp_path / "index", encoder)
    one, other = followed(commitments(retriever.letters()), retriever)
    assert one.followed is not None
    assert one.followed.quote == "De handreiking over cliëntondersteuning is klaar."
    assert other.followed is None


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
    assert there == 44
    assert len(gold.right) >= 0.85 * there
    assert len(gold.right) >= 0.85 * (len(gold.right) + len(gold.wrong))
    dated = [(one, own) for one, own in gold.right if one["deadline"]]
    days = [own.deadline and own.deadline.last.isoformat() for _, own in dated]
    assert days == [one["deadline"] for one, _ in dated]
