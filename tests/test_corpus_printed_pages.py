"""The page numbers printed on sheets, where a PDF has no labels of its own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.document import read_pdf
from corpus.pdf.printed_pages import printed_labels

TEXT = "Het college besluit."


def sheets(*feet: str) -> list[list[str]]:
    return [["Gemeente Waterdam", TEXT, TEXT, TEXT, TEXT, TEXT, foot] for foot in feet]


def labels_of(*feet: str) -> tuple[str, ...]:
    pages = sheets(*feet)
    return printed_labels(pages, tuple(str(number) for number in range(1, len(pages) + 1)))


@pytest.mark.parametrize(
    ("feet", "labels"),
    [
        (
            ("", "Pagina 1 van 4", "Pagina 2 van 4", "Pagina 3 van 4"),
            ("blad 1", "1", "2", "3"),
        ),
        (("12", "13", "14", "15"), ("12", "13", "14", "15")),
        (("- 3 -", "", "- 5 -", "- 6 -"), ("3", "4", "5", "6")),
        (
            ("3 | Jaarplan", "Jaarplan | 4", "5 | Jaarplan", "Jaarplan | 6"),
            ("3", "4", "5", "6"),
        ),
        (("", "Jaarplan, pagina 1", "Jaarplan, pagina 2", "Jaarplan, pagina 3"), None),
        (("1/4", "2/4", "3/4", "4/4"), ("1", "2", "3", "4")),
        (("Pagina 1", "Pagina 2", "Pagina 1", "Pagina 2", "Pagina 3"), ("1", "2", "3", "4", "5")),
        (("", "", "zie pagina 13", ""), ("1", "2", "3", "4")),
        (("", "7", "", "9", "", "", ""), ("1", "2", "3", "4", "5", "6", "7")),
    ],
)
def test_sheets_are_called_after_the_numbers_on_them(
    feet: tuple[str, ...], labels: tuple[str, ...] | None
) -> None:
    assert labels_of(*feet) == (labels or ("blad 1", "1", "2", "3"))


def test_labels_of_the_file_stay() -> None:
    assert printed_labels(sheets("7", "8", "9"), ("i", "ii", "iii")) == ("i", "ii", "iii")


def test_a_pdf_is_cited_by_its_printed_pages() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for number in range(4):
        for line in range(8):
            canvas.drawString(80, 700 - 13 * line, f"Regel {line} van de brief. {TEXT}")
        if number:
            canvas.drawString(450, 30, f"Pagina {number} van 3")
        canvas.showPage()
    canvas.save()
    draft = read_pdf(stream.getvalue(), Path("brief.pdf"))
    assert draft.page_labels == ("blad 1", "1", "2", "3")
