"""Fractions drawn in a PDF as a small number above another are read in their line."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import body, read, write
from test_corpus_pdf_shown import blocks

from corpus.text.draft import Draft

BEFORE, BELOW = "U krijgt per week", "Dit geldt vanaf 1 mei."


def fraction(above: str, below: str, after: str, *, scaled: bool = False, gap: float = 7) -> Draft:
    """A line with one number above another behind its first words, and a line below it."""

    def page(canvas: Canvas) -> None:
        body(canvas)
        end = 83 + canvas.stringWidth(BEFORE, "Helvetica", 10)
        shown = [(80, 560, BEFORE, 10), (end, 564, above, 6), (end, 564 - gap, below, 6),
                 (end + 8, 560, after, 10), (80, 547, BELOW, 10)]  # fmt: skip
        for x, y, text, size in shown:
            if scaled and text:
                line = canvas.beginText()
                line.setFont("Helvetica", 1)
                line.setTextTransform(size, 0, 0, size, x, y)
                line.textOut(text)
                canvas.drawText(line)
            elif text:
                write(canvas, x, y, text, size)

    return read(page)


@pytest.mark.parametrize("scaled", [False, True])
@pytest.mark.parametrize(
    ("above", "below", "shown"), [("1", "2", "½"), ("3", "4", "¾"), ("11", "12", "11/12")]
)
def test_a_fraction_stands_in_its_line(above: str, below: str, shown: str, scaled: bool) -> None:
    lines = blocks(fraction(above, below, "uur begeleiding.", scaled=scaled))[1:]
    assert lines == [f"{BEFORE} {shown} uur begeleiding.", BELOW]


def test_a_fraction_may_end_its_line() -> None:
    lines = blocks(fraction("1", "2", ""))[1:]
    assert lines == [f"{BEFORE} ½", BELOW]


def test_numbers_far_from_one_another_are_no_fraction() -> None:
    assert "½" not in "".join(blocks(fraction("1", "2", "uur begeleiding.", gap=14)))
