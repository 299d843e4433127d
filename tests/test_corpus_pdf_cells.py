"""Ruled tables in a PDF: each row comes out as one, its cells in order, whatever their height."""

import io
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from corpus.draft import Draft
from corpus.pdf import read_pdf
from corpus.pdf_rules import Drawing, grids

PLAIN = getSampleStyleSheet()["BodyText"]
RULED = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
TEXT = "De gemeente betaalt de kosten van de voorziening uit het budget voor ondersteuning. " * 4
ROWS = (
    ("Onderwerp", "Wat verandert er", "Vanaf"),
    ("Bijdrage", "Het bedrag gaat omhoog omdat de lonen en de prijzen stijgen.", "1 mei 2026"),
    ("Vervoer van en naar de dagbesteding", "Dit valt eronder.", "1 juli 2026, of later"),
    ("Woningaanpassing", "", "onbekend"),
    ("Pgb", "Het tarief is gelijk aan dat van zorg in natura, voor een ieder.", "1 juni 2026"),
)


def read(*flowables: Flowable) -> Draft:
    stream = io.BytesIO()
    SimpleDocTemplate(stream).build([Paragraph(TEXT, PLAIN), *flowables, Paragraph(TEXT, PLAIN)])
    return read_pdf(stream.getvalue(), Path("brief.pdf"))


def table(*styles: tuple[object, ...]) -> Table:
    cells = [[Paragraph(text, PLAIN) for text in row] for row in ROWS]
    return Table(cells, colWidths=[110, 150, 80], style=[*RULED, *styles])


def rows(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if block.kind == "row"]


def test_rows_of_a_ruled_table_are_whole() -> None:
    draft = read(table())
    assert rows(draft) == [" | ".join(row).replace("|  |", "| |") for row in ROWS]
    around = [block.text for block in draft.blocks if block.kind == "paragraph"]
    assert around == [TEXT.strip(), TEXT.strip()]


def test_a_cell_over_two_rows_stands_in_the_first() -> None:
    found = rows(read(table(("SPAN", (0, 1), (0, 2)))))
    assert len(found) == len(ROWS)
    assert found[1].startswith("Bijdrage | Het bedrag")
    assert found[2] == "| Dit valt eronder. | 1 juli 2026, of later"


def test_a_frame_around_text_is_no_table() -> None:
    framed = Table([[Paragraph(TEXT, PLAIN)]], style=RULED)
    draft = read(framed)
    assert not rows(draft)
    assert sum(block.text.count("De gemeente betaalt") for block in draft.blocks) == 12


def test_paths_that_are_not_painted_are_no_rules() -> None:
    drawing, matrix = Drawing(), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for column in range(3):
        for row in range(3):
            drawing.next(b"re", [100 * column, 20 * row, 100, 20], matrix)
    drawing.next(b"n", [], matrix)
    assert not grids(drawing.rules)
    drawing.next(b"re", [0, 0, 100], matrix)
    drawing.next(b"S", [], matrix)
    assert not drawing.rules
