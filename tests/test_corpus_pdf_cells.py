"""Ruled tables in a PDF: each row comes out as one, its cells in order, whatever their height."""

import io
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from corpus.pdf.document import read_pdf
from corpus.pdf.drawing.rules import Drawing, grids
from corpus.text.draft import Draft

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


def test_a_cell_over_two_rows_stands_in_both() -> None:
    found = rows(read(table(("SPAN", (0, 1), (0, 2)))))
    assert len(found) == len(ROWS)
    assert found[1].startswith("Bijdrage | Het bedrag")
    assert found[2] == "Bijdrage | Dit valt eronder. | 1 juli 2026, of later"


def ruled(cells: list[list[str]], *spans: tuple[tuple[int, int], tuple[int, int]]) -> list[str]:
    styles = [*RULED, *(("SPAN", start, end) for start, end in spans)]
    flowables = [[Paragraph(text, PLAIN) if text else "" for text in row] for row in cells]
    return rows(read(Table(flowables, colWidths=[100] * len(cells[0]), style=styles)))


def test_heads_over_columns_stand_above_each_of_them() -> None:
    cells = [
        ["Groep", "Inkomen tot 20.000 euro", "", "Hoger"],
        ["", "2023", "2024", "2024"],
        ["Alleenstaande", "11", "12", "19"],
        ["Gehuwde", "13", "14", "20"],
    ]
    assert ruled(cells, ((0, 0), (0, 1)), ((1, 0), (2, 0))) == [
        "Groep | Inkomen tot 20.000 euro 2023 | Inkomen tot 20.000 euro 2024 | Hoger 2024",
        "Alleenstaande | 11 | 12 | 19",
        "Gehuwde | 13 | 14 | 20",
    ]


def test_a_centred_head_of_two_lines_stands_above_its_columns() -> None:
    centred = ParagraphStyle("centred", PLAIN, alignment=1)
    head = Paragraph("Kosten<br/>van de voorziening per jaar", centred)
    cells = [["Soort", head, ""], ["", "2023", "2024"], ["Vervoer", "11", "12"]]
    styles = [*RULED, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    assert rows(read(Table(cells, colWidths=[100] * 3, style=styles))) == [
        "Soort | Kosten van de voorziening per jaar 2023 | Kosten van de voorziening per jaar 2024",
        "Vervoer | 11 | 12",
    ]


def test_a_row_of_data_is_no_head_of_the_next() -> None:
    cells = [
        ["Naam", "J. Jansen", ""],
        ["Adres", "Dorpsstraat 1", "Delft"],
        ["Soort", "Wmo", "Pgb"],
    ]
    assert ruled(cells, ((1, 0), (2, 0))) == [
        "Naam | J. Jansen | J. Jansen",
        "Adres | Dorpsstraat 1 | Delft",
        "Soort | Wmo | Pgb",
    ]


def test_a_long_cell_over_rows_is_said_once() -> None:
    cells = [["Soort", "Bedrag"], [TEXT, "100 euro"], ["", "200 euro"]]
    assert ruled(cells, ((0, 1), (0, 2))) == ["Soort | Bedrag", f"{TEXT.strip()} | 100 euro"]


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
