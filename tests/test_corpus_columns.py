"""Long reports in PDF, made here: columns, side boxes, coloured tables, notes and running heads."""

import io
import random
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf.document import read_pdf
from corpus.pdf.layout.columns import in_reading_order
from corpus.pdf.line import Line
from corpus.text.draft import Text, assemble

Page = Callable[[Canvas], None]
Placed = tuple[float, float, str, float]  # from the left and from below, text and size
_WORDS = """
aanbieder aanpak begeleiding besluit bezwaar bijdrage cliënt college dagbesteding doelgroep ervaring
gebruik gemeente gesprek groep hulp inkomen inwoner jeugd keuze kosten kwaliteit leefsituatie zorg
maatwerk mantelzorg melding netwerk onderzoek ondersteuning opvang overleg partner plan positie taak
praktijk raad regeling scholing signaal specialist tarief team termijn toegang uitkomst vervoer wijk
"""
_CELLS = (
    ("Voorziening", "Vorig jaar", "Dit jaar", "Gemiddelde kosten"),
    ("hulp bij het huishouden", "3.120", "3.260", "2.450 euro"),
    ("dagbesteding in groepsverband", "512", "498", "4.120 euro"),
    ("woningaanpassing en hulpmiddel", "205", "233", "1.875 euro"),
)


def sentences(count: int) -> list[str]:
    """Return sentences that all differ."""
    words, chance = _WORDS.split(), random.Random(18)
    return [f"Daarom {' '.join(chance.sample(words, 12))}." for _ in range(count)]


def stacked(
    lines: Sequence[str], x: float, top: float, leading: float, size: float = 10
) -> list[Placed]:
    placed = [(x, top - leading * place, line, size) for place, line in enumerate(lines)]
    return [one for one in placed if one[2]]


def draw(canvas: Canvas, lines: Sequence[Placed], font: str = "Helvetica") -> None:
    for x, y, text, size in lines:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)


def pdf(*pages: Page) -> bytes:
    """Return a report with a running head and page numbers."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for number, page in enumerate(pages, 1):
        draw(canvas, [(60, 800, "Jaarverslag Sociaal Domein Voorbeeldstad", 8)])
        draw(canvas, [(520, 30, str(number), 8)])
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pages_of(told: Sequence[str]) -> bytes:
    """Return a report of twelve sentences a page."""

    def page(place: int) -> Page:
        lines = textwrap.wrap(" ".join(told[place : place + 12]), 88)
        return lambda canvas: draw(canvas, stacked(lines, 60, 740, 13))

    return pdf(*(page(place) for place in range(0, len(told), 12)))


def report(*pages: Page) -> Text:
    return assemble(read_pdf(pdf(*pages), Path("verslag.pdf")).blocks)


def assert_in_order(text: str, told: Sequence[str]) -> None:
    places = [text.find(one) for one in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("by_turns", [False, True])
def test_two_columns_are_read_one_after_the_other_down_to_the_foot(by_turns: bool) -> None:
    told = sentences(140)
    lines = textwrap.wrap(" ".join(told), 46)

    def page(number: int) -> Page:
        left, right = (lines[one * 52 : one * 52 + 52] for one in (2 * number, 2 * number + 1))
        columns = stacked(left, 60, 740, 13) + stacked(right, 320, 736, 13)
        if by_turns:
            columns.sort(key=lambda one: -one[1])
        return lambda canvas: draw(canvas, columns)

    text = report(page(0), page(1), page(2))
    whole = [one for one in told if one in " ".join(lines[:312])]
    assert_in_order(text.text, whole)


@pytest.mark.parametrize("order", ["first", "last", "by turns"])
@pytest.mark.parametrize("left", [400, 440])
def test_a_box_beside_the_text_tears_no_sentence_and_is_kept(order: str, left: int) -> None:
    told = sentences(96)
    told, boxed = told[:90], told[90:]
    lines = textwrap.wrap(" ".join(told), 62)

    def page(number: int) -> Page:
        text = stacked(lines[number * 45 : number * 45 + 45], 60, 740, 13)
        box = stacked(
            textwrap.wrap(" ".join(boxed[number * 2 : number * 2 + 2]), 26), left, 600, 11, 8
        )
        placed = [*box, *text] if order == "first" else [*text, *box]
        if order == "by turns":
            placed.sort(key=lambda one: -one[1])
        return lambda canvas: draw(canvas, placed)

    text = report(page(0), page(1), page(2))
    assert_in_order(text.text, [one for one in told if one in " ".join(lines[:135])])
    assert_in_order(text.text, boxed)
    assert not text.sections[1:]


def test_columns_drawn_as_one_line_are_cut_at_the_white_between_them() -> None:
    told = sentences(40)
    lines = textwrap.wrap(" ".join(told), 44)

    def page(canvas: Canvas) -> None:
        for place in range(40):
            for x, text in ((60, lines[place]), (320, lines[40 + place])):
                shown = text.encode("cp1252").decode("latin-1")
                canvas._code.append(f"BT /F1 10 Tf {x} {740 - 13 * place} Td ({shown}) Tj ET")

    text = report(page)
    assert_in_order(text.text, [one for one in told if one in " ".join(lines[:80])])
    assert "|" not in text.text


def test_remarks_in_the_margin_are_text() -> None:
    told = sentences(20)
    remarks = ["Zie hoofdstuk drie", "Meer over maatwerk", "Vergelijk met vorig jaar"]

    def page(canvas: Canvas) -> None:
        draw(canvas, stacked(textwrap.wrap(" ".join(told), 66), 60, 740, 13))
        draw(canvas, stacked(remarks, 450, 600, 60, 7))

    text = report(page).text
    assert_in_order(text, told)
    assert all(one in text for one in remarks)


def test_numbered_titles_at_the_head_of_pages_are_no_running_heads() -> None:
    told = sentences(40)

    def page(number: int) -> Page:
        lines = textwrap.wrap(" ".join(told[number * 10 : number * 10 + 10]), 88)
        titles = [
            (60, 770, f"Bijlage {number + 1}", 12),
            (60, 752, f"{number + 1}.1 Inleiding", 11),
        ]

        def drawn(canvas: Canvas) -> None:
            draw(canvas, titles, "Helvetica-Bold")
            draw(canvas, stacked(lines, 60, 730, 13))

        return drawn

    text = report(*map(page, range(4)))
    headings = " ".join(text.text[one.start : one.end] for one in text.sections)
    numbers = range(1, 5)
    assert_in_order(headings, [f"Bijlage {one} {one}.1 Inleiding" for one in numbers])
    assert text.text.count("Jaarverslag Sociaal Domein") == 1


def table(canvas: Canvas, top: float) -> None:
    for row, cells in enumerate(_CELLS):
        canvas.setFillColorRGB(*((0.1, 0.3, 0.5) if row == 0 else (0.9, 0.9 + row / 50, 1)))
        canvas.rect(56, top - 14 * row - 4, 480, 14, stroke=0, fill=1)
        canvas.setFillColorRGB(*((1, 1, 1) if row == 0 else (0, 0, 0)))
        for x, cell in zip((60, 230, 330, 440), cells, strict=True):
            draw(canvas, [(x, top - 14 * row, cell, 8)])
    canvas.setFillColorRGB(0, 0, 0)


def test_the_last_column_of_a_table_in_small_print_stays_in_its_rows() -> None:
    told = sentences(12)

    def page(canvas: Canvas) -> None:
        draw(canvas, stacked(textwrap.wrap(" ".join(told[:6]), 88), 60, 740, 13))
        table(canvas, 560)
        draw(canvas, stacked(textwrap.wrap(" ".join(told[6:]), 88), 60, 480, 13))

    text = report(page).text
    assert_in_order(text, [*told[:6], *(" | ".join(cells) for cells in _CELLS), *told[6:]])


def marked(canvas: Canvas, x: float, y: float, text: str, label: str) -> None:
    draw(canvas, [(x, y, text, 10)])
    draw(canvas, [(x + canvas.stringWidth(text, "Helvetica", 10), y + 4, label, 6)])


def note(canvas: Canvas, x: float, y: float, label: str, *lines: str) -> None:
    draw(canvas, [(x, y + 2, label, 5), *stacked(lines, x + 6, y, 9, 7.5)])


def assert_noted(text: Text, told: Sequence[tuple[str, str]]) -> None:
    assert [text.text[one.start : one.end] for one in text.footnotes] == [one[1] for one in told]
    for found, (before, _) in zip(text.footnotes, told, strict=True):
        assert text.text[: found.marker].endswith(before)


@pytest.mark.parametrize("foot", [8, 10])
@pytest.mark.parametrize("box", [8, 10])
def test_notes_at_the_foot_are_notes_whatever_is_drawn_behind_them(foot: int, box: int) -> None:
    told = sentences(15)
    boxed = "Een algemene voorziening is zonder onderzoek toegankelijk voor iedereen."

    def page(canvas: Canvas) -> None:
        draw(canvas, [(60, 770, "1.1 Toegang tot ondersteuning", 14)], "Helvetica-Bold")
        draw(canvas, stacked(textwrap.wrap(" ".join(told), 62), 60, 740, 13))
        marked(canvas, 60, 240, "De wachttijd was twaalf weken.", "1")
        marked(canvas, 60, 214, "Het oordeel van cliënten steeg licht.", "2")
        note(canvas, 60, 110, "1", "Kamerstukken II, nr. 361")
        note(
            canvas,
            60,
            98,
            "2",
            "Zie het onderzoek onder cliënten van het",
            "Sociaal Domein, hoofdstuk drie",
        )
        draw(canvas, stacked(textwrap.wrap(boxed, 26), 420, 600, 12, box))
        draw(canvas, [(60, 28, "Voorbeeldstad meet mee", foot)])

    text = report(page)
    second = "Zie het onderzoek onder cliënten van het Sociaal Domein, hoofdstuk drie"
    assert_noted(
        text,
        [("was twaalf weken.", "Kamerstukken II, nr. 361"), ("steeg licht.", second)],
    )
    assert_in_order(text.text, told)
    headings = [text.text[one.start : one.end] for one in text.sections]
    assert headings == ["Jaarverslag Sociaal Domein Voorbeeldstad", "1.1 Toegang tot ondersteuning"]


def test_a_sentence_goes_on_in_the_next_column_past_a_note() -> None:
    told = sentences(40)
    lines = textwrap.wrap(" ".join(told), 46)

    def page(canvas: Canvas) -> None:
        draw(canvas, stacked(lines[:39], 60, 740, 13))
        marked(canvas, 60, 740 - 13 * 39, lines[39], "1")
        note(canvas, 60, 100, "1", "Regeling van drie mei, Voorbeeldblad")
        draw(canvas, stacked(lines[40:79], 320, 740, 13))
        marked(canvas, 320, 740 - 13 * 39, lines[79], "2")
        note(canvas, 320, 100, "2", "Verordening van Voorbeeldstad")

    text = report(page)
    assert_in_order(text.text, [one for one in told if one in " ".join(lines[:80])])
    first, second = "Regeling van drie mei, Voorbeeldblad", "Verordening van Voorbeeldstad"
    assert_noted(text, [(lines[39], first), (lines[79], second)])


def test_many_small_numbered_lines_beside_text_take_no_long_time() -> None:
    lines = []
    for place in range(400):
        lines.append(Line(f"Regel {place} van de tekst", 40, 780 - place, 10, False, False))
        lines.append(Line(f"{place} post", 200, 779.5 - place, 8, False, False))
    start = time.process_time()
    assert in_reading_order(lines, 0, 842)[:2] == lines[:2]
    assert time.process_time() - start < 2
