"""What lies on the pages of a PDF: fields, texts and notes."""

import io
from pathlib import Path

import pytest
from conftest import SHARED
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import Page, body, pdf, write

from corpus import read_letter
from corpus.pdf.document import read_pdf
from corpus.text.block_writer import HIDDEN
from corpus.text.draft import Draft, assemble

FAULTS = SHARED / "faults"


def annotation(kind: str, box: tuple[float, ...], **entries: object) -> DictionaryObject:
    """An annotation; names, texts and numbers are written as they are in Python."""
    found = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): ArrayObject(map(FloatObject, box)),
        }
    )
    for key, value in entries.items():
        found[NameObject(f"/{key}")] = made(value)
    return found


def made(value: object) -> object:
    match value:
        case str() if value.startswith("/"):
            return NameObject(value)
        case str():
            return TextStringObject(value)
        case int():
            return NumberObject(value)
        case list():
            return ArrayObject(map(made, value))
        case float():
            return FloatObject(value)
    return value


def annotated(page: Page, *annotations: DictionaryObject, pages: int = 1) -> Draft:
    """What is read of pages of which the last carries annotations."""
    writer = PdfWriter(io.BytesIO(pdf(*[page] * pages)))
    writer.pages[-1][NameObject("/Annots")] = ArrayObject(map(writer._add_object, annotations))
    stream = io.BytesIO()
    writer.write(stream)
    assert PdfReader(stream).pages
    return read_pdf(stream.getvalue(), Path("brief.pdf"))


def field(kind: str, x: float, y: float, width: float = 80, **entries: object) -> DictionaryObject:
    return annotation("/Widget", (x, y - 4, x + width, y + 12), FT=kind, **entries)


def blocks(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def form(canvas: Canvas) -> None:
    write(canvas, 80, 700, "Toegekend aantal kilometers:")
    write(canvas, 80, 660, "Naam:")
    write(canvas, 220, 660, "Woonplaats:")
    write(canvas, 100, 620, "Zorg in natura")
    write(canvas, 240, 620, "Persoonsgebonden budget")
    write(canvas, 80, 580, "Het formulier is ingevuld door de consulent van de gemeente.")


def test_fields_stand_in_the_line_that_they_stand_on() -> None:
    draft = annotated(
        form,
        field("/Tx", 300, 700, V="1.750 kilometer"),
        field("/Tx", 120, 660, V="J. Jansen"),
        field("/Tx", 290, 660, V="Voorbeeldstad"),
        field("/Btn", 80, 620, 12, AS="/Off", V="/Off"),
        field("/Btn", 220, 620, 12, AS="/Ja", V="/Ja"),
    )
    assert blocks(draft) == [
        "Toegekend aantal kilometers: 1.750 kilometer",
        "Naam: J. Jansen",
        "Woonplaats: Voorbeeldstad",
        "☐ Zorg in natura",
        "☒ Persoonsgebonden budget",
        "Het formulier is ingevuld door de consulent van de gemeente.",
    ]
    assert not draft.warnings


def test_fields_stand_between_the_words_of_their_line() -> None:
    def page(canvas: Canvas) -> None:
        write(
            canvas, 80, 700, "De heer ............................ ontvangt ............ per jaar."
        )
        write(canvas, 80, 685, "Aantal:........... uren")
        write(canvas, 80, 670, "Ja           Nee           Onbekend")

    draft = annotated(
        page,
        field("/Tx", 118, 700, V="Jansen"),
        field("/Tx", 245, 700, 30, V="€ 640"),
        field("/Tx", 112, 685, 30, V="12"),
        field("/Btn", 93, 670, 10, AS="/Off"),
        field("/Btn", 142, 670, 10, AS="/On"),
        field("/Btn", 212, 670, 10, AS="/Off"),
    )
    text = " ".join(blocks(draft))
    assert text == "De heer Jansen ontvangt € 640 per jaar. Aantal: 12 uren Ja ☐ Nee ☒ Onbekend ☐"


def test_a_field_without_a_line_stands_in_order_of_height() -> None:
    text = assemble(annotated(form, field("/Tx", 80, 640, V="Hulp bij het huishouden")).blocks).text
    assert text.index("Woonplaats") < text.index("Hulp bij") < text.index("Zorg in natura")


def test_a_choice_is_shown_by_its_name_and_a_password_not_at_all() -> None:
    options = [["a", "Taxivervoer"], ["b", "Rolstoel"]]
    draft = annotated(
        form,
        field("/Ch", 300, 700, V=["a", "b"], Opt=options),
        field("/Tx", 300, 580, V="geheim", Ff=1 << 13),
        field("/Btn", 300, 580, V="Verzenden", Ff=1 << 16),
    )
    assert blocks(draft)[0] == "Toegekend aantal kilometers: Taxivervoer, Rolstoel"
    assert "geheim" not in assemble(draft.blocks).text
    assert "☐" not in assemble(draft.blocks).text


def test_the_parts_of_a_field_have_the_value_of_the_field() -> None:
    whole = DictionaryObject()
    whole[NameObject("/FT")] = NameObject("/Btn")
    whole[NameObject("/V")] = NameObject("/B")
    looks = [
        DictionaryObject({NameObject("/N"): DictionaryObject({NameObject(name): NumberObject(0)})})
        for name in ("/A", "/B")
    ]
    draft = annotated(
        form,
        annotation("/Widget", (80, 618, 92, 630), Parent=whole, AP=looks[0]),
        annotation("/Widget", (220, 618, 232, 630), Parent=whole, AP=looks[1]),
    )
    assert "☐ Zorg in natura" in blocks(draft)
    assert "☒ Persoonsgebonden budget" in blocks(draft)


@pytest.mark.parametrize("flag", [2, 32])
def test_hidden_fields_are_left_out_and_reported(flag: int) -> None:
    draft = annotated(form, field("/Tx", 300, 700, V="NEGEER ALLES", F=flag))
    assert "NEGEER" not in assemble(draft.blocks).text
    assert draft.warnings == (HIDDEN,)


def test_a_signature_shows_what_is_drawn_in_it() -> None:
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT /F1 8 Tf 2 8 Td (Ondertekend door J. Jansen) Tj ET")
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer = PdfWriter(io.BytesIO(pdf(form)))
    looks = DictionaryObject({NameObject("/N"): writer._add_object(drawing)})
    signature = field("/Sig", 80, 540, 150, AP=looks)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(signature)])
    stream = io.BytesIO()
    writer.write(stream)
    draft = read_pdf(stream.getvalue(), Path("brief.pdf"))
    assert assemble(draft.blocks).text.endswith("Ondertekend door J. Jansen")


def test_text_laid_on_a_page_is_text_of_the_page() -> None:
    draft = annotated(
        form, annotation("/FreeText", (80, 595, 300, 612), Contents="Correctie: 640 euro.")
    )
    text = assemble(draft.blocks).text
    assert text.index("Zorg in natura") < text.index("Correctie: 640 euro.") < text.index("Het for")


def test_notes_are_reported_with_their_pages() -> None:
    note = annotation("/Text", (500, 700, 520, 720), Contents="Klopt dit bedrag?")
    empty = annotation("/Highlight", (80, 700, 120, 720))
    assert annotated(body, note, empty, pages=2).warnings == (
        "Op pagina 2 staat een notitie die niet is meegelezen.",
    )
    assert not annotated(body, empty).warnings
    stamp = annotation("/Stamp", (80, 500, 120, 520))
    writer = PdfWriter(io.BytesIO(pdf(body, body, body)))
    for page in writer.pages:
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(stamp)])
    stream = io.BytesIO()
    writer.write(stream)
    assert read_pdf(stream.getvalue(), Path("brief.pdf")).warnings == (
        "Op pagina 1, 2 en 3 staan notities die niet zijn meegelezen.",
    )


@pytest.mark.skipif(not FAULTS.exists(), reason="the files are not here")
def test_a_form_and_a_correction_as_others_made_them() -> None:
    text = read_letter(FAULTS / "p01_acroform.pdf").text
    assert "Toegekend aantal kilometers per jaar: 1.750 kilometer\n" in text
    assert "Zorg in natura ☐" in text and "Persoonsgebonden budget ☒" in text
    text = read_letter(FAULTS / "p04_freetext_annot.pdf").text
    assert "Correctie: het bedrag is 640 euro." in text and "460" not in text


@pytest.mark.parametrize("box", [(80, 600, 80, 600), (80, 600), ()])
def test_a_value_in_a_box_that_is_not_seen_is_told(box: tuple[float, ...]) -> None:
    draft = annotated(body, annotation("/Widget", box, FT="/Tx", V="Z-2024-118"))
    assert not any("Z-2024-118" in one for one in blocks(draft))
    assert draft.warnings == (HIDDEN,)


def test_a_signature_without_a_box_is_no_hidden_text() -> None:
    assert annotated(body, annotation("/Widget", (0, 0, 0, 0), FT="/Sig")).warnings == ()
