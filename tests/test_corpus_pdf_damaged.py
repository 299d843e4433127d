"""What can be read of damaged PDFs is read, and said to be damaged."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PdfStreamError
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import body, pdf, write

from corpus.errors import UnreadableFile
from corpus.pdf.document import read_pdf
from corpus.pdf.layout.blocks_by_print import with_headings
from corpus.pdf.pdfium.reader import SecondReader
from corpus.text.draft import Block, assemble

BROKEN = b"BT /F1 10 Tf 80 700 Td (De bijdrage is 19 euro.) Tj 0 -14 Td (Dit blijft zo.) Tj ET )"


def broken(drawn: bytes = BROKEN) -> bytes:
    """A letter of two pages, of which the second is drawn with a bracket too many."""
    writer = PdfWriter(io.BytesIO(pdf(body, body)))
    drawing = DecodedStreamObject()
    drawing.set_data(drawn)
    writer.pages[1][NameObject("/Contents")] = ArrayObject([writer._add_object(drawing)])
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_damaged_page_is_read_by_the_second_reader() -> None:
    draft = read_pdf(broken(), Path("brief.pdf"))
    text = assemble(draft.blocks)
    assert text.text[text.page_starts[1] :].startswith("De bijdrage is 19 euro.")
    assert draft.warnings == (
        "Pagina 2 is beschadigd en is zo goed mogelijk gelezen: "
        "vergelijk de tekst met het origineel.",
    )


def test_a_damaged_page_is_reported_without_a_second_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.pdf.pdfium.reader.importlib.util.find_spec", lambda name: None)
    draft = read_pdf(broken(), Path("brief.pdf"))
    assert draft.warnings == ("Pagina 2 is beschadigd en kon niet worden gelezen.",)


def test_a_damaged_page_with_its_drawing_for_text_is_not_read() -> None:
    draft = read_pdf(broken(BROKEN.replace(b"euro", b"Le6 465 0g 24141.0g40 re5 45g")), Path("a"))
    assert "465" not in assemble(draft.blocks).text
    assert draft.warnings == ("Pagina 2 is beschadigd en kon niet worden gelezen.",)


def test_a_damaged_file_is_read_by_the_second_reader() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 700, f"De bijdrage is {canvas.getPageNumber()} euro.")

    whole = pdf(page, page)
    cut = whole[: whole.rindex(b"%%EOF")]
    with pytest.raises(PdfStreamError):
        PdfReader(io.BytesIO(cut))
    draft = read_pdf(cut, Path("brief.pdf"))
    assert draft.page_labels == ("1", "2")
    assert [block.text for block in draft.blocks] == [
        "De bijdrage is 1 euro.",
        "De bijdrage is 2 euro.",
    ]
    assert "er kan tekst ontbreken" in draft.warnings[0]


def test_a_block_without_text_is_no_heading() -> None:
    empty = Block("paragraph", "", breaks=(0,))
    assert with_headings([empty], {""}, set()) == [empty]


def test_a_damaged_file_of_which_a_page_is_lost_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = SecondReader._text
    monkeypatch.setattr(
        SecondReader, "_text", lambda self, number: None if number == 2 else found(self, number)
    )
    with pytest.raises(UnreadableFile, match="beschadigd"):
        read_pdf(pdf(body, body)[:-6], Path("brief.pdf"))
