"""The label of a question that a flat PDF has behind a running title, without a full stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_corpus_running import flat

from corpus import read_letter
from corpus.letter import Letter
from corpus.pdf.layout.question_labels import labels_apart
from corpus.text.draft import Block, BlockKind

TITLE = "Antwoorden van het college over de brief Vervoer en opvang van de gemeente Waterdam"
ANSWERS = (
    "De gemeente betaalt de bus.",
    "De bus rijdt niet op zondag.",
    "De opvang blijft open.",
    "Er komt een tweede bus.",
)
LABELLED = [f"Vraag {number} Klopt dat? {one}" for number, one in enumerate(ANSWERS, 1)]


def read(tmp_path: Path, *pages: str) -> Letter:
    path = tmp_path / "antwoorden.pdf"
    path.write_bytes(flat(pages))
    return read_letter(path)


def test_a_label_behind_a_title_is_the_heading_of_its_answer(tmp_path: Path) -> None:
    first, second, third, fourth = LABELLED
    letter = read(tmp_path, f"{TITLE} {first} {second} {third} 1814-2014 {fourth}")
    told = [letter.section_at(letter.text.index(one)) for one in ANSWERS]
    assert told == [("Vraag 1",), ("Vraag 2",), ("Vraag 3",), ("Vraag 4",)]
    assert f"{TITLE}\n\nVraag 1 Klopt dat?" in letter.text
    assert " ".join(letter.text.split()) == f"{TITLE} {first} {second} {third} 1814-2014 {fourth}"


@pytest.mark.parametrize(
    "mention",
    [
        "zoals bij Vraag 2 De bus heet",
        "zoals bij Vraag 7 De bus heet",
        "zoals bij Vraag 4 De bus en bij Vraag 4 De opvang heet",
        "zoals de vraag heet",
    ],
)
def test_a_mention_of_a_question_stays_in_its_sentence(mention: str, tmp_path: Path) -> None:
    told = f"{' '.join(LABELLED[:3])} Het is {mention}."
    assert "\n" not in read(tmp_path, told).text


def test_page_breaks_and_marks_of_notes_stay_at_their_words() -> None:
    text = f"{TITLE} {' '.join(LABELLED)}"
    place = len(TITLE) + 1
    marks = ((5, "1"), (place - 1, "2"), (place + 9, "3"))
    block = Block("heading", text, 2, breaks=(0, place, len(text)), marks=marks)
    assert labels_apart([block]) == [
        Block("heading", TITLE, 2, breaks=(0,), marks=marks[:2]),
        Block("paragraph", text[place:], breaks=(0, len(text) - place), marks=((9, "3"),)),
    ]


@pytest.mark.parametrize("kind", ["row", "note"])
def test_rows_and_notes_stay_whole(kind: BlockKind) -> None:
    block = Block(kind, f"{TITLE} {' '.join(LABELLED)}")
    assert labels_apart([block]) == [block]
