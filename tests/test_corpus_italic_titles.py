"""Short lines in italics, used alike through a paper, are its sub-headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import WORDS, pdf
from test_corpus_word import docx, paragraph

from corpus import read_letter
from corpus.letter import Letter

TEXT = "De gemeente Waterdam helpt inwoners die niet zelf kunnen reizen met een taxi."
TITLES = ("Wie er meerijdt", "a. Wat een rit kost")
Part = tuple[str, str]  # a line, and how it is printed: b for bold, i for italic


def printed(path: Path, parts: list[Part], drop: float = 0) -> Letter:
    """A PDF in which a paragraph is two lines, and ``drop`` the white space below each part."""
    fonts = {"b": "Helvetica-Bold", "i": "Helvetica-Oblique", "": "Helvetica"}

    def page(canvas: Canvas) -> None:
        y = 780.0
        for text, look in parts:
            canvas.setFont(fonts[look], 10)
            for line in (text,) if look else (WORDS.strip(), text):
                canvas.drawString(80, y, line)
                y -= 13
            y -= drop

    path.write_bytes(pdf(page))
    return read_letter(path)


def written(path: Path, parts: list[Part]) -> Letter:
    looks = {"b": "<w:b/>", "i": "<w:i/>", "": ""}
    path.write_bytes(docx("".join(paragraph(text, run=looks[look]) for text, look in parts)))
    return read_letter(path)


def titles(letter: Letter) -> list[tuple[str, int]]:
    return [(letter.text[one.start : one.end], one.level) for one in letter.sections]


PAPER = [
    ("Vervoer", "b"),
    (TEXT, ""),
    (TITLES[0], "i"),
    (TEXT, ""),
    (TITLES[1], "i"),
    (TEXT, ""),
    ("Wonen", "b"),
    (TEXT, ""),
]
FOUND = [("Vervoer", 1), (TITLES[0], 2), (TITLES[1], 2), ("Wonen", 1)]


@pytest.mark.parametrize("drop", [0.0, 9.0])
def test_lines_in_italics_are_headings_in_a_pdf(drop: float, tmp_path: Path) -> None:
    letter = printed(tmp_path / "brief.pdf", PAPER, drop)
    assert titles(letter) == FOUND
    assert letter.section_at(letter.text.index(TITLES[1]) + 40) == ("Vervoer", TITLES[1])


def test_a_lettered_heading_right_below_a_numbered_one(tmp_path: Path) -> None:
    parts = [("3. Vervoer", "i"), ("a. Ritten", "i"), (TEXT, ""), ("b. Kosten", "i"), (TEXT, "")]
    letter = printed(tmp_path / "brief.pdf", parts)
    assert titles(letter) == [("3. Vervoer", 1), ("a. Ritten", 2), ("b. Kosten", 2)]


def test_paragraphs_in_italics_are_headings_in_word(tmp_path: Path) -> None:
    letter = written(tmp_path / "brief.docx", PAPER)
    assert titles(letter) == FOUND


@pytest.mark.parametrize(
    "lines",
    [
        ("Zorg voor later",),
        ("Zorg voor later.", "Zorg voor nu."),
        ("Tabel 1 Ritten", "Tabel 2 Kosten"),
        ("Zorg voor later,", "Zorg voor nu:"),
        ("wie er meerijdt", "wat een rit kost"),
    ],
)
def test_other_lines_in_italics_are_not(lines: tuple[str, ...], tmp_path: Path) -> None:
    parts = [("Vervoer", "b"), (TEXT, "")]
    for line in lines:
        parts += [(line, "i"), (TEXT, "")]
    parts += [("Wonen", "b"), (TEXT, "")]
    expected = [("Vervoer", 1), ("Wonen", 1)]
    assert titles(written(tmp_path / "brief.docx", parts)) == expected
    assert titles(printed(tmp_path / "brief.pdf", parts)) == expected


def test_italics_that_follow_each_other_are_a_list(tmp_path: Path) -> None:
    parts = [("Vervoer", "b"), (TEXT, ""), ("Zorg voor later", "i"), ("Zorg voor nu", "i")]
    parts += [(TEXT, ""), ("Wonen", "b"), (TEXT, "")]
    assert titles(written(tmp_path / "brief.docx", parts)) == [("Vervoer", 1), ("Wonen", 1)]


def test_a_title_within_a_sentence_stays_in_it(tmp_path: Path) -> None:
    """The line before is not closed, so that the words in italics belong to it."""
    told = [(f"{TEXT} Zie ook", ""), ("Zorg voor later", "i"), (TEXT, "")]
    letter = printed(tmp_path / "brief.pdf", [*told, *told, ("Slot", "b"), (TEXT, "")])
    assert "Zie ook Zorg voor later" in letter.text.replace("\n", " ")
