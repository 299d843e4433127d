"""Lists of links side by side in a PDF: the menu of a printed site is no table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import body, pdf, write

from corpus import read_letter

MENU = (("Contact", "Copyright"), ("Nieuwsbrief", "Privacy"), ("Servicedesk", "Toegankelijkheid"))
SITE = "https://waterdam.example/{}"


def read(tmp_path: Path, address: str, linked: Sequence[int]) -> str:
    def page(canvas: Canvas) -> None:
        body(canvas)
        for place, row in enumerate(MENU):
            for column, word in enumerate(row):
                x, y = 80 + 200 * column, 300 - 24 * place
                write(canvas, x, y, word)
                if column in linked:
                    canvas.linkURL(address.format(word), (x, y - 5, x + 150, y + 15))

    path = tmp_path / "site.pdf"
    path.write_bytes(pdf(page))
    return read_letter(path).text


def test_lists_of_links_side_by_side_are_read_one_behind_the_other(tmp_path: Path) -> None:
    text = read(tmp_path, SITE, (0, 1))
    assert text.split()[-6:] == [row[column] for column in (0, 1) for row in MENU]


@pytest.mark.parametrize(
    ("address", "linked"),
    [(SITE, ()), (SITE, (1,)), (SITE[:-2], (0, 1)), ("mailto:{}@waterdam.example", (0, 1))],
)
def test_other_cells_side_by_side_are_rows(
    address: str, linked: Sequence[int], tmp_path: Path
) -> None:
    assert read(tmp_path, address, linked).split("\n")[-3:] == [" | ".join(row) for row in MENU]
