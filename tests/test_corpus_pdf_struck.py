"""Crossed-out text in a PDF is left out; underlines and the rules of tables cross nothing out."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import Page, body, pdf, write
from test_corpus_pdf_shown import annotated, annotation, blocks

from corpus.pdf.document import read_pdf
from corpus.text.block_writer import STRUCK
from corpus.text.draft import Draft, assemble

SENTENCE = ("De vergoeding is ", "460 euro, voorheen ", "640 euro per jaar.")


def letter(canvas: Canvas) -> None:
    body(canvas)
    write(canvas, 80, 560, "".join(SENTENCE))
    write(canvas, 80, 530, "De overige voorwaarden blijven gelijk.")


def place() -> tuple[float, float]:
    """Where the middle part of the sentence begins and ends."""
    measure = Canvas("").stringWidth
    start = 80 + measure(SENTENCE[0], "Helvetica", 10)
    return start, start + measure(SENTENCE[1].rstrip(), "Helvetica", 10)


def ruled(height: float, start: float = 0, end: float = 0, thin: bool = False) -> Draft:
    """A letter with a rule so far above the foot of the sentence."""

    def page(canvas: Canvas) -> None:
        letter(canvas)
        left, right = place()
        left, right = start or left, end or right
        if thin:
            canvas.rect(left, 560 + height, right - left, 0.5, stroke=0, fill=1)
        else:
            canvas.line(left, 560 + height, right, 560 + height)

    return read_pdf(pdf(page), Path("brief.pdf"))


def test_marked_text_is_left_out() -> None:
    left, right = place()
    quads = [left, 569.0, right, 569.0, left, 558.0, right, 558.0]
    mark = annotation("/StrikeOut", (left, 558, right, 569), QuadPoints=quads)
    draft = annotated(letter, mark)
    assert "De vergoeding is 640 euro per jaar." in blocks(draft)
    assert draft.warnings == (STRUCK,)


@pytest.mark.parametrize(("height", "thin"), [(2, True), (2.8, False), (3.3, True)])
def test_text_under_a_rule_is_left_out(height: float, thin: bool) -> None:
    draft = ruled(height, thin=thin)
    assert "De vergoeding is 640 euro per jaar." in blocks(draft)
    assert draft.warnings == (STRUCK,)


def test_a_whole_line_is_left_out() -> None:
    draft = ruled(2.8, 80, 275)
    assert "vergoeding" not in assemble(draft.blocks).text
    assert "De overige voorwaarden blijven gelijk." in blocks(draft)


@pytest.mark.parametrize(
    ("height", "start", "end"),
    [(-1.5, 0, 0), (0.8, 0, 0), (8.5, 0, 0), (12, 0, 0), (2.8, 80, 515), (2.8, 300, 515)],
)
def test_other_rules_cross_nothing_out(height: float, start: float, end: float) -> None:
    draft = ruled(height, start, end)
    assert "".join(SENTENCE) in blocks(draft)
    assert not draft.warnings


def test_words_beside_each_other_are_told_apart() -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        write(canvas, 80, 560, "Vergoeding in 2024:")
        write(canvas, 300, 560, "460 euro")
        write(canvas, 420, 560, "640 euro")
        canvas.line(300, 562.8, 300 + canvas.stringWidth("460 euro", "Helvetica", 10), 562.8)

    text = assemble(read_pdf(pdf(page), Path("brief.pdf")).blocks).text
    assert "460" not in text
    assert "Vergoeding in 2024:" in text and "640 euro" in text


@pytest.mark.parametrize("padding", [8, 1])
def test_a_crossed_out_cell_is_empty(padding: float) -> None:
    def page(canvas: Canvas) -> None:
        body(canvas)
        for row, cells in enumerate(
            (("Onderdeel", "Bedrag"), ("Vervoer", "19 euro"), ("Pgb", "8"))
        ):
            for column, cell in enumerate(cells):
                canvas.rect(80 + 120 * column, 500 - 24 * row, 120, 24)
                write(canvas, 80 + padding + 120 * column, 508 - 24 * row, cell)
        left = 200 + padding
        canvas.line(left, 486.8, left + canvas.stringWidth("19 euro", "Helvetica", 10), 486.8)

    draft = read_pdf(pdf(page), Path("brief.pdf"))
    rows = [block.text for block in draft.blocks if block.kind == "row"]
    assert rows == ["Onderdeel | Bedrag", "Vervoer", "Pgb | 8"]
    assert draft.warnings == (STRUCK,)


def test_without_the_second_reader_marked_text_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.pdf.pdfium.reader.SecondReader.signs", lambda self, number: [])
    mark = annotation("/StrikeOut", (80, 558, 275, 569))
    page: Page = letter
    draft = annotated(page, mark)
    assert "".join(SENTENCE) in blocks(draft)
    assert draft.warnings == ("Op pagina 1 is doorgehaalde tekst wel meegelezen: controleer die.",)


@pytest.mark.parametrize(("count", "told"), [(1_000, False), (1_201, True), (20_000, True)])
def test_a_page_with_too_many_rules_is_named(count: int, told: bool) -> None:
    def page(canvas: Canvas) -> None:
        letter(canvas)
        for number in range(count):
            left = 80 + number % 40 * 10
            canvas.line(left, 300 - number / 250, left + 8, 300 - number / 250)

    draft = read_pdf(pdf(page), Path("brief.pdf"))
    assert "".join(SENTENCE) in blocks(draft)
    named = "Op pagina 1 staan te veel lijnen: tabellen en doorhalingen zijn er niet herkend."
    assert draft.warnings == ((named,) if told else ())
