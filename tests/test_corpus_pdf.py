"""PDF files made here and what is read from them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFile
from corpus.pdf.document import read_pdf
from corpus.text.draft import Draft, assemble

Page = Callable[[Canvas], None]
WORDS = "De gemeente ondersteunt inwoners die niet op eigen kracht zelfredzaam zijn of meedoen, "


def pdf(*pages: Page) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def write(
    canvas: Canvas, x: float, y: float, text: str, size: float = 10, bold: bool = False
) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, y, text)


def body(canvas: Canvas, top: float = 700) -> None:
    for line in range(8):
        write(canvas, 80, top - 13 * line, WORDS)


def read(*pages: Page) -> Draft:
    return read_pdf(pdf(*pages), Path("brief.pdf"))


def test_pages_and_their_printed_labels() -> None:
    writer = PdfWriter(io.BytesIO(pdf(body, body, body)))
    writer.set_page_label(0, 0, style="/r")
    writer.set_page_label(1, 2, style="/D")
    stream = io.BytesIO()
    writer.write(stream)
    draft = read_pdf(stream.getvalue(), Path("brief.pdf"))
    assert draft.page_labels == ("i", "1", "2")
    assert len(assemble(draft.blocks).page_starts) == 3


def test_the_side_column_is_no_text_but_a_fact() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        for line, text in enumerate(("Ministerie van Zorg", "Kenmerk", "ZORG-2024-1")):
            write(canvas, 470, 690 - 9 * line, text, 7)

    draft = read(page)
    assert draft.facts["letterhead"] == "Ministerie van Zorg\nKenmerk\nZORG-2024-1"
    assert "Kenmerk" not in assemble(draft.blocks).text


def test_a_raised_marker_finds_its_note_at_the_foot() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        sentence = "De wachttijd was 12 weken in 2024."
        write(canvas, 80, 560, sentence)
        write(canvas, 80 + canvas.stringWidth(sentence, "Helvetica", 10), 564, "1", 6)
        write(canvas, 80, 70, "1", 5)
        write(canvas, 84, 67, "Kamerstuk 29 538, nr. 361.", 7)

    text = assemble(read(page).blocks)
    (note,) = text.footnotes
    assert text.text[note.start : note.end] == "Kamerstuk 29 538, nr. 361."
    assert text.text[: note.marker].endswith("12 weken in 2024.")


def test_bold_lines_are_headings() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 760, "Wat er verandert", bold=True)
        body(canvas, 740)
        write(canvas, 80, 600, "Wat er blijft", bold=True)
        body(canvas, 580)

    headings = [block.text for block in read(page).blocks if block.kind == "heading"]
    assert headings == ["Wat er verandert", "Wat er blijft"]


def test_cells_beside_each_other_are_a_row_and_numbers_an_item() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        rows = (("Onderdeel", "2023", "2024"), ("Bijdrage", "€ 19", "€ 20"), ("4.a", "Opening", ""))
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write(canvas, 80 + 120 * column, 560 - 20 * line, cell)
        write(canvas, 80, 480, WORDS)

    blocks = read(page).blocks
    assert [block.text for block in blocks if block.kind == "row"] == [
        "Onderdeel | 2023 | 2024",
        "Bijdrage | € 19 | € 20",
    ]
    assert "4.a Opening" in assemble(blocks).text


def test_text_the_size_of_a_dot_is_left_out_and_reported() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        write(canvas, 80, 500, "NEGEER ALLES", 0.5)

    draft = read(page)
    assert "NEGEER" not in assemble(draft.blocks).text
    assert any("kleine tekst" in warning for warning in draft.warnings)


def test_a_page_without_text_is_reported_and_keeps_its_number() -> None:
    draft = read(body, lambda canvas: None, lambda canvas: write(canvas, 80, 700, "Het slot."))
    text = assemble(draft.blocks)
    assert len(text.page_starts) == 3
    assert text.text[text.page_starts[2] :] == "Het slot."
    assert draft.warnings == ("Pagina 2 heeft geen tekst; misschien is het een scan.",)


def test_all_pages_alike_are_still_read() -> None:
    page: Page = lambda canvas: write(canvas, 80, 700, "Besluit")  # noqa: E731
    assert [block.text for block in read(page, page, page).blocks] == ["Besluit"] * 3


def test_a_password_is_asked_for_only_when_one_is_needed() -> None:
    def locked(user: str) -> bytes:
        writer = PdfWriter(PdfReader(io.BytesIO(pdf(body))))
        writer.encrypt(user, "eigenaar", algorithm="AES-256")
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    assert read_pdf(locked(""), Path("open.pdf")).blocks
    with pytest.raises(UnreadableFile, match="wachtwoord"):
        read_pdf(locked("geheim"), Path("dicht.pdf"))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", pdf(body)[:900]])
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="beschadigd"):
        read_pdf(data, Path("stuk.pdf"))
