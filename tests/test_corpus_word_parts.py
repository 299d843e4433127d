"""What stands in other parts of a Word document: read in its place, or named in a warning."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from conftest import SHARED
from test_corpus_word import NAMESPACE, docx, paragraph, texts
from test_corpus_word_package import OFFICE, USUAL, relations

from corpus import read_letter
from corpus.formats import reader_for
from corpus.text.draft import Draft
from corpus.word.document import read_word
from corpus.word.drop_unprinted import OBJECT

CHUNK = f'<w:altChunk xmlns:r="{OFFICE}" r:id="x"/>'
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
LOST = "In het bestand zit een ander bestand ({}), dat niet is meegelezen. Bewaar het apart."


def package(body: str, kind: str, name: str, data: bytes = b"", types: str = "") -> bytes:
    """A document with this body that uses another part as ``x``."""
    stream = io.BytesIO(docx(body))
    with zipfile.ZipFile(stream) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts["word/_rels/document.xml.rels"] = relations(USUAL[0], {"x": (kind, name)}).encode()
    parts[f"word/{name}"] = data
    if types:
        space = "http://schemas.openxmlformats.org/package/2006/content-types"
        override = f'<Override PartName="/word/{name}" ContentType="{types}"/>'
        parts["[Content_Types].xml"] = f'<Types xmlns="{space}">{override}</Types>'.encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return stream.getvalue()


def read(*about: str | bytes, **more: str) -> Draft:
    return read_word(package(*about, **more), Path("brief.docx"), reader_for)  # type: ignore[arg-type]


LETTER = paragraph("Wij besluiten:") + CHUNK + paragraph("Met groet,")
HTML = "<h2>Besluit</h2><table><tr><td>Uren</td><td>3</td></tr></table><p>Vanaf mei.</p>"


@pytest.mark.parametrize(
    ("name", "types"), [("deel.html", ""), ("deel.dat", "text/html"), ("deel.xhtml", "text/html")]
)
def test_a_web_page_in_a_document_is_read_in_its_place(name: str, types: str) -> None:
    data = f"<html><body>{HTML}</body></html>" if name == "deel.html" else HTML
    draft = read(LETTER, "aFChunk", name, data.encode(), types)
    assert texts(draft) == [
        ("paragraph", "Wij besluiten:"),
        ("heading", "Besluit"),
        ("row", "Uren | 3"),
        ("paragraph", "Vanaf mei."),
        ("paragraph", "Met groet,"),
    ]
    assert draft.warnings == ()


def test_a_text_in_a_document_is_read_on_the_page_where_it_stands() -> None:
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    draft = read(
        page + LETTER.replace(CHUNK, page + CHUNK), "aFChunk", "deel.txt", b"U krijgt hulp."
    )
    assert [(block.text, block.breaks) for block in draft.blocks] == [
        ("Wij besluiten:", (0, 0)),
        ("U krijgt hulp.", (0,)),
        ("Met groet,", ()),
    ]


def test_a_document_in_a_document_is_read_and_a_third_in_it_is_named() -> None:
    third = docx(paragraph("derde"))
    inner = package(paragraph("U krijgt hulp.") + CHUNK, "aFChunk", "derde.docx", third)
    draft = read(LETTER, "aFChunk", "deel.docx", inner)
    assert [block.text for block in draft.blocks] == [
        "Wij besluiten:",
        "U krijgt hulp.",
        "Met groet,",
    ]
    assert draft.warnings == (LOST.format("derde.docx"),)


def test_a_file_in_the_cell_of_a_table_is_read_there() -> None:
    cells = f"<w:tc>{paragraph('Besluit')}</w:tc><w:tc>{CHUNK}<w:p/></w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    draft = read(body, "aFChunk", "deel.html", b"<html><p>U krijgt</p><p>hulp.</p></html>")
    assert texts(draft) == [("row", "Besluit | U krijgt hulp.")]


@pytest.mark.parametrize("data", [b"{\\rtf1 Besluit}", b"", b"\x89PNG"])
def test_a_file_that_cannot_be_read_is_named(data: bytes) -> None:
    draft = read(LETTER, "aFChunk", "deel.rtf", data)
    assert [block.text for block in draft.blocks] == ["Wij besluiten:", "Met groet,"]
    assert draft.warnings == (LOST.format("deel.rtf"),)


@pytest.mark.parametrize("kind", ["oleObject", "package"])
def test_an_embedded_file_is_named(kind: str) -> None:
    draft = read(paragraph("Zie de tabel."), kind, "embeddings/tarieven.xlsx", b"PK")
    assert draft.warnings == (LOST.format("tarieven.xlsx"),)


def test_an_embedded_file_that_is_an_object_in_the_text_is_told_once() -> None:
    ole = f'<o:OLEObject xmlns:o="urn:x" xmlns:r="{OFFICE}" r:id="x"/>'
    body = paragraph("De formule is") + f"<w:p><w:r><w:object>{ole}</w:object></w:r></w:p>"
    draft = read(body, "oleObject", "embeddings/oleObject1.bin", b"x")
    assert draft.warnings == (OBJECT,)


def test_part_of_a_letter_in_another_file_is_named() -> None:
    body = paragraph("Deel 1") + f'<w:subDoc xmlns:r="{OFFICE}" r:id="x"/>'
    assert read(body, "subDocument", "deel2.docx").warnings == (
        "Een deel van de brief staat in een ander bestand (deel2.docx), dat niet is meegelezen. "
        "Voeg het apart toe.",
    )


def test_a_diagram_is_read_behind_its_paragraph_and_a_chart_is_named() -> None:
    drawing = f'<w:drawing><d:relIds xmlns:d="{DIAGRAM}" xmlns:r="{OFFICE}" r:dm="x"/></w:drawing>'
    chart = DIAGRAM.replace("diagram", "chart")
    body = (
        f"<w:p><w:r><w:t>Zo gaat het.</w:t></w:r><w:r>{drawing}</w:r></w:p>"
        f'<w:p><w:r><w:drawing><c:chart xmlns:c="{chart}"/></w:drawing></w:r></w:p>'
    )
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>"
        for text in ("Melding", "Onderzoek")
    )
    main = DIAGRAM.replace("diagram", "main")
    data = f'<d:dataModel xmlns:d="{DIAGRAM}" xmlns:a="{main}">{points}</d:dataModel>'
    draft = read(body, "diagramData", "diagrams/data1.xml", data.encode())
    assert [block.text for block in draft.blocks] == ["Zo gaat het.", "Melding", "Onderzoek"]
    assert draft.warnings == ("Een grafiek in het bestand is niet meegelezen.",)


@pytest.mark.parametrize("words", ["Klopt dit?", ""])
def test_comments_are_told_only_where_there_are_any(words: str) -> None:
    comment = f'<w:comment w:id="0">{paragraph(words)}</w:comment>' if words else ""
    data = f"<w:comments {NAMESPACE}>{comment}</w:comments>".encode()
    draft = read(paragraph("Besluit"), "comments", "comments.xml", data)
    told = ("Opmerkingen in de kantlijn zijn niet meegelezen.",) if words else ()
    assert (draft.warnings, texts(draft)) == (told, [("paragraph", "Besluit")])


@pytest.mark.skipif(not (SHARED / "faults").is_dir(), reason="the shared files are not here")
def test_a_real_file_with_its_decision_in_another_part_is_read() -> None:
    text = read_letter(SHARED / "faults" / "d04_altchunk_part.docx").text
    assert (
        "besloten.\n\nDe woningaanpassing is toegekend tot een bedrag van 12.400 euro.\n\n" in text
    )
