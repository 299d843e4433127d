from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus import Letter, Passage
from index import Retriever, build_index
from index.twin_passages import are_twins, may_be_twins, sketch

TEXT = (
    "De gemeente besluit binnen 8 weken over de aanvraag. Hulp bij het huishouden is bedoeld voor "
    "inwoners die door een beperking hun huis niet zelf schoon kunnen houden. De eigen bijdrage is "
    "19 euro per maand en geldt voor alle voorzieningen samen, ook als er meer dan een is. Wie in "
    "juni 2021 al hulp had, houdt die tot het einde van het jaar waarin de indicatie afloopt."
)


def passage(text: str, letter: str) -> Passage:
    return Passage(Letter(letter, "", text, ""), 0, len(text))


def twins(one: str, other: str) -> bool:
    """Both tests have to agree when they say yes: the sketch only spares work."""
    found = are_twins(passage(one, "a"), passage(other, "b"))
    assert may_be_twins([sketch(one), sketch(other)])[0, 1] or not found
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("besluit", "beslist"),
        ("  ", " "),
        ("De gemeente", "Het college"),
        (". ", ".\n"),
    ],
)
def test_small_changes_leave_a_twin(old: str, new: str) -> None:
    assert twins(TEXT, TEXT.replace(old, new, 1) if old else TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8 weken", "6 weken"),
        ("8 weken", "8 maanden"),
        ("19 euro per maand", "19 euro per jaar"),
        ("19 euro", "19,50 euro"),
        ("juni 2021", "juli 2021"),
        ("niet zelf", "zelf"),
        ("een beperking", "twee beperkingen"),
        ("alle voorzieningen", "geen voorzieningen"),
        ("19 euro", "negentien euro"),
    ],
)
def test_what_turns_the_meaning_makes_no_twin(old: str, new: str) -> None:
    assert old in TEXT
    assert not twins(TEXT, TEXT.replace(old, new))


def test_other_texts_are_no_twins() -> None:
    assert not twins(TEXT, "De regiotaxi rijdt op zondag.")
    assert not twins("", TEXT)


def test_passages_of_one_letter_are_never_twins() -> None:
    assert not are_twins(passage(TEXT, "a"), passage(TEXT, "a"))


@pytest.fixture
def standard(tmp_path: Path) -> Retriever:
    """Four letters with one standard paragraph, in one of them with another number."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in {
        "a": TEXT,
        "b": TEXT.replace("De gemeente", "Het college"),
        "c": f"{TEXT} Met groet.",
        "d": TEXT.replace("8 weken", "6 weken"),
        "e": "De regiotaxi rijdt ook op zondag.",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build_index([folder], tmp_path / "index", FakeEncoder())
    return Retriever(tmp_path / "index", FakeEncoder())


def test_twins_are_one_hit_that_names_them(standard: Retriever) -> None:
    hits = standard.search("Wat is de eigen bijdrage voor hulp bij het huishouden?")
    named = {hit.passage.letter.id: {one.letter.id for one in hit.twins} for hit in hits}
    first = next(letter for letter in named if letter in "abc")
    assert named == {first: {"a", "b", "c"} - {first}, "d": set(), "e": set()}


def test_twins_beyond_k_are_named(standard: Retriever) -> None:
    hits = standard.search("Binnen hoeveel weken besluit het college over een aanvraag?", 2)
    assert len(hits) == 2
    assert sum(len(hit.twins) for hit in hits) == 2


def test_of_twins_the_newest_letter_is_shown_unless_the_question_names_one(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for year in ("2020", "2023", "2021"):
        text = f"Datum 3 mei {year}\n\nGeachte raad,\n\n**1. Bijdrage**\n\n{TEXT}\n"
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    build_index([folder], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    question = "Wat is de eigen bijdrage voor hulp bij het huishouden{}?"
    for words, first in (("", "2023"), (" volgens de brief van 2021", "2021")):
        hits = retriever.search(question.format(words))
        best = next(hit for hit in hits if "huishouden" in hit.passage.text)
        assert best.passage.letter.id == first
        assert {one.letter.id for one in best.twins} == {"2020", "2021", "2023"} - {first}
