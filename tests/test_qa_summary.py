"""A letter in its own sentences: its outline, and what is promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import Letter, Section, read_letter
from index import Filter, Retriever
from qa import Status, answer, summary, summary_to_json
from qa.evidence.letter_summary import WANTED, WHICH, outline
from ui import main
from ui.export import terminal as printing
from ui.html import rendering

pytestmark = pytest.mark.usefixtures("fake_reader")
LETTER = "2021-03-15-termijn"


def of(retriever: Retriever, identity: str) -> Letter:
    return next(one for one in retriever.letters() if one.id == identity)


def test_each_part_is_its_heading_with_a_sentence_that_can_be_read_alone(
    retriever: Retriever,
) -> None:
    told = [[c.quote for c in one.citations] for one in outline(of(retriever, LETTER))]
    assert [quotes[0].strip("*") for quotes in told] == ["1. Termijn", "2. Eigen bijdrage"]
    assert told[0][1].startswith("De gemeente besluit binnen acht weken")
    assert told[1][1].startswith("De eigen bijdrage voor hulp bij het huishouden is 19 euro")


def test_of_a_letter_without_headings_each_paragraph_is_told(tmp_path: Path) -> None:
    letter = read(
        "Geachte heer,\n\nDe gemeente heeft uw brief over de bushalte ontvangen. Dank.\n\n"
        "Dit duurt nog even.\n\nIn mei beslist de raad over een halte bij de school.\n\n"
        "Hoogachtend,\n\nA. Voorbeeld\n",
        tmp_path,
    )
    told = [one.text for one in outline(letter)]
    assert [one.split()[0] for one in told] == ["De", "In"]


def read(text: str, folder: Path) -> Letter:
    (folder / "brief.txt").write_text(text, encoding="utf-8")
    return read_letter(folder / "brief.txt")


def test_what_is_promised_stands_in_the_summary(retriever: Retriever, tmp_path: Path) -> None:
    promise = "Ik informeer uw raad vóór 1 juni 2025 over de uitkomsten van het onderzoek."
    letter = read(f"Geachte raad,\n\nDe bus rijdt weer.\n\n{promise}\n\nHoogachtend,\n", tmp_path)
    assert [one.text for one in summary(letter).promised] == [promise]
    found = summary(of(retriever, LETTER))
    shape = summary_to_json(found, retriever)
    assert set(shape) == {"letter_id", "parts", "promised", "citations", "index"}


@pytest.mark.parametrize("question", ["Vat de brief samen", "wat staat er in deze brief?"])
def test_a_summary_that_is_asked_for_is_of_the_chosen_letter(
    question: str, retriever: Retriever
) -> None:
    found = answer(question, retriever, Filter(letters=(LETTER,)))
    assert found.status is Status.ANSWERED
    assert found.statements == outline(of(retriever, LETTER))


def test_without_a_letter_it_asks_which_and_nothing_else(retriever: Retriever) -> None:
    found = answer("Geef een samenvatting van de brief.", retriever)
    assert (found.status, found.statements, found.message) == (Status.NOT_FOUND, (), WHICH)
    assert [one.kind for one in found.warnings] == ["which_letter"]
    shown = printing.answer(found)
    assert shown.count(WHICH) == 1
    assert "Het antwoord staat niet in de brieven" not in shown
    page = rendering.latest([found])
    asked = "Vat de brief van 17 juni 2024 samen"
    assert f'data-asked="{asked}"' in page
    assert answer(asked, retriever).statements == outline(of(retriever, "2024-06-17-termijn"))


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Vat de Kamerbrief van 20 december 2024 samen", True),
        ("Kunt u deze brief samenvatten?", True),
        ("Waar gaat deze brief over?", True),
        ("samenvatting brief", False),
        ("Wat staat er in de brief van de staatssecretaris?", True),
        ("Wat staat er in de brief van 2024 over mantelzorg?", False),
        ("Waar gaat de brief van 20 december 2024 over wachttijden over?", False),
        ("Wat staat er in de brief over de dagbesteding?", False),
        ("Wat staat er in de samenvatting van de brief over de wachttijden?", False),
        ("Vat de brief samen en wie betaalt de taxi?", False),
    ],
)
def test_only_a_letter_as_a_whole_is_summarised(question: str, whole: bool) -> None:
    assert bool(WANTED.fullmatch(question)) is whole


def test_a_letter_in_which_nothing_can_be_told_gives_no_answer(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.ask.outline", lambda letter: ())
    found = answer("Vat de brief samen", retriever, Filter(letters=(LETTER,)))
    assert (found.status, found.statements) == (Status.NOT_FOUND, ())


def test_headings_that_all_stand_deep_are_told() -> None:
    sentence = "De gemeente betaalt elk jaar een deel van de kosten van de bus."
    text = f"Inleiding.\n\n1.1.1 Vervoer\n\n{sentence}\n"
    start = text.index("1.1.1")
    letter = Letter("x", "T", text, "", sections=(Section(start, start + 13, 3),))
    assert [one.text for one in outline(letter)] == [f"1.1.1 Vervoer {sentence}"]


def test_a_year_points_at_the_letter(retriever: Retriever) -> None:
    found = answer("Vat de brief van 2021 samen", retriever)
    assert {one.letter.id for one in found.citations} == {LETTER}


@pytest.mark.parametrize("json_too", [False, True])
def test_the_command_prints_a_summary(
    json_too: bool, retriever: Retriever, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("ui.cli.letters_command.Retriever", lambda folder: retriever)
    words = ["letters", "summary", LETTER, "--index", str(retriever.folder)]
    assert main([*words, "--json"] if json_too else words) == 0
    out = capsys.readouterr().out
    if json_too:
        assert json.loads(out)["letter_id"] == LETTER
    else:
        assert "Indeling" in out
        assert "Toegezegd" in out
