"""A numbered heading of a PDF right above a list, told by the size in which it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import body, pdf, write

from corpus import read_letter
from corpus.letter import Letter

LISTED = ("- Op 7 juli 2030 vroeg het college om advies.", "- Op 8 juli 2030 kwam het advies.")


def read(tmp_path: Path, second: str, size: float) -> Letter:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 780, "1. Inleiding", size=20)
        body(canvas, 760)
        for place, line in enumerate(second.split("\n")):
            write(canvas, 80, 620 - 24 * place, line, size=size)
        for place, line in enumerate(LISTED):
            write(canvas, 80, 570 - 13 * place, line)
        write(canvas, 80, 500, "3. Weergave van het verzoek", size=20)
        body(canvas, 480)

    path = tmp_path / "advies.pdf"
    path.write_bytes(pdf(page))
    return read_letter(path)


def test_a_heading_above_a_list_is_printed_as_those_beside_it(tmp_path: Path) -> None:
    letter = read(tmp_path, "2. Verloop van het verzoek om een voorafgaand\nadvies", 20)
    heading = "2. Verloop van het verzoek om een voorafgaand advies"
    assert letter.section_at(letter.text.index(LISTED[1])) == (heading,)
    assert [letter.text[one.start : one.end] for one in letter.sections] == [
        "1. Inleiding",
        heading,
        "3. Weergave van het verzoek",
    ]


@pytest.mark.parametrize(
    ("second", "size"),
    [
        ("2. Verloop van het verzoek", 10),
        ("2. Verloop van het verzoek", 14),
        ("5. Verloop van het verzoek", 20),
        ("3. Verloop van het verzoek", 20),
    ],
)
def test_an_item_above_a_list_is_no_heading(second: str, size: float, tmp_path: Path) -> None:
    letter = read(tmp_path, second, size)
    assert second not in [letter.text[one.start : one.end] for one in letter.sections]
