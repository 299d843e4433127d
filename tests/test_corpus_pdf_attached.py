"""Files inside a PDF are named, and pages that only point elsewhere are no letter."""

import io
from pathlib import Path

import pytest
from conftest import SHARED
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import Page, body, pdf, write
from test_corpus_pdf_shown import annotated, annotation

from corpus import read_letter
from corpus.errors import UnreadableFile
from corpus.pdf.document import read_pdf
from corpus.text.draft import Draft

FAULTS = SHARED / "faults"


def cover(canvas: Canvas) -> None:
    write(canvas, 80, 700, "Dossier taxivervoer, drie stukken.")


def waiting(canvas: Canvas) -> None:
    write(
        canvas, 80, 700, "Please wait... If this message is not eventually replaced with the proper"
    )
    write(
        canvas, 80, 686, "contents of the document, your PDF viewer may not be able to display it."
    )


def holding(page: Page, *names: str, **catalog: object) -> Draft:
    writer = PdfWriter(io.BytesIO(pdf(page)))
    for name in names:
        writer.add_attachment(name, b"inhoud")
    for key, value in catalog.items():
        writer.root_object[NameObject(f"/{key}")] = value
    stream = io.BytesIO()
    writer.write(stream)
    return read_pdf(stream.getvalue(), Path("brief.pdf"))


def test_files_inside_are_named() -> None:
    assert holding(body, "../bijlage 1.pdf", "tarieven.xlsx").warnings == (
        "In dit bestand zitten andere bestanden, die niet zijn meegelezen: "
        "bijlage 1.pdf en tarieven.xlsx.",
    )
    many = holding(body, *(f"{number:02}.pdf" for number in range(30))).warnings[0]
    assert many.endswith("06.pdf, 07.pdf en nog 22.")


def test_a_file_pinned_to_a_page_is_named() -> None:
    named = DictionaryObject({NameObject("/F"): TextStringObject("besluit.pdf")})
    pin = annotation("/FileAttachment", (500, 700, 520, 720), FS=named)
    (warning,) = annotated(body, pin).warnings
    assert warning.endswith("niet zijn meegelezen: besluit.pdf.")


def test_a_collection_with_a_letter_of_its_own_is_read() -> None:
    draft = holding(body, "besluit.pdf", "brief.pdf", Collection=DictionaryObject())
    assert draft.warnings == (
        "Dit bestand is een verzameling met besluit.pdf en brief.pdf: "
        "pak ze uit om ze te laten lezen.",
    )


def test_the_cover_of_a_collection_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        holding(cover, "besluit.pdf", "brief.pdf", Collection=DictionaryObject())
    assert "verzameling met besluit.pdf en brief.pdf" in refused.value.reason
    assert "Pak de bestanden uit" in refused.value.advice


def test_a_form_that_only_one_program_shows_is_refused() -> None:
    form = DictionaryObject(
        {NameObject("/XFA"): StreamObject(), NameObject("/Fields"): ArrayObject()}
    )
    with pytest.raises(UnreadableFile, match=r"XFA.*druk het af"):
        holding(waiting, AcroForm=form)
    with pytest.raises(UnreadableFile, match="XFA"):
        holding(cover, AcroForm=form, NeedsRendering=BooleanObject(True))
    assert holding(body, AcroForm=form).blocks
    assert holding(waiting).blocks


@pytest.mark.skipif(not FAULTS.exists(), reason="the files are not here")
@pytest.mark.parametrize(
    ("name", "reason"),
    [("p02_xfa_dynamic.pdf", "formulier"), ("p03_portfolio.pdf", "verzameling met besluit.pdf")],
)
def test_placeholders_as_others_made_them(name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_letter(FAULTS / name)
