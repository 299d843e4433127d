"""Tables of questions and answers: what asks in them, in every format, and what answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FakeEncoder, FakeReader
from reportlab.pdfgen.canvas import Canvas
from test_corpus_opendocument import zipped
from test_corpus_pdf import body, pdf, write
from test_corpus_word import docx, paragraph

from corpus import inquiries, read_letter, sentence_spans
from corpus.letter import Letter, Section
from corpus.question_rows import question_tables
from index import Retriever, build_index
from qa import answer

HEADS = ("Nr.", "Vraag", "Antwoord")
ROWS = (
    HEADS,
    ("1", "Wat kost een rit?", "Een rit kost 2,50 euro."),
    ("2", "Rijdt de taxi ook 's nachts?", "Nee, de taxi rijdt tot 23 uur."),
)
BEFORE, AFTER = "De raad vroeg naar de taxi.", "Het college dankt de raad."


def text() -> bytes:
    return "\n\n".join((BEFORE, "\n".join(map(" | ".join, ROWS)), AFTER)).encode()


def word() -> bytes:
    rows = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in ROWS)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return docx(f"{paragraph(BEFORE)}<w:tbl>{table}</w:tbl>{paragraph(AFTER)}")


def opendocument() -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = ("".join(map(cell.format, row)) for row in ROWS)
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return zipped(
        f"<text:p>{BEFORE}</text:p><table:table>{table}</table:table><text:p>{AFTER}</text:p>"
    )


def web() -> bytes:
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in ROWS)
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><p>{BEFORE}</p><table>{table}</table><p>{AFTER}</p></body></html>".encode()


def printed() -> bytes:
    def page(canvas: Canvas) -> None:
        body(canvas, 760)
        write(canvas, 80, 640, BEFORE)
        for place, row in enumerate(ROWS):
            for cell, x in zip(row, (80, 130, 330), strict=True):
                write(canvas, x, 600 - 24 * place, cell)
        write(canvas, 80, 500, AFTER)

    return pdf(page)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (text, "a.txt"),
        (word, "a.docx"),
        (opendocument, "a.odt"),
        (web, "a.html"),
        (printed, "a.pdf"),
    ],
)
def test_a_question_is_the_heading_of_its_row(
    make: Callable[[], bytes], name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    letter = read_letter(path)
    asked = [letter.text[start:end].strip() for start, end in inquiries(letter.text)]
    assert asked == ["1 | Wat kost een rit?", "2 | Rijdt de taxi ook 's nachts?"]
    for number, (_, _, told) in enumerate(ROWS[1:], 1):
        start = letter.text.index(told)
        assert letter.section_at(start) == (f"Vraag {number}",)
        assert (start, start + len(told)) in sentence_spans(letter.text, 0, len(letter.text))
    assert letter.section_at(letter.text.index(AFTER)) == ()


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ("Mag dat? | Ja, dat mag.\nKan dat? | Nee.", ["Mag dat?", "Kan dat?"]),
        ("Vraag | Antwoord\nMag dat? | Ja, dat mag.", ["Mag dat?"]),
        ("Nr | Partij | Vraag | Reactie\n4a | AB | Mag dat? | Ja.", ["Vraag 4a"]),
        ("1. | Mag dat? | Ja.\n2. | Kan dat? | Nee.", ["Vraag 1", "Vraag 2"]),
        ("Mag dat? | Ja, dat mag.", []),
        ("Leeftijd | Wat gebeurt er? | Wie doet dat?\n16 | gesprek | de school", []),
        ("Vraag | is het goed? | is het betaald?\nWie | de wijk | de stad", []),
        ("Stap | Mag dat? | Ja.\nTarief | Kan dat? | Nee.", []),
    ],
)
def test_rows_that_ask_and_answer(rows: str, labels: list[str]) -> None:
    tables = question_tables(f"Inleiding.\n\n{rows}\n\nSlot.")
    assert [row.label for one in tables for row in one.rows] == labels


@pytest.mark.parametrize(
    ("before", "holds"),
    [
        ("Inleiding.", ()),
        ("Vraag 7 Wat kost de hulp?\n\nAntwoord 7: Dat staat in de tabel.", ("Vraag 7",)),
    ],
)
def test_the_question_of_a_row_ends_with_it(before: str, holds: tuple[str, ...]) -> None:
    table = "Vraag | Antwoord\nMag dat? | Ja.\nOpmerking van het college | Het budget stijgt."
    text = f"{before}\n\n{table}\n\nDe hulp kost 20 euro."
    letter = Letter("brief", "Brief", text, "")
    assert letter.section_at(text.index("Ja.")) == ("Mag dat?",)
    assert letter.section_at(text.index("Het budget")) == holds
    assert letter.section_at(text.index("De hulp kost 20")) == holds


def test_a_heading_above_a_table_ends_the_question_before_it() -> None:
    text = "Vraag 7 Mag dit?\n\nAntwoord 7: Ja.\n\nBijlage\n\nMag a? | Ja.\nKan b? | Nee.\n\nSlot."
    start = text.index("Bijlage")
    letter = Letter("brief", "Brief", text, "", sections=(Section(start, start + 7, 1),))
    assert letter.section_at(text.index("Nee.")) == ("Bijlage", "Kan b?")
    assert letter.section_at(text.index("Slot.")) == ("Bijlage",)


def test_the_answer_is_told_without_its_question(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "brief.docx").write_bytes(word())
    encoder = FakeEncoder()
    build_index([tmp_path / "letters"], tmp_path / "index", encoder)
    retriever = Retriever(tmp_path / "index", encoder)
    given = answer("Wat kost een rit?", retriever, reader=FakeReader())
    (cited,) = given.statements[0].citations
    assert cited.quote == ROWS[1][2]
    assert cited.section == ("Vraag 1",)
