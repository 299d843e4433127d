"""What a PDF draws and a reader does not read: cut off, unseen, across the text, drawn twice."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SHARED
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import read_letter
from corpus.pdf.document import read_pdf
from corpus.pdf.drawing.accents import composed
from corpus.text.block_writer import HIDDEN
from corpus.text.draft import Draft, assemble

Page = Callable[[Canvas], object]
LINES = (
    "De gemeente ondersteunt inwoners die niet op eigen kracht zelfredzaam zijn en die geen",
    "hulp hebben van hun omgeving. De vergoeding voor een keuken bedraagt 6.000 euro en wordt",
    "eenmaal per tien jaar toegekend aan wie daarvoor in aanmerking komt volgens dit besluit.",
)
TEXT = " ".join(LINES)


LAYER = {NameObject("/Type"): NameObject("/OCG")}


def read(page: Page, *, crop: tuple[float, float, float, float] | None = None) -> Draft:
    return read_pdf(drawn(page, crop=crop), Path("brief.pdf"))


def drawn(page: Page, *, crop: tuple[float, float, float, float] | None = None) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), pageCompression=0)
    page(canvas)
    if crop:
        canvas.setCropBox(crop)
    canvas.save()
    return stream.getvalue()


def text(draft: Draft) -> str:
    return assemble(draft.blocks).text


def body(canvas: Canvas, between: Page | None = None) -> None:
    for place, line in enumerate(LINES):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(80, 700 - 13 * place, line)
        if between and place == 1:
            canvas.saveState()
            between(canvas)
            canvas.restoreState()


@pytest.mark.parametrize("place", [(80, 200), (700, 700), (-300, 700), (80, 2000)])
def test_text_outside_the_shown_part_of_the_page_is_left_out(place: tuple[int, int]) -> None:
    draft = read(
        lambda c: body(c, lambda c: c.drawString(*place, "Proef 3.")), crop=(40, 420, 560, 830)
    )
    assert text(draft) == TEXT
    assert draft.warnings == (HIDDEN,)


def test_text_over_the_edge_of_the_shown_part_is_kept() -> None:
    draft = read(body, crop=(200, 420, 400, 830))
    assert text(draft) == TEXT
    assert draft.warnings == ()


def unseen(canvas: Canvas) -> None:
    words = canvas.beginText(80, 500)
    words.setTextRenderMode(3)
    words.textLine("De vergoeding bedraagt 9.000 euro.")
    canvas.drawText(words)


def test_text_without_ink_is_left_out() -> None:
    draft = read(lambda c: body(c, unseen))
    assert text(draft) == TEXT
    assert draft.warnings == (HIDDEN,)


def test_text_without_ink_on_a_scanned_picture_is_its_text() -> None:
    def page(canvas: Canvas) -> None:
        unseen(canvas)
        picture = ImageReader(Image.new("L", (20, 20), 255))
        canvas.drawImage(picture, 0, 0, 595, 842)

    draft = read(page)
    assert text(draft) == "De vergoeding bedraagt 9.000 euro."
    assert draft.warnings == ()


def test_text_on_a_layer_that_is_off_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        for name, height in (("on", 500), ("off", 480), ("both", 460)):
            canvas._code.append(f"/OC /{name} BDC")
            canvas.drawString(80, height, f"Dit staat op de laag {name}.")
            canvas._code.append("EMC")

    writer = PdfWriter(io.BytesIO(drawn(page)))
    on, off = (writer._add_object(DictionaryObject(LAYER)) for _ in range(2))
    both = DictionaryObject({NameObject("/OCGs"): ArrayObject([on, off])})
    layers = DictionaryObject(
        {NameObject("/on"): on, NameObject("/off"): off, NameObject("/both"): both}
    )
    writer.pages[0]["/Resources"][NameObject("/Properties")] = layers
    default = DictionaryObject({NameObject("/OFF"): ArrayObject([off])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([on, off]), NameObject("/D"): default}
    )
    stream = io.BytesIO()
    writer.write(stream)
    draft = read_pdf(stream.getvalue(), Path("brief.pdf"))
    assert text(draft) == f"{TEXT}\n\nDit staat op de laag on.\n\nDit staat op de laag both."
    assert draft.warnings == (HIDDEN,)


def drawn_on(*steps: str) -> Draft:
    """Return the draft of a page with text that goes on, upon one line, with other steps."""
    line = " ".join(("BT /F1 10 Tf 80 600 Td (De bijdrage is 19 euro) Tj", *steps, "ET"))
    return read(lambda canvas: (body(canvas), canvas._code.append(line)))


@pytest.mark.parametrize(
    ("steps", "warning"),
    [
        ("900 0 Td (buiten het blad) Tj", HIDDEN),
        ("3 Tr ( en soms 77 euro) Tj", HIDDEN),
        ("0.7 0.7 -0.7 0.7 200 600 Tm (CONCEPT) Tj", "Een watermerk is niet meegelezen."),
        (
            "/Artifact <</Subtype /Watermark>> BDC ( proefdruk) Tj EMC",
            "Een watermerk is niet meegelezen.",
        ),
    ],
)
def test_what_is_left_out_at_the_end_of_a_line_is_told(steps: str, warning: str) -> None:
    draft = drawn_on(steps)
    assert text(draft) == f"{TEXT}\n\nDe bijdrage is 19 euro"
    assert draft.warnings == (warning,)


def test_white_space_that_is_left_out_is_not_told() -> None:
    draft = drawn_on("3 Tr (  ) Tj 900 0 Td ( ) Tj")
    assert text(draft) == f"{TEXT}\n\nDe bijdrage is 19 euro"
    assert draft.warnings == ()


def slanted(canvas: Canvas) -> None:
    canvas.translate(150, 400)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.setFillGray(0.85)
    canvas.drawString(0, 0, "CONCEPT")


def pale(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 60)
    canvas.setFillGray(0.85)
    canvas.drawString(100, 680, "CONCEPT")


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("mark")
    canvas.setFont("Helvetica", 60)
    canvas.drawString(0, 0, "CONCEPT")
    canvas.endForm()
    canvas.translate(150, 400)
    canvas.rotate(55)
    canvas.doForm("mark")


def marked(canvas: Canvas) -> None:
    canvas._code.append("/Artifact <</Subtype /Watermark /Type /Pagination>> BDC")
    canvas.drawString(300, 694, "CONCEPT")
    canvas._code.append("EMC")


@pytest.mark.parametrize("mark", [slanted, pale, in_a_form, marked])
def test_a_watermark_is_told_and_never_in_a_sentence(mark: Page) -> None:
    draft = read(lambda c: body(c, mark))
    assert text(draft) == TEXT
    assert draft.warnings == ("Watermerk ‘CONCEPT’ is niet meegelezen.",)


def test_a_page_that_was_scanned_askew_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(12)
        body(canvas)

    assert text(read(page)) == TEXT


def test_a_big_dark_title_is_read() -> None:
    def title(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 40)
        canvas.setFillGray(0.7)
        canvas.drawString(80, 760, "Jaarverslag")

    draft = read(lambda c: [title(c), body(c)][0])
    assert text(draft).startswith("Jaarverslag")
    assert draft.warnings == ()


def test_a_stamp_in_the_margin_is_told_and_never_in_a_sentence() -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.translate(30, 690)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Ontvangen 12 maart 2024")

    draft = read(lambda c: body(c, stamp))
    assert text(draft) == TEXT
    told = "Gedraaide tekst in de kantlijn (‘Ontvangen 12 maart 2024’) is niet meegelezen."
    assert draft.warnings == (told,)


def test_margins_that_differ_in_a_number_are_told_once() -> None:
    def pages(canvas: Canvas) -> None:
        for number in (1, 2, 3):
            canvas.saveState()
            canvas.translate(30, 690)
            canvas.rotate(90)
            canvas.drawString(0, 0, f"Kenmerk Z-24, blad {number}")
            canvas.restoreState()
            body(canvas)
            canvas.showPage()

    told = "Gedraaide tekst in de kantlijn (‘Kenmerk Z-24, blad 1’) is niet meegelezen."
    assert read(pages).warnings == (told,)


def test_a_page_that_lies_on_its_side_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(800, 0)
        canvas.rotate(90)
        body(canvas)
        canvas.setPageRotation(90)

    assert TEXT in text(read(page))


def letter_by_letter(canvas: Canvas, words: str, shift: tuple[float, float]) -> None:
    place = 80.0
    for letter in words:
        canvas.drawString(place, 640, letter)
        canvas.drawString(place + shift[0], 640 + shift[1], letter)
        place += canvas.stringWidth(letter, "Helvetica", 10)


@pytest.mark.parametrize("shift", [(0.3, 0.0), (0.5, -0.5), (0.0, 0.0)])
def test_letters_drawn_twice_are_read_once(shift: tuple[float, float]) -> None:
    draft = read(lambda c: [body(c), letter_by_letter(c, "Alle willen een aap", shift)][0])
    assert text(draft) == f"{TEXT}\n\nAlle willen een aap"


def test_a_line_drawn_twice_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas.drawString(80, 640, "U krijgt de plaats voor drie jaar.")
        canvas._code.append(
            "BT 80 600 Td (Zij krijgt 20 euro.) Tj .4 0 Td (Zij krijgt 20 euro.) Tj ET"
        )
        canvas.drawString(81, 639, "U krijgt de plaats voor drie jaar.")

    found = text(read(page))
    assert found.count("drie jaar") == found.count("20 euro") == 1


def test_a_shadow_of_all_the_text_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(1, -1)
        body(canvas)
        canvas.restoreState()
        body(canvas)

    assert text(read(page)) == TEXT


@pytest.mark.parametrize("place", [(1, 0), (1, 2), (1, 9), (-4.5, 2)])
def test_an_accent_of_its_own_is_on_its_letter(place: tuple[float, float]) -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        start = "De co" if place[0] > 0 else "De coo"
        end = 80 + canvas.stringWidth(start, "Helvetica", 10)
        canvas.drawString(80, 640, start)
        canvas.drawString(end + place[0], 640 + place[1], "¨")
        canvas.drawString(end, 640, "De coöperatie"[len(start) :].replace("ö", "o") + " helpt.")

    assert text(read(page)).endswith("De coöperatie helpt.")


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("pati¨enten", "patiënten"), ("patie¨nten", "patiënten"), ("na¨ıef", "naïef"),
        ("nai¨ef", "naïef"), ("´e´en", "één"), ("e´e´n", "één"), ("enquˆete", "enquête"),
        ("`a la carte", "à la carte"), ("fac¸ade", "façade"), ("fa¸cade", "façade"),
        ("co ¨ operatie", "coöperatie"), ("IDEE¨EN", "IDEEËN"),
        ("foto´s", "foto´s"), ("´s avonds", "´s avonds"), ("`code`", "`code`"),
        ("www.x.nl/~anna", "www.x.nl/~anna"),
    ],
)  # fmt: skip
def test_loose_accents_go_to_the_letter_that_makes_a_word(drawn: str, meant: str) -> None:
    assert composed(drawn) == meant


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "p06_cropbox.pdf",
            "De vergoeding voor een keuken bedraagt 6.000 euro.\n\nMet vriendelijke",
        ),
        (
            "p07_fakebold.pdf",
            "Besluit over de parkeerplaats\n\nDe parkeerplaats kost 120 euro per jaar.\n\nU",
        ),
        ("p10_watermark.pdf", "maar door de zorgverzekeraar. Daarvoor"),
        ("p12_texaccents.pdf", "De coöperatie helpt patiënten met reümatiek voor 55 euro."),
    ],
)
def test_files_that_show_these_faults(name: str, words: str) -> None:
    path = SHARED / "faults" / name
    if not path.exists():
        pytest.skip("the shared files are not here")
    assert words in read_letter(path).text
