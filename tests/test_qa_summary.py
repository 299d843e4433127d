"""A letter in its own sentences: its outline, and what is promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import Letter, read_letter
from index import Filter, Retriever
from qa import Status, answer, summary, summary_to_json
from qa.summary import WHICH, outline
from ui import main

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
    file = tmp_path / "brief.txt"
    file.write_text(
        "Geachte heer,\n\nDe gemeente heeft uw brief over de bushalte ontvangen. Dank.\n\n"
        "Dit duurt nog even.\n\nIn mei beslist de raad over een halte bij de school.\n\n"
        "Hoogachtend,\n\nA. Voorbeeld\n",
        encoding="utf-8",
    )
    told = [one.text for one in outline(read_letter(file))]
    assert [one.split()[0] for one in told] == ["De", "In"]


def test_what_is_promised_stands_in_the_summary_and_all_of_it_is_verbatim(
    retriever: Retriever,
) -> None:
    for letter in retriever.letters():
        found = summary(letter)
        for one in (*found.parts, *found.promised):
            assert one.text == " ".join(c.quote for c in one.citations)
            assert all(c.letter.id == letter.id for c in one.citations)
    shape = summary_to_json(found, retriever)
    assert set(shape) == {"letter_id", "parts", "promised", "citations", "index"}


@pytest.mark.parametrize("question", ["Vat de brief samen", "wat staat er in deze brief?"])
def test_a_summary_that_is_asked_for_is_of_the_chosen_letter(
    question: str, retriever: Retriever
) -> None:
    found = answer(question, retriever, Filter(letters=(LETTER,)))
    assert found.status is Status.ANSWERED
    assert found.statements == outline(of(retriever, LETTER))


def test_without_a_letter_it_asks_which(retriever: Retriever) -> None:
    found = answer("Geef een samenvatting van de brief.", retriever)
    assert (found.status, found.statements) == (Status.NOT_FOUND, ())
    assert WHICH in [one.text for one in found.warnings]


def test_a_year_points_at_the_letter(retriever: Retriever) -> None:
    found = answer("Vat de brief van 2021 samen", retriever)
    assert {one.letter.id for one in found.citations} == {LETTER}


@pytest.mark.parametrize("json_too", [False, True])
def test_the_command_prints_a_summary(
    json_too: bool, retriever: Retriever, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("ui.letters.Retriever", lambda folder: retriever)
    words = ["letters", "summary", LETTER, "--index", str(retriever.folder)]
    assert main([*words, "--json"] if json_too else words) == 0
    out = capsys.readouterr().out
    if json_too:
        assert json.loads(out)["letter_id"] == LETTER
    else:
        assert "Indeling" in out
        assert "Toegezegd" in out
