"""What a letter leaves open is told as open, and no other sentence answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeEncoder, FakeReader
from test_corpus_word import docx, paragraph

from corpus import read_letter, unfilled_fields
from index import Retriever, build_index
from qa import Answer, Status, answer

TOLD = "De vergoeding voor de voorziening bedraagt 2.800 euro."
EMPTY = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def letters(folder: Path, kind: str) -> Path:
    (folder / "letters").mkdir()
    path = folder / "letters" / f"brief.{kind}"
    if kind == "docx":
        run = EMPTY.format("<w:r><w:t>Kies een item.</w:t></w:r>")
        label = f"<w:p><w:r><w:t>De ingangsdatum is: </w:t></w:r>{run}</w:p>"
        path.write_bytes(docx(label + paragraph(TOLD)))
    else:
        lines = ("Ingangsdatum: Kies een datum.", TOLD)
        text = "".join(f"<p>{line}</p>" for line in lines) if kind == "html" else "\n\n".join(lines)
        path.write_text(text, encoding="utf-8")
    return path


def asked(folder: Path, question: str) -> Answer:
    build_index([folder / "letters"], folder / "index", FakeEncoder())
    return answer(question, Retriever(folder / "index", FakeEncoder()), reader=FakeReader())


@pytest.mark.parametrize("kind", ["docx", "html", "txt"])
def test_an_empty_field_is_told_and_nothing_else_answers(kind: str, tmp_path: Path) -> None:
    letter = read_letter(letters(tmp_path, kind))
    assert unfilled_fields(letter.warnings) == ("Ingangsdatum",)
    found = asked(tmp_path, "Wat is de ingangsdatum van de voorziening?")
    assert TOLD not in [one.text for one in found.statements]
    assert found.status is not Status.ANSWERED
    told = [one.text for one in found.warnings if one.kind == "empty_field"]
    assert told == [f"In {letter.name} is het veld “Ingangsdatum” niet ingevuld."]


@pytest.mark.parametrize(
    "question",
    [
        "Wat is de vergoeding voor de voorziening?",
        "Hoeveel bedraagt de vergoeding voor de voorziening op de ingangsdatum?",
    ],
)
def test_a_question_about_something_else_is_answered(question: str, tmp_path: Path) -> None:
    letters(tmp_path, "docx")
    found = asked(tmp_path, question)
    assert [one.text for one in found.statements] == [TOLD]
    assert not [one for one in found.warnings if one.kind == "empty_field"]


@pytest.mark.parametrize(
    "line",
    ["Ingangsdatum: 1 mei 2025", "Ingangsdatum:", "Totaal ....... 12", "Zie: XXXX en 12 euro"],
)
def test_a_field_that_is_filled_in_is_not_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(f"{line}\n\n{TOLD}", encoding="utf-8")
    assert unfilled_fields(read_letter(path).warnings) == ()
