"""No signature is a heading, in any format; an annex behind one stands under its own title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_corpus_pdf import body, pdf, write
from test_corpus_word import docx, paragraph

from corpus import read_letter
from corpus.letter import Letter
from corpus.text.draft import Block
from corpus.text.signing import unsigned

SIGNED = "De staatssecretaris van Zorg, Welzijn en Sport,  A.B. van den Berg"
ANNEX, TOLD = "Overzicht van de maatregelen", "De gemeente Waterdam krijgt 12 wijkteams."
BODY = "De gemeente Waterdam helpt inwoners die niet zelf kunnen reizen met vervoer."


def printed() -> bytes:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 780, "Wat er verandert", bold=True)
        body(canvas, 760)
        write(canvas, 80, 620, SIGNED, bold=True)
        write(canvas, 80, 560, ANNEX, bold=True)
        write(canvas, 80, 540, TOLD)
        body(canvas, 500)

    return pdf(page)


def written() -> bytes:
    lines = ("Wat er verandert", "", SIGNED, ANNEX)
    return docx(
        "".join(paragraph(line, run="<w:b/>") if line else paragraph(BODY) for line in lines)
        + paragraph(TOLD)
    )


def marked_up() -> bytes:
    return (
        f"<html><body><h2>Wat er verandert</h2><p>{BODY}</p><h3>{SIGNED}</h3>"
        f"<h3>{ANNEX}</h3><p>{TOLD}</p></body></html>"
    ).encode()


def typed() -> bytes:
    return f"Wat er verandert\n\n{BODY}\n\n{SIGNED}\n\n{ANNEX}\n\n{TOLD}\n".encode()


@pytest.mark.parametrize(
    ("make", "name"),
    [(printed, "a.pdf"), (written, "a.docx"), (marked_up, "a.html"), (typed, "a.txt")],
)
def test_an_annex_stands_under_its_own_title(
    make: Callable[[], bytes], name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    letter = read_letter(path)
    assert titles(letter) == ["Wat er verandert", ANNEX]
    assert letter.section_at(letter.text.index(TOLD)) == (ANNEX,)
    assert "A.B. van den Berg" in letter.text


def titles(letter: Letter) -> list[str]:
    return [letter.text[one.start : one.end] for one in letter.sections]


def headings(*texts: str) -> list[str]:
    blocks = [Block("heading" if text[-1] not in ".," else "paragraph", text, 2) for text in texts]
    return [block.text for block in unsigned(blocks) if block.kind == "heading"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Hoogachtend, burgemeester en wethouders van Waterdam",),
        ("Met vriendelijke groet,", "Gemeente Waterdam", "mr. A.B. Berg C. van Dal"),
        ("Met de meeste hoogachting,", "A. van Dal"),
        ("Namens het college van Waterdam,", "A. Dal, wethouder"),
        ("De minister van Zorg en Sport", "A. Dal-Berg"),
        ("Dit is alles. Mede namens de minister van Recht, de minister van Zorg,", "A. Dal"),
        ("De vicepresident van de Raad,", "Th. C. De Berg"),
        ("Rekenkamer Waterdam.", "Algemene Rekenkamer drs. A.P. (An) Dal RA, wnd. president"),
        ("Algemene Rekenkamer A.B. (An) Dal, C. Berg RA MGA, wnd. president wnd. secretaris",),
        ("Rekenkamer Waterdam.", "Algemene Rekenkamer", "An Dal, president", "Bo de Berg, hoofd"),
        ("Met vriendelijke groet,", "An van Dal-Berg, wnd. secretaris"),
        ("Met hartelijke groet,", "An Oude Berg wethouder Zorg en Wonen"),
        ("Het college van burgemeester en wethouders, A.B. Dal", "Gemeentesecretaris Burgemeester"),
    ],
)
def test_who_signs_is_no_heading(lines: tuple[str, ...]) -> None:
    assert headings("Dit is een zin.", *lines, "Overzicht van tarieven") == [
        "Overzicht van tarieven"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "A. Tarieven",
        "De minister van Financiën",
        "De rol van minister A. Dal bij de politie",
        "Minister A. Dal over de politie",
        "Gemeente Waterdam",
        "An Dal, wethouder",
        "An Dal, wethouder van de gemeente",
        "Burgemeester en wethouders van Waterdam, besluit van 11 november 2025",
    ],
)
def test_a_heading_that_only_names_someone_stays(heading: str) -> None:
    assert headings("Dit is een zin.", heading, "De gemeente helpt inwoners.") == [heading]


def test_the_first_heading_behind_a_signature_stands_on_top() -> None:
    blocks = [
        Block("heading", "Slot", 2),
        Block("paragraph", SIGNED),
        Block("heading", ANNEX, 2),
        Block("heading", "Jeugd", 3),
        Block("heading", "Overzicht van tarieven", 2),
    ]
    assert [block.level for block in unsigned(blocks)] == [2, 0, 1, 2, 1]


def test_who_speaks_below_a_heading_does_not_sign() -> None:
    blocks = [
        Block("heading", "Verslag", 1),
        Block("paragraph", "Dit is het verslag."),
        Block("heading", "De heer drs. A. Dal, wethouder", 2),
        Block("paragraph", "Hij zegt dat de bijdrage stijgt."),
        Block("heading", "Mevrouw B. van den Berg, directeur", 2),
        Block("paragraph", "Zij vindt dat onjuist."),
        Block("heading", "Kosten", 3),
    ]
    assert list(unsigned(blocks)) == blocks


@pytest.mark.parametrize("farewell", ["Hoogachtend,", "Mede namens de minister van Recht,"])
def test_who_signs_above_other_text_is_no_heading(farewell: str) -> None:
    blocks = [Block("paragraph", farewell), Block("heading", "A. Dal, wethouder", 2)]
    signed = unsigned([*blocks, Block("paragraph", "Deze brief is digitaal gemaakt.")])
    assert [block.kind for block in signed] == ["paragraph"] * 3


@pytest.mark.parametrize(
    "signed", ["De voorzitter, drs. A. Dal", "Namens het college, wethouder A. Dal", SIGNED]
)
def test_an_office_before_a_name_signs_above_other_text(signed: str) -> None:
    blocks = [Block("paragraph", "Dit is een zin."), Block("heading", signed, 2)]
    found = unsigned([*blocks, Block("paragraph", "Deze brief is digitaal gemaakt.")])
    assert [block.kind for block in found] == ["paragraph"] * 3


def test_a_letter_without_text_has_no_signature() -> None:
    assert unsigned(()) == ()


def test_who_signs_with_the_first_name_is_no_heading_of_a_pdf(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        body(canvas, 760)
        for place, line in enumerate(("Algemene Rekenkamer", "An Dal, president", ANNEX)):
            write(canvas, 80, 620 - 40 * place, line, bold=True)
        write(canvas, 80, 520, TOLD)

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(page))
    letter = read_letter(path)
    assert titles(letter) == [ANNEX]
    assert "Algemene Rekenkamer\n\nAn Dal, president" in letter.text
